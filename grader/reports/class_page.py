"""Renders a class as one page that stands by itself: what to teach again, each assignment, and everybody in a table."""

from __future__ import annotations

import datetime as dt
import re
import urllib.parse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import markupsafe

from grader.gradebook.book import Book
from grader.gradebook.class_numbers import AssignmentNumbers, ClassNumbers, MistakeCount, Timing
from grader.gradebook.items import Item
from grader.gradebook.teaching import FEWEST, enough_handed_in, to_teach_again, told_of
from grader.gradebook.term import term
from grader.language.catalogue import ENGLISH, Language
from grader.reports.plots import distribution, success
from grader.reports.templates import render, script
from grader.results import Status, SubmissionReport
from grader.sentence import Sentence

CLAUSE = re.compile("[:,：，]")
FEWEST_DRAWN = 3
"""Of fewer submissions no plot is drawn: the table tells as much, and a run of one notebook waits for no drawing."""


@dataclass(frozen=True)
class Cell:
    """What a student has in an assignment: a percentage, with the page of feedback; a star where it was late."""

    percent: str
    link: str
    late: bool


@dataclass(frozen=True)
class StudentLine:
    """One row of the table: a cell for each assignment, of which several senders of one name have several.

    `marks` are what the row can be filtered by, `unread` the pages of files that could not be graded.
    """

    name: str
    cells: tuple[tuple[Cell, ...], ...]
    total: str
    marks: str
    unread: tuple[str, ...]


@dataclass(frozen=True)
class AssignmentPart:
    """One assignment as the page tells it, in the page's language."""

    numbers: AssignmentNumbers
    title: str
    short: str
    """The title up to its first colon or comma, for the head of a column."""
    facts: tuple[str, ...]
    plots: tuple[markupsafe.Markup, markupsafe.Markup] | None
    """How the scores are distributed, and how each of its items fared; none where few handed it in."""
    mistakes: tuple[tuple[str, str, str], ...]
    """Of each its exercise and count, what it is, and the code that shows it."""
    names: tuple[str, ...]
    """What each of its items is called."""
    say: Callable[[str], str]
    """Says a sentence of the assignment, such as the name of a case."""

    @property
    def questions(self) -> bool:
        """Whether there is a wrong option to be told of."""
        return any(item.count for item in self.numbers.items)

    @property
    def deciding(self) -> bool:
        """Whether there is a held-out case to be told of."""
        return any(item.decided for item in self.numbers.items)

    @property
    def telling(self) -> bool:
        """Whether enough attempted something to say whether it tells who knows."""
        return any(item.answers >= FEWEST for item in self.numbers.items)


def class_page(book: Book, numbers: ClassNumbers, pages: Sequence[Path | None], language: Language = ENGLISH) -> str:
    """The page of a class, as HTML.

    Parameters
    ----------
    pages : sequence of Path
        Where the page of feedback of each row lies, seen from this one.
    """
    settings = book.settings

    def teach_again() -> Iterator[str]:
        for assignment, sentence in to_teach_again(numbers.assignments, settings.titles):
            yield language.about(assignment).say(sentence)
        if not enough_handed_in(numbers.assignments):
            yield language.say(Sentence("Fewer than {count} handed in each assignment: too few to tell.", count=FEWEST))

    return render(
        "class.html",
        say=language.say,
        lang=language.code,
        title=language.say(settings.title),
        passing=settings.passing,
        numbers=numbers,
        teach_again=list(teach_again()),
        parts=[_part(one, settings.title_of(one.name), settings.passing, language) for one in numbers.assignments],
        lines=list(_lines(book, numbers, pages)),
        summary=[language.say(sentence) for sentence in _summary(numbers)],
        shown=language.say(
            Sentence("{shown} of {all} {all:student|students}", shown="{shown}", all=len(numbers.students))
        ),
        too_few=language.say(
            Sentence(
                "Plots are drawn from {count} submissions on, and discrimination is told from {fewest} answers on.",
                count=FEWEST_DRAWN,
                fewest=FEWEST,
            )
        ),
        fewest=FEWEST,
        early=script("class_early.js"),
        late=script("class.js"),
    )


def _summary(numbers: ClassNumbers) -> Iterator[Sentence]:
    """Who there is, in a line below the title."""
    yield Sentence("{count} {count:student|students}", count=len(numbers.students))
    yield Sentence(
        "{count} {count:submission|submissions}", count=sum(len(one.percents) for one in numbers.assignments)
    )
    if numbers.missing:
        yield Sentence("{count} handed in nothing", count=len(numbers.missing))
    if numbers.unread:
        yield Sentence("{count} with a file that could not be graded", count=len(numbers.unread))


