"""`grader grade`: a class, graded, and everything that is written of it."""

from __future__ import annotations

import argparse
import secrets
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from grader.cli.options import add_course, add_language, add_seed, positive
from grader.course.course import find_course
from grader.errors import CannotWrite
from grader.gradebook.kept import Joined, join
from grader.gradebook.roster import Roster, read_roster
from grader.gradebook.run import Stopped, grade_all
from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.intake.find import Intake, take_in
from grader.intake.layout import Layout
from grader.language.catalogue import Language, find_language
from grader.reports.files import gradebook_files, read_folder, remove_outdated_pages, write_files
from grader.reports.terminal import gradebook_table
from grader.results import Gradebook
from grader.sandbox.box import Level
from grader.workers.pool import Limits, Zygote, strongest_level

LAYOUTS = ", ".join(layout.value for layout in Layout if layout is not Layout.FILE)
MOST_PASSED_BY = 5
UNFINISHED = "unfinished"
LEVELS = ", ".join(level.value for level in Level)


def add_grade(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "submissions", type=Path, help="a folder in any layout (docs/handing-in.md), a zip, or one notebook"
    )
    command.add_argument(
        "--layout", type=_layout, metavar="NAME", help=f"what the folder is laid out like, if it is misread: {LAYOUTS}"
    )
    command.add_argument("--roster", type=Path, help="a CSV file with the columns id and name: adds who is missing")
    command.add_argument("--output", type=Path, default=Path("grades"), help="where to write (default: %(default)s)")
    add_course(command)
    add_language(command)
    add_seed(command, default="a new one")
    command.add_argument(
        "--seconds",
        type=positive,
        default=Limits.seconds,
        help=f"CPU seconds for one case (default: {Limits.seconds:g})",
    )
    command.add_argument(
        "--memory",
        type=positive,
        default=Limits.memory / 2**20,
        help=f"megabytes for one submission (default: {Limits.memory // 2**20})",
    )
    command.add_argument(
        "--budget",
        type=positive,
        default=Limits.budget,
        help=f"CPU seconds for one submission, and as many of waiting (default: {Limits.budget:g})",
    )
    command.add_argument(
        "--no-follow-through",
        dest="follow_through",
        action="store_false",
        help="a wrong helper costs the points of the functions that call it, too",
    )
    command.add_argument(
        "--require-sandbox", type=_level, metavar="LEVEL", help=f"refuse to run in a box weaker than this: {LEVELS}"
    )
    command.set_defaults(carry_out=_grade)


def _grade(options: argparse.Namespace, console: Console) -> bool:
    start = time.monotonic()
    spoken = find_language(options.language)
    course = find_course(options.course, around=Path.cwd())
    language = course.in_language(spoken)
    level = strongest_level(options.require_sandbox)
    intake = take_in(options.submissions, helpers=course.modules.published_names, layout=options.layout)
    _print_intake(intake, console)
    submissions = intake.submissions
    roster = read_roster(options.roster) if options.roster else Roster(())
    if options.roster:
        submissions = roster.rename(submissions)
    read_folder(options.output)  # what must not be overwritten is told now, and not when all is graded
    hidden = [*course.held_back, options.submissions, options.output, *filter(None, [options.roster])]
    _make_folder(options.output)
    limits = Limits(options.seconds, memory=int(options.memory * 2**20), budget=options.budget)
    with Zygote(limits, level=level, data=course.data, hidden=hidden) as zygote:
        seed = secrets.randbelow(2**31) if options.seed is None else options.seed
        examinations = [LiveExamination(course, item, zygote, seed=seed) for item in course.all_assignments()]
        grader = Grader(examinations, zygote, follow_through=options.follow_through)
        with _progress(console) as progress:
            task = progress.add_task("grading", total=len(submissions))
            try:
                graded = grade_all(grader, submissions, seed=seed, progress=lambda reports: progress.advance(task))
            except Stopped as stopped:
                _keep_unfinished(stopped.graded, language, options.output / UNFINISHED, console)
                raise stopped.__cause__ or stopped from None
    gradebook = Gradebook.of([*graded.reports, *roster.missing(submissions)], seed=seed)
    joined = _write(gradebook, language, options.output)
    _print_gradebook(joined.now, language, options.output, console)
    _print_kept(joined.kept, options.output, console)
    _print_summary(joined.now, level, time.monotonic() - start, console)
    return not gradebook.ungradable


def _write(gradebook: Gradebook, language: Language, output: Path) -> Joined:
    """Write what was graded, with what the folder holds from before."""
    before = read_folder(output)
    joined = join(before, gradebook)
    write_files(output, gradebook_files(joined.whole, language))
    remove_outdated_pages(output, before, joined.whole)
    return joined


def _print_intake(intake: Intake, console: Console) -> None:
    """One line: how the folder was understood, and what is nobody's."""
    if intake.layout is Layout.FILE:
        return
    where = f" (in {intake.within})" if intake.within else ""
    students = "1 student" if intake.students == 1 else f"{intake.students} students"
    files = "1 file" if len(intake.submissions) == 1 else f"{len(intake.submissions)} files"
    more = len(intake.passed_by) - MOST_PASSED_BY
    some = ", ".join(intake.passed_by[:MOST_PASSED_BY]) + (f" and {more} more" if more > 0 else "")
    passed_by = f"; nobody's: {some}" if some else ""
    line = f"read as {intake.layout.meaning}{where}: {students}, {files}{passed_by}; if that is wrong, say --layout"
    console.print(Text(line), soft_wrap=True)


def _keep_unfinished(graded: Gradebook, language: Language, output: Path, console: Console) -> None:
    """Write what there is where it takes the place of nothing that an earlier run made."""
    if graded.reports:
        _write(graded, language, output)
        count = len(graded.reports)
        console.print(f"Graded until then: {count} {'row' if count == 1 else 'rows'}, in {output}", soft_wrap=True)


def _make_folder(path: Path) -> None:
    """Find out now, and not when everything is graded, whether there is a place for it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error


def _print_gradebook(gradebook: Gradebook, language: Language, output: Path, console: Console) -> None:
    console.print(gradebook_table(gradebook, language))
    console.print()
    console.print(Text(f"grades    {output / 'grades.csv'}  {output / 'results.json'}"), soft_wrap=True)
    console.print(Text(f"feedback  {output / 'feedback'}"), soft_wrap=True)


def _print_kept(count: int, output: Path, console: Console) -> None:
    if count:
        rows = "1 row" if count == 1 else f"{count} rows"
        console.print(Text(f"kept      {rows} of what {output} held before"), soft_wrap=True)


def _print_summary(gradebook: Gradebook, level: Level, seconds: float, console: Console) -> None:
    count = len({(report.student, report.path) for report in gradebook.reports if report.path})
    notebooks = "1 notebook" if count == 1 else f"{count} notebooks"
    ungradable = f", {len(gradebook.ungradable)} of them not gradable" if gradebook.ungradable else ""
    missing = f", nothing from {len(gradebook.missing)} on the roster" if gradebook.missing else ""
    how = f"box: {level.value}; the same questions again: --seed {gradebook.seed}"
    console.print(f"{notebooks} in {seconds:.1f} s{ungradable}{missing}; {how}", soft_wrap=True)


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _level(text: str) -> Level:
    try:
        return Level(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no level of the box: say one of {LEVELS}") from None


def _layout(text: str) -> Layout:
    try:
        return Layout(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no layout: say one of {LAYOUTS}") from None
