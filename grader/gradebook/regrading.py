"""Grades files of a gradebook once more, from their bytes in it: whole, or one function's points alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any

from grader.gradebook.book import Book
from grader.gradebook.records import Attempt, Run
from grader.gradebook.run import MakeGrader, Progress, regrade
from grader.gradebook.store import Store
from grader.results import SubmissionReport


@dataclass(frozen=True)
class Regraded:
    """What came of it: the gradings that were replaced, each with the one that counts since, by file.

    Parameters
    ----------
    unread : frozenset of int
        The files whose bytes are not there.
    """

    replaced: dict[int, tuple[int, int]]
    unread: frozenset[int]


def chosen(book: Book, student: str = "", assignment: str = "", function: str = "") -> list[Attempt]:
    """The attempts that these names mean, each of which may be left open."""
    return [
        attempt
        for attempt in book.attempts
        if student in ("", attempt.submission.student)
        and assignment in ("", attempt.report.assignment)
        and (not function or function in {exercise.function for exercise in attempt.report.exercises})
    ]


def regrade_attempts(
    store: Store,
    run: Run,
    attempts: Sequence[Attempt],
    make_grader: MakeGrader,
    *,
    terms: Callable[[Iterable[str]], str],
    function: str = "",
    progress: Progress = lambda graded, of: None,
    halt: Future[Any] | None = None,
) -> Regraded:
    """Grade the files of these attempts once more, and keep what comes of it.

    Parameters
    ----------
    terms : callable
        The digest of all that decides what comes of a file, besides its bytes, if it answers these assignments.
    function : str
        The only one whose points may change; the others keep what was measured before. Empty: all.

    Raises
    ------
    Stopped
        If somebody interrupts it, or grading itself fails.
    """
    before = {attempt.file: attempt.grading for attempt in attempts}
    replaced: dict[int, tuple[int, int]] = {}
    unread = set()

    def keep(file: int, reports: tuple[SubmissionReport, ...]) -> None:
        if not reports:
            unread.add(file)
            return
        settled = not function and all(report.settled for report in reports)
        merged = _merged(store, file, reports, function) if function else reports
        made_on = terms(report.assignment for report in reports) if settled else ""
        replaced[file] = before[file], store.regraded(run, file, merged, made_on)

    files = {attempt.file: attempt.place.rpartition("/")[2] for attempt in attempts}
    regrade(store, run, files, make_grader, keep, progress, halt)
    return Regraded(replaced, frozenset(unread))


def _merged(store: Store, file: int, reports: Sequence[SubmissionReport], function: str) -> list[SubmissionReport]:
    """The reports of before, each with the function as it was graded now."""
    new = {report.assignment: report.exercises for report in reports}
    merged = []
    for attempt in (item for item in store.attempts() if item.file == file):
        whole = store.whole(attempt)
        now = {exercise.function: exercise for exercise in new.get(whole.assignment, ())}
        exercises = tuple(
            now.get(exercise.function, exercise) if exercise.function == function else exercise
            for exercise in whole.exercises
        )
        merged.append(replace(whole, exercises=exercises))
    return merged
