"""The commands on a gradebook that run nothing: `grader report`, `adjust`, `history`."""

from __future__ import annotations

import argparse
import functools
import re
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.cli.options import add_anonymous, add_course, add_gradebook, add_language, add_output
from grader.cli.screen import busy, counted, line_width, stoppable
from grader.course.course import Course, find_course
from grader.errors import NoGradebook, UsageError
from grader.gradebook.book import Book
from grader.gradebook.journal import Decision, Kind, somebody, standing, subject_of
from grader.gradebook.pseudonyms import AnonymousBook
from grader.gradebook.records import Attempt
from grader.gradebook.store import NAME, Store
from grader.gradebook.terms import looks_of
from grader.harmless import harmless, harmless_line
from grader.language.catalogue import Language, find_language
from grader.reports.feedback import told_adjustment
from grader.reports.files import check_folder, update_files
from grader.reports.terminal import gradebook_table
from grader.results import Gradebook, Status, SubmissionReport

AS_BEFORE = "that of the gradebook, else "
POINTS = re.compile(r"[+-]?\d{1,6}")
WITHDRAW = "withdraw"


def add_report(command: argparse.ArgumentParser) -> None:
    add_gradebook(command)
    add_anonymous(command)
    add_course(command)
    add_language(command, before=AS_BEFORE)
    command.set_defaults(carry_out=_report)


def add_adjust(command: argparse.ArgumentParser) -> None:
    command.add_argument("student", help="who, as the gradebook has it")
    command.add_argument("assignment", help="in which assignment")
    command.add_argument("function", nargs="?", default="", help="of which function (default: of the whole)")
    command.add_argument(
        "points",
        type=_points,
        help="8 sets the points, +2 adds to them, -2 takes away; withdraw takes back what was adjusted",
    )
    command.add_argument("--reason", default="", help="what the student is told; needed, but to withdraw")
    add_output(command)
    add_course(command)
    add_language(command, before=AS_BEFORE)
    command.set_defaults(carry_out=_adjust)


def add_history(command: argparse.ArgumentParser) -> None:
    command.add_argument("student", help="who, as the gradebook has it")
    add_output(command)
    command.set_defaults(carry_out=_history)


def existing(folder: Path) -> Store:
    """The gradebook of a folder.

    Raises
    ------
    NoGradebook
        If there is none.
    """
    if not (folder / NAME).exists():
        raise NoGradebook(folder / NAME)
    return Store(folder)


def read_book(store: Store) -> Book:
    """The gradebook by the rules of the course by which was graded; by the usual ones if it is gone."""
    before = Path(store.setting("course") or "/nowhere")
    return Book(store, find_course(before, around=before).settings if (before / "testcases").is_dir() else None)


def write_out(
    store: Store, course: Course, code: str | None, console: Console, *, anonymous: bool = False
) -> tuple[Book, Language, bool]:
    """Bring all files to what the store holds, in the language of this code, else in that of before.

    Where it is to be anonymous the files, and the gradebook that is returned, have pseudonyms for names.

    Returns the gradebook, the language, and whether every page could be made.
    """
    language = course.in_language(find_language(code or store.setting("language")))
    read = functools.partial(AnonymousBook if anonymous else Book, settings=course.settings)
    book, faults = update_files(store.folder, store, read, language, looks_of(course, language.code))
    for name, value in (("language", language.code), ("course", str(course.root))):
        if store.setting(name) != value:
            store.set(name, value)
    for fault in faults:
        page = harmless_line(f"{fault.student}, {fault.assignment}")
        text = f"The page of {page} could not be made, by a fault of the grader: please report {fault.place}."
        console.print(Text(text, "red"), soft_wrap=True)
    return book, language, not faults


def print_gradebook(gradebook: Gradebook, language: Language, output: Path, console: Console) -> None:
    """The table, and where the files are."""
    console.print(gradebook_table(gradebook, language, line_width(console)))
    if any(report.adjustments or report.late for report in gradebook.reports):
        console.print("* late, or adjusted by hand: `grader history STUDENT` says why", markup=False)
    console.print()
    console.print(Text(f"grades    {output / 'grades.csv'}  {output / 'results.json'}"), soft_wrap=True)
    console.print(Text(f"class     {output / 'class.html'}"), soft_wrap=True)
    console.print(Text(f"feedback  {output / 'feedback'}"), soft_wrap=True)


def _report(options: argparse.Namespace, console: Console) -> bool:
    find_language(options.language)
    with existing(options.output) as store:
        check_folder(options.output)
        course = course_of(options, store)
        with stoppable("the same command brings all files to what the gradebook holds."), busy(console, "writing"):
            book, language, whole = write_out(store, course, options.language, console, anonymous=options.anonymous)
    print_gradebook(book.outlines(), language, options.output, console)
    return whole


