"""Assignment 2: small inputs with known answers for its notebook, and what the grader asks.

The known mistakes are in `mistakes/logistic_regression.py`.
"""

import numpy as np
from numpy.typing import NDArray

from grader import Case, Exercise, Make, Tolerance, leaves_inputs_alone

# What a student's copy of this file keeps.
__all__ = ["model_test_case", "optimize_test_case", "predict_test_case", "propagate_test_case"]

Array = NDArray[np.float64]
Labels = NDArray[np.int64]
Unit = tuple[Array, float, Array, Labels]


# -- The published cases. --


def propagate_test_case() -> Unit:
    """w (2, 1), b, X (2, 3) and Y (1, 3)."""
    w, X = np.array([[1.0], [2.0]]), np.array([[1.0, 2.0, -1.0], [3.0, 4.0, -3.2]])
    return w, 2.0, X, np.array([[1, 0, 1]])


def optimize_test_case() -> Unit:
    """The same as for `propagate`: w (2, 1), b, X (2, 3) and Y (1, 3)."""
    return propagate_test_case()


def predict_test_case() -> tuple[Array, float, Array]:
    """w (2, 1), b and X (2, 3)."""
    w, X = np.array([[0.1124579], [0.23106775]]), np.array([[1.0, -1.1, -3.2], [1.2, 2.0, 0.1]])
    return w, -0.3, X


def model_test_case() -> tuple[Array, Labels, Array, Labels, int, float]:
    """X_train (3, 6), Y_train (1, 6), X_test (3, 4), Y_test (1, 4), 20 turns at a rate of 0.1."""
    rng = np.random.RandomState(1)
    X_train, X_test = rng.randn(3, 6), rng.randn(3, 4)
    return X_train, np.array([[1, 0, 1, 0, 0, 1]]), X_test, np.array([[0, 1, 1, 0]]), 20, 0.1


# -- The cases. --

# Each number is worked out on its own, and may be tiny beside the others.
EACH_BY_ITSELF = Tolerance(of_largest=0)
# What is all but nothing may be nothing: `(1 + tanh(z / 2)) / 2` has no digits left there.
ALL_BUT_NOTHING = Tolerance(of_largest=1e-15)
# z reaches 12 in the published examples, where 1 - A keeps few digits in single precision.
FAR_OUT = Tolerance(rtol=1e-3)


def labels(rng: np.random.RandomState, m: int) -> Labels:
    """Labels of both kinds where there is room, (1, m)."""
    return rng.permutation(np.arange(m) % 2).reshape(1, m)


def unit(n_x: int, m: int) -> Make:
    """Arguments of `propagate`: w, b, X and Y."""
    return lambda rng: (rng.randn(n_x, 1), float(rng.randn()), rng.randn(n_x, m), labels(rng, m))


def only_one_kind(rng: np.random.RandomState) -> Unit:
    """Four examples without any cat among them."""
    return rng.randn(3, 1), float(rng.randn()), rng.randn(3, 4), np.zeros((1, 4), dtype=np.int64)


def descent(n_x: int, m: int, *, turns: int, rate: float) -> Make:
    """Arguments of `optimize`."""
    return lambda rng: (*unit(n_x, m)(rng), turns, rate)


def sure_of_itself(rng: np.random.RandomState) -> Unit:
    """A unit whose probabilities lie close to 0, to one half and to 1, and that is wrong now and then."""
    z = np.array([[-11.0, -9.0, -0.01, 0.01, 7.0, 9.0]]) + rng.uniform(0, 0.005, size=(1, 6))
    x2 = rng.randn(1, 6)
    return np.array([[2.0], [-1.0]]), 0.5, np.concatenate([(z - 0.5 + x2) / 2, x2]), labels(rng, 6)


def whole_numbers(rng: np.random.RandomState) -> tuple[Array, float, Labels, Labels]:
    """Examples in whole numbers."""
    return 0.5 * rng.randn(3, 1), float(rng.randn()), rng.randint(-3, 4, size=(3, 6)), labels(rng, 6)


def undecided(rng: np.random.RandomState) -> tuple[Array, float, Array]:
    """Whole numbers for which z is exactly 0 in half of the examples: there the sigmoid is exactly one half.

    z = x1 - 2 x2 + 1, which is 0 for x1 = 2 x2 - 1.
    """
    x2 = rng.randint(-4, 5, size=8)
    x1 = 2 * x2 - 1 + rng.permutation([0, 0, 0, 0, 1, -1, 2, -3])
    return np.array([[1.0], [-2.0]]), 1.0, np.stack([x1, x2]).astype(np.float64)


def deciding(*z: float) -> Make:
    """Arguments of `predict` for which the unit adds up to these numbers, in any order."""

    def make(rng: np.random.RandomState) -> tuple[Array, float, Array]:
        w, x2 = np.array([[0.5], [0.25]]), rng.randn(1, len(z))
        return w, 0.3, np.concatenate([(rng.permutation(z).reshape(1, -1) - 0.3 - 0.25 * x2) / 0.5, x2])

    return make


def easily_told(rng: np.random.RandomState) -> tuple[object, ...]:
    """Arguments of `optimize` with which the cost is soon far below any that one might call good enough."""
    Y = labels(rng, 6)
    X = np.concatenate([(2 * Y - 1) * rng.uniform(2, 3, size=(1, 6)), 0.1 * rng.randn(1, 6)])
    return np.zeros((2, 1)), 0.0, X, Y, 201, 0.5


