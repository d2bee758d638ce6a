"""Assignment 2 by other ways: measured slopes, sums in plain loops, steps worked by hand, published values."""

import math
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from ..logistic_regression import optimize_test_case, predict_test_case, propagate_test_case, unit

H = 1e-5


def oracle_sigmoid(solution: SimpleNamespace) -> None:
    """The published values; and σ(z) = (1 + tanh(z / 2)) / 2."""
    np.testing.assert_allclose(solution.sigmoid(np.array([0, 2])), [0.5, 0.8807970779778823], rtol=1e-12)
    z = np.array([[-5.0, -0.2, 0.0, 3.0]])
    np.testing.assert_allclose(solution.sigmoid(z), (1 + np.tanh(z / 2)) / 2, rtol=1e-12)


def oracle_zeros(solution: SimpleNamespace) -> None:
    """A column of zeros and the number zero."""
    w, b = solution.initialize_with_zeros(3)
    assert w.tolist() == [[0], [0], [0]]
    assert b == 0


def oracle_published_cost_and_gradient(solution: SimpleNamespace) -> None:
    """The published values to twelve digits."""
    grads, cost = solution.propagate(*propagate_test_case())
    assert abs(cost - 5.801545319394553) < 1e-12
    np.testing.assert_allclose(grads["dw"], [[0.9984560146379561], [2.395072388486207]], rtol=1e-12)
    assert abs(grads["db"] - 0.001455578136784208) < 1e-12


def oracle_cost_example_by_example(solution: SimpleNamespace) -> None:
    """The loss of each example by itself, with logarithms of one number."""
    w, b, X, Y = unit(3, 5)(np.random.RandomState(2))
    assert isinstance(w, np.ndarray) and isinstance(X, np.ndarray) and isinstance(Y, np.ndarray)
    total = 0.0
    for x, y in zip(X.T.tolist(), Y[0].tolist(), strict=True):
        z = sum(weight * value for (weight,), value in zip(w.tolist(), x, strict=True)) + b
        total += math.log1p(math.exp(-z if y else z))
    assert abs(solution.propagate(w, b, X, Y)[1] - total / 5) < 1e-12


def oracle_gradient_is_the_measured_slope(solution: SimpleNamespace) -> None:
    """Nudge every parameter up and down, and see what becomes of the cost."""
    for n_x, m in ((3, 5), (2, 2), (4, 1)):
        w, b, X, Y = unit(n_x, m)(np.random.RandomState(3))
        assert isinstance(w, np.ndarray) and isinstance(b, float)
        grads, _ = solution.propagate(w, b, X, Y)

        def cost(w: NDArray[np.float64], b: float, data: tuple[object, object] = (X, Y)) -> float:
            return float(solution.propagate(w, b, *data)[1])

        for row in range(n_x):
            nudge = H * (np.arange(n_x) == row).reshape(n_x, 1)
            np.testing.assert_allclose(
                grads["dw"][row, 0], (cost(w + nudge, b) - cost(w - nudge, b)) / (2 * H), rtol=1e-6, atol=1e-9
            )
        np.testing.assert_allclose(grads["db"], (cost(w, b + H) - cost(w, b - H)) / (2 * H), rtol=1e-6, atol=1e-9)


def oracle_published_descent(solution: SimpleNamespace) -> None:
    """The published values after a hundred turns."""
    params, grads, costs = solution.optimize(*optimize_test_case(), 100, 0.009)
    np.testing.assert_allclose(params["w"], [[0.19033590888604332], [0.1225915924656141]], rtol=1e-10)
    assert abs(params["b"] - 1.9253598300845747) < 1e-10
    np.testing.assert_allclose(grads["dw"], [[0.6775204222153582], [1.416254952638088]], rtol=1e-10)
    assert abs(grads["db"] - 0.21919450454067657) < 1e-10
    np.testing.assert_allclose(costs, [5.801545319394553], rtol=1e-12)


def oracle_two_steps_by_hand(solution: SimpleNamespace) -> None:
    """One example x = 2 with label 1, from zero: a = 1/2, so dw = -1 and db = -1/2; then once more."""
    params, grads, costs = solution.optimize(np.zeros((1, 1)), 0.0, np.array([[2.0]]), np.array([[1]]), 2, 0.1)
    a = 1 / (1 + math.exp(-(2 * 0.1 + 0.05)))
    np.testing.assert_allclose(params["w"], [[0.1 - 0.1 * 2 * (a - 1)]], rtol=1e-12)
    np.testing.assert_allclose(params["b"], 0.05 - 0.1 * (a - 1), rtol=1e-12)
    np.testing.assert_allclose(grads["dw"], [[2 * (a - 1)]], rtol=1e-12)
    np.testing.assert_allclose(costs, [math.log(2)], rtol=1e-12)


def oracle_predictions(solution: SimpleNamespace) -> None:
    """The published answers; and the side of the line on which an example lies, one half itself being no cat."""
    assert solution.predict(*predict_test_case()).tolist() == [[1, 1, 0]]
    X = np.array([[3.0, 1.0, 2.0, 2.0], [1.0, 3.0, 2.0, 1.0]])
    assert solution.predict(np.array([[1.0], [-1.0]]), 0.0, X).tolist() == [[1, 0, 0, 1]]


def oracle_model_finds_the_line(solution: SimpleNamespace) -> None:
    """Points to the left and right of zero: the model puts them, and new ones, on their sides."""
    X_train, Y_train = np.array([[-3.0, -2.0, -1.0, 1.0, 2.0, 3.0]]), np.array([[0, 0, 0, 1, 1, 1]])
    d = solution.model(X_train, Y_train, np.array([[-5.0, 0.5]]), np.array([[0, 1]]), 101, 0.5)
    assert d["Y_prediction_train"].tolist() == Y_train.tolist()
    assert d["Y_prediction_test"].tolist() == [[0, 1]]
    # By symmetry the bias stays where it began.
    assert abs(d["b"]) < 1e-12
    assert abs(d["costs"][0] - math.log(2)) < 1e-12
    assert len(d["costs"]) == 2
    assert d["costs"][1] < 0.1
    assert (d["learning_rate"], d["num_iterations"]) == (0.5, 101)
