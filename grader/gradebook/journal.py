"""What people decided about a class, kept in order with its time: nothing of it is changed or removed afterwards.

A decision is taken back by another one, which can be taken back as well; what stands is worked out whenever it is read.
So nothing has to be put right in two places, and everything that ever happened can be told.
"""

from __future__ import annotations

import contextlib
import datetime
import enum
import getpass
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from grader.gradebook.database import Database
from grader.harmless import harmless
from grader.results import Adjustment, Comment


class Kind(enum.Enum):
    """What was decided."""

    ADJUST = "adjusted"
    COMMENT = "commented"
    HOLD = "held back"
    CONTEST = "contested"
    SEEN = "seen"
    REGRADE = "asked again"
    RELEASE = "released"
    UNDO = "withdrawn"


@dataclass(frozen=True)
class Decision:
    """One thing that somebody decided.

    Parameters
    ----------
    student, assignment, function : str
        What it is about; empty: all of them.
    text : str
        A reason, a comment, or what the kind of decision needs to know.
    points, relative : int, bool
        Of an adjustment: what is earned; if `relative`, how many points more.
    undoes : int
        The number of the decision that this one takes back.
    number, made, undone : int, str, int
        Its number; when it was made, as in "2026-05-01T12:00:00Z"; the number of the one by which it was taken back,
        0 while it stands.
    """

    kind: Kind
    student: str = ""
    assignment: str = ""
    function: str = ""
    text: str = ""
    points: int = 0
    relative: bool = False
    undoes: int = 0
    who: str = ""
    made: str = ""
    number: int = 0
    undone: int = 0

    @property
    def adjustment(self) -> Adjustment:
        """Of an adjustment, what reports tell of it."""
        place = self.student, self.assignment, self.function
        return Adjustment(*place, self.points, self.relative, self.text, self.made, number=self.number)

    @property
    def replaced(self) -> tuple[tuple[int, int], ...]:
        """The gradings that were replaced by it, each with the one that counts since."""
        if self.kind not in (Kind.REGRADE, Kind.UNDO):
            return ()
        pairs = (pair.partition(">") for pair in self.text.split())
        return tuple((int(before), int(after)) for before, _, after in pairs)

    @property
    def comment(self) -> Comment:
        """Of a comment, what reports tell of it."""
        return Comment(self.function, self.text, self.made)


@dataclass(frozen=True)
class Seen:
    """How far somebody had seen what concerns a student, when they decided: the last decision, and the last grading."""

    decision: int
    grading: int


class Stale(Exception):
    """What a decision rests on is no longer so; nothing was changed."""


class Journal:
    """The decisions in a database."""

    def __init__(self, sql: Database) -> None:
        self._sql = sql

    def decisions(self) -> tuple[Decision, ...]:
        """All of them, the first one first."""
        rows = self._sql.all(
            "SELECT kind, student, assignment, function, text, points, relative, undoes, who, made, id "
            "FROM decision ORDER BY id"
        )
        found = [Decision(Kind(kind), *rest) for kind, *rest in rows]
        undone: dict[int, int] = {}
        # The last word is nobody's to take back, and tells whether the one before it stands.
        for item in reversed(found):
            if item.kind is Kind.UNDO and item.number not in undone:
                undone.setdefault(item.undoes, item.number)
        return tuple(replace(item, relative=bool(item.relative), undone=undone.get(item.number, 0)) for item in found)

    def seen(self, student: str) -> Seen:
        """How far what concerns a student has come."""
        ((decision,),) = self._sql.all(
            "SELECT coalesce(max(id), 0) FROM decision WHERE student = ? AND kind <> ?", student, Kind.SEEN.value
        )
        ((grading,),) = self._sql.all(
            "SELECT coalesce(max(grading.id), 0) FROM grading JOIN attempt ON attempt.id = grading.attempt "
            "WHERE attempt.student = ?",
            student,
        )
        return Seen(decision, grading)

    def decide(self, decision: Decision, seen: Seen | None = None) -> int:
        """Keep a decision, and return its number; its time is now.

        Parameters
        ----------
        seen : Seen, optional
            What it rests on.

        Raises
        ------
        Stale
            If something about the student was decided, or graded, since.
        """
        with self._sql.transaction():
            if seen is not None and seen != self.seen(decision.student):
                raise Stale
            return self._keep(decision)

    def undo(self, number: int, *, who: str) -> Decision:
        """Take back a decision, and return what was taken back.

        Raises
        ------
        Stale
            If it does not stand any more, or what it rests on does not.
        """
        with self._sql.transaction():
            found = {item.number: item for item in self.decisions() if not item.undone}
            if number not in found:
                raise Stale
            taken = found[number]
            place = taken.student, taken.assignment, taken.function
            replaced = " ".join(self._put_back(*pair) for pair in taken.replaced)
            self._keep(Decision(Kind.UNDO, *place, replaced, undoes=number, who=who))
            return taken

    def _put_back(self, before: int, after: int) -> str:
        """Let a grading that was replaced by another be the newest again; what replaces what now."""
        newer = (
            "SELECT 1 FROM grading JOIN grading AS other USING (attempt) WHERE other.id = ? AND grading.id > other.id"
        )
        if self._sql.all(newer, after):
            raise Stale
        copy = self._sql.run(
            "INSERT INTO grading (attempt, run, made, terms) SELECT attempt, run, ?, terms FROM grading WHERE id = ?",
            now(),
            before,
        )
        self._sql.run(
            "INSERT INTO report (grading, assignment, outline, packed, digest) "
            "SELECT ?, assignment, outline, packed, digest FROM report WHERE grading = ? ORDER BY id",
            copy,
            before,
        )
        return f"{after}>{copy}"

    def _keep(self, decision: Decision) -> int:
        return self._sql.run(
            "INSERT INTO decision (kind, student, assignment, function, text, points, relative, undoes, who, made) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            decision.kind.value,
            decision.student,
            decision.assignment,
            decision.function,
            harmless(decision.text),
            decision.points,
            int(decision.relative),
            decision.undoes,
            harmless(decision.who),
            now(),
        )


def subject_of(item: Decision, decisions: Mapping[int, Decision]) -> tuple[Decision, bool]:
    """What a decision is about, where it takes back another, and whether that stands by it; of all by their number."""
    stands = True
    while item.kind is Kind.UNDO:
        item, stands = decisions[item.undoes], not stands
    return item, stands


def standing(decisions: Iterable[Decision], kind: Kind) -> list[Decision]:
    """Those of a kind that were not taken back."""
    return [item for item in decisions if item.kind is kind and not item.undone]


def somebody() -> str:
    """Who is at the keyboard, as far as this machine knows."""
    with contextlib.suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""


def now() -> str:
    """The time as it is kept."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
