"""What counts, and what is only told."""

from __future__ import annotations

import numpy as np
import pytest

from grader.answers.answer import Answer, Lost, Returned
from grader.course.exercise import Case, Exercise, Mistake
from grader.course.questions import Key, Question
from grader.judging.hearing import Function, Hearing
from grader.results import ExerciseReport, Outcome

ADVICE = "Think of zero, too."
CASES = (Case("one", lambda rng: (1,), visible=True), Case("zero", lambda rng: (0,), advice=ADVICE))
EXERCISE = Exercise("double", 10, "Twice.", CASES, (Mistake("halves", "That is half."),))
KEYS = tuple(
    Key(Question("double", case, tuple(case.make(np.random.RandomState(0))), 0), expected)
    for case, expected in zip(CASES, (2, 0), strict=True)
)


def report(*answers: Answer, halves: tuple[Answer, ...] = (Returned(0.5), Returned(0))) -> ExerciseReport:
    hearing = Hearing(KEYS, answers, Function("def double(x): ..."))
    return hearing.report(EXERCISE, lambda: {"halves": halves})


def test_what_is_right_in_all_has_no_advice() -> None:
    assert report(Returned(2), Returned(0)).advice == ()


@pytest.mark.parametrize("answer", [Returned(1), Lost(Outcome.TIMED_OUT, "stopped")])
def test_a_case_with_advice_costs_nothing_whatever_became_of_it(answer: Answer) -> None:
    told = report(Returned(2), answer)
    assert (told.outcome, told.score.earned, told.advice) == (Outcome.PASSED, 10, (ADVICE,))
    assert [case.name for case in told.cases] == ["one"]


def test_a_function_that_is_wrong_hears_of_that_alone() -> None:
    told = report(Returned(3), Returned(1))
    assert (told.outcome, told.advice) == (Outcome.WRONG, ())


def test_a_mistake_is_recognised_by_what_counts() -> None:
    assert report(Returned(0.5), Returned(0)).mistake == "halves"
    assert report(Returned(0.5), Returned(1)).mistake == "halves"
    assert report(Returned(0.4), Returned(0)).mistake is None