def _adjust(options: argparse.Namespace, console: Console) -> bool:
    find_language(options.language)
    with existing(options.output) as store:
        check_folder(options.output)
        course = course_of(options, store)
        book = Book(store, course.settings)
        student, assignment = book.student(options.student), book.assignment(options.assignment)
        function = book.function(options.function, assignment) if options.function else ""
        report = _row_of(book, student, assignment)
        if options.points == WITHDRAW:
            _withdraw(store, (student, assignment, function))
        elif not options.reason.strip():
            raise UsageError("Say why, with --reason: the student reads it on the page of feedback.")
        else:
            points, relative = int(options.points), options.points[0] in "+-"
            worth = sum(item.points for item in report.exercises if function in ("", item.function))
            if not relative and points > worth:
                what = function or assignment
                raise UsageError(f"{what} is worth {counted(worth, 'point')}: say 0 to {worth}, or +N for more.")
            reason = harmless_line(options.reason)
            place = student, assignment, function
            store.journal.decide(Decision(Kind.ADJUST, *place, reason, points, relative, who=somebody()))
        book, _, whole = write_out(store, course, options.language, console)
    what = harmless_line(f"{student}, {assignment}")
    console.print(Text(f"{what}: {report.score} → {_row_of(book, student, assignment).score}"), soft_wrap=True)
    return whole


def course_of(options: argparse.Namespace, store: Store) -> Course:
    """The course that is named, else the one by which was graded, else the one around."""
    before = Path(store.setting("course") or "/nowhere")
    return find_course(options.course or (before if before.is_dir() else None), around=Path.cwd())


def _withdraw(store: Store, place: tuple[str, str, str]) -> None:
    made = standing(store.journal.decisions(), Kind.ADJUST)
    found = [item for item in made if (item.student, item.assignment, item.function) == place]
    if not found:
        raise UsageError(f"There is nothing to withdraw for {', '.join(filter(None, map(harmless_line, place)))}.")
    for item in found:
        store.journal.undo(item.number, who=somebody())


def _row_of(book: Book, student: str, assignment: str) -> SubmissionReport:
    """The row of a student in an assignment, in outline.

    Raises
    ------
    UsageError
        If the student has no row there, or two people of that name have one each.
    """
    there = [row.report for row in book.rows if (row.report.student, row.report.assignment) == (student, assignment)]
    if not there:
        text = f"{student} has handed in nothing for {assignment}, so there is nothing to adjust."
        raise UsageError(harmless_line(text))
    if len(there) > 1:
        places = " and ".join(report.path for report in there)
        text = (
            f"Two senders are called {student}, and handed in {places}: find out whose is whose, and rename one first."
        )
        raise UsageError(harmless_line(text))
    return there[0]


def _history(options: argparse.Namespace, console: Console) -> bool:
    with existing(options.output) as store:
        book = read_book(store)
        student = book.student(options.student)
        counting = {row.attempt.number for row in book.rows if row.attempt}
        events = [*_gradings(store.history(student), counting), *_decisions(book.decisions, student)]
    for when, what in sorted(events, key=lambda event: event[0]):
        console.print(Text(f"{when.replace('T', ' ').removesuffix('Z')}  {harmless(what)}"), soft_wrap=True)
    return True


def _gradings(attempts: tuple[Attempt, ...], counting: set[int]) -> Iterator[tuple[str, str]]:
    for attempt in attempts:
        report = attempt.report
        what = f"{report.assignment}  {report.measured}" if report.status is Status.GRADED else report.first_trouble
        counts = "  (counts)" if attempt.number in counting else ""
        yield attempt.graded, f"graded    {attempt.place}  {what}{counts}"


def _decisions(decisions: tuple[Decision, ...], student: str) -> Iterator[tuple[str, str]]:
    by_number = {item.number: item for item in decisions}
    for item in decisions:
        if item.student == student:
            subject, stands = subject_of(item, by_number)
            what = item.kind.value if item.kind is not Kind.UNDO or not stands else "put back"
            yield item.made, f"{what:<9} {item.assignment}  {_told(subject)}"


def _told(item: Decision) -> str:
    """What was decided, in one line."""
    if item.kind is Kind.ADJUST:
        return told_adjustment(item.adjustment)
    said = " ".join(item.text.split()) if item.kind is not Kind.REGRADE else ""
    return ": ".join(filter(None, [" ".join(filter(None, [item.kind.value, item.function])), said]))


def _points(text: str) -> str:
    if text != WITHDRAW and not POINTS.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of points: say 8, +2, -2 or {WITHDRAW}")
    return text
