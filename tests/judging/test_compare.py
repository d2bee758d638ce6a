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
        (np.array(["a", "b"]), np.array(["a", "b"])),
        (2**70, float(2**70)),
        (np.array([1e308]), np.array([1e308])),
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
        (1.0, 10**600, "the result has the wrong value"),
        (1.0, 5e-324, "the result has the wrong value"),
        (np.eye(2), np.array([["a", "b"], ["c", "d"]]), "(2, 2), but is an array of strings"),
        (np.array(["a", "b"]), np.array(["a", "c"]), "at [1] expected b, got c"),
        (np.array(["a", "b"]), np.array(["a"]), "should have shape (2,), but has shape (1,)"),
        (np.array(["a"]), np.array([b"a"]), "should be an array of strings"),
        (np.array(["a"]), np.array([1]), "should be an array of strings, but is an array of shape (1,)"),
        ({10**600: 1}, {}, "no key 1.0000000e+600"),
    ],
)
def test_the_first_difference_is_told(expected: object, got: object, text: str) -> None:
    assert text in message(expected, got)


def test_values_of_a_result_are_called_by_their_names() -> None:
    assert message((1.0, 2.0), (1.0, 3.0), parts=("Z", "cache")).startswith("`cache`")
    assert message({"W": 1.0}, {"W": 2.0}, parts=("parameters",)).startswith("`parameters['W']`")
