"""Assignment 1: the image that its notebook unrolls, and what the grader asks.

The known mistakes are in `mistakes/python_basics.py`.
"""

import numpy as np
from numpy.typing import NDArray

from grader import Case, Exercise, Make, Tolerance, leaves_inputs_alone

# What a student's copy of this file keeps.
__all__ = ["image2vector_test_case"]

Array = NDArray[np.float64]


def image2vector_test_case() -> Array:
    """The published image, (3, 3, 2)."""
    return np.array(
        [
            [[0.67826139, 0.29380381], [0.90714982, 0.52835647], [0.4215251, 0.45017551]],
            [[0.92814219, 0.96677647], [0.85304703, 0.52351845], [0.19981397, 0.27417313]],
            [[0.60659855, 0.00533165], [0.10820313, 0.49978937], [0.34144279, 0.94630077]],
        ]
    )


# -- The cases. --

# Each number is worked out on its own, and may be tiny beside the others.
EACH_BY_ITSELF = Tolerance(rtol=1e-5, of_largest=0)


# What is all but nothing may be nothing: `(1 + tanh(x / 2)) / 2` has no digits left there.
ALL_BUT_NOTHING = Tolerance(of_largest=1e-15)


def one(number: float) -> Make:
    """A single number."""
    return lambda rng: (number,)


def array(*shape: int, scale: float = 2.0) -> Make:
    """One array of numbers of either sign."""
    return lambda rng: (scale * rng.randn(*shape),)


def image(*shape: int) -> Make:
    """An image of the colours 0 to 255."""
    return lambda rng: (rng.randint(0, 256, size=shape).astype(np.uint8),)


def far_out(rng: np.random.RandomState) -> tuple[Array]:
    """Numbers so far from zero that the answers all but touch 0 and 1."""
    return (rng.permutation([-22.5, -9.0, 0.5, 9.0, 22.0]) + rng.uniform(0, 0.5, size=5),)


def beyond_forty(rng: np.random.RandomState) -> tuple[Array]:
    """Numbers so far from zero that a double has no digits left for what is missing to 1, and zero itself."""
    return (rng.permutation([-44.0, -41.0, 0.0, 0.5, 42.0]),)


def far_left(rng: np.random.RandomState) -> tuple[Array]:
    """Numbers so far to the left that the answers all but touch 0."""
    return (rng.permutation([-22.0, -13.0, -9.0, -4.0]) - rng.uniform(0, 0.5, size=4),)


def published_losses(rng: np.random.RandomState) -> tuple[Array, NDArray[np.int64]]:
    """The published predictions and labels."""
    return np.array([0.9, 0.2, 0.1, 0.4, 0.9]), np.array([1, 0, 0, 1, 1])


def predictions(m: int) -> Make:
    """Predicted probabilities and labels of both kinds, both (m,)."""
    return lambda rng: (rng.uniform(0.05, 0.95, size=m), rng.permutation(np.arange(m) % 2))


def measurements(m: int) -> Make:
    """Predictions and truth that are no probabilities but numbers of either sign, both (m,)."""
    return lambda rng: (3 * rng.randn(m), 3 * rng.randn(m))


