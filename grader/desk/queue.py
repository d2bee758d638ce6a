"""What of a class needs a human eye: it shrinks as it is worked off, and grows when something new is found."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from grader.gradebook.book import Book, Row
from grader.gradebook.journal import Decision, Kind, standing
from grader.results import Outcome, Status
from grader.sentence import Sentence, quoted

SPENT = (Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY)


class Reason(enum.Enum):
    """Why somebody should look. The value is the heading that readers see."""

    CONTESTED = "contested"
    NOT_READ = "could not be read"
    NOT_JUDGED = "could not be judged"
    TWO_SENDERS = "two senders of one name"
    SPENT = "ran out of time or memory"
    ALIKE = "suspiciously alike"


@dataclass(frozen=True)
class Item:
    """One thing to look at.

    Parameters
    ----------
    key : str
        Names it, as long as it is the same thing: another grading that ends otherwise is another one.
    work, other : int
        The number of the report, and of the one beside it where two are meant.
    seen : Decision, optional
        Who has looked at it, and when.
    """

    key: str
    reason: Reason
    student: str
    assignment: str
    text: str
    work: int = 0
    function: str = ""
    other: int = 0
    seen: Decision | None = None


@dataclass(frozen=True)
class Likeness:
    """Two reports, by their numbers, that are suspiciously alike, and why it is thought so."""

    one: int
    other: int
    why: str


def queue_of(book: Book, likenesses: Iterable[Likeness] = ()) -> tuple[Item, ...]:
    """All that should be looked at, or was, by reason and student."""
    seen = {item.text: item for item in standing(book.decisions, Kind.SEEN)}
    found = [*_contested(book), *_of_rows(book), *_alike(book, likenesses)]
    order = list(Reason)
    found.sort(key=lambda item: (order.index(item.reason), item.student.casefold(), item.assignment, item.work))
    return tuple(replace(item, seen=seen.get(item.key)) for item in found)


def _contested(book: Book) -> Iterator[Item]:
    numbers = {(row.report.student, row.report.assignment): row.attempt.number for row in book.rows if row.attempt}
    for made in standing(book.decisions, Kind.CONTEST):
        work = numbers.get((made.student, made.assignment), 0)
        place = made.student, made.assignment, made.text, work, made.function
        yield Item(_key(Reason.CONTESTED, str(made.number)), Reason.CONTESTED, *place)


def _of_rows(book: Book) -> Iterator[Item]:
    of_one: dict[tuple[str, str], list[Row]] = {}
    for row in book.rows:
        report, attempt = row.report, row.attempt
        if attempt is None:
            continue
        place = report.student, report.assignment
        if report.status is Status.UNGRADABLE:
            reason = Reason.NOT_READ if report.settled else Reason.NOT_JUDGED
            yield Item(_key(reason, *place, attempt.digest), reason, *place, report.first_trouble, attempt.number)
            continue
        of_one.setdefault(place, []).append(row)
        spent = [exercise.function for exercise in report.exercises if exercise.outcome in SPENT]
        if spent:
            key = _key(Reason.SPENT, *place, attempt.digest)
            yield Item(key, Reason.SPENT, *place, quoted(spent), attempt.number, spent[0])
    for place, rows in of_one.items():
        numbers = [row.attempt.number for row in rows if row.attempt]
        if len(numbers) > 1:
            text = Sentence("Find out whose is whose: {names}", names=", ".join(row.report.path for row in rows))
            places = sorted(row.report.path for row in rows)
            yield Item(_key(Reason.TWO_SENDERS, *place, *places), Reason.TWO_SENDERS, *place, text, numbers[0])


def _alike(book: Book, likenesses: Iterable[Likeness]) -> Iterator[Item]:
    attempts = {attempt.number: attempt for attempt in book.attempts}
    for pair in likenesses:
        if pair.one in attempts and pair.other in attempts:
            one, other = attempts[pair.one], attempts[pair.other]
            names = sorted([one.submission.student, other.submission.student])
            key = _key(Reason.ALIKE, *names, one.report.assignment, *sorted([one.digest, other.digest]))
            text = Sentence("and {name}: {why}", name=other.submission.student, why=pair.why)
            place = one.submission.student, one.report.assignment
            yield Item(key, Reason.ALIKE, *place, text, pair.one, other=pair.other)


def _key(reason: Reason, *parts: str) -> str:
    """What stands for these texts; it is shown to nobody, and says nothing of them."""
    text = "\0".join([reason.value, *parts])
    return hashlib.sha256(text.encode(errors="backslashreplace")).hexdigest()[:20]
