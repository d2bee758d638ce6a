"""The embedded cat / non-cat set: its format, its pixels, and the story that three models tell on it."""

import importlib
import shutil
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import h5py
import numpy as np
import pytest

from tests.neural_networks.basis import Basis

DATA = Path(__file__).parents[2] / "data"
SETS = {"train": (209, 72), "test": (50, 33)}  # pictures, cats among them


def stored(name):
    with h5py.File(DATA / f"{name}_catvnoncat.h5", "r") as file:
        return {key: file[key][:] for key in file}


@pytest.fixture(scope="module")
def script():
    """`data/draw_cats.py`, imported as when it is run: its own folder is on the path."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(DATA)
        yield importlib.import_module("draw_cats")


@pytest.fixture
def drawn():
    """What the script draws: a test below holds it against what is stored."""
    return {name: stored(name) for name in SETS}


@pytest.mark.parametrize("name", SETS)
def test_a_file_has_the_published_keys_shapes_and_types(name):
    arrays, m = stored(name), SETS[name][0]
    described = {key: (array.dtype.str, array.shape) for key, array in arrays.items()}
    assert described == {
        f"{name}_set_x": ("|u1", (m, 64, 64, 3)),
        f"{name}_set_y": ("<i8", (m,)),
        "list_classes": ("|S7", (2,)),
    }
    assert arrays["list_classes"].tolist() == [b"non-cat", b"cat"]


@pytest.mark.parametrize("name", SETS)
def test_as_many_pictures_are_cats_as_published(name):
    labels = stored(name)[f"{name}_set_y"]
    assert set(labels.tolist()) == {0, 1}
    assert labels.sum() == SETS[name][1]


@pytest.mark.slow
def test_the_script_draws_exactly_the_pixels_and_labels_in_the_files(script):
    for name in SETS:
        drawn, arrays = script.draw_arrays(name), stored(name)
        assert drawn.keys() == arrays.keys()
        for key, array in arrays.items():
            np.testing.assert_array_equal(drawn[key], array)


def test_check_is_content_with_the_files(script, drawn, monkeypatch, capsys):
    monkeypatch.setattr(script, "draw_arrays", drawn.get)
    assert script.main(["--check"]) == 0
    assert "exactly what the script draws" in capsys.readouterr().out


def test_check_says_which_file_differs_and_what_to_do(script, drawn, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(script, "draw_arrays", drawn.get)
    shutil.copy(DATA / "test_catvnoncat.h5", tmp_path)
    with h5py.File(tmp_path / "test_catvnoncat.h5", "r+") as file:
        file["test_set_x"][7, 30, 30, 0] ^= 1
    assert script.main(["--check", "--folder", str(tmp_path)]) == 1
    missing, different = capsys.readouterr().out.splitlines()
    assert "train_catvnoncat.h5: there is no such file. Write it:" in missing
    assert "test_set_x is not what the script draws. Redraw it:" in different


def test_the_files_are_small_enough_for_git():
    assert sum(path.stat().st_size for path in DATA.glob("*.h5")) < 1_500_000


def test_no_picture_comes_twice():
    pictures = np.concatenate([stored(name)[f"{name}_set_x"] for name in SETS])
    assert len(np.unique(pictures.reshape(len(pictures), -1), axis=0)) == 259


def test_the_mean_colour_of_a_picture_does_not_tell_a_cat():
    train, test = stored("train"), stored("test")
    colours, labels = train["train_set_x"].mean(axis=(1, 2)), train["train_set_y"]
    centres = np.array([colours[labels == label].mean(axis=0) for label in (0, 1)])
    distances = np.linalg.norm(test["test_set_x"].mean(axis=(1, 2))[:, np.newaxis] - centres, axis=2)
    assert np.mean(distances.argmin(axis=1) == test["test_set_y"]) < 0.7


# --- the story: the three models of the course, in plain NumPy, with the course's hyperparameters ---


@dataclass(frozen=True)
class Pictures:
    """Columns are pictures: X (12288, 209), Y (1, 209), X_test (12288, 50), Y_test (1, 50)."""

    X: np.ndarray
    Y: np.ndarray
    X_test: np.ndarray
    Y_test: np.ndarray


@pytest.fixture(scope="module")
def pictures():
    columns = []
    for name in SETS:
        arrays = stored(name)
        columns += [
            arrays[f"{name}_set_x"].reshape(SETS[name][0], -1).T / 255,
            arrays[f"{name}_set_y"][np.newaxis],
        ]
    return Pictures(*columns)


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


def cross_entropy(A, Y):
    return float(-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A)))


def forward(X, weights):
    """Activations of all layers, the input first: ReLU, and a sigmoid at the end."""
    activations = [X]
    for W, b in weights[:-1]:
        activations.append(np.maximum(W @ activations[-1] + b, 0))
    W, b = weights[-1]
    return [*activations, sigmoid(W @ activations[-1] + b)]


def train(X, Y, weights, *, iterations, rate):
    """Batch gradient descent; the cost of every hundredth iteration beside the final weights."""
    costs = []
    for iteration in range(iterations):
        activations = forward(X, weights)
        if iteration % 100 == 0:
            costs.append(cross_entropy(activations[-1], Y))
        dZ, updated = activations[-1] - Y, []
        for (W, b), A_prev in zip(reversed(weights), reversed(activations[:-1]), strict=True):
            dW, db = dZ @ A_prev.T / Y.shape[1], dZ.mean(axis=1, keepdims=True)
            updated.insert(0, (W - rate * dW, b - rate * db))
            dZ = (W.T @ dZ) * (A_prev > 0)
        weights = updated
    return weights, costs


def accuracy(X, Y, weights):
    return float(np.mean((forward(X, weights)[-1] > 0.5) == Y))


def outcome(pictures, weights, *, iterations, rate):
    """Accuracy on the training pictures, on the test pictures, and the costs."""
    basis, ((W, b), *others) = Basis(pictures.X), weights
    narrow = [(basis.narrow(W), b), *others]
    ((trained, b), *others), costs = train(basis.examples, pictures.Y, narrow, iterations=iterations, rate=rate)
    weights = [(basis.widen(trained, W), b), *others]
    return (
        accuracy(pictures.X, pictures.Y, weights),
        accuracy(pictures.X_test, pictures.Y_test, weights),
        costs,
    )


def random_weights(*layers, scale=None):
    """Seed 1; `scale`, or one over the square root of the number of inputs."""
    np.random.seed(1)
    pairs = pairwise(layers)
    return [(np.random.randn(n, n_prev) * (scale or 1 / np.sqrt(n_prev)), np.zeros((n, 1))) for n_prev, n in pairs]


def zero_weights():
    return [(np.zeros((1, 12288)), np.zeros((1, 1)))]


@pytest.mark.slow
def test_each_model_of_the_course_does_better_than_the_one_before(pictures):
    logistic = outcome(pictures, zero_weights(), iterations=2000, rate=0.005)
    two_layers = outcome(pictures, random_weights(12288, 7, 1, scale=0.01), iterations=2500, rate=0.0075)
    five_layers = outcome(pictures, random_weights(12288, 20, 7, 5, 1), iterations=2500, rate=0.0075)

    assert min(logistic[0], two_layers[0], five_layers[0]) >= 0.95
    assert 0.60 <= logistic[1] <= 0.75
    assert logistic[1] + 0.04 <= two_layers[1] <= five_layers[1] - 0.04
    assert five_layers[1] <= 0.95
    for _, _, costs in (logistic, two_layers, five_layers):
        assert costs[0] == pytest.approx(np.log(2), abs=0.1)
        assert costs[-1] < 0.25 and costs[-1] < costs[len(costs) // 2] < costs[0]


@pytest.mark.slow
def test_a_smaller_learning_rate_learns_more_slowly(pictures):
    last = [outcome(pictures, zero_weights(), iterations=1500, rate=rate)[2][-1] for rate in (0.01, 0.001, 0.0001)]
    assert last[0] < last[1] < last[2] < np.log(2)
