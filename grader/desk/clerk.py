"""Does what the instructor decides: each deed names what was seen when it was decided, and is done once or not at all.

One thread reads and one writes, each with its own connection, so that a page is not kept waiting by whoever writes:
not by a deed, not by what is being graded, and not by a `grader grade` in a shell.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from grader.desk import tasks
from grader.desk.desk import Desk
from grader.desk.findings import Looker
from grader.desk.jobs import Jobs, Tell, Work
from grader.desk.numbers import whole
from grader.desk.queue import Item
from grader.desk.snapshot import Snapshot, id_of
from grader.gradebook.book import Book
from grader.gradebook.journal import Decision, Kind, Seen, Stale, standing
from grader.gradebook.store import Store
from grader.gradebook.terms import looks_of
from grader.harmless import harmless, harmless_line
from grader.reports.files import take_away
from grader.sentence import Sentence

T = TypeVar("T")

POINTS = re.compile(r"[+-]?[0-9]{1,6}")
SEEN = re.compile(r"([0-9]{1,12})\.([0-9]{1,12})")
MAX_TEXT = 10_000
PAGE = re.compile(
    r"/(student/[0-9a-f]{16}|work/[0-9]{1,12}(/[0-9]{1,4}|/since/[0-9]{1,12})?|queue|functions|journal|grading)?"
)


@dataclass(frozen=True)
class Done:
    """What was done: where to go on, and the decision that it became, if any."""

    page: str
    decision: int = 0


class NotThere(Exception):
    """There is nothing of that name or number."""


class Refused(Exception):
    """A deed that was not done, and why; `stale` if what it rested on has changed."""

    def __init__(self, sentence: str, *, stale: bool = False) -> None:
        super().__init__(sentence)
        self.sentence, self.stale = sentence, stale


class Clerk:
    """Reads the gradebook for pages, and writes down deeds."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.jobs = Jobs()
        self._uploads = 0
        self._snapshot: Snapshot | None = None
        self._age = -1
        self.looker = Looker(desk.folder, desk.machinery.course)
        self._reading, self._writing = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        self._reader = self._reading.submit(Store, desk.folder).result()
        self._writer = self._writing.submit(Store, desk.folder).result()
        self.looker.look()

    def stop(self) -> None:
        """End what is being done, keep what is done of it, and close the gradebook."""
        self.looker.stop()
        self.jobs.stop()
        for pool, store in ((self._reading, self._reader), (self._writing, self._writer)):
            pool.submit(store.__exit__, None, None, None).result()
            pool.shutdown()

    def read(self, what: Callable[[Snapshot], T]) -> Future[T]:
        """Have something made of the gradebook as it is now."""
        return self._reading.submit(lambda: what(self._now()))

    def do(self, fields: Mapping[str, str]) -> Future[Done]:
        """Have a deed done that a form asks for.

        The future has NotThere if there is nothing that it is about, and Refused if it cannot be done.
        """
        return self._writing.submit(self._do, fields)

    def next_upload(self) -> int:
        """A number for what is coming in."""
        self._uploads += 1
        return self._uploads

    def grade_upload(self, path: Path, name: str) -> int:
        """Have a zip graded that lies at a place of ours, and was called so elsewhere; it is removed afterwards."""
        work = self._grade(path, name or path.name)
        return self.jobs.add(Sentence("grade {name}", name=name), work, lambda: path.unlink(missing_ok=True))

    def _now(self) -> Snapshot:
        age, findings = self._reader.age, self.looker.findings
        if self._snapshot is None or age != self._age or self._snapshot.findings is not findings:
            course = self.desk.machinery.course
            looks = looks_of(course, self.desk.language.code)
            self._snapshot = Snapshot.of(self._reader, Book(self._reader, course.settings), looks, findings)
            self._age = age
        return self._snapshot

    def _do(self, fields: Mapping[str, str]) -> Done:
        deeds: dict[str, Callable[[Mapping[str, str]], Done]] = {
            "adjust": self._adjust,
            "comment": functools.partial(self._say, Kind.COMMENT),
            "hold": functools.partial(self._say, Kind.HOLD),
            "contest": functools.partial(self._say, Kind.CONTEST),
            "regrade": self._regrade,
            "seen": self._see,
            "undo": self._undo,
            "release": self._release,
            "grade": self._grade_folder,
            "halt": self._halt,
        }
        deed = deeds.get(fields.get("deed", ""))
        if deed is None:
            raise NotThere
        return deed(fields)

    def _adjust(self, fields: Mapping[str, str]) -> Done:
        place, points, reason = self._place(fields), fields.get("points", "").strip(), _text(fields, "reason")
        if not POINTS.fullmatch(points):
            raise Refused(Sentence("Say how many points: 8 sets them, +2 adds to them, -2 takes away."))
        if not reason:
            raise Refused(Sentence("Say why: the student reads it on the page of feedback."))
        relative, worth = points[0] in "+-", self._worth(*place)
        if not relative and int(points) > worth:
            raise Refused(
                Sentence("It is worth {worth} {worth:point|points}: say no more, or +2 to add some.", worth=worth)
            )
        decision = Decision(Kind.ADJUST, *place, harmless_line(reason), int(points), relative, who=self.desk.who)
        return self._decide(fields, decision)

    def _say(self, kind: Kind, fields: Mapping[str, str]) -> Done:
        text = _text(fields, "text")
        if kind is Kind.COMMENT and not text:
            raise Refused(Sentence("There is nothing in the comment: write one."))
        place = self._place(fields)
        if kind is Kind.COMMENT:
            self._worth(*place)
        decision = Decision(kind, *place, text, who=self.desk.who)
        if kind is Kind.HOLD and any(
            (item.student, item.assignment) == (decision.student, decision.assignment)
            for item in standing(self._writer.journal.decisions(), Kind.HOLD)
        ):
            raise Refused(Sentence("It is held back already."), stale=True)
        return self._decide(fields, decision)

    def _see(self, fields: Mapping[str, str]) -> Done:
        snapshot = self._latest()
        items = {item.key: item for item in snapshot.queue}
        item = items.get(fields.get("item", ""))
        if item is None:
            raise NotThere
        before = [made for made in standing(self._writer.journal.decisions(), Kind.SEEN) if made.text == item.key]
        if before:
            when = before[0].made.replace("T", " ").removesuffix("Z")
            raise Refused(Sentence("Seen already by {who}, {when}.", who=before[0].who, when=when), stale=True)
        decision = Decision(Kind.SEEN, item.student, item.assignment, text=item.key, who=self.desk.who)
        number = self._writer.journal.decide(decision)
        if not fields.get("next"):
            return Done(_page(fields), number)
        after = [other for other in snapshot.open_items if other.key != item.key]
        later = [other for other in after if snapshot.queue.index(other) > snapshot.queue.index(item)]
        return Done(page_of(later[0]) if later else "/queue", number)

    def _undo(self, fields: Mapping[str, str]) -> Done:
        number = whole(fields.get("decision", "")) or 0
        try:
            taken = self._writer.journal.undo(number, who=self.desk.who)
        except Stale:
            raise Refused(Sentence("It was taken back already, or something came after it."), stale=True) from None
        if taken.kind is Kind.RELEASE:
            take_away(self._writer, taken.text.splitlines())
        return Done(_page(fields), self._writer.journal.decisions()[-1].number)

    def _decide(self, fields: Mapping[str, str], decision: Decision) -> Done:
        try:
            return Done(_page(fields), self._writer.journal.decide(decision, _seen(fields)))
        except Stale:
            raise _changed() from None

    def _place(self, fields: Mapping[str, str]) -> tuple[str, str, str]:
        """Student, assignment and function that a form is about, all of which there are."""
        snapshot = self._latest()
        student = snapshot.students.get(fields.get("student", ""))
        assignment, function = fields.get("assignment", ""), fields.get("function", "")
        for row in snapshot.rows_of(student) if student else ():
            names = {"", *(exercise.function for exercise in row.report.exercises)}
            if row.attempt and row.report.assignment == assignment and function in names:
                return row.report.student, assignment, function
        raise NotThere

    def _worth(self, student: str, assignment: str, function: str) -> int:
        """The points that can be earned there; Refused where two senders have that name, and both would get them."""
        rows = [row.report for row in self._latest().rows_of(student) if row.report.assignment == assignment]
        if len(rows) > 1:
            raise Refused(Sentence("Two senders are called so: find out whose is whose, and rename one first."))
        return sum(item.points for item in rows[0].exercises if function in ("", item.function))

    def _latest(self) -> Snapshot:
        """What pages were made of last: names are looked up in it, and nothing is read for it in this thread."""
        return self._snapshot or self.read(lambda snapshot: snapshot).result()

    def _regrade(self, fields: Mapping[str, str]) -> Done:
        student, assignment, function = self._place(fields)
        if self._writer.journal.seen(student) != _seen(fields):
            raise _changed()

        name = ", ".join(filter(None, [student, assignment, function]))
        work = functools.partial(tasks.ask_again, self.desk, student, assignment, function)
        self.jobs.add(Sentence("ask again: {name}", name=name), self._and_look(work))
        return Done("/grading")

    def _release(self, fields: Mapping[str, str]) -> Done:
        self.jobs.add(Sentence("release feedback"), functools.partial(tasks.release, self.desk))
        return Done("/grading")

    def _grade_folder(self, fields: Mapping[str, str]) -> Done:
        number = whole(fields.get("folder", ""))
        if number is None or number >= len(self.desk.folders):
            raise NotThere
        path = self.desk.folders[number]
        self.jobs.add(Sentence("grade {name}", name=str(path)), self._grade(path, ""))
        return Done("/grading")

    def _halt(self, fields: Mapping[str, str]) -> Done:
        self.jobs.halt(whole(fields.get("job", "")) or 0)
        return Done("/grading")

    def _grade(self, path: Path, name: str) -> Work:
        return self._and_look(functools.partial(tasks.grade, self.desk, path, name))

    def _and_look(self, work: Work) -> Work:
        """The same work, with a look through the class when it is done."""

        def both(tell: Tell, halt: Future[Any]) -> str:
            said = work(tell, halt)
            self.looker.look()
            return said

        return both


def page_of(item: Item) -> str:
    """Where an item of the queue is looked at."""
    return f"/work/{item.work}?item={item.key}" if item.work else f"/student/{id_of(item.student)}"


def _page(fields: Mapping[str, str]) -> str:
    """The page of ours that a form was on; the first one where it names none."""
    page = fields.get("page", "")
    return page if PAGE.fullmatch(page) else "/"


def _seen(fields: Mapping[str, str]) -> Seen:
    found = SEEN.fullmatch(fields.get("seen", ""))
    return Seen(int(found[1]), int(found[2])) if found else Seen(-1, -1)


def _text(fields: Mapping[str, str], name: str) -> str:
    text = harmless(fields.get(name, "").replace("\r\n", "\n")).strip()
    if len(text) > MAX_TEXT:
        raise Refused(Sentence("It is too long: {count} characters are the most.", count=MAX_TEXT))
    return text


def _changed() -> Refused:
    sentence = Sentence(
        "Meanwhile something else was decided or graded here: nothing was changed. Look at it, then send it once more."
    )
    return Refused(sentence, stale=True)
