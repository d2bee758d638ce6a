"""What is told of an answer is what the chosen options tell; at home no more than that it is understood."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.course.quiz import Asked, Number, OneOf, Right, SeveralOf, Shape, Wrong
from grader.judging.choices import judge_answer
from grader.results import Outcome

ONE = OneOf(
    title="Which?",
    text="",
    name="q1",
    options=(Wrong("one", "It is odd.", "odd is even"), Right("two", "It is."), Wrong("three", "Odd, too.", "all")),
)
SEVERAL = SeveralOf(title="Which ones?", text="", name="q2", options=(*ONE.options, Right("four", "It is, too.")))
NUMBER = Number(title="", text="", key=0.3, why="y", otherwise="o", within=0.01, wrong=(Wrong("3", "w", "point lost"),))


def told(question: Asked, value: object) -> list[tuple[str, str, str]]:
    return [(case.name, case.outcome.value, case.message) for case in judge_answer(question, value).cases]


def test_a_wrong_option_tells_its_explanation_and_its_misconception() -> None:
    report = judge_answer(ONE, "a")
    assert (report.outcome, report.score.earned, report.mistake) == (Outcome.WRONG, 0, "odd is even")
    assert told(ONE, "a") == [("one", "wrong", "It is odd.")]


def test_the_right_option_earns_the_points_and_tells_why() -> None:
    assert judge_answer(ONE, "b").score.earned == 10
    assert told(ONE, "b") == [("two", "passed", "It is.")]


@pytest.mark.parametrize(("value", "outcome"), [("bd", "passed"), ("b", "wrong"), ("abd", "wrong"), ("abcd", "wrong")])
def test_all_and_only_the_right_ones_are_right(value: str, outcome: str) -> None:
    assert judge_answer(SEVERAL, value).outcome.value == outcome


def test_what_is_missing_is_counted_and_not_named() -> None:
    assert told(SEVERAL, "b")[-1] == ("what was not chosen", "wrong", "1 more that should be chosen")


@pytest.mark.parametrize(("value", "tells"), [(0.3, "y"), (0.1 + 0.2, "y"), (0.309, "y"), (3, "w"), (0.32, "o")])
def test_a_short_answer_tells_what_is_known_of_it(value: float, tells: str) -> None:
    assert [message for _, _, message in told(NUMBER, value)] == [tells]


def test_at_home_nothing_is_told_but_that_it_is_understood() -> None:
    questions: list[Asked] = [ONE, SEVERAL, NUMBER, Shape(title="", text="", key=(1,), why="", otherwise="")]
    for question, value in zip(questions, ["a", "bd", 0.3, (2, 3)], strict=True):
        report = judge_answer(replace(question, name="q").withheld(), value)
        assert (report.outcome, report.cases, report.mistake) == (Outcome.ANSWERED, (), None)
