"""Assignment 5: two small trainings for the notebook, and what the grader asks.

The published figures need the published pictures and minutes of training; a slow test meets them. Here the same
functions train on a handful of examples. The known mistakes are in `mistakes/dnn_application.py`.
"""

import numpy as np
from numpy.typing import NDArray

from grader import Case, Exercise, Make, Tolerance, leaves_inputs_alone

# What a student's copy of this file keeps.
__all__ = ["L_layer_model_test_case", "two_layer_model_test_case"]

Array = NDArray[np.float64]
Labels = NDArray[np.int64]


def two_layer_model_test_case() -> tuple[Array, Labels, tuple[int, int, int]]:
    """X (4, 6), Y (1, 6) and the sizes of a 4-3-1 network."""
    np.random.seed(1)
    return np.random.randn(4, 6), np.array([[1, 0, 1, 1, 0, 0]]), (4, 3, 1)


def L_layer_model_test_case() -> tuple[Array, Labels, list[int]]:
    """X (5, 6), Y (1, 6) and the sizes of a 5-4-3-1 network."""
    np.random.seed(2)
    return np.random.randn(5, 6), np.array([[1, 0, 1, 1, 0, 0]]), [5, 4, 3, 1]


def training(*sizes: int, m: int, learning_rate: float, num_iterations: int, print_cost: bool = False) -> Make:
    """Arguments of both functions: X, Y, sizes, learning rate, number of iterations, and whether to print costs."""

    def make(rng: np.random.RandomState) -> tuple[object, ...]:
        X, Y = rng.randn(sizes[0], m), rng.permutation(np.arange(m) % 2).reshape(1, m)
        return X, Y, list(sizes), learning_rate, num_iterations, *([True] if print_cost else [])

    return make


def easily_told(*sizes: int, learning_rate: float, num_iterations: int) -> Make:
    """The same arguments for data that is learned at once: soon the cost is below any that might be good enough."""

    def make(rng: np.random.RandomState) -> tuple[object, ...]:
        Y = rng.permutation(np.arange(6) % 2).reshape(1, 6)
        X = np.concatenate([(2 * Y - 1) * rng.uniform(3, 4.5, size=(1, 6)), 0.1 * rng.randn(sizes[0] - 1, 6)])
        return X, Y, list(sizes), learning_rate, num_iterations

    return make


# So many turns add up what rounding does to each.
AFTER_MANY_TURNS = Tolerance(rtol=1e-3, of_largest=1e-4)

EXERCISES = (
    Exercise(
        "two_layer_model",
        points=50,
        turns=lambda turns: training(2, 2, 1, m=6, learning_rate=0.02, num_iterations=turns),
        hint="Each step back takes the gradient of the step after it, and the cache of its own step forward.",
        cases=(
            Case(
                "six examples, 20 iterations",
                lambda rng: (*two_layer_model_test_case(), 0.5, 20),
                visible=True,
            ),
            Case("eight hidden units", training(5, 8, 1, m=9, learning_rate=0.7, num_iterations=30)),
            Case("the usual learning rate", training(6, 4, 1, m=5, learning_rate=0.0075, num_iterations=110)),
            Case("a single iteration", training(3, 5, 1, m=4, learning_rate=0.4, num_iterations=1)),
            Case("one example", training(4, 6, 1, m=1, learning_rate=0.3, num_iterations=10)),
            Case("as many units as inputs as examples", training(4, 4, 1, m=4, learning_rate=0.6, num_iterations=12)),
            Case(
                "costs printed, 501 iterations",
                training(5, 3, 1, m=20, learning_rate=0.03, num_iterations=501, print_cost=True),
                tolerance=AFTER_MANY_TURNS,
            ),
            Case(
                "learned at once",
                easily_told(3, 6, 1, learning_rate=1.0, num_iterations=50),
                tolerance=AFTER_MANY_TURNS,
            ),
            leaves_inputs_alone(training(4, 3, 1, m=6, learning_rate=0.5, num_iterations=5)),
        ),
    ),
    Exercise(
        "L_layer_model",
        points=50,
        turns=lambda turns: training(2, 2, 1, m=6, learning_rate=0.02, num_iterations=turns),
        hint="Each turn goes forward, back, and one step down, and the next turn starts from where this one ended.",
        cases=(
            Case(
                "six examples, 20 iterations",
                lambda rng: (*L_layer_model_test_case(), 0.5, 20),
                visible=True,
            ),
            Case("four layers", training(6, 5, 4, 3, 1, m=9, learning_rate=0.3, num_iterations=30)),
            Case("the usual learning rate", training(7, 5, 3, 1, m=5, learning_rate=0.0075, num_iterations=110)),
            Case("five layers, one example", training(4, 5, 4, 3, 2, 1, m=1, learning_rate=0.1, num_iterations=10)),
            Case("a single iteration", training(3, 5, 4, 1, m=4, learning_rate=0.4, num_iterations=1)),
            Case(
                "costs printed, 501 iterations",
                training(5, 4, 3, 1, m=20, learning_rate=0.03, num_iterations=501, print_cost=True),
                tolerance=AFTER_MANY_TURNS,
            ),
            Case(
                "learned at once",
                easily_told(3, 8, 4, 1, learning_rate=1.0, num_iterations=60),
                tolerance=AFTER_MANY_TURNS,
            ),
            leaves_inputs_alone(training(4, 3, 2, 1, m=6, learning_rate=0.2, num_iterations=5)),
            Case(
                "no hidden layer",
                training(4, 1, m=6, learning_rate=0.4, num_iterations=15),
                advice="It does not hold for a network without a hidden layer: let the loops run zero times there.",
            ),
        ),
    ),
)
