"""A class is graded side by side; who is graded first makes no difference, and what has not changed is not run."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader.gradebook.book import Book
from grader.gradebook.run import Handled, Stopped, grade_class, grade_one
from grader.gradebook.store import Store
from grader.results import Status, SubmissionReport, refused
from grader.submission import Submission


class Slowly:
    """Grades nothing: tells what a file holds; a slow one waits until a quick one is done."""

    def __init__(self) -> None:
        self.quick_one_is_done = threading.Event()
        self.asked: list[bytes] = []

    def grade(self, data: bytes, name: str) -> tuple[SubmissionReport, ...]:
        self.asked.append(data)
        if data == b"slow":
            assert self.quick_one_is_done.wait(60)
        if data == b"unlucky":
            return (refused("No box could be built.", settled=False),)
        return tuple(SubmissionReport(assignment=name) for name in data.decode().split())


@pytest.fixture
def submissions(tmp_path: Path) -> list[Submission]:
    found = []
    for student, text in (("ann", "slow"), ("ben", "quick")):
        path = tmp_path / f"{student}.ipynb"
        path.write_text(text)
        found.append(Submission(student, path, problems=("A problem.",)))
    return found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "grades").mkdir()
    with Store(tmp_path / "grades") as opened:
        yield opened


def graded(
    store: Store,
    submissions: list[Submission],
    grader: Slowly,
    progress: Callable[[int, int], None] = lambda done, of: None,
    terms: str = "terms",
) -> Handled:
    @contextmanager
    def make() -> Iterator[Slowly]:
        yield grader

    return grade_class(store, store.begin("grade", seed=1), submissions, make, terms=lambda _: terms, progress=progress)


def test_progress_is_told_as_reports_come(
    submissions: list[Submission], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    grader, told = Slowly(), []

    def progress(done: int, of: int) -> None:
        told.append((done, of, [attempt.submission.student for attempt in store.attempts()]))
        grader.quick_one_is_done.set()

    graded(store, submissions, grader, progress)
    assert told == [(1, 2, ["ben"]), (2, 2, ["ben", "ann"])]
    assert [row.report.student for row in Book(store).rows] == ["ann", "ben"]


def test_a_run_that_is_stopped_keeps_what_was_graded_and_the_next_one_goes_on(
    submissions: list[Submission], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    grader = Slowly()

    def stop(done: int, of: int) -> None:
        grader.quick_one_is_done.set()
        raise KeyboardInterrupt

    with pytest.raises(Stopped) as stopped:
        graded(store, submissions, grader, stop)
    assert (stopped.value.graded, stopped.value.of) == (1, 2)
    assert isinstance(stopped.value.__cause__, KeyboardInterrupt)
    assert [row.report.student for row in Book(store).rows] == ["ben"]
    grader.asked.clear()
    assert graded(store, submissions, grader).unchanged == 1
    assert grader.asked == [b"slow"]
    assert [row.report.student for row in Book(store).rows] == ["ann", "ben"]


def test_what_has_not_changed_is_not_run_again(submissions: list[Submission], store: Store) -> None:
    grader = Slowly()
    grader.quick_one_is_done.set()
    graded(store, submissions, grader)
    grader.asked.clear()
    assert graded(store, submissions, grader).unchanged == 2
    submissions[1].path.write_text("other")
    assert graded(store, submissions, grader).unchanged == 1
    assert grader.asked == [b"other"]
    assert graded(store, submissions, grader, terms="other terms").unchanged == 0


def test_where_the_machine_was_at_fault_the_next_run_asks_again(submissions: list[Submission], store: Store) -> None:
    submissions[0].path.write_text("unlucky")
    grader = Slowly()
    graded(store, submissions, grader)
    assert graded(store, submissions, grader).unchanged == 1
    assert grader.asked.count(b"unlucky") == 2


def test_the_grader_is_not_even_made_for_what_cannot_be_read(submissions: list[Submission], store: Store) -> None:
    @contextmanager
    def make() -> Iterator[Slowly]:
        raise AssertionError
        yield

    for submission in submissions:
        submission.path.unlink()
        submission.path.symlink_to("/etc/passwd")
    for unchanged in (0, 2):
        handled = grade_class(store, store.begin("grade"), submissions, make, terms=lambda _: "terms")
        assert (len(handled.files), handled.unchanged) == (2, unchanged)
    assert len(store.history("ann")) == 1


def test_a_report_says_whose_it_is(submissions: list[Submission]) -> None:
    (report,) = grade_one(Slowly(), submissions[1])
    assert (report.student, report.path, report.problems) == ("ben", submissions[1].place, ("A problem.",))


def test_a_file_that_is_gone_is_reported(submissions: list[Submission]) -> None:
    submissions[1].path.unlink()
    (report,) = grade_one(Slowly(), submissions[1])
    assert (report.student, report.status) == ("ben", Status.UNGRADABLE)
    assert report.problems[0].startswith("The file cannot be read")


def test_a_file_that_answers_two_assignments_is_two_rows(submissions: list[Submission], store: Store) -> None:
    submissions[1].path.write_text("one two")
    graded(store, submissions[1:], Slowly())
    assert [(row.report.student, row.report.assignment) for row in Book(store).rows] == [("ben", "one"), ("ben", "two")]