def whole_numbers(rng: np.random.RandomState) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Predictions and truth that are whole numbers, both (6,)."""
    return rng.randint(-5, 6, size=6), rng.randint(-5, 6, size=6)


def true_or_false(rng: np.random.RandomState) -> tuple[Array, NDArray[np.bool_]]:
    """Predicted probabilities, and labels that say True and False."""
    return rng.uniform(0.05, 0.95, size=7), rng.permutation(np.arange(7) % 2) > 0


LOSS_CASES = (
    Case("published", published_losses, visible=True),
    Case("eight predictions", predictions(8)),
    Case("a single prediction", predictions(1)),
    Case("two predictions", predictions(2)),
    Case("numbers of either sign", measurements(6)),
    Case("whole numbers", whole_numbers),
    Case("labels that are True and False", true_or_false),
    leaves_inputs_alone(measurements(4)),
)


EXERCISES = (
    Exercise(
        "basic_sigmoid",
        points=8,
        hint="The fraction bar reaches over the whole of 1 + e^(-x): mind the brackets, and the sign of x.",
        cases=(
            Case("published", one(3), visible=True),
            Case("zero", one(0), visible=True),
            Case("a negative number", lambda rng: (float(-rng.uniform(0.5, 3)),)),
            Case("a positive number", lambda rng: (float(rng.uniform(0.5, 3)),)),
            Case("far to the left", one(-22), tolerance=EACH_BY_ITSELF),
        ),
    ),
    Exercise(
        "sigmoid",
        points=12,
        hint="The same formula as for one number, with np.exp for math.exp.",
        cases=(
            Case("published", lambda rng: (np.array([1, 2, 3]),), visible=True),
            Case("numbers of either sign", array(6)),
            Case("a matrix", array(4, 3)),
            Case("three axes", array(2, 3, 2)),
            Case("one row", array(1, 5)),
            Case("a single number", lambda rng: (float(rng.uniform(0.5, 3)),)),
            Case("far from zero", far_out, tolerance=EACH_BY_ITSELF),
            Case("beyond forty, and zero", beyond_forty, tolerance=ALL_BUT_NOTHING),
            leaves_inputs_alone(array(2, 3)),
        ),
    ),
    Exercise(
        "sigmoid_derivative",
        points=12,
        hint="First the sigmoid s of x; the slope is made of s alone, s times what is missing to 1.",
        cases=(
            Case("published", lambda rng: (np.array([1, 2, 3]),), visible=True),
            Case("zero, where it is steepest", one(0.0)),
            Case("numbers of either sign", array(6)),
            Case("a matrix", array(3, 5)),
            Case("three axes", array(2, 3, 2)),
            Case("one row", array(1, 5)),
            Case("a single number", lambda rng: (float(rng.uniform(0.5, 3)),)),
            Case("far from zero", far_out),
            Case("far to the left", far_left, tolerance=EACH_BY_ITSELF),
            leaves_inputs_alone(array(2, 3)),
        ),
    ),
    Exercise(
        "image2vector",
        points=12,
        hint="Reshape to as many rows as the image has numbers, and 1 column; reshape keeps the order.",
        cases=(
            Case("published", lambda rng: (image2vector_test_case(),), visible=True),
            Case("three different sizes", image(4, 2, 3)),
            Case("a square colour picture", image(5, 5, 3)),
            Case("one channel", image(3, 4, 1)),
            Case("four channels", image(2, 3, 4)),
            Case("a single dot", image(1, 1, 3)),
            leaves_inputs_alone(image(3, 2, 3)),
        ),
    ),
    Exercise(
        "normalizeRows",
        points=16,
        hint="Each row is divided by its own length: norm along axis 1, kept as a column.",
        cases=(
            Case("published", lambda rng: (np.array([[0, 3, 4], [1, 6, 4]]),), visible=True),
            Case("numbers of either sign", array(4, 3)),
            Case("as many rows as columns", array(4, 4)),
            Case("a single row", array(1, 5)),
            Case("a single column", array(5, 1)),
            Case("whole numbers", lambda rng: (rng.randint(1, 9, size=(3, 4)),)),
            leaves_inputs_alone(array(3, 2)),
        ),
    ),
    Exercise(
        "softmax",
        points=16,
        hint="Exponentials first; then each row is divided by its own sum, kept as a column.",
        cases=(
            Case("published", lambda rng: (np.array([[9, 2, 5, 0, 0], [7, 5, 0, 0, 0]]),), visible=True),
            Case("scores of either sign", array(3, 4)),
            Case("as many rows as columns", array(4, 4)),
            Case("a single row", array(1, 6)),
            Case("a single column", array(4, 1)),
            Case("scores far apart", lambda rng: (rng.uniform(-16, 2, size=(3, 5)),), tolerance=EACH_BY_ITSELF),
            leaves_inputs_alone(array(3, 2)),
        ),
    ),
    Exercise(
        "L1",
        points=12,
        hint="Difference, absolute value, sum: in this order.",
        cases=LOSS_CASES,
    ),
    Exercise(
        "L2",
        points=12,
        hint="Difference, square, sum: in this order, and no root at the end.",
        cases=LOSS_CASES,
    ),
)
