"""The gradebook as it stands: of each student in each assignment the attempt that counts, with what was adjusted."""

from __future__ import annotations

import datetime as dt
import difflib
import functools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from grader.course.settings import Settings
from grader.errors import UnknownName
from grader.gradebook.attempts import counting
from grader.gradebook.journal import Decision, Kind, standing
from grader.gradebook.late import handed_in, lateness_of
from grader.gradebook.records import Attempt
from grader.gradebook.store import Store
from grader.harmless import harmless_line
from grader.results import Gradebook, Lateness, Status, SubmissionReport


@dataclass(frozen=True)
class Row:
    """One row: its report in outline, and the attempt that it is of; none where nothing was handed in.

    `before` is how long before the deadline it came, less than nothing if late; None where nobody knows.
    """

    report: SubmissionReport
    attempt: Attempt | None = None
    before: dt.timedelta | None = None


class Book:
    """The rows of a store, as they are now, by student, assignment and place."""

    def __init__(self, store: Store, settings: Settings | None = None) -> None:
        self._store = store
        self.settings = settings or Settings()
        self.ids = store.ids()
        self.seed = store.seed
        self.attempts = store.attempts()
        self.decisions = store.journal.decisions()
        self.rows = tuple(sorted(self._rows(), key=self._place))

    def whole(self, row: Row) -> SubmissionReport:
        """The whole report of a row, with its cases, code and hints."""
        if row.attempt is None:
            return row.report
        told = row.report
        return replace(
            self._store.whole(row.attempt),
            student=told.student,
            path=told.path,
            problems=told.problems,
            executed=told.executed,
            adjustments=told.adjustments,
            late=told.late,
            comments=told.comments,
            held=told.held,
        )

    def executed(self, row: Row) -> bytes:
        """The notebook of a row as it ran from top to bottom; empty where it did not."""
        return self._store.executed(row.report.executed) if row.report.executed else b""

    def outlines(self) -> Gradebook:
        """All rows in outline."""
        return self._gradebook(row.report for row in self.rows)

    def of(self, files: Collection[int], *, missing: bool) -> Gradebook:
        """The rows of these files in outline, and if asked for those of whoever handed in nothing."""
        return self._gradebook(
            row.report for row in self.rows if (row.attempt.file in files if row.attempt else missing)
        )

    def reports(self) -> Gradebook:
        """All rows with their whole reports."""
        return self._gradebook(map(self.whole, self.rows))

    def _gradebook(self, reports: Iterable[SubmissionReport]) -> Gradebook:
        return Gradebook(tuple(reports), self.seed, self.settings.passing, self.settings.assignments)

    @property
    def students(self) -> tuple[str, ...]:
        """Everybody who has a row or an attempt."""
        return tuple(dict.fromkeys(name for name in self._names()))

    def ids_of(self, student: str) -> tuple[str, ...]:
        """All ids by which a student is known: to the roster, and to platforms."""
        return tuple(dict.fromkeys([*self.ids.get(student, ()), *self._aliases.get(student, ())]))

    def names_of(self, student: str) -> tuple[str, ...]:
        """All that tells who a student is: the name, and every id."""
        return (student, *self.ids_of(student))

    @functools.cached_property
    def _aliases(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for attempt in self.attempts:
            found.setdefault(attempt.submission.student, []).extend(attempt.submission.aliases)
        return found

    def student(self, name: str) -> str:
        """The student of this name, or the only one of this id.

        Raises
        ------
        UnknownName
            If there is none.
        """
        by_id = [student for student in self.students if name in self.ids_of(student)]
        return by_id[0] if len(by_id) == 1 and name not in self.students else known("student", name, self.students)

    def assignment(self, name: str) -> str:
        """The assignment of this name; raises UnknownName as `student` does."""
        return known("assignment", name, [row.report.assignment for row in self.rows if row.report.assignment])

    def function(self, name: str, assignment: str = "") -> str:
        """The function of this name, in one assignment if that is given; raises UnknownName as `student` does."""
        reports = [row.report for row in self.rows if assignment in ("", row.report.assignment)]
        return known("function", name, [exercise.function for report in reports for exercise in report.exercises])

    def _names(self) -> Iterator[str]:
        yield from (row.report.student for row in self.rows)
        yield from (attempt.submission.student for attempt in self.attempts)

    def _rows(self) -> Iterator[Row]:
        there = set()
        for attempt in counting(self.attempts, self.settings.counts, lambda attempt: self._late(attempt) is None):
            there.add(attempt.report.student)
            yield Row(self._decided(replace(attempt.report, late=self._late(attempt))), attempt, self._before(attempt))
        for student, problems in self._store.expected().items():
            if student not in there:
                yield Row(SubmissionReport(student, "", status=Status.MISSING, problems=problems))

    def _late(self, attempt: Attempt) -> Lateness | None:
        names = self.names_of(attempt.submission.student)
        return lateness_of(attempt.submission, attempt.report.assignment, names, self.settings)

    def _before(self, attempt: Attempt) -> dt.timedelta | None:
        due = self.settings.deadline(attempt.report.assignment, *self.names_of(attempt.submission.student))
        came = handed_in(attempt.submission, self.settings.late)
        return due - came if due and came else None

    def _place(self, row: Row) -> tuple[str, int, str, str]:
        """By student, and in the order of the course."""
        order, assignment = self.settings.assignments, row.report.assignment
        number = order.index(assignment) if assignment in order else len(order)
        return row.report.student, number, assignment, row.report.path

    def _decided(self, report: SubmissionReport) -> SubmissionReport:
        """A report with what was decided about it."""
        about = self._about.get((report.student, report.assignment), ())
        return replace(
            report,
            adjustments=tuple(item.adjustment for item in standing(about, Kind.ADJUST)),
            comments=tuple(item.comment for item in standing(about, Kind.COMMENT)),
            held=bool(standing(about, Kind.HOLD)),
        )

    @functools.cached_property
    def _about(self) -> dict[tuple[str, str], list[Decision]]:
        found: dict[tuple[str, str], list[Decision]] = {}
        for item in self.decisions:
            found.setdefault((item.student, item.assignment), []).append(item)
        return found


def known(what: str, name: str, there: Sequence[str]) -> str:
    """The one of these names that was meant: exactly, or but for case.

    Raises
    ------
    UnknownName
        If it is none of them; the nearest ones are named.
    """
    by_likeness = {text.casefold(): text for text in there}
    if name in there:
        return name
    if name.casefold() in by_likeness:
        return by_likeness[name.casefold()]
    asked = name.casefold()
    near = difflib.get_close_matches(asked, by_likeness, n=3, cutoff=0.5)
    near += [text for text in by_likeness if asked in text and text not in near]
    if near:
        names = [f"'{harmless_line(by_likeness[text])}'" for text in near[:3]]
        hint = f"did you mean {' or '.join(names)}?"
    else:
        some = [harmless_line(text) for text in sorted(set(there))]
        hint = f"it has {', '.join(some[:8])}{', …' if len(some) > 8 else ''}." if some else "it has none yet."
    raise UnknownName(what, harmless_line(name), hint)
