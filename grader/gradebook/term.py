"""The term: every student in every assignment, and what it comes to by the weights of the course."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.course.settings import Missing
from grader.gradebook.book import Book
from grader.results import Status


@dataclass(frozen=True)
class TermLine:
    """One student. `percents` are by assignment, zero where the course counts what is missing so.

    An assignment that nobody of the class has handed in has not come yet, and counts for nobody.

    `total` is their mean by weights; None where there is nothing that counts.
    """

    student: str
    ids: tuple[str, ...]
    percents: Mapping[str, float]
    total: float | None
    passed: bool


@dataclass(frozen=True)
class Term:
    """All assignments of the course in its order, and all students by name."""

    assignments: tuple[str, ...]
    lines: tuple[TermLine, ...]


def term(book: Book) -> Term:
    """The term as the gradebook has it; of two senders of one name and assignment the better one, until it is known."""
    settings = book.settings
    graded = [row.report for row in book.rows if row.report.status is Status.GRADED]
    begun = tuple(dict.fromkeys(report.assignment for report in graded))
    assignments = tuple(dict.fromkeys([*settings.assignments, *begun]))
    earned: dict[str, dict[str, float]] = {row.report.student: {} for row in book.rows}
    for report in graded:
        own = earned[report.student]
        own[report.assignment] = max(report.score.percent, own.get(report.assignment, 0.0))

    def line(student: str) -> TermLine:
        percents = earned[student]
        if settings.missing is Missing.ZERO:
            percents = {name: percents.get(name, 0.0) for name in assignments if name in begun}
        weight = sum(map(settings.weight, percents))
        total = None
        if weight:
            total = round(sum(settings.weight(name) * percent for name, percent in percents.items()) / weight, 2)
        return TermLine(student, book.ids_of(student), percents, total, total is not None and total >= settings.passing)

    return Term(assignments, tuple(map(line, earned)))
