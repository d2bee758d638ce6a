"""What a folder holds from before is kept, but for what was graded again."""

from __future__ import annotations

import pytest

from grader.gradebook.kept import join
from grader.results import Gradebook, Status, SubmissionReport

MISSING = SubmissionReport("cyd", status=Status.MISSING, problems=("Nothing was handed in.",))


def graded(student: str, assignment: str, path: str = "x.ipynb", edition: str = "") -> SubmissionReport:
    return SubmissionReport(student, path, assignment, edition=edition)


def ungradable(student: str, path: str = "x.ipynb") -> SubmissionReport:
    return SubmissionReport(student, path, status=Status.UNGRADABLE, problems=("It is empty.",))


def whole(before: list[SubmissionReport], *now: SubmissionReport) -> list[SubmissionReport]:
    return list(join(before, Gradebook.of(now, seed=2)).whole.reports)


def test_the_same_student_in_the_same_assignment_is_replaced_and_others_stay() -> None:
    before = [graded("ann", "one"), graded("ann", "two"), graded("ben", "one")]
    again = graded("ann", "one", "other.ipynb", edition="new")
    assert whole(before, again) == [again, before[1], before[2]]
    assert join(before, Gradebook.of([again], seed=2)).kept == 2


@pytest.mark.parametrize("again", [graded("ann", "one"), ungradable("ann")])
def test_a_file_that_could_not_be_graded_is_replaced_by_what_comes_of_it(again: SubmissionReport) -> None:
    before = [ungradable("ann"), ungradable("ann", "other.ipynb"), ungradable("ben")]
    assert sorted(map(str, whole(before, again))) == sorted(map(str, [again, *before[1:]]))


def test_of_two_senders_of_one_name_the_other_one_stays() -> None:
    before = [graded("ann", "one", "a/x.ipynb"), graded("ann", "one", "b/x.ipynb")]
    again = graded("ann", "one", "b/x.ipynb", edition="new")
    assert whole(before, again) == [before[0], again]


def test_a_file_that_answers_two_assignments_replaces_both_rows() -> None:
    again = [graded("ann", "one", edition="new"), graded("ann", "two", edition="new")]
    for before in ([graded("ann", "one"), graded("ann", "two")], [ungradable("ann")]):
        assert whole(before, *again) == again
    assert whole(again, graded("ann", "one")) == [graded("ann", "one"), again[1]]


def test_a_score_outlives_a_file_that_cannot_be_graded_any_more() -> None:
    assert whole([graded("ann", "one")], ungradable("ann")) == [ungradable("ann"), graded("ann", "one")]


def test_whoever_has_handed_in_is_not_missing_whenever_that_was() -> None:
    assert whole([MISSING], graded("cyd", "one")) == [graded("cyd", "one")]
    joined = join([graded("cyd", "one")], Gradebook.of([MISSING, graded("ann", "one")], seed=2))
    assert [report.student for report in joined.whole.reports] == ["ann", "cyd"]
    assert [report.student for report in joined.now.reports] == ["ann"]
    assert joined.kept == 1


def test_a_missing_student_is_one_row() -> None:
    assert whole([MISSING], MISSING) == [MISSING]


def test_without_anything_from_before_nothing_changes() -> None:
    now = Gradebook.of([graded("ann", "one"), ungradable("ann"), ungradable("ann"), MISSING], seed=3)
    assert join([], now).whole == now
