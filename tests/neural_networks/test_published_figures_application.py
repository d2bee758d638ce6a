"""Assignment 5 on the photographs of the published course meets every published cost and accuracy."""

from pathlib import Path

import numpy as np
import pytest

from tests.neural_networks.basis import Basis

from assignments.helpers.datasets import load_data
from assignments.helpers.network import L_model_forward

PHOTOGRAPHS = Path(__file__).parents[3] / "shared" / "data"

pytestmark = pytest.mark.skipif(
    not PHOTOGRAPHS.is_dir(), reason="the published photographs are not beside the repository"
)

TWO_LAYERS = {0: 0.693049735659989, 100: 0.6464320953428849, 200: 0.6325140647912678, 2400: 0.048554785628770226}
FOUR_LAYERS = """
    .771749 .672053 .648263 .611507 .567047 .540138 .527930 .465477 .369126 .391747 .315187 .272700 .237419
    .199601 .189263 .161189 .148214 .137775 .129740 .121225 .113821 .107839 .102855 .100897 .092878
"""


@pytest.fixture(scope="module")
def pictures():
    """Training and test set as pairs of columns and labels."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEURAL_COURSE_DATA", str(PHOTOGRAPHS))
        train_x, train_y, test_x, test_y, _ = load_data()
    return [(x.reshape(len(x), -1).T / 255, y) for x, y in ((train_x, train_y), (test_x, test_y))]


def train(model, pictures, sizes, capsys, monkeypatch):
    """The costs as printed, and the accuracies on both sets, after 2500 turns."""
    (X, Y), _ = pictures
    basis, started = Basis(X), []

    def narrowed(initialize):
        def initialized(*sizes):
            parameters = initialize(*sizes)
            started.append(parameters["W1"])
            return parameters | {"W1": basis.narrow(parameters["W1"])}

        return initialized

    monkeypatch.setitem(model.__globals__, "plot_costs", lambda *ignored: None)
    for name in ("initialize_parameters", "initialize_parameters_deep"):
        monkeypatch.setitem(model.__globals__, name, narrowed(model.__globals__[name]))
    parameters = model(basis.examples, Y, sizes, num_iterations=2500, print_cost=True)
    parameters["W1"] = basis.widen(parameters["W1"], *started)
    costs = [float(line.rpartition(" ")[2]) for line in capsys.readouterr().out.splitlines()]
    accuracies = [np.mean((L_model_forward(X, parameters)[0] > 0.5) == Y) for X, Y in pictures]
    return costs, accuracies


def test_two_layers(load, pictures, capsys, monkeypatch):
    model = load("dnn_application").two_layer_model
    costs, accuracies = train(model, pictures, (12288, 7, 1), capsys, monkeypatch)
    assert len(costs) == 25
    assert {100 * index: costs[index] for index in (0, 1, 2, 24)} == pytest.approx(TWO_LAYERS, abs=6e-7)
    assert accuracies == pytest.approx([1.0, 0.72])


def test_four_layers(load, pictures, capsys, monkeypatch):
    model = load("dnn_application").L_layer_model
    costs, accuracies = train(model, pictures, [12288, 20, 7, 5, 1], capsys, monkeypatch)
    assert costs == pytest.approx([float(cost) for cost in FOUR_LAYERS.split()], abs=6e-7)
    assert accuracies == pytest.approx([0.985645933014, 0.8])