def trained(n_x: int, m_train: int, m_test: int, *, turns: int, rate: float) -> Make:
    """Arguments of `model`: two sets with labels, the number of turns and the learning rate."""

    def make(rng: np.random.RandomState) -> tuple[object, ...]:
        X_train, X_test = rng.randn(n_x, m_train), rng.randn(n_x, m_test)
        return X_train, labels(rng, m_train), X_test, labels(rng, m_test), turns, rate

    return make


EXERCISES = (
    Exercise(
        "sigmoid",
        points=10,
        hint="The fraction bar reaches over the whole of 1 + e^(-z): mind the brackets, and the sign of z.",
        cases=(
            Case("published", lambda rng: (np.array([0, 2]),), visible=True),
            Case("numbers of either sign", lambda rng: (2 * rng.randn(6),)),
            Case("one row", lambda rng: (2 * rng.randn(1, 5),)),
            Case("a matrix", lambda rng: (2 * rng.randn(3, 4),)),
            Case("a single number", lambda rng: (float(rng.uniform(0.5, 3)),)),
            Case(
                "far from zero",
                lambda rng: (rng.permutation([-22.0, -9.0, 9.0, 18.0]).reshape(1, 4),),
                tolerance=EACH_BY_ITSELF,
            ),
            Case(
                "beyond forty, and zero",
                lambda rng: (rng.permutation([-44.0, -41.0, 0.0, 0.5, 42.0]),),
                tolerance=ALL_BUT_NOTHING,
            ),
            Case("three axes", lambda rng: (2 * rng.randn(2, 3, 2),)),
            leaves_inputs_alone(lambda rng: (rng.randn(1, 4),)),
        ),
    ),
    Exercise(
        "initialize_with_zeros",
        points=10,
        hint="np.zeros takes the shape as one argument, (rows, columns); the bias is a plain number.",
        cases=(
            Case("published", lambda rng: (2,), visible=True),
            Case("a single weight", lambda rng: (1,)),
            Case("as many as a picture has", lambda rng: (48,)),
            Case("a size drawn at random", lambda rng: (int(rng.randint(3, 20)),)),
        ),
    ),
    Exercise(
        "propagate",
        points=24,
        hint="Go by the shapes: A is (1, m) like Y, dw is (n_x, 1) like w; cost, dw and db are averages.",
        cases=(
            Case("published", lambda rng: propagate_test_case(), visible=True, tolerance=FAR_OUT),
            Case("five numbers, seven examples", unit(5, 7)),
            Case("one example", unit(4, 1)),
            Case("as many examples as numbers", unit(4, 4)),
            Case("one number each", unit(1, 6)),
            Case("no cat at all", only_one_kind),
            Case("close to 0, one half and 1", sure_of_itself),
            Case("whole numbers", whole_numbers),
            leaves_inputs_alone(unit(3, 5)),
        ),
    ),
    Exercise(
        "optimize",
        points=22,
        hint="In each turn: gradients from here, then one step of w and of b against them.",
        turns=lambda turns: descent(2, 6, turns=turns, rate=0.02),
        cases=(
            Case("published", lambda rng: (*optimize_test_case(), 100, 0.009), visible=True, tolerance=FAR_OUT),
            Case("a single turn", descent(3, 5, turns=1, rate=0.1)),
            Case("three turns", descent(4, 6, turns=3, rate=0.2)),
            Case("several costs", descent(2, 5, turns=401, rate=0.03)),
            Case("examples that are easily told apart", easily_told),
            Case("with its costs printed", lambda rng: (*descent(3, 5, turns=4, rate=0.05)(rng), True)),
            Case("as many examples as numbers", descent(4, 4, turns=7, rate=0.5)),
            leaves_inputs_alone(descent(3, 4, turns=5, rate=0.1)),
        ),
    ),
    Exercise(
        "predict",
        points=14,
        flat_rows=True,
        hint="Probabilities as in `propagate`; then 1 where they are above 0.5, and 0 elsewhere, as (1, m).",
        cases=(
            Case("published", lambda rng: predict_test_case(), visible=True),
            Case("ten examples", lambda rng: unit(3, 10)(rng)[:3]),
            Case("one example", lambda rng: unit(4, 1)(rng)[:3]),
            Case("as many examples as numbers", lambda rng: unit(5, 5)(rng)[:3]),
            Case("close to one half", deciding(-0.3, -0.1, -0.001, 0.001, 0.05, 0.1, 0.45, 0.8)),
            Case("hardly a cat among them, and all but sure", deciding(-9.0, -8.5, -2.0, -0.2, -0.1, 0.1, 9.0)),
            leaves_inputs_alone(lambda rng: unit(3, 4)(rng)[:3]),
            Case(
                "exactly one half",
                undecided,
                advice="Where the probability is exactly one half, the answer should be 0: `>` and not `>=`.",
            ),
        ),
    ),
    Exercise(
        "model",
        points=20,
        flat_rows=True,
        hint="Zeros, then optimize on the training set, then predict with what it returned, on either set.",
        turns=lambda turns: trained(2, 6, 3, turns=turns, rate=0.02),
        cases=(
            Case("small data", lambda rng: model_test_case(), visible=True),
            Case("a few turns", trained(4, 8, 5, turns=5, rate=0.3)),
            Case("several costs", trained(3, 6, 4, turns=301, rate=0.02)),
            Case("with its costs printed", lambda rng: (*trained(3, 5, 4, turns=6, rate=0.2)(rng), True)),
            Case("sets of equal size", trained(4, 6, 6, turns=10, rate=0.2)),
            Case("as many examples as numbers", trained(5, 5, 5, turns=8, rate=0.4)),
            leaves_inputs_alone(trained(3, 5, 3, turns=4, rate=0.2)),
        ),
    ),
)
