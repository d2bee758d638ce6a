"""Assignment 5: other ways to the same answers. One step is compared with a measured slope, many with plain formulas.

The published figures need the published pictures; they are met by tests/course/test_published_figures_application.py.
"""

from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Parameters = dict[str, Array]
H = 1e-5
RATE = 0.3


def examples(n_x: int, m: int) -> tuple[Array, NDArray[np.int64]]:
    """X (n_x, m) and labels of both kinds, (1, m)."""
    rng = np.random.RandomState(8)
    return rng.randn(n_x, m), np.arange(m).reshape(1, m) % 2


def probability(X: Array, parameters: Parameters) -> Array:
    """What a network says, written with tanh in place of the exponential:  sigmoid(z) = (1 + tanh(z/2)) / 2."""
    depth = len(parameters) // 2
    A = X
    for layer in range(1, depth):
        A = np.clip(parameters[f"W{layer}"] @ A + parameters[f"b{layer}"], 0, None)
    answer: Array = (1 + np.tanh((parameters[f"W{depth}"] @ A + parameters[f"b{depth}"]) / 2)) / 2
    return answer


def cost(X: Array, Y: NDArray[np.int64], parameters: Parameters) -> float:
    """The average of -log of what was given to the right answer."""
    said = probability(X, parameters)
    return float(-np.log(np.where(Y == 1, said, 1 - said)).mean())


def slope(X: Array, Y: NDArray[np.int64], parameters: Parameters, name: str) -> Array:
    """The slope of the cost at every entry of one parameter, by nudging it up and down."""
    measured = np.zeros_like(parameters[name])
    for place in np.ndindex(measured.shape):
        costs = []
        for nudge in (H, -H):
            nudged = parameters[name].copy()
            nudged[place] += nudge
            costs.append(cost(X, Y, parameters | {name: nudged}))
        measured[place] = (costs[0] - costs[1]) / (2 * H)
    return measured


def assert_step(before: Parameters, after: Parameters, X: Array, Y: NDArray[np.int64]) -> None:
    """One set of parameters is a step down the measured slope from the other."""
    assert before.keys() == after.keys()
    for name, value in before.items():
        np.testing.assert_allclose(after[name], value - RATE * slope(X, Y, before, name), rtol=0, atol=1e-8)


def oracle_first_weights_are_the_published_ones(solution: SimpleNamespace) -> None:
    """Seed 1 draws 1.62434536 first: times 0.01 in one model, over the root of the inputs in the other."""
    X, Y = examples(4, 3)
    assert abs(solution.two_layer_model(X, Y, (4, 3, 1), RATE, 0)["W1"][0, 0] - 0.0162434536) < 1e-9
    assert abs(solution.L_layer_model(X, Y, [4, 3, 2, 1], RATE, 0)["W1"][0, 0] - 1.62434536 / 2) < 1e-8


def oracle_each_turn_of_two_layers_is_a_step_down_the_measured_slope(solution: SimpleNamespace) -> None:
    """The result of n + 1 turns is one step from that of n turns."""
    X, Y = examples(4, 5)
    turns = [solution.two_layer_model(X, Y, (4, 3, 1), RATE, n) for n in (0, 1, 2, 12, 13)]
    for before, after in ((0, 1), (1, 2), (3, 4)):
        assert_step(turns[before], turns[after], X, Y)


def oracle_each_turn_of_many_layers_is_a_step_down_the_measured_slope(solution: SimpleNamespace) -> None:
    """The result of n + 1 turns is one step from that of n turns.

    Wide layers, because where a whole layer is silent the next one stands on the kink of ReLU, and a nudge crosses it.
    """
    for sizes in ([8, 1], [8, 12, 1], [8, 12, 11, 1], [8, 12, 11, 10, 1]):
        X, Y = examples(8, 4)
        turns = [solution.L_layer_model(X, Y, sizes, RATE, n) for n in (0, 1, 9, 10)]
        for before, after in ((0, 1), (2, 3)):
            assert_step(turns[before], turns[after], X, Y)


def oracle_training_lowers_the_cost(solution: SimpleNamespace) -> None:
    """After two hundred turns both models know something of what they have seen."""
    X, Y = examples(6, 10)
    for trained in (
        solution.two_layer_model(X, Y, (6, 5, 1), RATE, 200),
        solution.L_layer_model(X, Y, [6, 5, 4, 1], RATE, 200),
    ):
        assert cost(X, Y, trained) < 0.3
