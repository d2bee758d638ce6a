"""What a gradebook tells of a class, in numbers: scores, mistakes, when work came in, and who it is not here from."""

from __future__ import annotations

import collections
import datetime as dt
import statistics
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from grader.gradebook.book import Book
from grader.gradebook.examples import Examples
from grader.gradebook.items import Item, items_of
from grader.results import ExerciseReport, Outcome, Status, SubmissionReport

MOST_MISTAKES = 5
LAST_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class MistakeCount:
    """A mistake, or a misconception, that was recognised in the answers to an exercise.

    Parameters
    ----------
    title : str
        Of a question; empty for a function.
    hint : str
        What its authors are told; empty where `mistake` says it, as a misconception does.
    count, wrong : int
        How many made it, of all whose answers are wrong.
    example : str
        The code of one of them, without comments; empty where there is none that names nobody.
    """

    function: str
    title: str
    mistake: str
    hint: str
    count: int
    wrong: int
    example: str = ""


@dataclass(frozen=True)
class Timing:
    """When an assignment came in, of so many of whom it is known.

    Parameters
    ----------
    before : timedelta
        How long before the deadline half of them had it in; less than nothing if that half was late.
    last_day : int
        How many handed it in within the last day before the deadline.
    """

    known: int
    before: dt.timedelta
    last_day: int


@dataclass(frozen=True)
class AssignmentNumbers:
    """One assignment, as a class did it.

    Parameters
    ----------
    percents : tuple of float
        The percentage of each who handed it in, as adjusted and with what lateness costs, in rising order.
    passed, late : int
        How many of these reach the passing mark, and how many were late.
    missing : tuple of str
        The students from whom it is not here, although others have handed it in.
    mistakes : tuple of MistakeCount
        Those that were made most, no more than five.
    tries, most_tries : int
        How many files half of the students handed in for it at most, and how many anybody did.
    out_of_time : int
        How many answers were stopped because they ran out of time.
    """

    name: str
    percents: tuple[float, ...]
    passed: int
    late: int
    missing: tuple[str, ...]
    items: tuple[Item, ...]
    mistakes: tuple[MistakeCount, ...]
    timing: Timing | None
    tries: int
    most_tries: int
    out_of_time: int

    @property
    def median(self) -> float:
        return statistics.median(self.percents)


@dataclass(frozen=True)
class ClassNumbers:
    """A class: all students, the assignments that somebody handed in, in the order of the course, and who did nothing.

    `unread` are the students who handed in a file that could not be graded.
    """

    students: tuple[str, ...]
    assignments: tuple[AssignmentNumbers, ...]
    missing: tuple[str, ...]
    unread: tuple[str, ...]


def class_numbers(book: Book, reports: Iterable[SubmissionReport]) -> ClassNumbers:
    """The numbers of a class from its rows and their whole reports, each of which is looked at once."""
    mistakes: dict[str, _Mistakes] = collections.defaultdict(_Mistakes)
    items = items_of(_noted(reports, mistakes, book))
    outlines = [row.report for row in book.rows]
    students = tuple(dict.fromkeys(report.student for report in outlines))
    given = {report.assignment for report in outlines if report.status is Status.GRADED}
    order = [name for name in book.settings.assignments if name in given]
    order += sorted(given.difference(order))
    files = _files(book)
    return ClassNumbers(
        students,
        tuple(_assignment(name, book, students, items, mistakes[name], files) for name in order),
        _students_with(outlines, Status.MISSING),
        _students_with(outlines, Status.UNGRADABLE),
    )


def _assignment(
    name: str,
    book: Book,
    students: tuple[str, ...],
    items: tuple[Item, ...],
    mistakes: _Mistakes,
    files: Mapping[tuple[str, str], set[int]],
) -> AssignmentNumbers:
    rows = [row for row in book.rows if row.report.assignment == name and row.report.status is Status.GRADED]
    scores = [row.report.score for row in rows]
    here = {row.report.student for row in rows}
    tries = [len(files[student, name]) for student in here]
    befores = [row.before for row in rows if row.before is not None]
    return AssignmentNumbers(
        name,
        tuple(sorted(score.percent for score in scores)),
        sum(score.passes(book.settings.passing) for score in scores),
        sum(row.report.late is not None for row in rows),
        tuple(student for student in students if student not in here),
        tuple(item for item in items if item.assignment == name),
        mistakes.commonest(),
        _timing(befores) if befores else None,
        statistics.median_low(tries),
        max(tries),
        mistakes.out_of_time,
    )


def _timing(befores: list[dt.timedelta]) -> Timing:
    return Timing(
        len(befores), statistics.median_low(befores), sum(dt.timedelta(0) <= one < LAST_DAY for one in befores)
    )


def _files(book: Book) -> dict[tuple[str, str], set[int]]:
    found: dict[tuple[str, str], set[int]] = collections.defaultdict(set)
    for attempt in book.attempts:
        if not attempt.module:
            found[attempt.submission.student, attempt.report.assignment].add(attempt.file)
    return found


def _students_with(reports: Iterable[SubmissionReport], status: Status) -> tuple[str, ...]:
    return tuple(dict.fromkeys(report.student for report in reports if report.status is status))


def _noted(
    reports: Iterable[SubmissionReport], mistakes: Mapping[str, _Mistakes], book: Book
) -> Iterator[SubmissionReport]:
    for report in reports:
        names = book.names_of(report.student)
        for exercise in report.exercises:
            mistakes[report.assignment].add(exercise, names)
        yield report


class _Mistakes:
    """Counts the mistakes in one assignment, and keeps an example of each."""

    def __init__(self) -> None:
        self._counts: collections.Counter[tuple[str, str]] = collections.Counter()
        self._wrong: collections.Counter[str] = collections.Counter()
        self._first: dict[tuple[str, str], ExerciseReport] = {}
        self._examples: dict[tuple[str, str], Examples] = collections.defaultdict(Examples)
        self.out_of_time = 0

    def add(self, exercise: ExerciseReport, names: tuple[str, ...]) -> None:
        if exercise.outcome.tone != "bad":
            return
        self._wrong[exercise.function] += 1
        self.out_of_time += exercise.outcome is Outcome.TIMED_OUT
        if exercise.mistake:
            key = exercise.function, exercise.mistake
            self._counts[key] += 1
            self._first.setdefault(key, exercise)
            if not exercise.question:
                self._examples[key].add(exercise.source, names)

    def commonest(self) -> tuple[MistakeCount, ...]:
        """The mistakes that were made most; of equally many, those of earlier names."""
        found = sorted(self._counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_MISTAKES]
        return tuple(self._counted(key, count) for key, count in found)

    def _counted(self, key: tuple[str, str], count: int) -> MistakeCount:
        function, mistake = key
        first = self._first[key]
        hint = "" if first.question else first.hint
        example = self._examples[key].chosen if key in self._examples else ""
        return MistakeCount(function, first.question, mistake, hint, count, self._wrong[function], example)
