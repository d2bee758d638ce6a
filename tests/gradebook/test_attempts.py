"""Of several files by one student for one assignment, one counts; what is not given again stays."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from grader.course.settings import Counts
from grader.gradebook.attempts import counting, modules
from grader.gradebook.records import Attempt
from grader.results import ExerciseReport, Outcome, Status, SubmissionReport
from grader.submission import Submission

NUMBERS = itertools.count(1)


def handed_in(
    place: str,
    *,
    modified: float = 0,
    attempt: int = 0,
    assignment: str = "a",
    passed: bool = True,
    sender: str = "",
    run: int = 1,
    file: int = 0,
    student: str = "ann",
) -> Attempt:
    submission = Submission(student, Path(place), sender=sender, modified=modified, attempt=attempt)
    exercises = (ExerciseReport("f", 10, Outcome.PASSED if passed else Outcome.NOT_ATTEMPTED, ()),)
    report = SubmissionReport(assignment=assignment, exercises=exercises)
    if not assignment:
        report = SubmissionReport(status=Status.UNGRADABLE, problems=("It is empty.",))
    number = next(NUMBERS)
    return Attempt(number, file or number, number, run, "", "", submission, place, False, report, "")


def rows(*given: Attempt, counts: Counts = Counts.NEWEST) -> list[SubmissionReport]:
    aside = {file for run in {item.run for item in given} for file in modules([i for i in given if i.run == run])}
    marked = [replace(item, module=item.file in aside) for item in given]
    return sorted((item.report for item in counting(marked, counts)), key=lambda report: report.path)


def places(*given: Attempt, counts: Counts = Counts.NEWEST) -> list[str]:
    return [report.path for report in rows(*given, counts=counts)]


@pytest.mark.parametrize(
    ("files", "chosen"),
    [
        ([handed_in("old.ipynb", modified=100), handed_in("a new.ipynb", modified=200)], "a new.ipynb"),
        ([handed_in("x.ipynb", attempt=1, modified=900), handed_in("x-1.ipynb", attempt=2)], "x-1.ipynb"),
        ([handed_in("x (9).ipynb"), handed_in("x (10).ipynb"), handed_in("x.ipynb")], "x (10).ipynb"),
    ],
)
def test_the_newest_is_graded_and_the_others_are_named(files: list[Attempt], chosen: str) -> None:
    (report,) = rows(*files)
    assert report.path == chosen
    assert all(item.place in report.problems[0] for item in files if item.place != chosen)


def test_other_assignments_and_ungradable_files_keep_their_rows() -> None:
    files = [handed_in("x.ipynb"), handed_in("y.ipynb", assignment="b"), handed_in("z.ipynb", assignment="")]
    assert places(*files) == ["x.ipynb", "y.ipynb", "z.ipynb"]


def test_modules_beside_notebooks_are_no_answers() -> None:
    for script in (
        handed_in("copy.py"),
        handed_in("mine.py", assignment=""),
        handed_in("tools.py", assignment="b", passed=False),
    ):
        assert places(handed_in("x.ipynb"), script) == ["x.ipynb"]


def test_a_script_that_answers_another_assignment_counts() -> None:
    assert places(handed_in("x.ipynb"), handed_in("y.py", assignment="b")) == ["x.ipynb", "y.py"]


def test_a_script_and_its_module_are_one_row() -> None:
    assert places(handed_in("y.py"), handed_in("z.py", assignment="")) == ["y.py"]


def test_a_script_alone_is_a_row() -> None:
    assert places(handed_in("y.py", assignment="")) == ["y.py"]


def test_a_newer_file_of_another_sender_replaces_nothing() -> None:
    """As where two people of one name come from two exports of Moodle."""
    reports = rows(
        handed_in("x.ipynb", sender="1"),
        handed_in("y.ipynb", sender="2", modified=100, attempt=9),
        handed_in("z.py", sender="2", assignment="b", passed=False),
    )
    assert [report.path for report in reports] == ["x.ipynb", "y.ipynb"]
    assert ["the other file is y.ipynb" in reports[0].problems[0], "x.ipynb" in reports[1].problems[0]] == [True, True]


@pytest.mark.parametrize(("passed", "counted"), [(True, "both.ipynb"), (False, "alone.ipynb")])
@pytest.mark.parametrize("run", [1, 2])
def test_what_a_file_has_of_another_assignment_by_the_way_replaces_nothing(
    passed: bool, counted: str, run: int
) -> None:
    """As where functions of the fourth assignment are pasted into the fifth."""
    both = {"modified": 100, "file": 10**6, "run": run}
    reports = rows(
        handed_in("alone.ipynb"),
        handed_in("both.ipynb", passed=passed, **both),  # type: ignore[arg-type]
        handed_in("both.ipynb", assignment="b", **both),  # type: ignore[arg-type]
    )
    assert {report.assignment: report.path for report in reports} == {"a": counted, "b": "both.ipynb"}


def test_a_later_run_replaces_a_row_and_others_stay() -> None:
    before = [handed_in("x.ipynb", modified=900), handed_in("y.ipynb", assignment="b"), handed_in("z", student="ben")]
    again = handed_in("other.ipynb", run=2)
    assert places(*before, again) == ["other.ipynb", "y.ipynb", "z"]
    assert rows(again, *before)[0].problems == ()


def test_what_was_handed_in_before_and_comes_back_is_the_newest() -> None:
    first, second = handed_in("x", run=3), handed_in("x", run=2, passed=False)
    assert rows(second, first)[0].score.earned == 10


def test_a_file_that_could_not_be_graded_is_a_row_until_another_is_at_its_place() -> None:
    bad, other = handed_in("x", assignment=""), handed_in("other", assignment="")
    assert places(bad, other) == ["other", "x"]
    assert rows(bad, other, handed_in("x", run=2))[1].status is Status.GRADED
    assert places(bad, other, handed_in("x", run=2, assignment="")) == ["other", "x"]


def test_a_score_outlives_a_file_that_cannot_be_graded_any_more() -> None:
    found = rows(handed_in("x"), handed_in("x", assignment="", run=2))
    assert sorted(report.status.value for report in found) == ["graded", "ungradable"]


def test_of_two_senders_of_one_name_the_other_one_stays() -> None:
    before = [handed_in("a/x.ipynb", sender="1"), handed_in("b/x.ipynb", sender="2")]
    assert places(*before, handed_in("b/x.ipynb", sender="2", run=2)) == ["a/x.ipynb", "b/x.ipynb"]
    assert places(*before, handed_in("b/x.ipynb", sender="b", run=2)) == ["a/x.ipynb", "b/x.ipynb"]


def test_the_best_attempt_may_count_whichever_run_was_given_it() -> None:
    attempts = [handed_in("x"), handed_in("y", passed=False, run=2)]
    (report,) = rows(*attempts, counts=Counts.BEST)
    assert (report.path, report.score.earned) == ("x", 10)
    assert report.problems == ("What counts is the best of 2 files; others: y.",)


def test_the_last_in_time_may_count_and_else_the_last() -> None:
    early, late = handed_in("x"), handed_in("y", modified=900)
    told = [item.report.path for item in counting([early, late], Counts.LAST_IN_TIME, lambda item: item is early)]
    assert told == ["x"]
    told = [item.report.path for item in counting([early, late], Counts.LAST_IN_TIME, lambda item: False)]
    assert told == ["y"]
