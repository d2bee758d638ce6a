"""A class is graded side by side; who is graded first makes no difference."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from grader.gradebook.run import Stopped, grade_all, grade_one
from grader.grading.grader import Grader
from grader.results import Status, SubmissionReport
from grader.submission import Submission


class Slowly(Grader):
    """Grades nothing: tells what a file holds; a slow one waits until a quick one is done."""

    def __init__(self) -> None:
        self.quick_one_is_done = threading.Event()

    def grade(self, data: bytes, name: str) -> tuple[SubmissionReport, ...]:
        if data == b"slow":
            assert self.quick_one_is_done.wait(60)
        return tuple(SubmissionReport(assignment=assignment) for assignment in data.decode().split())


@pytest.fixture
def submissions(tmp_path: Path) -> list[Submission]:
    found = []
    for student, text in (("ann", "slow"), ("ben", "quick")):
        path = tmp_path / f"{student}.ipynb"
        path.write_text(text)
        found.append(Submission(student, path, problems=("A problem.",)))
    return found


def test_progress_is_told_as_reports_come(submissions: list[Submission], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    grader, told = Slowly(), []

    def progress(reports: Sequence[SubmissionReport]) -> None:
        told.extend(report.student for report in reports)
        grader.quick_one_is_done.set()

    gradebook = grade_all(grader, submissions, seed=1, progress=progress)
    assert told == ["ben", "ann"]
    assert [report.student for report in gradebook.reports] == ["ann", "ben"]


def test_a_run_that_is_stopped_keeps_what_was_graded(
    submissions: list[Submission], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    grader = Slowly()

    def stop(reports: Sequence[SubmissionReport]) -> None:
        grader.quick_one_is_done.set()
        raise KeyboardInterrupt

    with pytest.raises(Stopped) as stopped:
        grade_all(grader, submissions, seed=1, progress=stop)
    assert [report.student for report in stopped.value.graded.reports] == ["ben"]
    assert isinstance(stopped.value.__cause__, KeyboardInterrupt)


def test_a_report_says_whose_it_is(submissions: list[Submission]) -> None:
    (report,) = grade_one(Slowly(), submissions[1])
    assert (report.student, report.path, report.problems) == ("ben", submissions[1].place, ("A problem.",))


def test_a_file_that_is_gone_is_reported(submissions: list[Submission]) -> None:
    submissions[1].path.unlink()
    (report,) = grade_one(Slowly(), submissions[1])
    assert (report.student, report.status) == ("ben", Status.UNGRADABLE)
    assert report.problems[0].startswith("The file cannot be read")


def test_a_file_that_answers_two_assignments_is_two_rows(submissions: list[Submission]) -> None:
    submissions[1].path.write_text("one two")
    reports = grade_all(Slowly(), submissions[1:], seed=1).reports
    assert [(report.student, report.assignment) for report in reports] == [("ben", "one"), ("ben", "two")]
