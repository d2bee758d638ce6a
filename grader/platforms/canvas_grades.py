"""Canvas: grades for its gradebook, as the CSV file that "Import" takes.

What was exported is the list of people and columns. The upload holds the columns that were graded and the rows of
those who have a grade: a cell that is not there, or is empty, leaves what Canvas has, and so nothing is put back that
somebody changed meanwhile. The row "Points Possible" says out of how many points a column counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from grader.errors import UnreadableExport
from grader.platforms.grades import (
    Change,
    Filled,
    Grade,
    People,
    Sheet,
    key_of,
    matched,
    number_in,
    read_sheet,
    written,
)

PLATFORM = "Canvas"
NAMES = ("LastName", "FirstName")
IDS = ("ID", "SIS User ID", "SIS Login ID", "Integration ID")
PEOPLE = ("Student", *NAMES, *IDS, "Root Account", "Section")
COLUMN = re.compile(r"(?P<name>.+) \(\d{1,20}\)", re.DOTALL)
POSSIBLE = "pointspossible"
EXCUSED = "EX"
# What stands for a score where the assignment is not given to a student: Canvas drops what comes for such a cell.
NOT_ASSIGNED = "N/A"


def fill(exported: bytes, grades: Sequence[Grade], columns: Mapping[str, str] | None = None) -> Filled:
    """The grades as Canvas imports them.

    Parameters
    ----------
    exported : bytes
        The gradebook as Canvas exports it.
    columns : mapping, optional
        For an assignment the heading of its column, where that is neither the assignment's name nor its title.

    Raises
    ------
    UnreadableExport
        If it is no gradebook of Canvas, has more than one column for an assignment or none of those in `columns`, or
        no column for any assignment.
    """
    sheet = read_sheet(exported, PLATFORM)
    if sheet.column("ID") is None or None in map(sheet.column, _named(sheet)):
        raise UnreadableExport(PLATFORM, "it has no columns Student and ID")
    asked = {grade.assignment: grade for grade in grades}
    found = {name: _column(sheet, grade, (columns or {}).get(name, "")) for name, grade in asked.items()}
    places = {name: place for name, place in found.items() if place is not None}
    if asked and not places:
        raise _no_column(sheet, next(iter(asked.values())).title, "no", next(iter(asked)))
    heads = [row for row in sheet.rows if not _is_person(sheet, row)]
    students = [row for row in sheet.rows if _is_person(sheet, row)]
    people = People([_known(sheet, row) for row in students])
    possible = {name: _possible(heads, place) for name, place in places.items()}
    upload = _Upload(sheet, students)
    unknown, refused = [], []
    for grade, person in matched(people, [grade for grade in grades if grade.assignment in places]):
        if person is None:
            unknown.append(grade.student)
        elif students[person][places[grade.assignment]].strip().upper() == NOT_ASSIGNED:
            refused.append((grade.student, f"the platform has not given them {grade.assignment}"))
        else:
            upload.put(person, places[grade.assignment], grade.out_of(possible[grade.assignment] or grade.possible))
    rows = upload.rows(heads, sorted(set(places.values())))
    absent = tuple(name for name in asked if name not in places)
    # Canvas knows the heading with two names only where nothing stands before it.
    data = written(rows, sheet.delimiter, marked=sheet.marked and sheet.heading[0] != NAMES[0])
    return Filled(data, tuple(upload.changes), tuple(dict.fromkeys(unknown)), tuple(refused), absent)


class _Upload:
    """The cells that are to be uploaded, and those of them that change something."""

    def __init__(self, sheet: Sheet, students: Sequence[Sequence[str]]) -> None:
        self._sheet = sheet
        self._students = students
        self._cells: dict[int, dict[int, str]] = {}
        self.changes: list[Change] = []

    def put(self, person: int, place: int, after: str) -> None:
        """A student's points in a column; who is excused there stays so."""
        before = self._students[person][place]
        if before.strip().upper() == EXCUSED:
            return
        self._cells.setdefault(person, {})[place] = after
        if not _same(before, after):
            who = _called(self._sheet, self._students[person])
            self.changes.append(Change(who, self._sheet.heading[place], before, after))

    def rows(self, heads: Sequence[Sequence[str]], graded: Sequence[int]) -> list[list[str]]:
        """The heading, the rows above the students, and a row for each student with a cell."""
        own = [place for place, name in enumerate(self._sheet.heading) if name.strip() in PEOPLE]
        above = [[row[place] for place in (*own, *graded)] for row in (self._sheet.heading, *heads)]
        people = [
            [*(self._students[person][place] for place in own), *(cells.get(place, "") for place in graded)]
            for person, cells in sorted(self._cells.items())
        ]
        return above + people


def _column(sheet: Sheet, grade: Grade, chosen: str) -> int | None:
    """The place of an assignment's column; of a heading such as "Week 3 (12345)" the number may be left out."""
    wanted = {key_of(chosen)} if chosen else {key_of(grade.assignment), key_of(grade.title)}
    found = []
    for place, heading in enumerate(sheet.heading):
        match = COLUMN.fullmatch(heading.strip())
        if match and wanted & {key_of(heading), key_of(match["name"])}:
            found.append(place)
    if len(found) > 1 or (chosen and not found):
        raise _no_column(sheet, chosen or grade.title, "more than one" if found else "no", grade.assignment)
    return found[0] if found else None


def _no_column(sheet: Sheet, name: str, which: str, assignment: str) -> UnreadableExport:
    known = ", ".join(repr(name) for name in sheet.heading if COLUMN.fullmatch(name.strip()))
    return UnreadableExport(
        PLATFORM, f"it has {which} column {name!r}, but {known or 'none'}: say --column {assignment}=HEADING"
    )


def _is_person(sheet: Sheet, row: Sequence[str]) -> bool:
    """Whether a row is a student's: those above, with points and notes, have no number."""
    number = sheet.column("ID")
    return number is not None and bool(row[number].strip()) and key_of(row[0]) != POSSIBLE


def _known(sheet: Sheet, row: Sequence[str]) -> tuple[list[str], list[str]]:
    ids = [row[place] for name in IDS if (place := sheet.column(name)) is not None]
    return [_called(sheet, row)], ids


def _named(sheet: Sheet) -> tuple[str, ...]:
    """The headings under which people are named: one, or, as an instructor may choose, two."""
    return NAMES if sheet.column(NAMES[0]) is not None else ("Student",)


def _called(sheet: Sheet, row: Sequence[str]) -> str:
    """Who a row is of, family name first."""
    return ", ".join(row[place] for name in _named(sheet) if (place := sheet.column(name)) is not None)


def _possible(heads: Sequence[Sequence[str]], place: int) -> float:
    for row in heads:
        if key_of(row[0]) == POSSIBLE:
            return number_in(row[place]) or 0.0
    return 0.0


def _same(before: str, after: str) -> bool:
    numbers = number_in(before), number_in(after)
    return None not in numbers and numbers[0] == numbers[1]
