"""Numbers in other brackets than the course's are right where no published check minds."""

from __future__ import annotations

import numpy as np
import pytest

from grader.answers.answer import Returned
from grader.course.exercise import Ask, Case
from grader.course.questions import Key, Question
from grader.judging.hearing import Function, Hearing
from grader.judging.judge import difference_from
from grader.judging.shapes import as_asked


def key(expected: object, *, flat_rows: bool = False, ask: Ask = Ask.RESULT) -> Key:
    case = Case("one", lambda rng: (), ask=ask, flat_rows=flat_rows)
    return Key(Question("f", case, (), 0), expected, ("y",))


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (np.float64(0.5), np.array([[0.5]])),
        (np.array(0.5), np.array([0.5])),
        (np.array([[0.5]]), 0.5),
        ({"db": np.float64(0.5)}, {"db": np.array([[0.5]]), "more": 1}),
        ([np.float64(0.5), np.array(0.25)], [np.array([[0.5]]), 0.25]),
        ((2, 4, 1), np.array([2, 4, 1])),
        ([np.array(0.5)], np.array([0.5])),
    ],
)
def test_it_is_right_and_told_as_advice(expected: object, got: object) -> None:
    asked = key(expected)
    assert difference_from(asked, got) is None
    assert difference_from(asked, got, exactly=True) is not None
    hearing = Hearing([asked], [Returned(got)], Function(""))
    assert (hearing.passed, len(hearing._advice)) == (True, 1)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (0.0, np.zeros((1, 1))),
        (np.float64(0.5), np.array([[0.6]])),
        (np.array([[0.5]]), np.array([0.5])),
        (np.ones((1, 3)), np.ones(3)),
        (np.ones((3, 1)), np.ones(3)),
        ([1, 2], np.array([1, 2, 3])),
        (np.float64(0.5), 10**400),
        (np.array([[0.5]]), 10**400),
    ],
)
def test_all_else_is_as_wrong_as_before(expected: object, got: object) -> None:
    assert difference_from(key(expected), got) is not None


def test_a_flat_row_will_do_where_the_case_says_so() -> None:
    row, flat = np.array([[1, 0, 1]]), np.array([1, 0, 1])
    assert difference_from(key(row, flat_rows=True), flat) is None
    assert difference_from(key(row, flat_rows=True), flat.reshape(3, 1)) is not None
    assert difference_from(key(np.ones((3, 1)), flat_rows=True), np.ones(3)) is not None


def test_what_became_of_inputs_is_compared_exactly() -> None:
    assert difference_from(key([np.array([[1.0]])], ask=Ask.INPUTS), [np.array(1.0)]) is not None


def test_what_is_no_number_stays_as_it_is() -> None:
    for got in (None, "a", {"a": 1}, np.array(["a"])):
        assert as_asked(np.float64(1), got) is got