def _part(numbers: AssignmentNumbers, title: str, passing: float, language: Language) -> AssignmentPart:
    own = language.about(numbers.name)
    names = tuple(f"{item.name} · {own.say(item.title)}" if item.title else item.name for item in numbers.items)
    return AssignmentPart(
        numbers,
        own.say(title),
        CLAUSE.split(own.say(title))[0],
        tuple(map(language.say, _facts(numbers))),
        _plots(numbers, names, passing, own) if len(numbers.percents) >= FEWEST_DRAWN else None,
        tuple((own.say(_counted(one)), own.say(told_of(one)), one.example) for one in numbers.mistakes),
        names,
        own.say,
    )


def _facts(numbers: AssignmentNumbers) -> Iterator[Sentence]:
    """What a line below the title tells: how many, how well, and when."""
    yield Sentence("{count} handed in", count=len(numbers.percents))
    yield Sentence("{count} passed", count=numbers.passed)
    yield Sentence("median {percent} %", percent=f"{numbers.median:g}")
    if numbers.late:
        yield Sentence("{count} late", count=numbers.late)
    if numbers.missing:
        yield Sentence("{count} missing", count=len(numbers.missing))
    if numbers.timing:
        yield from _told_timing(numbers.timing)
    if numbers.most_tries > 1:
        yield Sentence(
            "files a student: {tries} (median), {most} at most", tries=numbers.tries, most=numbers.most_tries
        )
    if numbers.out_of_time:
        yield Sentence("{count} {count:answer|answers} ran out of time", count=numbers.out_of_time)


def _told_timing(timing: Timing) -> Iterator[Sentence]:
    span = _span(abs(timing.before))
    if timing.before >= dt.timedelta(0):
        yield Sentence("half were in {span} before the deadline", span=span)
    else:
        yield Sentence("half came {span} after the deadline, or later", span=span)
    if timing.last_day:
        yield Sentence("{count} on the last day", count=timing.last_day)


def _span(length: dt.timedelta) -> Sentence:
    hours = length / dt.timedelta(hours=1)
    if hours >= 48:
        return Sentence("{count} {count:day|days}", count=int(hours // 24))
    if hours >= 2:
        return Sentence("{count} {count:hour|hours}", count=int(hours))
    return Sentence("{count} {count:minute|minutes}", count=int(hours * 60))


def _plots(
    numbers: AssignmentNumbers, names: Sequence[str], passing: float, language: Language
) -> tuple[markupsafe.Markup, markupsafe.Markup]:
    """Both plots; who does not see them is told the same numbers."""
    told = Sentence(
        "Scores of {count}: lowest {least} %, median {median} %, highest {most} %; {passed} reach {passing} %.",
        count=len(numbers.percents),
        least=f"{numbers.percents[0]:g}",
        median=f"{numbers.median:g}",
        most=f"{numbers.percents[-1]:g}",
        passed=numbers.passed,
        passing=f"{passing:g}",
    )
    each = "; ".join(language.say(_of_item(name, item)) for name, item in zip(names, numbers.items, strict=True))
    scores = distribution(numbers.percents, passing, language.say(told))
    return scores, success(numbers.items, names, each)


def _of_item(name: str, item: Item) -> Sentence:
    return Sentence(
        "{name}: {right} right, {wrong} wrong, {open} not attempted",
        name=name,
        right=item.right,
        wrong=item.answers - item.right,
        open=item.asked - item.answers,
    )


def _counted(mistake: MistakeCount) -> Sentence:
    name = f"`{mistake.function}`" if not mistake.title else mistake.title
    return Sentence(
        "{name}: {count} of {wrong} wrong {wrong:answer|answers}", name=name, count=mistake.count, wrong=mistake.wrong
    )


def _lines(book: Book, numbers: ClassNumbers, pages: Sequence[Path | None]) -> Iterator[StudentLine]:
    """A line for each student, in the order of the rows."""
    rows: dict[str, list[tuple[SubmissionReport, str]]] = {}
    for row, page in zip(book.rows, pages, strict=True):
        link = urllib.parse.quote(page.as_posix()) if page else ""
        rows.setdefault(row.report.student, []).append((row.report, link))
    totals = {line.student: line.total for line in term(book).lines}
    for student, own in rows.items():
        yield _line(student, own, totals.get(student), numbers, book.settings.passing)


def _line(
    student: str,
    rows: Sequence[tuple[SubmissionReport, str]],
    total: float | None,
    numbers: ClassNumbers,
    passing: float,
) -> StudentLine:
    cells: Mapping[str, list[Cell]] = {one.name: [] for one in numbers.assignments}
    for report, link in rows:
        if report.status is Status.GRADED:
            cells[report.assignment].append(Cell(f"{report.score.percent:.0f}", link, report.late is not None))
    unread = tuple(link for report, link in rows if report.status is Status.UNGRADABLE)
    late = any(cell.late for there in cells.values() for cell in there)
    marks = {
        "missing": not all(cells.values()),
        "late": late,
        "unread": bool(unread),
        "below": total is not None and total < passing,
    }
    return StudentLine(
        student,
        tuple(map(tuple, cells.values())),
        "" if total is None else f"{total:.0f}",
        " ".join(name for name, holds in marks.items() if holds),
        unread,
    )
