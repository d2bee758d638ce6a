"""Of several files by one student for one assignment, the newest counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.gradebook.attempts import newest
from grader.results import ExerciseReport, Outcome, Status, SubmissionReport
from grader.submission import Submission


def handed_in(  # type: ignore[no-untyped-def]
    name: str, *, modified: float = 0, attempt: int = 0, assignment: str = "a", passed: bool = True, sender: str = ""
):
    submission = Submission("ann", Path(name), sender=sender, modified=modified, attempt=attempt)
    outcome = Outcome.PASSED if passed else Outcome.NOT_ATTEMPTED
    exercises = (ExerciseReport("f", 10, outcome, ()),) if assignment else ()
    status = Status.GRADED if assignment else Status.UNGRADABLE
    return submission, SubmissionReport("ann", name, assignment, status, exercises=exercises)


@pytest.mark.parametrize(
    ("files", "chosen"),
    [
        ([handed_in("old.ipynb", modified=100), handed_in("a new.ipynb", modified=200)], "a new.ipynb"),
        ([handed_in("x.ipynb", attempt=1, modified=900), handed_in("x-1.ipynb", attempt=2)], "x-1.ipynb"),
        ([handed_in("x (9).ipynb"), handed_in("x (10).ipynb"), handed_in("x.ipynb")], "x (10).ipynb"),
    ],
)
def test_the_newest_is_graded_and_the_others_are_named(files: list, chosen: str) -> None:  # type: ignore[type-arg]
    (report,) = newest(files)
    assert report.path == chosen
    assert all(item.place in report.problems[0] for item, _ in files if item.place != chosen)


def test_other_assignments_and_ungradable_files_keep_their_rows() -> None:
    files = [handed_in("x.ipynb"), handed_in("y.ipynb", assignment="b"), handed_in("z.ipynb", assignment="")]
    assert sorted(report.path for report in newest(files)) == ["x.ipynb", "y.ipynb", "z.ipynb"]


def test_modules_beside_notebooks_are_no_answers() -> None:
    notebook = handed_in("x.ipynb")
    for script in (
        handed_in("copy.py"),
        handed_in("mine.py", assignment=""),
        handed_in("tools.py", assignment="b", passed=False),
    ):
        assert [report.path for report in newest([notebook, script])] == ["x.ipynb"]


def test_a_script_that_answers_another_assignment_counts() -> None:
    files = [handed_in("x.ipynb"), handed_in("y.py", assignment="b")]
    assert [report.path for report in newest(files)] == ["x.ipynb", "y.py"]


def test_a_script_and_its_module_are_one_row() -> None:
    assert [report.path for report in newest([handed_in("y.py"), handed_in("z.py", assignment="")])] == ["y.py"]


def test_a_script_alone_is_a_row() -> None:
    assert len(newest([handed_in("y.py", assignment="")])) == 1


def test_a_newer_file_of_another_sender_replaces_nothing() -> None:
    """As where two people of one name come from two exports of Moodle."""
    files = [
        handed_in("x.ipynb", sender="1"),
        handed_in("y.ipynb", sender="2", modified=100, attempt=9),
        handed_in("z.py", sender="2", assignment="b", passed=False),
    ]
    reports = newest(files)
    assert [report.path for report in reports] == ["x.ipynb", "y.ipynb"]
    assert ["the other file is y.ipynb" in reports[0].problems[0], "x.ipynb" in reports[1].problems[0]] == [True, True]


@pytest.mark.parametrize(("passed", "counted"), [(True, "both.ipynb"), (False, "alone.ipynb")])
def test_what_a_file_has_of_another_assignment_by_the_way_replaces_nothing(passed: bool, counted: str) -> None:
    """As where functions of the fourth assignment are pasted into the fifth."""
    alone = handed_in("alone.ipynb")
    both = [
        handed_in("both.ipynb", modified=100, passed=passed),
        handed_in("both.ipynb", modified=100, assignment="b"),
    ]
    reports = newest([alone, *both])
    assert {report.assignment: report.path for report in reports} == {"a": counted, "b": "both.ipynb"}
    assert [len(report.problems) for report in reports] == [1, 0]
