"""Assignment 4 is right by oracles that share nothing with it: slopes measured, numbers worked by hand."""

import math

import numpy as np
import pytest

from assignments.helpers.activations import relu, relu_backward, sigmoid, sigmoid_backward
from testcases.dnn_step_by_step import EXERCISES, layer_parameters, linear_inputs

H = 1e-5


@pytest.fixture(scope="module")
def course(load):
    return load("dnn_step_by_step")


@pytest.fixture
def rng():
    return np.random.RandomState(4)


def slope(cost, array):
    """The gradient of cost() with respect to an array, measured by nudging its entries one at a time."""
    gradient = np.zeros_like(array)
    for place in np.ndindex(array.shape):
        kept = array[place]
        array[place] = kept + H
        above = cost()
        array[place] = kept - H
        below = cost()
        array[place] = kept
        gradient[place] = (above - below) / (2 * H)
    return gradient


def assert_close(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-8)


# -- Hand-worked numbers. --


def test_two_layer_weights_are_small_and_biases_zero(course):
    parameters = course.initialize_parameters(50, 40, 30)
    assert parameters["W1"].shape == (40, 50)
    assert parameters["W2"].shape == (30, 40)
    assert abs(parameters["W1"].std() - 0.01) < 0.001
    assert not parameters["b1"].any()
    assert not parameters["b2"].any()


def test_deep_parameters_have_one_row_a_unit_and_one_column_an_input(course):
    parameters = course.initialize_parameters_deep([5, 4, 3, 2])
    shapes = {name: value.shape for name, value in parameters.items()}
    assert shapes == {"W1": (4, 5), "b1": (4, 1), "W2": (3, 4), "b2": (3, 1), "W3": (2, 3), "b3": (2, 1)}


def test_linear_step_by_hand(course):
    A, W, b = np.array([[1.0, 0.0], [2.0, -1.0]]), np.array([[3.0, 4.0]]), np.array([[5.0]])
    Z, cache = course.linear_forward(A, W, b)
    assert Z.tolist() == [[3 + 8 + 5, -4 + 5]]
    assert all(kept is given for kept, given in zip(cache, (A, W, b), strict=True))


def test_layer_by_hand(course):
    inputs = np.array([[1.0, -1.0]]), np.array([[2.0]]), np.array([[0.0]])
    A, (_, Z) = course.linear_activation_forward(*inputs, "relu")
    assert A.tolist() == [[2, 0]]
    assert Z.tolist() == [[2, -2]]
    A, _ = course.linear_activation_forward(*inputs, "sigmoid")
    assert_close(A, [[1 / (1 + math.exp(-2)), 1 / (1 + math.exp(2))]])


def test_model_by_hand(course):
    one = np.array([[1.0]])
    parameters = {"W1": 2 * one, "b1": one, "W2": -one, "b2": 0 * one, "W3": 7 * one, "b3": 3 * one}
    AL, caches = course.L_model_forward(one, parameters)  # 3, then relu(-3) = 0, then sigmoid(3)
    assert_close(AL, [[1 / (1 + math.exp(-3))]])
    assert [cache[1].item() for cache in caches] == [3, -3, 3]


def test_cost_by_hand(course):
    cost = course.compute_cost(np.array([[0.5, 0.25]]), np.array([[1, 0]]))
    assert_close(cost, (math.log(2) + math.log(4 / 3)) / 2)
    assert np.shape(cost) == ()


def test_update_by_hand(course):
    parameters = {"W1": np.array([[1.0, 2.0]]), "b1": np.array([[3.0]])}
    grads = {"dW1": np.array([[10.0, -10.0]]), "db1": np.array([[5.0]])}
    updated = course.update_parameters(parameters, grads, 0.1)
    assert_close(updated["W1"], [[0, 3]])
    assert_close(updated["b1"], [[2.5]])
    assert parameters["W1"].tolist() == [[1, 2]]


# -- Slopes measured. --


@pytest.mark.parametrize("n, n_prev, m", [(3, 4, 5), (1, 2, 1), (4, 4, 4)])
def test_linear_backward_is_the_measured_slope(course, rng, n, n_prev, m):
    A_prev, W, b = linear_inputs(rng.randn, n, n_prev, m)
    dZ = rng.randn(n, m)

    def total():
        return np.sum(dZ * (W @ A_prev + b))

    dA_prev, dW, db = course.linear_backward(dZ, (A_prev, W, b))
    assert_close(dA_prev, slope(total, A_prev))
    assert_close(dW, slope(total, W) / m)
    assert_close(db, slope(total, b) / m)


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_linear_activation_backward_is_the_measured_slope(course, rng, activation):
    A_prev, W, b = linear_inputs(rng.randn, 3, 4, 5)
    dA = rng.randn(3, 5)

    def total():
        return np.sum(dA * course.linear_activation_forward(A_prev, W, b, activation)[0])

    _, cache = course.linear_activation_forward(A_prev, W, b, activation)
    dA_prev, dW, db = course.linear_activation_backward(dA, cache, activation)
    assert_close(dA_prev, slope(total, A_prev))
    assert_close(dW, slope(total, W) / 5)
    assert_close(db, slope(total, b) / 5)


@pytest.mark.parametrize("sizes", [[3, 1], [4, 3, 1], [5, 4, 3, 1], [3, 3, 3, 3, 1]])
@pytest.mark.parametrize("m", [1, 6])
def test_model_backward_is_the_measured_slope_of_the_cost(course, rng, sizes, m):
    # Half-sized weights keep AL away from 0 and 1, where a measured slope loses its digits.
    X, parameters = rng.randn(sizes[0], m), layer_parameters(lambda *shape: rng.randn(*shape) / 2, sizes)
    Y = np.arange(m).reshape(1, m) % 2

    def cost():
        return course.compute_cost(course.L_model_forward(X, parameters)[0], Y)

    AL, caches = course.L_model_forward(X, parameters)
    grads = course.L_model_backward(AL, Y, caches)
    for name, value in parameters.items():
        assert_close(grads["d" + name], slope(cost, value))
    # The cost is an average, and dA leaves the 1/m out: it belongs to one example.
    assert_close(grads["dA0"], m * slope(cost, X))


# -- The helpers. --


@pytest.mark.parametrize("forward, backward", [(sigmoid, sigmoid_backward), (relu, relu_backward)])
def test_activation_backward_is_the_measured_slope(rng, forward, backward):
    Z, dA = rng.randn(3, 4), rng.randn(3, 4)
    assert_close(backward(dA, Z), slope(lambda: np.sum(dA * forward(Z)[0]), Z))


def test_relu_passes_no_gradient_at_zero():
    assert relu_backward(np.array([[5.0, 5.0, 5.0]]), np.array([[-1.0, 0.0, 1.0]])).tolist() == [[0, 0, 5]]


def test_sigmoid_of_large_numbers_is_quiet():
    A, cache = sigmoid(np.array([[-1000.0, 0.0, 1000.0]]))
    assert A.tolist() == [[0, 0.5, 1]]
    assert cache.tolist() == [[-1000, 0, 1000]]


# -- What is asked. --


def test_points_add_up_to_one_hundred():
    assert sum(exercise.points for exercise in EXERCISES) == 100


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.function)
def test_every_function_is_asked_in_the_open_and_behind_the_curtain(exercise):
    assert exercise.hint
    assert sum(case.visible for case in exercise.cases) >= 1
    assert sum(not case.visible for case in exercise.cases) >= 3
    assert len(exercise.mistakes) >= 6
