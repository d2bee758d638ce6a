"""Answers that were judged before are not judged again, and what is said is what would have been said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from grader.answers.answer import Returned
from grader.course.exercise import Case, Exercise
from grader.course.questions import Key, Question
from grader.grading.judged import Judged
from grader.judging.hearing import Function, Hearing
from grader.workers.recall import Recall

CASE = Case("published", lambda rng: (1.0,), visible=True)
EXERCISE = Exercise("f", 10, "A hint.", (CASE,))
KEYS = (Key(Question("f", CASE, (1.0,), 0, ("x", "y"), {"y": 2.0}), 1.0),)
PLAIN = Function("def f(x, y=2.0):\n    return x", cell=3, options={"y": 2.0})
DROPPED = Function("def f(x, y=3.0):\n    return np.float_(x)", cell=7, options={"y": 3.0})


def judged(answer: Returned) -> Judged:
    recall = Recall()
    recall.keep(b"name", answer)
    return Judged(recall)


def test_the_same_answers_of_another_text_get_the_report_that_they_would_get() -> None:
    answer = Returned(1.0)
    seen, first = judged(answer), Hearing(KEYS, [answer], PLAIN)
    seen.keep(EXERCISE, first, first.report(EXERCISE, dict))
    other = Hearing(KEYS, [answer], DROPPED)
    assert seen.report(EXERCISE, other) == other.report(EXERCISE, dict)
    assert len(other.report(EXERCISE, dict).advice) > len(first.report(EXERCISE, dict).advice)


def test_what_is_wrong_is_judged_each_time() -> None:
    answer = Returned(2.0)
    seen, hearing = judged(answer), Hearing(KEYS, [answer], PLAIN)
    seen.keep(EXERCISE, hearing, hearing.report(EXERCISE, dict))
    assert seen.report(EXERCISE, hearing) is None


def test_an_answer_that_is_only_equal_is_judged_by_itself() -> None:
    answer = Returned(np.float64(1.0))
    seen, hearing = judged(answer), Hearing(KEYS, [answer], PLAIN)
    seen.keep(EXERCISE, hearing, hearing.report(EXERCISE, dict))
    assert seen.report(EXERCISE, hearing) is not None
    assert seen.report(EXERCISE, replace(hearing, answers=[Returned(np.float64(1.0))])) is None
