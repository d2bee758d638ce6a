"""`grader export`: what a gradebook holds, as a platform or a program takes it; nothing is run."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.cli.github import tell_github
from grader.cli.gradebook import AS_BEFORE, course_of, existing, write_out
from grader.cli.options import add_command, add_course, add_language, add_output
from grader.cli.screen import counted
from grader.course.course import Course
from grader.course.settings import HeldOut
from grader.errors import CannotRead, PathNotFound, UsageError, WouldOverwrite
from grader.gradebook.book import Book, Row
from grader.harmless import harmless_line
from grader.language.catalogue import Language, find_language
from grader.platforms import canvas_grades, moodle_grades
from grader.platforms.grades import Filled, Grade
from grader.reports.files import check_folder
from grader.reports.held_out import without_held_out
from grader.reports.junit import junit_xml
from grader.reports.page_paths import page_paths
from grader.reports.writing import write_file
from grader.results import Status, SubmissionReport


def add_export(command: argparse.ArgumentParser) -> None:
    kinds = command.add_subparsers(title="commands", metavar="COMMAND", required=True)
    text = "fill in the gradebook that Canvas exported"
    canvas = add_command(kinds, "canvas", text, 'grader export canvas Grades.csv --column quiz_1="Week 1 quiz"')
    canvas.add_argument("exported", type=Path, metavar="FILE", help="the file as the platform exported it")
    canvas.add_argument(
        "--column",
        type=_column,
        action="append",
        default=[],
        metavar="NAME=HEADING",
        help="the column of an assignment, where its heading is neither the assignment's name nor its title",
    )
    _add_common(canvas)
    canvas.set_defaults(carry_out=_canvas)

    text = "fill in the grading worksheet that Moodle exported"
    moodle = add_command(kinds, "moodle", text, "grader export moodle Grades.csv --assignment python_basics")
    moodle.add_argument("exported", type=Path, metavar="FILE", help="the file as the platform exported it")
    moodle.add_argument(
        "--assignment", metavar="NAME", help="whose worksheet it is (default: the only one that was graded)"
    )
    moodle.add_argument("--comments", action="store_true", help="also say in a comment what is wrong first")
    moodle.add_argument("--feedback-zip", type=Path, metavar="ZIP", help="also write the pages of feedback as one zip")
    _add_common(moodle)
    moodle.set_defaults(carry_out=_moodle)

    text = "write JUnit XML, for continuous integration"
    junit = add_command(kinds, "junit", text, "grader export junit --output-file report.xml")
    _add_common(junit)
    junit.set_defaults(carry_out=_junit)

    text = "annotate a workflow's log, and add to its summary"
    github = add_command(kinds, "github", text, "grader export github")
    add_output(github)
    add_course(github)
    add_language(github, before=AS_BEFORE)
    github.set_defaults(carry_out=_github)


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--output-file",
        type=Path,
        metavar="NEW",
        help="where to write (default: in the gradebook's folder, named for the platform)",
    )
    add_output(command)
    add_course(command)
    add_language(command, before=AS_BEFORE)


@dataclass(frozen=True)
class _Graded:
    """A gradebook whose files are up to date, and what is known of its people; the store is closed."""

    book: Book
    course: Course
    language: Language

    @classmethod
    def of(cls, options: argparse.Namespace, console: Console) -> _Graded:
        with existing(options.output) as store:
            check_folder(options.output)
            course = course_of(options, store)
            book, language, _ = write_out(store, course, options.language, console)
            return cls(book, course, language)

    def grades(self, assignment: str = "", *, sender: bool = False, comments: bool = False) -> list[Grade]:
        """What was earned, of one assignment or of all; with the number of the sender, where the platform is its own.

        Raises
        ------
        UsageError
            If nothing has been graded.
        """
        titles = {item.name: item.title for item in self.course.all_assignments()}
        found = [
            self._grade(row, titles, sender=sender, comments=comments)
            for row in self.book.rows
            if row.report.status is Status.GRADED and not row.report.held and assignment in ("", row.report.assignment)
        ]
        if not found:
            raise UsageError("Nothing has been graded yet, so there is nothing to export.")
        return found

    def _grade(self, row: Row, titles: dict[str, str], *, sender: bool, comments: bool) -> Grade:
        report = row.report
        senders = (row.attempt.submission.sender,) if sender and row.attempt else ()
        ids = (*senders, *self.book.ids_of(report.student))
        comment = self._comment(report) if comments else ""
        title = titles.get(report.assignment, report.assignment)
        score = report.score
        return Grade(
            report.student, ids, report.assignment, title, score.earned, score.possible, harmless_line(comment)
        )

    def _comment(self, report: SubmissionReport) -> str:
        """The first thing that is wrong; no more than its name, where the course says no more of held-out cases."""
        if self.book.settings.held_out is HeldOut.NAME:
            report = replace(report, exercises=tuple(replace(item, message="") for item in report.exercises))
        return self.language.about(report.assignment).repeat(report.first_trouble)


def _canvas(options: argparse.Namespace, console: Console) -> bool:
    exported = _read(options.exported)
    graded = _Graded.of(options, console)
    columns = {graded.book.assignment(name): heading for name, heading in options.column}
    filled = canvas_grades.fill(exported, graded.grades(), columns)
    _write(options, "canvas.csv", filled.data, console)
    return _told(filled, console)


def _moodle(options: argparse.Namespace, console: Console) -> bool:
    worksheet = _read(options.exported)
    graded = _Graded.of(options, console)
    name = _only(graded.book, options.assignment)
    grades = graded.grades(name, sender=True, comments=options.comments)
    filled = moodle_grades.fill(worksheet, grades)
    if options.feedback_zip:
        pages = _pages(options.output, graded.book, name)
        _write_file(options.feedback_zip, moodle_grades.feedback_zip(worksheet, grades, pages), console)
    _write(options, "moodle.csv", filled.data, console)
    return _told(filled, console)


def _junit(options: argparse.Namespace, console: Console) -> bool:
    with existing(options.output) as store:
        check_folder(options.output)
        book, language, _ = write_out(store, course_of(options, store), options.language, console)
        text = junit_xml(book.reports(), language)
    _write(options, "junit.xml", text.encode(), console)
    return True


def _github(options: argparse.Namespace, console: Console) -> bool:
    with existing(options.output) as store:
        book = Book(store, course_of(options, store).settings)
        reports = [without_held_out(report, book.settings.held_out) for report in book.reports().reports]
        language = course_of(options, store).in_language(find_language(options.language or store.setting("language")))
    tell_github(reports, language, console)
    return True


def _only(book: Book, name: str | None) -> str:
    """The assignment that is meant.

    Raises
    ------
    UsageError
        If there is more than one, and none was named.
    """
    if name:
        return book.assignment(name)
    names = sorted({row.report.assignment for row in book.rows if row.report.assignment})
    if len(names) > 1:
        raise UsageError(f"A worksheet is of one assignment: say --assignment, one of {', '.join(names)}.")
    return names[0] if names else ""


def _pages(folder: Path, book: Book, assignment: str) -> dict[str, bytes]:
    """The page of each student in an assignment, as it was written last."""
    reports = [row.report for row in book.rows]
    paths = zip(reports, page_paths(reports), strict=True)
    return {
        report.student: (folder / path).read_bytes()
        for report, path in paths
        if path and report.assignment == assignment and report.status is Status.GRADED
    }


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise PathNotFound(path) from None
    except OSError as error:
        raise CannotRead(path, error.strerror or str(error)) from error


def _write(options: argparse.Namespace, name: str, data: bytes, console: Console) -> None:
    """Write where it was said, else beside the gradebook: then never over the file that was given."""
    chosen = options.output_file
    target = chosen or options.output / name
    given = getattr(options, "exported", None)
    if chosen is None and given is not None and target.exists() and target.samefile(given):
        raise WouldOverwrite(target, "it is the file that was given; say --output-file if that is meant")
    _write_file(target, data, console)


def _write_file(target: Path, data: bytes, console: Console) -> None:
    write_file(target, data)
    console.print(Text(f"wrote     {target}"), soft_wrap=True)


def _told(filled: Filled, console: Console) -> bool:
    """Say whose scores another one is, and what the platform will not get; whether it gets everything."""
    for change in filled.changes:
        scores = f"{change.before.strip() or 'nothing'} → {change.after}"
        line = "  ".join(map(harmless_line, (change.student, change.column, scores)))
        console.print(Text(line), soft_wrap=True)
    count = len(filled.changes)
    console.print(f"{counted(count, 'score')} would change." if count else "No score changes.")
    _name("not in the file, or more than one there", filled.unknown, console)
    for reason in dict.fromkeys(reason for _, reason in filled.refused):
        _name(f"not changed, since {reason}", [name for name, why in filled.refused if why == reason], console)
    _name("no column for", filled.absent, console)
    return not (filled.unknown or filled.refused)


def _name(what: str, names: Sequence[str], console: Console) -> None:
    if names:
        console.print(Text(harmless_line(f"{what}: {', '.join(names)}"), "yellow"), soft_wrap=True)


def _column(text: str) -> tuple[str, str]:
    name, equals, heading = text.partition("=")
    if not (name and equals and heading):
        raise argparse.ArgumentTypeError(f"{text!r} is no column: say NAME=HEADING")
    return name, heading
