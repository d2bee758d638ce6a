"""A wrong answer that is related to the right one is told so, and only where that holds exactly."""

from __future__ import annotations

import numpy as np
import pytest

from grader.course.exercise import Tolerance
from grader.judging.compare import first_difference
from grader.judging.observe import observe, observe_order

A = np.array([[1.5, -2.0, 0.25], [4.0, 0.5, -1.0]])
SQUARE = np.array([[1.0, 2.0], [3.0, 5.0]])


@pytest.mark.parametrize(
    ("expected", "got", "words"),
    [
        (A, A.T, "it is the transpose"),
        (A, np.ones((3, 2)), "rows and columns are exchanged"),
        (SQUARE, SQUARE.T, "it is the transpose"),
        (A, -A, "opposite sign"),
        (A, 2 * A, "2 times too large"),
        (A, A / 2, "2 times too small"),
        (A, 3 * A, "3 times too large, and an input has 3 columns"),
        (A, A / 3, "3 times too small, and an input has 3 columns"),
        (A, 0.7 * A, None),
        (A, -5.200863 * A, None),
        (A, 0.1 * A, "10 times too small"),
        (A, 0.03 * A, "0.03 times the right answer"),
        (A, -2 * A, "-2 times the right answer"),
        (0.5, 1.5, "3 times too large, and an input has 3 columns"),
        (0.5, 0.7, None),
        (A, A + 0.5, "the right one plus 0.5"),
        (A, A[::-1], "in other places"),
        (A, np.zeros_like(A), "all zeros"),
        (A, A * np.nan, "nan or inf"),
        (A, np.trunc(A).astype(int), "decimal point"),
        (A, None, "`return`"),
        (np.ones((3, 1)), np.ones(3), "an axis of length 1 is lost"),
        (0.5, np.array([[0.5]]), "a bare number"),
        (np.ones((3, 1)), np.ones((3, 3)), "a whole table"),
        (A, A + np.eye(2, 3), None),
        (A, "text", None),
        (0.5, 10**600, None),
        (0.5, 1e308, None),
        (0.5, 5e-324, None),
        (A, np.full(A.shape, 1e308), None),
        (A, A * 1e-300, None),
        (A, np.array([["a"]]), None),
        (A, A.astype(complex), None),
        (np.zeros((2, 2)), np.ones((2, 2)), None),
    ],
)
def test_what_is_seen(expected: object, got: object, words: str | None) -> None:
    seen = observe(expected, got, (np.ones((4, 3)), 0.03))
    assert seen is None if words is None else words in (seen or "nothing")


def test_right_values_in_another_order_are_seen() -> None:
    def agree(left: object, right: object) -> bool:
        return first_difference(left, right, Tolerance()) is None

    assert "another order" in (observe_order((A, 1.0), (1.0, A), agree) or "")
    assert observe_order((A, 1.0), (2.0, A), agree) is None
