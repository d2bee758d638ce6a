"""Assignment 1 by other ways: numbers worked by hand, measured slopes, plain loops, published values."""

import math
from types import SimpleNamespace

import numpy as np

from ..python_basics import image2vector_test_case

H = 1e-5


def oracle_one_number(solution: SimpleNamespace) -> None:
    """The published value; and σ(x) = (1 + tanh(x / 2)) / 2, which needs no exponential of ours."""
    assert abs(solution.basic_sigmoid(3) - 0.9525741268224334) < 1e-12
    for x in (-4.0, -0.3, 0.0, 1.7):
        assert abs(solution.basic_sigmoid(x) - (1 + math.tanh(x / 2)) / 2) < 1e-12


def oracle_sigmoid(solution: SimpleNamespace) -> None:
    """The published values, and the symmetry σ(-x) = 1 - σ(x)."""
    published = [0.7310585786300049, 0.8807970779778823, 0.9525741268224334]
    np.testing.assert_allclose(solution.sigmoid(np.array([1, 2, 3])), published, rtol=1e-12)
    x = np.array([[0.0, 0.5], [4.0, 9.0]])
    np.testing.assert_allclose(solution.sigmoid(-x), 1 - solution.sigmoid(x), atol=1e-12)


def oracle_slope_of_the_sigmoid(solution: SimpleNamespace) -> None:
    """The slope as measured by nudging x, and the published values."""
    x = np.array([-3.0, -0.5, 0.0, 2.0])
    measured = (solution.sigmoid(x + H) - solution.sigmoid(x - H)) / (2 * H)
    np.testing.assert_allclose(solution.sigmoid_derivative(x), measured, rtol=1e-6)
    published = [0.19661193324148185, 0.10499358540350662, 0.045176659730912]
    np.testing.assert_allclose(solution.sigmoid_derivative(np.array([1, 2, 3])), published, rtol=1e-12)


def oracle_unrolled_image(solution: SimpleNamespace) -> None:
    """Number by number in three plain loops."""
    image = image2vector_test_case()
    by_hand = [[image[row, column, channel]] for row in range(3) for column in range(3) for channel in range(2)]
    assert solution.image2vector(image).tolist() == by_hand


def oracle_rows_of_length_one(solution: SimpleNamespace) -> None:
    """3-4-5, the published values, and lengths that are 1."""
    published = [[0.0, 0.6, 0.8], [0.13736056394868904, 0.8241633836921342, 0.5494422557947561]]
    np.testing.assert_allclose(solution.normalizeRows(np.array([[0, 3, 4], [1, 6, 4]])), published, rtol=1e-12)
    unit = solution.normalizeRows(np.array([[1.0, -2.0], [0.1, 7.0], [-3.0, 0.0]]))
    assert all(abs(math.hypot(*row) - 1) < 1e-12 for row in unit.tolist())


def oracle_softmax(solution: SimpleNamespace) -> None:
    """Scores that are logarithms give their own shares; and the published values."""
    shares = solution.softmax(np.log(np.array([[1.0, 2.0, 5.0], [3.0, 3.0, 4.0]])))
    np.testing.assert_allclose(shares, [[1 / 8, 2 / 8, 5 / 8], [0.3, 0.3, 0.4]], rtol=1e-12)
    published = [
        [
            0.9808976649146187,
            0.0008944628906901777,
            0.017965767417378736,
            0.00012105238865619453,
            0.00012105238865619453,
        ],
        [0.87867985588699, 0.11891638717077183, 0.0008012523140793875, 0.0008012523140793875, 0.0008012523140793875],
    ]
    scores = np.array([[9, 2, 5, 0, 0], [7, 5, 0, 0, 0]])
    np.testing.assert_allclose(solution.softmax(scores), published, rtol=1e-12)


def oracle_losses(solution: SimpleNamespace) -> None:
    """The published values, and sums that can be done in the head."""
    yhat, y = np.array([0.9, 0.2, 0.1, 0.4, 0.9]), np.array([1, 0, 0, 1, 1])
    assert abs(solution.L1(yhat, y) - 1.1) < 1e-12
    assert abs(solution.L2(yhat, y) - 0.43) < 1e-12
    assert solution.L1(np.array([1.0, -2.0]), np.array([3.0, 3.0])) == 7
    assert solution.L2(np.array([1.0, -2.0]), np.array([3.0, 3.0])) == 29
