"""Reads a list of students: adds those who handed in nothing, and calls everybody by name."""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.errors import PathNotFound, UnreadableRoster
from grader.harmless import harmless_line
from grader.results import Status, SubmissionReport
from grader.sentence import Sentence
from grader.submission import Submission

NAMES = {"name", "studentname", "fullname", "displayname", "student", "students", "nombre", "learner"}
FIRST_NAMES = {"firstname", "givenname", "first", "forename"}
LAST_NAMES = {"lastname", "surname", "familyname", "last"}
IDS = {"id", "studentid", "sid", "userid", "username", "user", "login", "loginid", "netid", "idnumber", "number"}
OTHER_IDS = {"sisuserid", "sisloginid", "orgdefinedid", "email", "emailaddress", "mail", "externalid"}
NOT_A_STUDENT = {"pointspossible"}
MAX_BYTES = 16 * 2**20


@dataclass(frozen=True)
class Student:
    """One line of a roster."""

    name: str
    keys: frozenset[str]


@dataclass(frozen=True)
class Roster:
    """Everybody who was expected to hand something in."""

    students: tuple[Student, ...]

    def rename(self, submissions: Sequence[Submission]) -> tuple[Submission, ...]:
        """The submissions under the names of the roster; who is not on it keeps theirs, and a note says so."""
        return tuple(map(self._rename, submissions))

    def missing(self, submissions: Sequence[Submission]) -> tuple[SubmissionReport, ...]:
        """A report for each student who handed in nothing; `submissions` have been renamed."""
        seen = {submission.student for submission in submissions}
        return tuple(
            SubmissionReport(student.name, "", status=Status.MISSING, problems=(Sentence("Nothing was handed in."),))
            for student in self.students
            if student.name not in seen
        )

    def _rename(self, submission: Submission) -> Submission:
        for text in (submission.student, *submission.aliases):
            found = self._by_key.get(_key(text), ())
            if len(found) == 1:
                return replace(submission, student=found[0].name)
        note = Sentence("{name} is not on the roster.", name=submission.student)
        return replace(submission, notes=(*submission.notes, note))

    @functools.cached_property
    def _by_key(self) -> dict[str, list[Student]]:
        found: dict[str, list[Student]] = {}
        for student in self.students:
            for key in student.keys:
                found.setdefault(key, []).append(student)
        return found


def read_roster(path: Path) -> Roster:
    """The students of a CSV file with the columns id and name, in whatever order and spelling, or with a single column.

    Raises
    ------
    PathNotFound
        If there is no such file.
    UnreadableRoster
        If it holds no students.
    """
    if not path.exists():
        raise PathNotFound(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableRoster(path, "it is too large")
        text = _decoded(path.read_bytes())
        if "\0" in text:
            raise UnreadableRoster(path, "it is no text")
        rows = [[cell.strip() for cell in row] for row in csv.reader(text.splitlines(), delimiter=_delimiter(text))]
    except (OSError, csv.Error) as error:
        raise UnreadableRoster(path, str(error)) from error
    students = list(_students([row for row in rows if any(row)]))
    if not students:
        raise UnreadableRoster(path, "it names nobody")
    return Roster(tuple(_told_apart(students)))


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _students(rows: list[list[str]]) -> Iterator[tuple[str, str, set[str]]]:
    """For each row a name, an id, and every text that the student may be known by."""
    if not rows:
        return
    header = [_key(cell) for cell in rows[0]]
    known = NAMES | FIRST_NAMES | LAST_NAMES | IDS | OTHER_IDS
    if known.isdisjoint(header):
        header = ["id", "name"]
    else:
        rows = rows[1:]
    for row in rows:
        cells = dict(zip(reversed(header), reversed(row[: len(header)] + [""] * (len(header) - len(row))), strict=True))
        first, last = (_first_of(cells, names) for names in (FIRST_NAMES, LAST_NAMES))
        name = _first_of(cells, NAMES) or f"{first} {last}".strip()
        number = _first_of(cells, IDS)
        others = {cells[key] for key in OTHER_IDS & cells.keys()}
        if _key(name) not in NOT_A_STUDENT and (name or number or any(others)):
            yield name, number or next(iter(sorted(filter(None, others))), ""), {name, number, *others} - {""}


def _first_of(cells: dict[str, str], names: set[str]) -> str:
    return next((cells[key] for key in cells if key in names and cells[key]), "")


def _told_apart(students: Sequence[tuple[str, str, set[str]]]) -> Iterator[Student]:
    """Students under their names; those who share one are told apart by their ids."""
    once = dict.fromkeys((name, number, frozenset(texts)) for name, number, texts in students)
    seen = Counter(name for name, _, _ in once)
    for name, number, texts in once:
        label = name if name and seen[name] == 1 else f"{name} ({number})" if name and number else name or number
        yield Student(harmless_line(label), frozenset(_keys(texts)))


def _keys(texts: frozenset[str]) -> Iterator[str]:
    for text in texts:
        yield _key(text)
        if "@" in text:
            yield _key(text.partition("@")[0])
        elif "," in text:
            last, _, first = text.partition(",")
            yield _key(first + last)
        elif " " in text:
            # Canvas writes the family name first, and no space between the two.
            first, _, last = text.rpartition(" ")
            yield _key(last + first)


def _key(text: str) -> str:
    """A text without case, accents, spaces and punctuation."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^\w]|_", "", "".join(char for char in plain if not unicodedata.combining(char)))
