"""Reads a list of students: adds those who handed in nothing, and calls everybody by name."""

from __future__ import annotations

import csv
import difflib
import functools
import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.errors import PathNotFound, UnreadableRoster
from grader.harmless import harmless_line
from grader.platforms.grades import key_of
from grader.results import Status, SubmissionReport
from grader.sentence import Sentence
from grader.submission import Submission

NAMES = {"name", "studentname", "fullname", "displayname", "student", "students", "nombre", "learner"}
FIRST_NAMES = {"firstname", "givenname", "first", "forename"}
LAST_NAMES = {"lastname", "surname", "familyname", "last"}
IDS = {
    "id",
    "studentid",
    "sid",
    "userid",
    "username",
    "user",
    "login",
    "loginid",
    "netid",
    "idnumber",
    "number",
    "studentnumber",
}
# Of what a heading may be called, those that are told to somebody who calls it otherwise.
TOLD = ("id", "name", "first name", "last name", "email", "login", "student", "SIS User ID")
LIKE_A_HEADING = 0.85
SHORTEST_MISSPELT = 5
MOST_NAMED = 10
OTHER_IDS = {"sisuserid", "sisloginid", "orgdefinedid", "email", "emailaddress", "mail", "externalid"}
NOT_A_STUDENT = {"pointspossible"}
NUMBERED = re.compile(r"[\d@]")
MAX_BYTES = 16 * 2**20


@dataclass(frozen=True)
class Student:
    """One line of a roster: what reports call the student, and by which names and ids the student may be found."""

    name: str
    names: frozenset[str]
    ids: frozenset[str]


@dataclass(frozen=True)
class Roster:
    """Everybody who was expected to hand something in.

    People choose what they are called, and so a name is only compared with names; an id of the platform, or the name of
    a folder, with ids and names. Nobody is put into a row that another sender of the same export has a claim to.
    `remarks` tell who and what stands on it more than once.
    """

    students: tuple[Student, ...]
    remarks: tuple[str, ...] = ()

    def strangers(self, submissions: Sequence[Submission]) -> str:
        """Who of those that sent something is nobody on the roster, as a sentence; empty if everybody is there."""
        names = [item.student for item in submissions if self._claim(item) is None]
        return _told(names, "sender is not on the roster", "senders are not on the roster")

    def rename(self, submissions: Sequence[Submission]) -> tuple[Submission, ...]:
        """The submissions under the names of the roster; who is not on it keeps theirs, and a problem says so."""
        claims = self._claims(submissions)
        return tuple(self._renamed(submission, claims) for submission in submissions)

    def missing(self, submissions: Sequence[Submission]) -> tuple[SubmissionReport, ...]:
        """A report for each student who handed in nothing; `submissions` have been renamed."""
        seen = {submission.student for submission in submissions}
        claimed: dict[str, list[str]] = {}
        for submission in submissions:
            claim = self._claim(submission)
            if claim and claim.student.name != submission.student:
                claimed.setdefault(claim.student.name, []).append(submission.student)
        return tuple(
            SubmissionReport(
                student.name,
                "",
                status=Status.MISSING,
                problems=(_nothing_from(claimed.get(student.name, ())),),
            )
            for student in self.students
            if student.name not in seen
        )

    def expectations(self, submissions: Sequence[Submission]) -> Iterator[tuple[str, frozenset[str], tuple[str, ...]]]:
        """Name and ids of each student, and what is said of one who handed in nothing; `submissions` are renamed."""
        missing = {report.student: report.problems for report in self.missing(submissions)}
        nothing = (Sentence("Nothing was handed in."),)
        for student in self.students:
            yield student.name, student.ids, missing.get(student.name, nothing)

    def _renamed(self, submission: Submission, claims: _Claims) -> Submission:
        claim = self._claim(submission)
        if claim is None:
            problem = Sentence("{name} is not on the roster.", name=submission.student)
        else:
            rivals = claims[claim.student.name, submission.download]
            certain = [sender for sender, by_id in rivals.items() if by_id]
            if [*rivals] == [submission.sender] or certain == [submission.sender]:
                return replace(submission, student=claim.student.name)
            problem = Sentence(
                "More than one sender may be {name} on the roster: find out who is, and change the other's name.",
                name=claim.student.name,
            )
        student = submission.student
        while key_of(student) in self._own_names:
            # A stranger who is called like a row of the roster is not in it.
            student = f"{student} (not on the roster)"
        return replace(submission, student=student, problems=(*submission.problems, problem))

    def _claims(self, submissions: Sequence[Submission]) -> _Claims:
        """For each student, within each export, all senders that may be meant, and whether an id says so."""
        found: _Claims = {}
        for submission in submissions:
            claim = self._claim(submission)
            if claim:
                found.setdefault((claim.student.name, submission.download), {})[submission.sender] = claim.by_id
        return found

    def _claim(self, submission: Submission) -> _Claim | None:
        for alias in submission.aliases:
            found = {*self._by_id.get(key_of(alias), ()), *self._by_name.get(key_of(alias), ())}
            if len(found) == 1:
                return _Claim(found.pop(), by_id=True)
        found = {*self._by_name.get(key_of(submission.called or submission.student), ())}
        return _Claim(found.pop(), by_id=False) if len(found) == 1 else None

    @functools.cached_property
    def _own_names(self) -> frozenset[str]:
        return frozenset(key_of(student.name) for student in self.students)

    @functools.cached_property
    def _by_name(self) -> dict[str, list[Student]]:
        return _index((key, student) for student in self.students for key in student.names)

    @functools.cached_property
    def _by_id(self) -> dict[str, list[Student]]:
        return _index((key, student) for student in self.students for key in student.ids)


