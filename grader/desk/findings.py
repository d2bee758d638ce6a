"""What only a look through the whole class tells, which takes a while: who is alike, and how hard each function is."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.course.course import Course
from grader.desk.queue import Likeness
from grader.errors import CourseError, GraderError
from grader.gradebook.book import Book
from grader.gradebook.items import Item, items_of
from grader.gradebook.store import Store
from grader.reports.similar import evidence
from grader.sentence import Sentence
from grader.similarity.given import given_texts
from grader.similarity.pairs import Task, pairs


@dataclass(frozen=True)
class Findings:
    """What was found in the rows that `of` names, by the digests of their reports."""

    of: frozenset[str] = frozenset()
    likenesses: tuple[Likeness, ...] = ()
    items: tuple[Item, ...] = ()


class Looker:
    """Looks through the class whenever it is asked to, in a thread of its own that nobody waits for."""

    def __init__(self, folder: Path, course: Course) -> None:
        self.findings = Findings()
        self._folder, self._course = folder, course
        self._asked, self._stopped = threading.Event(), False
        self._thread = threading.Thread(target=self._work, name="looker", daemon=True)
        self._thread.start()

    def look(self) -> None:
        """Look at the class as it is now, if it is another one than before."""
        self._asked.set()

    def stop(self) -> None:
        """Look no more; what is being looked at is given up with the process, as nothing is written."""
        self._stopped = True
        self._asked.set()
        self._thread.join(timeout=1)

    def _work(self) -> None:
        while True:
            self._asked.wait()
            self._asked.clear()
            if self._stopped:
                return
            # The queue is worth less without it, and everything else as much.
            with contextlib.suppress(GraderError, OSError), Store(self._folder) as store:
                book = Book(store, self._course.settings)
                if rows_of(book) != self.findings.of:
                    self.findings = look_through(store, book, self._course)


def rows_of(book: Book) -> frozenset[str]:
    """What stands for the rows of a gradebook, as far as findings come of them."""
    return frozenset(f"{row.report.student} {row.attempt.digest}" for row in book.rows if row.attempt)


def look_through(store: Store, book: Book, course: Course) -> Findings:
    """Compare everybody with everybody else, and count what each function was answered."""
    whole = book.reports()
    same = dict(_same_files(store, book))
    given: dict[Task, tuple[str, ...]] = {}
    with contextlib.suppress(CourseError):
        given = dict(given_texts(course))
    numbers: dict[tuple[str, str], int] = {}
    for row in book.rows:
        if row.attempt:
            numbers.setdefault((row.report.student, row.report.assignment), row.attempt.number)
    likenesses = list(_told(same, numbers))
    told_already = [(assignment, set(students)) for (assignment, _), students in same.items()]
    for pair in pairs(whole, given=given, identical=told_already):
        assignment = pair.functions[0].assignment
        one, other = (numbers.get((person.student, assignment), 0) for person in (pair.left, pair.right))
        first, *others = evidence(pair) or [Sentence("{count} functions", count=len(pair.functions))]
        why = first
        for sentence in others:
            why = Sentence("{one}; {other}", one=why, other=sentence)
        likenesses.append(Likeness(one, other, why))
    return Findings(rows_of(book), tuple(likenesses), items_of(whole.reports))


def _told(same: dict[tuple[str, str], list[str]], numbers: dict[tuple[str, str], int]) -> Iterator[Likeness]:
    for (assignment, _), students in same.items():
        for one, other in itertools.pairwise(students):
            yield Likeness(numbers[one, assignment], numbers[other, assignment], Sentence("the very same file"))


def _same_files(store: Store, book: Book) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """Students who handed in the very same bytes for an assignment, in which something was attempted."""
    digests, groups = store.digests(), dict[tuple[str, str], list[str]]()
    for row in book.rows:
        if row.attempt and any(exercise.outcome.attempted for exercise in row.report.exercises):
            groups.setdefault((row.report.assignment, digests[row.attempt.file]), []).append(row.report.student)
    for key, students in groups.items():
        several = list(dict.fromkeys(students))
        if len(several) > 1:
            yield key, several
