"""The class as a table: students by assignments, sorted and filtered as the address says."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.desk.numbers import whole
from grader.desk.queue import Item
from grader.desk.snapshot import Snapshot, id_of
from grader.gradebook.book import Row
from grader.gradebook.term import term
from grader.results import Status

ROWS_OF_A_PAGE = 500
NAME, TOTAL = "name", "total"


class Show(enum.Enum):
    """Which students are shown. The value is the word that readers see, and that stands in the address."""

    ALL = "everybody"
    MISSING = "something missing"
    LATE = "late"
    TO_LOOK_AT = "in the queue"
    HELD = "held back"
    BY_HAND = "adjusted or commented"
    PENDING = "not released"
    FAILED = "not passed"


@dataclass(frozen=True)
class Line:
    """One student: for each assignment the rows there are, most often one; `strays` are of no assignment."""

    id: str
    name: str
    ids: tuple[str, ...]
    cells: tuple[tuple[Row, ...], ...]
    strays: tuple[Row, ...]
    total: float | None
    passed: bool
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Order:
    """What is shown, and in which order.

    Parameters
    ----------
    find : str
        What is in a name or an id.
    by : str
        Sorted by "name", "total", or an assignment; from the highest down if `down`.
    begin : int
        How many are passed over.
    """

    find: str = ""
    show: Show = Show.ALL
    by: str = NAME
    down: bool = False
    begin: int = 0

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Order:
        """What the address says; whatever means nothing there is passed over."""
        shows = {show.value: show for show in Show}
        return cls(
            arguments.get("find", "").strip()[:100],
            shows.get(arguments.get("show", ""), Show.ALL),
            arguments.get("by", NAME),
            arguments.get("down", "") == "1",
            whole(arguments.get("begin", "")) or 0,
        )


@dataclass(frozen=True)
class Table:
    """The lines that are shown of so many; `assignments` are the columns."""

    assignments: tuple[str, ...]
    lines: tuple[Line, ...]
    found: int
    of: int


def table_of(snapshot: Snapshot, order: Order) -> Table:
    """The table of a class."""
    assignments = _columns(snapshot)
    by_name = {line.student: line for line in term(snapshot.book).lines}
    rows: dict[str, list[Row]] = {}
    for row in snapshot.book.rows:
        rows.setdefault(row.report.student, []).append(row)
    items: dict[str, list[Item]] = {}
    for item in snapshot.open_items:
        items.setdefault(item.student, []).append(item)

    def line(name: str) -> Line:
        own = rows.get(name, [])
        cells = tuple(tuple(row for row in own if _is_at(row, assignment)) for assignment in assignments)
        strays = tuple(row for row in own if row.attempt and not row.report.assignment)
        totals = by_name.get(name)
        return Line(
            id_of(name),
            name,
            snapshot.book.ids_of(name),
            cells,
            strays,
            totals.total if totals else None,
            bool(totals and totals.passed),
            tuple(items.get(name, ())),
        )

    lines = [line(name) for name in snapshot.book.students]
    found = sorted(filter(lambda line: _is_shown(line, order, snapshot), lines), key=lambda line: line.name.casefold())
    if order.by != NAME or order.down:
        found.sort(key=lambda line: _rank(line, order.by, assignments), reverse=order.down)
    return Table(assignments, tuple(found[order.begin : order.begin + ROWS_OF_A_PAGE]), len(found), len(lines))


def _columns(snapshot: Snapshot) -> tuple[str, ...]:
    """The assignments that anybody handed in, in the order of the course."""
    there = {row.report.assignment for row in snapshot.book.rows if row.report.assignment}
    known = [name for name in snapshot.book.settings.assignments if name in there]
    return (*known, *sorted(there - set(known)))


def _is_at(row: Row, assignment: str) -> bool:
    return row.attempt is not None and row.report.assignment == assignment


def _is_shown(line: Line, order: Order, snapshot: Snapshot) -> bool:
    asked = order.find.casefold()
    if asked and not any(asked in text.casefold() for text in (line.name, *line.ids)):
        return False
    rows = [row for cell in line.cells for row in cell] + list(line.strays)
    match order.show:
        case Show.MISSING:
            return not all(line.cells)
        case Show.LATE:
            return any(row.report.late for row in rows)
        case Show.TO_LOOK_AT:
            return bool(line.items)
        case Show.HELD:
            return any(row.report.held for row in rows)
        case Show.BY_HAND:
            return any(row.report.adjustments or row.report.comments for row in rows)
        case Show.PENDING:
            return any(row.attempt and snapshot.pending.get(row.attempt.number) for row in rows)
        case Show.FAILED:
            return not line.passed
    return True


def _rank(line: Line, by: str, assignments: Sequence[str]) -> tuple[float, str]:
    name = line.name.casefold()
    if by in assignments:
        graded = [row.report.score.percent for row in line.cells[assignments.index(by)] if _is_graded(row)]
        return (max(graded, default=-1.0), name)
    if by == TOTAL:
        return (-1.0 if line.total is None else line.total, name)
    return (0.0, name)


def _is_graded(row: Row) -> bool:
    return row.report.status is Status.GRADED