@dataclass(frozen=True)
class _Claim:
    """The row of the roster that a sender may belong to; an id proves it, a name does not."""

    student: Student
    by_id: bool


_Claims = dict[tuple[str, str], dict[str, bool]]


def _index(pairs: Iterable[tuple[str, Student]]) -> dict[str, list[Student]]:
    found: dict[str, list[Student]] = {}
    for key, student in pairs:
        found.setdefault(key, []).append(student)
    return found


def _nothing_from(claimants: Collection[str]) -> Sentence:
    if not claimants:
        return Sentence("Nothing was handed in.")
    names = ", ".join(dict.fromkeys(claimants))
    return Sentence("Nothing is known for certain to be handed in; it may be what came from {names}.", names=names)


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
    rows = [row for row in rows if any(row)]
    if complaint := _about_heading(rows):
        raise UnreadableRoster(path, complaint)
    students = list(_students(rows))
    if not students:
        raise UnreadableRoster(path, "it names nobody")
    return Roster(tuple(_told_apart(students)), tuple(filter(None, _remarks(students))))


def _about_heading(rows: list[list[str]]) -> str:
    """What is wrong with the first row, where it is a heading; platforms' other columns are passed by."""
    if not rows:
        return ""
    known = NAMES | FIRST_NAMES | LAST_NAMES | IDS | OTHER_IDS
    told = f"known are {', '.join(TOLD)}"
    for cell in rows[0]:
        near = difflib.get_close_matches(key_of(cell), known, 1, LIKE_A_HEADING)
        if near and key_of(cell) not in known and len(key_of(cell)) >= SHORTEST_MISSPELT:
            return f"the heading {harmless_line(cell)!r} is not known; do you mean {near[0]}? {told}"
    if known.isdisjoint(map(key_of, rows[0])) and _is_heading(rows):
        return f"none of its headings tells who somebody is: {harmless_line(', '.join(rows[0]))}; {told}"
    return ""


def _is_heading(rows: list[list[str]]) -> bool:
    """Whether the first row is none of the others' kind: numbers or addresses stand below a word in it."""
    columns = itertools.zip_longest(*rows, fillvalue="")
    return any(
        below and not NUMBERED.search(first) and all(map(NUMBERED.search, below)) for first, *below in columns if first
    )


def _remarks(students: Sequence[tuple[str, str, frozenset[str]]]) -> Iterator[str]:
    """Whoever, and whatever id, stands on the roster more than once."""
    counts = Counter(students)
    again = [name or number for (name, number, _), count in counts.items() if count > 1]
    yield _told(again, "person stands twice, and counts once", "people stand twice, and count once")
    ids = Counter(text for _, _, ids in counts for text in sorted(ids))
    twice = [text for text, count in ids.items() if count > 1]
    yield _told(twice, "id stands twice, and finds nobody", "ids stand twice, and find nobody")


def _told(names: Iterable[str], one: str, several: str) -> str:
    once = [harmless_line(name) for name in dict.fromkeys(names)]
    if not once:
        return ""
    more = f" and {len(once) - MOST_NAMED} more" if len(once) > MOST_NAMED else ""
    return f"{len(once)} {one if len(once) == 1 else several}: {', '.join(once[:MOST_NAMED])}{more}"


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


def _students(rows: list[list[str]]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """For each row a name, an id, and all ids."""
    if not rows:
        return
    header = [key_of(cell) for cell in rows[0]]
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
        others = {cells[key] for key in OTHER_IDS & cells.keys()} - {""}
        if key_of(name) not in NOT_A_STUDENT and (name or number or others):
            yield name, number or next(iter(sorted(others)), ""), frozenset({number, *others} - {""})


def _first_of(cells: dict[str, str], names: set[str]) -> str:
    return next((cells[key] for key in cells if key in names and cells[key]), "")


def _told_apart(students: Sequence[tuple[str, str, frozenset[str]]]) -> Iterator[Student]:
    """Students under their names; those who share one are told apart by their ids."""
    once = dict.fromkeys(students)
    seen = Counter(name for name, _, _ in once)
    for name, number, ids in once:
        label = name if name and seen[name] == 1 else f"{name} ({number})" if name and number else name or number
        # A list of nothing but ids, or of nothing but names, is a list of what students are called.
        names = frozenset(_names(name or number))
        yield Student(harmless_line(label), names, frozenset(key for text in ids for key in _ids(text)))


def _names(text: str) -> Iterator[str]:
    yield key_of(text)
    if "," in text:
        last, _, first = text.partition(",")
        yield key_of(first + last)
    elif " " in text:
        # Canvas writes the family name first, and no space between the two.
        first, _, last = text.rpartition(" ")
        yield key_of(last + first)


def _ids(text: str) -> Iterator[str]:
    yield key_of(text)
    if "@" in text:
        yield key_of(text.partition("@")[0])
