"""The helpers of assignment 5: the finished network, and its pictures."""

import importlib

import matplotlib
import numpy as np
import pytest

from assignments.helpers import network
from assignments.helpers.pictures import plot_costs, print_mislabeled_images
from assignments.helpers.published import dnn_app_utils, dnn_app_utils_v2, dnn_app_utils_v3

matplotlib.use("Agg")
import matplotlib.pyplot as plt

SIZES = [5, 4, 3, 1]


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def written(load):
    """The functions of assignment 4, as its solution writes them."""
    return load("dnn_step_by_step")


@pytest.fixture
def batch():
    rng = np.random.RandomState(9)
    return rng.randn(5, 6), np.array([[1, 0, 1, 1, 0, 0]])


def assert_equal(got, expected):
    assert got.keys() == expected.keys()
    for name, value in expected.items():
        np.testing.assert_allclose(got[name], value, rtol=1e-12)


def test_two_layers_start_as_in_assignment_4(written):
    assert_equal(network.initialize_parameters(5, 4, 1), written.initialize_parameters(5, 4, 1))


def test_deep_weights_start_from_seed_1_over_the_root_of_their_inputs():
    parameters = network.initialize_parameters_deep(SIZES)
    np.random.seed(1)
    for layer in (1, 2, 3):
        shape = SIZES[layer], SIZES[layer - 1]
        assert np.array_equal(parameters[f"W{layer}"], np.random.randn(*shape) / np.sqrt(shape[1]))
        assert parameters[f"b{layer}"].tolist() == [[0.0]] * shape[0]


def test_a_turn_is_that_of_assignment_4(written, batch):
    X, Y = batch
    parameters = network.initialize_parameters_deep(SIZES)
    AL, caches = network.L_model_forward(X, parameters)
    expected, expected_caches = written.L_model_forward(X, parameters)
    np.testing.assert_allclose(AL, expected, rtol=1e-12)
    np.testing.assert_allclose(network.compute_cost(AL, Y), written.compute_cost(AL, Y), rtol=1e-12)
    assert np.shape(network.compute_cost(AL, Y)) == ()
    grads = network.L_model_backward(AL, Y, caches)
    assert_equal(grads, written.L_model_backward(AL, Y, expected_caches))
    updated = network.update_parameters(parameters, grads, 0.3)
    assert_equal(updated, written.update_parameters(parameters, grads, 0.3))


@pytest.mark.parametrize("activation", ["relu", "sigmoid"])
def test_a_layer_is_that_of_assignment_4(written, batch, activation):
    X, _ = batch
    W, b, dA = np.ones((3, 5)) / 5, np.zeros((3, 1)), np.ones((3, 6))
    A, cache = network.linear_activation_forward(X, W, b, activation)
    expected, expected_cache = written.linear_activation_forward(X, W, b, activation)
    np.testing.assert_allclose(A, expected, rtol=1e-12)
    back = network.linear_activation_backward(dA, cache, activation)
    for got, value in zip(back, written.linear_activation_backward(dA, expected_cache, activation), strict=True):
        np.testing.assert_allclose(got, value, rtol=1e-12)


def test_edition_v2_stores_gradients_one_key_higher(batch):
    X, Y = batch
    AL, caches = network.L_model_forward(X, network.initialize_parameters_deep(SIZES))
    shifted, plain = dnn_app_utils_v2.L_model_backward(AL, Y, caches), dnn_app_utils_v3.L_model_backward(AL, Y, caches)
    names = {f"d{kind}{layer}" for kind in "WbA" for layer in (1, 2, 3)}
    assert shifted.keys() == names
    for layer in (1, 2, 3):
        assert np.array_equal(shifted[f"dA{layer}"], plain[f"dA{layer - 1}"])
        assert np.array_equal(shifted[f"dW{layer}"], plain[f"dW{layer}"])


@pytest.mark.parametrize("module", [dnn_app_utils, dnn_app_utils_v2, dnn_app_utils_v3])
def test_published_modules_hold_what_published_notebooks_import(module):
    names = {
        *("L_model_backward", "L_model_forward", "compute_cost", "initialize_parameters", "initialize_parameters_deep"),
        *("linear_activation_backward", "linear_activation_forward", "linear_backward", "linear_forward", "load_data"),
        *("predict", "print_mislabeled_images", "relu", "relu_backward", "sigmoid", "sigmoid_backward"),
        "update_parameters",
    }
    assert set(module.__all__) == names | {"np", "plt", "h5py"}
    assert all(callable(getattr(importlib.import_module(module.__name__), name)) for name in names)


@pytest.mark.parametrize("module", [dnn_app_utils, dnn_app_utils_v2, dnn_app_utils_v3])
def test_published_modules_update_parameters_in_place(module):
    before = network.initialize_parameters_deep(SIZES)
    parameters = dict(before, unused=1)
    grads = {f"d{name}": np.ones_like(value) for name, value in before.items()}
    assert module.update_parameters(parameters, grads, 0.5) is parameters
    assert parameters.pop("unused") == 1
    assert_equal(parameters, network.update_parameters(before, grads, 0.5))


def test_predict_prints_the_accuracy_and_says_no_at_one_half(capsys):
    parameters = {"W1": np.array([[1.0]]), "b1": np.array([[0.0]])}
    p = network.predict(np.array([[-1.0, 0.0, 1.0, 2.0]]), np.array([[0, 0, 1, 0]]), parameters)
    assert p.tolist() == [[0, 0, 1, 1]]
    assert capsys.readouterr().out == "Accuracy: 0.75\n"


def test_mislabelled_pictures_are_shown_with_both_names(monkeypatch):
    monkeypatch.setattr(plt, "show", lambda: None)
    X, classes = np.random.RandomState(1).rand(4 * 4 * 3, 9), np.array([b"non-cat", b"cat"])
    y, p = np.array([[0, 1, 0, 1, 0, 1, 0, 1, 0]]), np.array([[1.0, 1, 1, 0, 1, 0, 1, 0, 1]])
    print_mislabeled_images(classes, X, y, p)
    titles = [ax.get_title() for ax in plt.gcf().axes if ax.get_title()]
    assert len(titles) == 8
    assert titles[0] == "is non-cat\nsaid cat"
    assert titles[2] == "is cat\nsaid non-cat"


def test_no_mislabelled_pictures_are_no_figure(capsys):
    y = np.array([[0, 1]])
    print_mislabeled_images([b"non-cat", b"cat"], np.zeros((12, 2)), y, y)
    assert "right label" in capsys.readouterr().out
    assert plt.get_fignums() == []


def test_costs_are_drawn_over_the_iterations(monkeypatch):
    monkeypatch.setattr(plt, "show", lambda: None)
    plot_costs([0.7, 0.5, 0.4], 0.0075)
    (line,) = plt.gca().get_lines()
    assert line.get_xdata().tolist() == [0, 100, 200]
    assert plt.gca().get_title() == "learning rate 0.0075"
