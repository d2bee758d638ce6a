"""Assignment 4 by other ways: numbers worked by hand, and slopes measured by nudging one entry at a time.

Each oracle takes the solution's functions and asserts that they agree.
"""

import math
from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..dnn_step_by_step import layer_parameters, linear_inputs

Array = NDArray[np.float64]
NUDGE = 1e-5


def slope(value: Callable[[], float], array: Array) -> Array:
    """The gradient of value() with respect to an array that it reads, measured entry by entry."""
    gradient = np.zeros_like(array)
    for place in np.ndindex(array.shape):
        kept = array[place]
        array[place] = kept + NUDGE
        above = value()
        array[place] = kept - NUDGE
        below = value()
        array[place] = kept
        gradient[place] = (above - below) / (2 * NUDGE)
    return gradient


def agree(got: ArrayLike, expected: ArrayLike) -> None:
    """The shapes are equal, and the numbers to six digits."""
    assert np.shape(got) == np.shape(expected), f"shape {np.shape(got)} is not {np.shape(expected)}"
    left, right = np.asarray(got, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    np.testing.assert_allclose(left, right, rtol=1e-6, atol=1e-8)


def oracle_two_layer_parameters(solution: SimpleNamespace) -> None:
    """Weights are spread by 0.01 around zero; biases are zero."""
    parameters = solution.initialize_parameters(50, 40, 30)
    assert parameters["W1"].shape == (40, 50)
    assert parameters["W2"].shape == (30, 40)
    for name in ("W1", "W2"):
        assert abs(parameters[name].std() - 0.01) < 0.001
    agree(parameters["b1"], np.zeros((40, 1)))
    agree(parameters["b2"], np.zeros((30, 1)))


def oracle_deep_parameters(solution: SimpleNamespace) -> None:
    """One row a unit, one column an input; each layer with numbers of its own."""
    parameters = solution.initialize_parameters_deep([5, 4, 4, 4])
    shapes = {name: value.shape for name, value in parameters.items()}
    assert shapes == {"W1": (4, 5), "b1": (4, 1), "W2": (4, 4), "b2": (4, 1), "W3": (4, 4), "b3": (4, 1)}
    assert not np.allclose(parameters["W2"], parameters["W3"])
    weights = np.concatenate([parameters[f"W{layer}"].ravel() for layer in (1, 2, 3)])
    assert 0.008 < weights.std() < 0.014
    assert not any(parameters[f"b{layer}"].any() for layer in (1, 2, 3))


def oracle_linear_forward(solution: SimpleNamespace) -> None:
    """Two inputs, one unit, two examples: 3·1 + 4·2 + 5 and 3·0 - 4·1 + 5."""
    A, W, b = np.array([[1.0, 0.0], [2.0, -1.0]]), np.array([[3.0, 4.0]]), np.array([[5.0]])
    Z, cache = solution.linear_forward(A, W, b)
    agree(Z, [[16, 1]])
    for kept, given in zip(cache, (A, W, b), strict=True):
        agree(kept, given)


def oracle_linear_activation_forward(solution: SimpleNamespace) -> None:
    """Z is 2 and -2."""
    inputs = np.array([[1.0, -1.0]]), np.array([[2.0]]), np.array([[0.0]])
    A, (_, Z) = solution.linear_activation_forward(*inputs, "relu")
    agree(A, [[2, 0]])
    agree(Z, [[2, -2]])
    A, _ = solution.linear_activation_forward(*inputs, "sigmoid")
    agree(A, [[1 / (1 + math.exp(-2)), 1 / (1 + math.exp(2))]])


def oracle_model_forward(solution: SimpleNamespace) -> None:
    """One unit a layer: 2·1 + 1 = 3; ReLU of -3 is 0; sigmoid of 7·0 + 3."""
    one = np.array([[1.0]])
    parameters = {"W1": 2 * one, "b1": one, "W2": -one, "b2": 0 * one, "W3": 7 * one, "b3": 3 * one}
    AL, caches = solution.L_model_forward(one, parameters)
    agree(AL, [[1 / (1 + math.exp(-3))]])
    assert [cache[1].item() for cache in caches] == [3, -3, 3]


def oracle_cost(solution: SimpleNamespace) -> None:
    """Half right on a 1 costs log 2; a quarter on a 0 costs log 4/3."""
    cost = solution.compute_cost(np.array([[0.5, 0.25]]), np.array([[1, 0]]))
    agree(cost, (math.log(2) + math.log(4 / 3)) / 2)


def oracle_linear_backward(solution: SimpleNamespace) -> None:
    """The measured slope of a weighted sum of Z."""
    rng = np.random.RandomState(4)
    for n, n_prev, m in ((3, 4, 5), (1, 2, 1), (4, 4, 4)):
        A_prev, W, b = linear_inputs(rng.randn, n, n_prev, m)
        dZ = rng.randn(n, m)

        def total(A_prev: Array = A_prev, W: Array = W, b: Array = b, dZ: Array = dZ) -> float:
            return float(np.sum(dZ * (W @ A_prev + b)))

        dA_prev, dW, db = solution.linear_backward(dZ, (A_prev, W, b))
        agree(dA_prev, slope(total, A_prev))
        agree(dW, slope(total, W) / m)
        agree(db, slope(total, b) / m)


def oracle_linear_activation_backward(solution: SimpleNamespace) -> None:
    """The measured slope of a weighted sum of A."""
    rng = np.random.RandomState(5)
    for activation in ("sigmoid", "relu"):
        A_prev, W, b = linear_inputs(rng.randn, 3, 4, 5)
        dA = rng.randn(3, 5)

        def layer(
            A_prev: Array = A_prev, W: Array = W, b: Array = b, activation: str = activation
        ) -> tuple[Array, object]:
            A, cache = solution.linear_activation_forward(A_prev, W, b, activation)
            return A, cache

        def total(dA: Array = dA, layer: Callable[[], tuple[Array, object]] = layer) -> float:
            return float(np.sum(dA * layer()[0]))

        dA_prev, dW, db = solution.linear_activation_backward(dA, layer()[1], activation)
        agree(dA_prev, slope(total, A_prev))
        agree(dW, slope(total, W) / 5)
        agree(db, slope(total, b) / 5)


def model_backward_agrees(solution: SimpleNamespace, sizes: list[int], m: int) -> None:
    """Every gradient of one network is the measured slope of its cost."""
    rng = np.random.RandomState(6)
    # Half-sized weights keep AL away from 0 and 1, where a measured slope loses its digits.
    X, parameters = rng.randn(sizes[0], m), layer_parameters(lambda *shape: rng.randn(*shape) / 2, sizes)
    Y = np.arange(m).reshape(1, m) % 2

    def cost() -> float:
        return float(solution.compute_cost(solution.L_model_forward(X, parameters)[0], Y))

    AL, caches = solution.L_model_forward(X, parameters)
    grads = solution.L_model_backward(AL, Y, caches)
    for name, value in parameters.items():
        agree(grads["d" + name], slope(cost, value))
    # The cost is an average, and dA leaves the 1/m out: it belongs to one example.
    agree(grads["dA0"], m * slope(cost, X))


def oracle_model_backward(solution: SimpleNamespace) -> None:
    """Networks of one to four layers, with one example and with several."""
    for sizes in ([3, 1], [4, 3, 1], [5, 4, 3, 1], [3, 3, 3, 3, 1]):
        for m in (1, 6):
            model_backward_agrees(solution, sizes, m)


def oracle_update(solution: SimpleNamespace) -> None:
    """A tenth of each gradient is taken away, and the old values stay."""
    parameters = {"W1": np.array([[1.0, 2.0]]), "b1": np.array([[3.0]])}
    grads = {"dW1": np.array([[10.0, -10.0]]), "db1": np.array([[5.0]])}
    updated = solution.update_parameters(parameters, grads, 0.1)
    agree(updated["W1"], [[0, 3]])
    agree(updated["b1"], [[2.5]])
    agree(parameters["W1"], [[1, 2]])
