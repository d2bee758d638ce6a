"""Answers are compared by type, then shape, then value, and the first difference is told."""

from __future__ import annotations

import numpy as np
import pytest

from grader.answers.plain import Opaque
from grader.course.exercise import Tolerance
from grader.judging.compare import first_difference


def message(expected: object, got: object, parts: tuple[str, ...] = ()) -> str:
    found = first_difference(expected, got, Tolerance(), parts=parts)
    return found.message if found else ""


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (1.5, np.float64(1.5)),
        (np.array(1.5), 1.5),
        (1, 1.0),
        ((1, 2), [1, 2]),
        (np.eye(2), np.eye(2, dtype=np.float32)),
        (np.array([[1.0, 0.0]]), np.array([[True, False]])),
        ({"W": 1}, {"W": 1, "more": 2}),
        (np.array([np.nan]), np.array([np.nan])),
        (1.0, 1.00001),
        ("relu", "relu"),
        (None, None),
    ],
)
def test_equal_enough(expected: object, got: object) -> None:
    assert message(expected, got) == ""


@pytest.mark.parametrize(
    ("expected", "got", "text"),
    [
        (np.eye(2), None, "the result should be an array of shape (2, 2), but is None"),
        (np.eye(2), [[1, 0], [0, 1]], "the result should be an array of shape (2, 2), but is a list of 2"),
        (np.eye(2), np.eye(3), "the result should have shape (2, 2), but has shape (3, 3)"),
        (0.5, np.array([[0.5]]), "the result should have shape (), but has shape (1, 1)"),
        (np.array([1.0, 2.0]), np.array([1.0, 3.0]), "at [1] expected 2, got 3"),
        (0.5, 0.6, "the result has the wrong value"),
        ({"dW": 1}, {"db": 1}, "the result has no key 'dW'"),
        ({"dW": 1}, [1], "the result should be a dictionary, but is a list of 1"),
        ((1, 2), (1, 2, 3), "should hold 2 values, but holds 3"),
        (1.0, Opaque("Equal"), "but is a Equal object"),
        (1.0, "1.0", "but is a string"),
    ],
)
def test_the_first_difference_is_told(expected: object, got: object, text: str) -> None:
    assert text in message(expected, got)


def test_values_of_a_result_are_called_by_their_names() -> None:
    assert message((1.0, 2.0), (1.0, 3.0), parts=("Z", "cache")).startswith("`cache`")
    assert message({"W": 1.0}, {"W": 2.0}, parts=("parameters",)).startswith("`parameters['W']`")
