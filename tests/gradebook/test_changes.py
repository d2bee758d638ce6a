"""Whose score is another one, of which function, and why."""

from __future__ import annotations

import pytest

from grader.gradebook.changes import changes
from grader.results import ExerciseReport, Gradebook, Outcome, SubmissionReport


def book(*exercises: ExerciseReport) -> Gradebook:
    return Gradebook((SubmissionReport("ann", "x", "a", exercises=exercises),), seed=1)


RIGHT = ExerciseReport("f", 10, Outcome.PASSED, ())
WRONG = ExerciseReport("f", 10, Outcome.WRONG, (), "published: at [0]")
DEAR = ExerciseReport("f", 20, Outcome.PASSED, ())
OTHER = ExerciseReport("g", 5, Outcome.PASSED, ())


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([RIGHT], [WRONG], ("f", 10, 0, "published: at [0]")),
        ([WRONG], [RIGHT], ("f", 0, 10, "it is right now, and was: published: at [0]")),
        ([RIGHT], [DEAR], ("f", 10, 20, "it is worth 20 points now, and was 10")),
        ([RIGHT], [RIGHT, OTHER], ("g", 0, 5, "it is asked now")),
        ([RIGHT, OTHER], [RIGHT], ("g", 5, 0, "it is no longer asked")),
    ],
)
def test_a_change_says_why(before: list[ExerciseReport], after: list[ExerciseReport], told: tuple[object, ...]) -> None:
    (change,) = changes(book(*before), book(*after))
    (function,) = change.functions
    assert (function.function, function.before, function.after, function.why) == told


def test_what_is_the_same_is_no_change_and_a_row_that_is_new_is_one() -> None:
    assert list(changes(book(RIGHT), book(RIGHT))) == []
    (change,) = changes(Gradebook((), 1), book(RIGHT))
    assert (change.before, str(change.after)) == (None, "10/10")
