"""What a class answered tells how hard a question is, whether it tells who knows, and what is believed."""

from __future__ import annotations

import pytest

from grader.course.quiz import OneOf, Right, Wrong
from grader.gradebook.items import Item, items_of
from grader.judging.choices import judge_answer
from grader.results import CaseResult, ExerciseReport, Outcome, SubmissionReport

OPTIONS = (Right("two", "y"), Wrong("one", "n", "odd is even"), Wrong("three", "n", "all are even"))
QUESTIONS = [OneOf(title=f"Which {name}?", text="x", name=name, options=OPTIONS) for name in ("q1", "q2", "q3")]


def answered(letters: str) -> SubmissionReport:
    exercises = tuple(judge_answer(item, letter.strip()) for item, letter in zip(QUESTIONS, letters, strict=True))
    return SubmissionReport(assignment="quiz_1", exercises=exercises)


def items(*letters: str) -> tuple[Item, ...]:
    return items_of([answered(item) for item in letters])


def test_difficulty_is_the_part_that_is_right_of_those_who_answered() -> None:
    assert [(item.answers, item.difficulty) for item in items("aaa", "ab ", "ba ", "bb ")] == [
        (4, 0.5),
        (4, 0.5),
        (1, 1.0),
    ]


def test_a_question_that_those_who_know_get_right_discriminates_and_its_opposite_does_not() -> None:
    assert [item.discrimination for item in items("aaa", "aaa", "bbb", "bbb")] == pytest.approx([1, 1, 1])
    assert items("baa", "baa", "abb", "abb")[0].discrimination == pytest.approx(-1)


def test_where_all_are_alike_nothing_is_told_apart() -> None:
    assert [item.discrimination for item in items("aaa", "aaa")] == [None] * 3
    assert items() == ()


def test_the_wrong_option_most_chosen_is_named_with_its_misconception() -> None:
    first, *_ = items("baa", "caa", "caa", "aaa")
    assert (first.title, first.chosen, first.count, first.misconception) == ("Which q1?", "three", 2, "all are even")


def test_what_nobody_got_wrong_has_no_misconception() -> None:
    assert {(item.chosen, item.count, item.misconception) for item in items("aaa")} == {("", 0, "")}


def test_the_held_out_case_decides_that_takes_the_points_of_those_who_are_right_in_all_they_see() -> None:
    def solved(*passed: bool) -> SubmissionReport:
        cases = [
            CaseResult(name, Outcome.PASSED if right else Outcome.WRONG, visible=name == "published")
            for name, right in zip(("published", "one example", "three layers"), passed, strict=True)
        ]
        outcome = Outcome.PASSED if all(passed) else Outcome.WRONG
        return SubmissionReport(assignment="a", exercises=(ExerciseReport("f", 10, outcome, tuple(cases)),))

    class_of_six = [(True, True, True), *3 * [(True, False, False)], (True, True, False), (False, True, False)]
    (item,) = items_of([solved(*passed) for passed in class_of_six])
    assert (item.asked, item.right, item.deciding, item.decided) == (6, 1, "one example", 3)
