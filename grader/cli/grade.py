"""`grader grade`: a class, graded, and everything that is written of it."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.cli.gradebook import AS_BEFORE, print_gradebook, write_out
from grader.cli.options import add_anonymous, add_course, add_execute, add_language, add_limits, add_output, add_seed
from grader.cli.screen import busy, counted
from grader.cli.setup import Setup, told
from grader.course.course import find_course
from grader.gradebook.book import Book
from grader.gradebook.roster import Roster, read_roster
from grader.gradebook.run import Handled, grade_class
from grader.gradebook.store import Store
from grader.intake.find import Intake, take_in
from grader.intake.layout import Layout
from grader.language.catalogue import find_language
from grader.reports.files import check_folder, set_aside
from grader.results import Gradebook
from grader.sandbox.box import Level

LAYOUTS = ", ".join(layout.value for layout in Layout if layout is not Layout.FILE)
MOST_PASSED_BY = 5


def add_grade(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "submissions", type=Path, help="a folder in any layout (docs/handing-in.md), a zip, or one notebook"
    )
    command.add_argument(
        "--layout", type=_layout, metavar="NAME", help=f"what the folder is laid out like, if it is misread: {LAYOUTS}"
    )
    command.add_argument("--roster", type=Path, help="a CSV file with the columns id and name: adds who is missing")
    add_output(command, "where to write")
    command.add_argument(
        "--begin-anew",
        action="store_true",
        help="move the gradebook that is there aside, into a folder within, and begin a new one",
    )
    command.add_argument("--quiet", action="store_true", help="say nothing but the last line, and what went wrong")
    add_anonymous(command)
    add_course(command)
    add_language(command, before=AS_BEFORE)
    add_seed(command, default="that of the gradebook, else a new one")
    add_limits(command)
    add_execute(command)
    command.set_defaults(carry_out=_grade)


def _grade(options: argparse.Namespace, console: Console) -> bool:
    start = time.monotonic()
    last, console = console, Console(quiet=True) if options.quiet else console
    find_language(options.language)  # a typo is told now, and not when all is graded
    course = find_course(options.course, around=Path.cwd())
    _ = course.settings  # and so is one in course.toml
    hidden = [options.submissions, options.output, *filter(None, [options.roster])]
    setup = Setup.of(options, course, hidden)
    names = course.modules.published_names
    intake = take_in(options.submissions, helpers=names, assignments=course.in_order, layout=options.layout)
    _print_intake(intake, console, named=not options.anonymous)
    roster = read_roster(options.roster) if options.roster else Roster(())
    submissions = roster.rename(intake.submissions) if options.roster else intake.submissions
    if options.roster and not options.anonymous:
        for remark in filter(None, (*roster.remarks, roster.strangers(intake.submissions))):
            console.print(Text(f"roster    {remark}", "yellow"), soft_wrap=True)
    if options.begin_anew:
        _set_aside(options.output, console)
    check_folder(options.output)
    with Store(options.output) as store:
        run = store.begin("grade", seed=options.seed)
        store.set("course", str(course.root))
        if store.for_one_machine:
            note = (
                f"note      {options.output} is on a disk of another kind or machine: grade there from one machine only"
            )
            console.print(Text(note), soft_wrap=True)
        with told(console, options.output) as progress:
            task = progress.add_task("grading", total=None)

            def show(done: int, of: int) -> None:
                progress.update(task, completed=done, total=of)

            handled = grade_class(
                store, run, submissions, lambda: setup.grader(run.seed), terms=setup.terms(run.seed).of, progress=show
            )
        store.expect(roster.expectations(submissions))
        with busy(console, "writing"):
            book, language, whole = write_out(store, course, options.language, last, anonymous=options.anonymous)
    now = book.of(handled.files, missing=bool(options.roster))
    print_gradebook(now, language, options.output, console)
    _print_kept(handled, book, options.output, console)
    _print_summary(now, setup.level, time.monotonic() - start, last)
    return whole and not now.ungradable


def _set_aside(output: Path, console: Console) -> None:
    earlier = set_aside(output)
    if earlier:
        console.print(Text(f"moved     what {output} held is in {earlier}"), soft_wrap=True)


def _print_intake(intake: Intake, console: Console, *, named: bool) -> None:
    """One line: how the folder was understood, and what is nobody's."""
    if intake.layout is Layout.FILE:
        return
    where = f" (in {intake.within})" if intake.within else ""
    students, files = counted(intake.students, "student"), counted(len(intake.submissions), "file")
    more = len(intake.passed_by) - MOST_PASSED_BY
    some = ", ".join(intake.passed_by[:MOST_PASSED_BY]) + (f" and {more} more" if more > 0 else "")
    passed_by = f"; nobody's: {some}" if some and named else ""
    line = f"read as {intake.layout.meaning}{where}: {students}, {files}{passed_by}; if that is wrong, say --layout"
    console.print(Text(line), soft_wrap=True)


def _print_kept(handled: Handled, book: Book, output: Path, console: Console) -> None:
    if handled.unchanged:
        files = f"{handled.unchanged} of {counted(len(handled.files), 'file')}"
        console.print(Text(f"unchanged {files}, not run again: `grader regrade` does that"), soft_wrap=True)
    count = sum(row.attempt is not None and row.attempt.file not in handled.files for row in book.rows)
    if count:
        console.print(Text(f"kept      {counted(count, 'row')} of what {output} held before"), soft_wrap=True)


def _print_summary(gradebook: Gradebook, level: Level, seconds: float, console: Console) -> None:
    notebooks = counted(len({(item.student, item.path) for item in gradebook.reports if item.path}), "notebook")
    ungradable = f", {len(gradebook.ungradable)} of them not gradable" if gradebook.ungradable else ""
    missing = f", nothing from {len(gradebook.missing)} on the roster" if gradebook.missing else ""
    how = f"box: {level.value}; the same questions again: --seed {gradebook.seed}"
    console.print(f"{notebooks} in {seconds:.1f} s{ungradable}{missing}; {how}", soft_wrap=True)


def _layout(text: str) -> Layout:
    try:
        return Layout(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no layout: say one of {LAYOUTS}") from None
