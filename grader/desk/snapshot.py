"""The gradebook as it was at one moment, with all that pages look up in it."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass

from grader.desk.findings import Findings
from grader.desk.queue import Item, queue_of
from grader.gradebook.book import Book, Row
from grader.gradebook.journal import Decision, Kind, Seen
from grader.gradebook.records import Attempt
from grader.gradebook.store import Store
from grader.reports.files import unwritten
from grader.results import SubmissionReport


@dataclass(frozen=True)
class Snapshot:
    """A gradebook, read at one moment.

    Parameters
    ----------
    store : Store
        What whole reports are read from, in the thread that owns it.
    pending : dict
        Of each row, by the number of its report, whether its page is still to be written; none that has none.
    findings : Findings
        What the last look through the class found; it may be older than the rest.
    """

    store: Store
    book: Book
    queue: tuple[Item, ...]
    pending: dict[int, bool]
    findings: Findings

    @classmethod
    def of(cls, store: Store, book: Book, looks: str, findings: Findings) -> Snapshot:
        states = zip(book.rows, unwritten(store, book, looks), strict=True)
        pending = {row.attempt.number: state for row, state in states if row.attempt and state is not None}
        return cls(store, book, queue_of(book, findings.likenesses), pending, findings)

    @functools.cached_property
    def open_items(self) -> tuple[Item, ...]:
        """What nobody has looked at yet."""
        return tuple(item for item in self.queue if item.seen is None)

    @functools.cached_property
    def students(self) -> dict[str, str]:
        """Who is who: each student by what stands for the name in addresses."""
        return {id_of(name): name for name in self.book.students}

    @functools.cached_property
    def rows(self) -> dict[int, Row]:
        """The rows of whoever handed something in, by the number of the report."""
        return {row.attempt.number: row for row in self.book.rows if row.attempt}

    @functools.cached_property
    def decisions(self) -> dict[int, Decision]:
        """All that was decided, by number."""
        return {item.number: item for item in self.book.decisions}

    @functools.cached_property
    def _last(self) -> dict[str, Seen]:
        decided: dict[str, int] = {}
        for item in self.book.decisions:
            if item.kind is not Kind.SEEN:
                decided[item.student] = item.number
        graded: dict[str, int] = {}
        for attempt in self.book.attempts:
            name = attempt.submission.student
            graded[name] = max(graded.get(name, 0), attempt.grading)
        return {name: Seen(decided.get(name, 0), graded.get(name, 0)) for name in {*decided, *graded}}

    def seen(self, student: str) -> Seen:
        """How far what concerns a student had come."""
        return self._last.get(student, Seen(0, 0))

    def rows_of(self, student: str) -> list[Row]:
        return [row for row in self.book.rows if row.report.student == student]

    def decided_on(self, student: str) -> list[Decision]:
        """All that was decided about a student, the last first."""
        return [item for item in reversed(self.book.decisions) if item.student == student]

    def whole(self, attempt: Attempt) -> SubmissionReport:
        """The whole report of an attempt: as it counts, if it does."""
        row = self.rows.get(attempt.number)
        return self.book.whole(row) if row else self.store.whole(attempt)


def id_of(student: str) -> str:
    """What stands for a name in addresses."""
    return hashlib.sha256(student.encode(errors="backslashreplace")).hexdigest()[:16]
