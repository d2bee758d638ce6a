"""What a function keeps between calls shows when it is asked again after others, and costs nothing twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from grader.course.exercise import Case, Exercise
from grader.course.questions import Turn, draw_questions
from tests.tiny import RIGHT, Grade, outcomes

KEEPS = "answered “published” rightly the first time, and otherwise when asked again"
BY_SHAPE = "known = {}\ndef double(x):\n    return known.setdefault(x.shape, 2 * x)"
GROWING = "def double(x, calls=[]):\n    calls.append(x)\n    return 2 * x + (len(calls) > 3)"
MOMENTUM = "last = [0.0]\ndef double(x):\n    y = 2 * x + last[0]\n    last[0] = 1.0\n    return y"


def with_double(text: str) -> list[str]:
    return [text if cell.startswith("def double(") else cell for cell in RIGHT]


@pytest.mark.parametrize("text", [GROWING, MOMENTUM])
def test_an_answer_that_changes_is_told_of_as_one(text: str, grade: Grade) -> None:
    report = grade(*with_double(text)).exercises[0]
    assert report.outcome.value == "wrong"
    assert KEEPS in report.message


def test_an_answer_kept_for_its_shape_is_wrong_for_other_numbers(grade: Grade) -> None:
    report = grade(*with_double(BY_SHAPE)).exercises[0]
    assert [case.name for case in report.cases if case.outcome.value == "wrong"] == [
        "published, with its numbers in other places"
    ]


def test_what_is_kept_costs_those_who_call_it_nothing(grade: Grade) -> None:
    assert outcomes(grade(*with_double(MOMENTUM))) == {"double": "wrong", "double_and_add": "passed"}


def test_what_was_wrong_at_first_is_not_held_against_it_again(grade: Grade) -> None:
    report = grade(*with_double("def double(x):\n    return 3 * x")).exercises[0]
    assert not any("asked again" in case.name for case in report.cases)
    assert "kept" not in report.message


def questions_of(*arguments: object) -> list[tuple[Turn, tuple[object, ...]]]:
    exercise = Exercise("f", 1, "", (Case("first", lambda rng: arguments), Case("told", lambda rng: (), advice="x")))
    return [(item.turn, item.arguments) for item in draw_questions(exercise, seed=0, source=Path())]


def test_at_most_two_questions_come_on_top_and_before_advice() -> None:
    turns = [turn for turn, _ in questions_of(np.arange(3), {"W": np.eye(2)}, "relu", [4, 3])]
    assert turns == [Turn.FIRST, Turn.OTHER_NUMBERS, Turn.AGAIN, Turn.FIRST]
    assert [turn for turn, _ in questions_of(3, [4, 2])] == [Turn.FIRST, Turn.AGAIN, Turn.FIRST]


def test_other_numbers_have_the_same_shapes_and_pairs_of_them_are_others() -> None:
    first, others, again, _ = questions_of(np.array([[0.1, 0.2, 0.3]]), np.array([[1, 0, 0]]))
    assert np.shape(others[1][0]) == (1, 3)
    assert np.vdot(*first[1]) != np.vdot(*others[1])
    assert again[1] is first[1]
