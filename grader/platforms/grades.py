"""What a platform is told of a student in an assignment, and how its own list of people is read."""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from grader.errors import UnreadableExport

MAX_BYTES = 32 * 2**20
DELIMITER = re.compile(r"[,;\t]")


@dataclass(frozen=True)
class Grade:
    """The points of one student in one assignment.

    Parameters
    ----------
    ids : tuple of str
        All that is known besides the name: the platform's number, a login, an e-mail address.
    assignment, title : str
        What the course calls the assignment, and what its heading says.
    comment : str
        A line for the student.
    """

    student: str
    ids: tuple[str, ...]
    assignment: str
    title: str
    earned: float
    possible: float
    comment: str = ""

    def out_of(self, possible: float) -> str:
        """The points as a platform counts them that gives so many for the whole."""
        share = self.earned / self.possible if self.possible else 0.0
        return f"{share * possible:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Change:
    """One cell that an upload changes: whose, in which column, from what to what."""

    student: str
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Filled:
    """A platform's own file with grades in it.

    Parameters
    ----------
    data : bytes
        The file to upload.
    changes : tuple of Change
        The cells whose score is another than the platform has.
    unknown : tuple of str
        Students with a grade whom the file does not name, or names more than once.
    refused : tuple of (str, str)
        Students whose grade the platform would not take, each with the reason.
    absent : tuple of str
        Assignments for which the file has no column.
    """

    data: bytes
    changes: tuple[Change, ...]
    unknown: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A CSV file of a platform: its heading, its rows, how it separates cells, and whether it begins with a mark."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str
    marked: bool = False

    def column(self, *names: str) -> int | None:
        """The place of the first column that is called so, in whatever case."""
        wanted = [name.casefold() for name in names]
        return next((place for place, name in enumerate(self.heading) if name.strip().casefold() in wanted), None)


def read_sheet(data: bytes, platform: str) -> Sheet:
    """The rows of a CSV file, each as long as the heading.

    Raises
    ------
    UnreadableExport
        If it is too large, no text, or has no rows.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableExport(platform, f"it is larger than {MAX_BYTES // 2**20} MB")
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
        # The first heading is a word or two; a later one is a title that may hold any of these.
        delimiter = found[0] if (found := DELIMITER.search(text)) else ","
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(row)]
    except (UnicodeError, csv.Error) as error:
        raise UnreadableExport(platform, str(error)) from error
    if len(rows) < 2:
        raise UnreadableExport(platform, "it has no rows")
    width = len(rows[0])
    padded = (tuple((row + [""] * width)[:width]) for row in rows[1:])
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return Sheet(tuple(rows[0]), tuple(padded), delimiter, marked)


def written(rows: Iterable[Sequence[str]], delimiter: str, *, marked: bool) -> bytes:
    """Rows as a CSV file in UTF-8, with a mark that says so to spreadsheets if what was exported has one."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig" if marked else "utf-8")


def number_in(cell: str) -> float | None:
    """The number that a cell holds, with a point or a comma; None if it holds none."""
    try:
        number = float(cell.strip().replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


class People:
    """Finds students among the people of a platform: an id proves who somebody is; of a name there may be only one.

    Parameters
    ----------
    known : sequence
        For each person their names and their ids.
    """

    def __init__(self, known: Sequence[tuple[Collection[str], Collection[str]]]) -> None:
        self._by_name = _index((place, key) for place, (names, _) in enumerate(known) for key in _names(names))
        self._by_id = _index((place, key) for place, (_, ids) in enumerate(known) for key in map(key_of, ids))

    def find(self, grade: Grade) -> int | None:
        """The place of a student in `known`; None where it is nobody's, or could be that of several."""
        for number in map(key_of, grade.ids):
            if len(found := self._by_id.get(number, set())) == 1:
                return min(found)
        for index, key in ((self._by_name, key_of(grade.student)), (self._by_id, key_of(grade.student))):
            if len(found := index.get(key, set())) == 1:
                return min(found)
        return None


def matched(people: People, grades: Sequence[Grade]) -> list[tuple[Grade, int | None]]:
    """Each grade with the place of its student; two that would be the same person's are nobody's."""
    found = [(grade, people.find(grade)) for grade in grades]
    claims = Counter((grade.assignment, place) for grade, place in found)
    return [(grade, place if claims[grade.assignment, place] == 1 else None) for grade, place in found]


def key_of(text: str) -> str:
    """A text without case, accents, spaces and punctuation."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^\w]|_", "", "".join(char for char in plain if not unicodedata.combining(char)))


def _names(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield key_of(name)
        last, comma, first = name.partition(",")
        if comma:
            yield key_of(first + last)


def _index(pairs: Iterable[tuple[int, str]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for place, key in pairs:
        if key:
            found.setdefault(key, set()).add(place)
    return found
