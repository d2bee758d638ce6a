"""Assignment 3: other ways to the same answers. Slopes are measured, numbers worked by hand or taken from print."""

import math
from types import SimpleNamespace

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
H = 1e-5
NAMES = ("W1", "b1", "W2", "b2")


def close(got: ArrayLike, expected: ArrayLike, digits: int = 8) -> None:
    """The numbers agree to so many places behind the point."""
    left, right = np.asarray(got, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    np.testing.assert_allclose(left, right, rtol=0, atol=10.0**-digits)


def random_parameters(rng: np.random.RandomState, n_x: int, n_h: int, n_y: int) -> dict[str, Array]:
    """Any values for a network with these sizes."""
    shapes = ((n_h, n_x), (n_h, 1), (n_y, n_h), (n_y, 1))
    return {name: rng.randn(*shape) for name, shape in zip(NAMES, shapes, strict=True)}


def published_start() -> dict[str, Array]:
    """The starting values that the published cases were printed from: those of seed 2, with eight decimals."""
    np.random.seed(2)
    W1, W2 = (np.round(np.random.randn(*shape) * 0.01, 8) for shape in ((4, 2), (1, 4)))
    return {"W1": W1, "b1": np.zeros((4, 1)), "W2": W2, "b2": np.zeros((1, 1))}


# -- Worked by hand. --


def oracle_sizes_are_counts_of_rows(solution: SimpleNamespace) -> None:
    assert tuple(solution.layer_sizes(np.zeros((7, 3)), np.zeros((2, 3)))) == (7, 4, 2)


def oracle_first_weights_are_small_and_differ(solution: SimpleNamespace) -> None:
    parameters = solution.initialize_parameters(50, 40, 30)
    assert parameters["W1"].shape == (40, 50)
    assert parameters["W2"].shape == (30, 40)
    assert abs(parameters["W1"].std() - 0.01) < 0.001
    assert not parameters["b1"].any()
    assert not parameters["b2"].any()


def oracle_forward_by_hand(solution: SimpleNamespace) -> None:
    parameters = {
        "W1": np.array([[1.0], [-2.0]]),
        "b1": np.array([[0.0], [1.0]]),
        "W2": np.array([[3.0, 1.0]]),
        "b2": np.array([[0.5]]),
    }
    A2, cache = solution.forward_propagation(np.array([[0.25, 0.5]]), parameters)
    close(cache["Z1"], [[0.25, 0.5], [0.5, 0.0]])
    close(cache["A1"], [[math.tanh(0.25), math.tanh(0.5)], [math.tanh(0.5), 0.0]])
    Z2 = [3 * math.tanh(0.25) + math.tanh(0.5) + 0.5, 3 * math.tanh(0.5) + 0.5]
    close(cache["Z2"], [Z2])
    close(A2, [[1 / (1 + math.exp(-z)) for z in Z2]])


def oracle_cost_by_hand(solution: SimpleNamespace) -> None:
    cost = solution.compute_cost(np.array([[0.5, 0.25]]), np.array([[1, 0]]), {})
    close(cost, (math.log(2) + math.log(4 / 3)) / 2)
    assert np.shape(cost) == ()


def oracle_step_by_hand(solution: SimpleNamespace) -> None:
    parameters = {name: np.array([[3.0]]) for name in NAMES}
    grads = {"d" + name: np.array([[slope]]) for name, slope in zip(NAMES, (10.0, -10.0, 0.0, 5.0), strict=True)}
    updated = solution.update_parameters(parameters, grads, 0.1)
    assert [updated[name].item() for name in NAMES] == [2.0, 4.0, 3.0, 2.5]
    updated = solution.update_parameters(parameters, grads)
    close([updated[name].item() for name in NAMES], [-9.0, 15.0, 3.0, -3.0])


def oracle_predictions_are_where_the_linear_step_is_positive(solution: SimpleNamespace) -> None:
    rng = np.random.RandomState(5)
    parameters, X = random_parameters(rng, 3, 4, 2), rng.randn(3, 20)
    Z2 = parameters["W2"] @ np.tanh(parameters["W1"] @ X + parameters["b1"]) + parameters["b2"]
    assert np.array_equal(solution.predict(parameters, X), Z2 > 0)


# -- Slopes measured. --


def oracle_gradients_are_the_measured_slopes_of_the_cost(solution: SimpleNamespace) -> None:
    rng = np.random.RandomState(6)
    for n_x, n_h, m in ((3, 4, 5), (2, 1, 1), (3, 3, 3)):
        parameters, X = random_parameters(rng, n_x, n_h, 1), rng.randn(n_x, m)
        Y = np.arange(m).reshape(1, m) % 2
        _, cache = solution.forward_propagation(X, parameters)
        grads = solution.backward_propagation(parameters, cache, X, Y)
        for name in NAMES:
            close(grads["d" + name], measured_slope(solution, X, Y, parameters, name), digits=7)


def measured_slope(solution: SimpleNamespace, X: Array, Y: ArrayLike, parameters: dict[str, Array], name: str) -> Array:
    """The slope of the cost at every entry of one parameter, by nudging it up and down."""

    def cost(nudge: Array) -> float:
        A2, _ = solution.forward_propagation(X, parameters | {name: parameters[name] + nudge})
        return float(solution.compute_cost(A2, Y, parameters))

    slope = np.zeros_like(parameters[name])
    for place in np.ndindex(slope.shape):
        nudge = np.zeros_like(slope)
        nudge[place] = H
        slope[place] = (cost(nudge) - cost(-nudge)) / (2 * H)
    return slope


# -- Taken from print. --


def oracle_published_first_weights(solution: SimpleNamespace) -> None:
    parameters = solution.initialize_parameters(2, 4, 1)
    for name, value in published_start().items():
        close(parameters[name], value)


def oracle_published_costs(solution: SimpleNamespace) -> None:
    np.random.seed(1)
    real = np.random.randn(1, 3)
    A2 = np.array([[0.5002307, 0.49985831, 0.50023963]])
    close(solution.compute_cost(A2, real > 0, published_start()), 0.693058761, digits=9)
    # The first edition fed real numbers in place of labels.
    close(solution.compute_cost(A2, real, published_start()), 0.692919893776, digits=12)


def oracle_published_means(solution: SimpleNamespace) -> None:
    np.random.seed(1)
    X, b1 = np.random.randn(2, 3), np.random.randn(4, 1)
    for change, means in (
        ({"b1": b1, "b2": np.array([[-1.3]])}, [0.262818640198, 0.091999045227, -1.30766601287, 0.212877681719]),
        ({}, [-0.000499755777742, -0.000496963353232, 0.000438187450959, 0.500109546852]),
    ):
        _, cache = solution.forward_propagation(X, published_start() | change)
        close([cache[name].mean() for name in ("Z1", "A1", "Z2", "A2")], means, digits=11)


def oracle_published_gradients(solution: SimpleNamespace) -> None:
    np.random.seed(1)
    X, real = np.random.randn(2, 3), np.random.randn(1, 3)
    start = published_start()
    _, cache = solution.forward_propagation(X, start)
    cache = {name: np.round(value, 8) for name, value in cache.items()}
    grads = solution.backward_propagation(start, cache, X, real > 0)
    close(grads["dW1"][0], [0.00301023, -0.00747267])
    close(grads["db1"].T, [[0.00176201, 0.00150995, -0.00091736, -0.00381422]])
    close(grads["dW2"], [[0.00078841, 0.01765429, -0.00084166, -0.01022527]])
    close(grads["db2"], [[-0.16655712]])
    # The first edition fed real numbers in place of labels.
    grads = solution.backward_propagation(start, cache, X, real)
    close(grads["dW1"][0], [0.01018708, -0.00708701])
    close(grads["dW2"], [[0.00363613, 0.03153604, 0.01162914, -0.01318316]])
    close(grads["db2"], [[0.06589489]])


def oracle_published_training_of_ten_thousand_turns(solution: SimpleNamespace) -> None:
    np.random.seed(1)
    trained = solution.nn_model(np.random.randn(2, 3), np.random.randn(1, 3) > 0, 4, 10000)
    close(
        trained["W1"],
        [[-0.65848169, 1.21866811], [-0.76204273, 1.39377573], [0.5792005, -1.10397703], [0.76773391, -1.41477129]],
        digits=7,
    )
    close(trained["b1"].T, [[0.287592, 0.3511264, -0.2431246, -0.35772805]], digits=7)
    close(trained["W2"], [[-2.45566237, -3.27042274, 2.00784958, 3.36773273]], digits=7)
    close(trained["b2"], [[0.20459656]], digits=7)
