"""What grades the files of a gradebook once more: `grader regrade`, and `grader diff`, which keeps nothing of it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.text import Text

from grader.cli.gradebook import AS_BEFORE, course_of, existing, read_book, write_out
from grader.cli.options import add_course, add_execute, add_language, add_limits, add_output, add_seed
from grader.cli.screen import busy, counted, stoppable
from grader.cli.setup import Setup, told
from grader.course.course import find_course
from grader.errors import NoGradebook
from grader.gradebook.book import Book, Row
from grader.gradebook.changes import Change, changes
from grader.gradebook.records import Attempt, Run
from grader.gradebook.regrading import chosen, regrade_attempts
from grader.gradebook.run import regrade
from grader.gradebook.store import NAME, Store
from grader.harmless import harmless_line
from grader.language.catalogue import Language, find_language
from grader.reports.files import check_folder
from grader.results import Gradebook, SubmissionReport


def add_regrade(command: argparse.ArgumentParser) -> None:
    command.add_argument("--function", metavar="NAME", help="this function's points alone (default: all)")
    command.add_argument("--student", metavar="ID", help="this student's files alone (default: everybody's)")
    command.add_argument("--assignment", metavar="NAME", help="this assignment alone (default: all)")
    add_output(command)
    add_course(command)
    add_language(command, before=AS_BEFORE)
    add_seed(command, default="that of the gradebook")
    add_limits(command)
    add_execute(command)
    command.set_defaults(carry_out=_regrade)


def add_diff(command: argparse.ArgumentParser) -> None:
    command.add_argument("old", type=Path, help="the folder of a gradebook, or of a course")
    command.add_argument("new", type=Path, help="another one; files of the gradebook are graded by a course in memory")
    add_output(command, "whose files are graded by a course")
    add_language(command, before=AS_BEFORE)
    add_limits(command)
    command.set_defaults(carry_out=_diff)


def _regrade(options: argparse.Namespace, console: Console) -> bool:
    find_language(options.language)
    with existing(options.output) as store:
        check_folder(options.output)
        course = course_of(options, store)
        setup = Setup.of(options, course, [options.output])
        before = Book(store, course.settings)
        attempts = _chosen(before, options)
        run = store.begin("regrade", seed=options.seed)
        with told(console, options.output, "The same command grades all of them once more") as progress:
            task = progress.add_task("grading", total=None)
            made = regrade_attempts(
                store,
                run,
                attempts,
                lambda: setup.grader(run.seed),
                terms=setup.terms(run.seed).of,
                function=options.function or "",
                progress=lambda done, of: progress.update(task, completed=done, total=of),
            )
        with busy(console, "writing"):
            after, language, whole = write_out(store, course, options.language, console)
    _print_changes(list(changes(before.outlines(), after.outlines())), language, console)
    files = counted(len({attempt.file for attempt in attempts}), "file")
    left = f", {len(made.unread)} of them not there to be read" if made.unread else ""
    console.print(f"regraded  {files}{left}; --seed {run.seed}", soft_wrap=True)
    return whole and not made.unread


def _chosen(book: Book, options: argparse.Namespace) -> list[Attempt]:
    """The attempts that the options mean."""
    student = book.student(options.student) if options.student else ""
    assignment = book.assignment(options.assignment) if options.assignment else ""
    function = book.function(options.function, assignment) if options.function else ""
    options.function = function
    return chosen(book, student, assignment, function)


def _diff(options: argparse.Namespace, console: Console) -> bool:
    language = find_language(options.language)
    old = _state(options.old, options, console)
    new = _state(options.new, options, console)
    if _is_course(options.new):
        language = find_course(options.new, around=Path.cwd()).in_language(language)
    found = list(changes(old, new))
    _print_changes(found, language, console)
    if not found:
        console.print("No score changes.")
    return True


def _state(path: Path, options: argparse.Namespace, console: Console) -> Gradebook:
    """The rows of a gradebook; or those that a course gives for the files of one.

    Raises
    ------
    NoGradebook
        If the path is neither.
    """
    if not _is_course(path):
        if not (path / NAME).exists():
            raise NoGradebook(path / NAME)
        with existing(path) as store:
            return read_book(store).outlines()
    setup = Setup.of(options, find_course(path, around=path), [options.output])
    with existing(options.output) as store:
        book = Book(store, setup.course.settings)
        rows = {(row.attempt.file, row.report.assignment): row.report for row in book.rows if row.attempt}
        files = {file: report for (file, _), report in rows.items()}
        found: list[SubmissionReport] = []

        def keep(file: int, reports: tuple[SubmissionReport, ...]) -> None:
            for report in (item.outline for item in reports if _counts(book.rows, file, item.assignment)):
                told = rows.get((file, report.assignment), SubmissionReport())
                whose = replace(report, student=files[file].student, path=files[file].path)
                found.append(replace(whose, adjustments=told.adjustments, late=told.late))

        run = Run(0, book.seed)
        attempts = [row.attempt for row in book.rows if row.attempt]
        with stoppable("nothing of it was kept."), told(console, None) as progress:
            _grade_again(store, run, attempts, setup, keep, progress)
    return Gradebook.of(found, seed=book.seed)


def _counts(rows: Sequence[Row], file: int, assignment: str) -> bool:
    """Whether a file is what counts of an assignment, or answers one that it did not answer before."""
    of_file = [row.report.assignment for row in rows if row.attempt and row.attempt.file == file]
    others = {row.report.assignment for row in rows if row.attempt and row.attempt.file != file}
    return assignment in of_file or assignment not in others


def _is_course(path: Path) -> bool:
    return (path / "testcases").is_dir()


def _grade_again(  # type: ignore[no-untyped-def]
    store: Store, run: Run, attempts: Sequence[Attempt], setup: Setup, keep, progress: Progress
) -> None:
    files = {attempt.file: attempt.place.rpartition("/")[2] for attempt in attempts}
    task = progress.add_task("grading", total=len(files))

    def show(done: int, of: int) -> None:
        progress.update(task, completed=done, total=of)

    regrade(store, run, files, lambda: setup.grader(run.seed), keep, show)


def _print_changes(found: Sequence[Change], language: Language, console: Console) -> None:
    for change in found:
        who = f"{harmless_line(change.student)}  {change.assignment}"
        scores = " → ".join("no row" if score is None else str(score) for score in (change.before, change.after))
        console.print(Text(f"{who}  {scores}"), soft_wrap=True)
        for function in change.functions:
            why = harmless_line(language.about(change.assignment).repeat(function.why))
            line = f"  {function.function}  {function.before} → {function.after}  {why}"
            console.print(Text(line), soft_wrap=True)
