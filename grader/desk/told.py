"""Decisions in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grader.gradebook.journal import Decision, Kind, subject_of
from grader.reports.feedback import told_adjustment
from grader.sentence import Sentence

MOST_OF_A_TEXT = 200


@dataclass(frozen=True)
class Told:
    """A decision as a line of the journal; `open` if it can be taken back."""

    number: int
    made: str
    who: str
    text: str
    undone: bool
    open: bool


def told(decisions: Iterable[Decision], all_of_them: Mapping[int, Decision], *, where: bool = True) -> list[Told]:
    """Decisions as lines, in the same order; without `where`, for a page of what they are about."""
    return [
        Told(
            item.number,
            at(item.made),
            item.who,
            _words(item, all_of_them, where=where),
            undone=bool(item.undone),
            open=not item.undone,
        )
        for item in decisions
    ]


def at(moment: str) -> str:
    """A time as readers see it, in UTC."""
    return moment.replace("T", " ").removesuffix("Z")


def _words(item: Decision, all_of_them: Mapping[int, Decision], *, where: bool) -> Sentence:
    subject, stands = subject_of(item, all_of_them)
    place = [subject.student, subject.assignment, subject.function] if where else [subject.function]
    about = ", ".join(filter(None, place))
    what = _deed(subject)
    if item.kind is Kind.UNDO:
        what = Sentence("put back: {what}", what=what) if stands else Sentence("taken back: {what}", what=what)
    return Sentence("{where}: {what}", where=about, what=what) if about else what


def _deed(item: Decision) -> Sentence:
    text = item.text if len(item.text) <= MOST_OF_A_TEXT else f"{item.text[:MOST_OF_A_TEXT]}…"
    match item.kind:
        case Kind.ADJUST:
            return told_adjustment(item.adjustment)
        case Kind.COMMENT:
            return Sentence("comment: {text}", text=text)
        case Kind.HOLD:
            return Sentence("held back: {text}", text=text) if text else Sentence("held back")
        case Kind.CONTEST:
            return Sentence("contested: {text}", text=text) if text else Sentence("contested")
        case Kind.RELEASE:
            return Sentence("{count} {count:page is|pages are} written", count=len(item.text.splitlines()))
        case Kind.REGRADE:
            return Sentence("asked again")
        case _:
            return Sentence("seen")
