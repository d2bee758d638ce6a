"""`grader gradescope`: makes the autograder that Gradescope runs, and is what that one runs for each submission."""

from __future__ import annotations

import argparse
import secrets
import shlex
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.cli.options import add_command, add_course, add_language, add_limits, add_seed
from grader.cli.screen import busy, stoppable
from grader.cli.setup import Setup
from grader.course.course import Course, find_course
from grader.errors import AssignmentNotFound, GraderError, NoNotebooks
from grader.faults import PACKAGE, place_of
from grader.gradebook.book import Book
from grader.gradebook.run import Stopped, grade_class
from grader.gradebook.store import Store
from grader.harmless import harmless_line
from grader.intake.find import take_in
from grader.language.catalogue import find_language
from grader.platforms.gradescope_autograder import VISIBILITIES, as_json, autograder, failed, results
from grader.reports.translated import in_language
from grader.reports.writing import write_file
from grader.results import SubmissionReport
from grader.sandbox.box import Level
from grader.submission import Submission

# Of what one student uploads; the newest of them.
MAX_FILES = 20
CHECKPOINTS = ".ipynb_checkpoints"


def add_gradescope(command: argparse.ArgumentParser) -> None:
    kinds = command.add_subparsers(title="commands", metavar="COMMAND", required=True)
    build = add_command(kinds, "build", "make the autograder to upload", "grader gradescope build week4.zip")
    build.add_argument(
        "zip",
        type=Path,
        nargs="?",
        default=Path("autograder.zip"),
        metavar="ZIP",
        help="what to write (default: %(default)s)",
    )
    build.add_argument(
        "--minutes", type=int, default=10, help="after how many minutes Gradescope stops it (default: %(default)s)"
    )
    _add_common(build)
    build.set_defaults(carry_out=_build, require_sandbox=Level.LANDLOCK)

    text = "grade one submission: what the autograder runs"
    run = add_command(kinds, "run", text, "grader gradescope run /autograder/submission --results results.json")
    run.add_argument("folder", type=Path, metavar="FOLDER", help="what one student handed in")
    run.add_argument("--results", type=Path, required=True, metavar="FILE", help="the results.json to write")
    _add_common(run)
    run.set_defaults(carry_out=_run)


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--assignment", metavar="NAME", help="the assignment that counts (default: whichever are answered)"
    )
    command.add_argument(
        "--held-out",
        choices=VISIBILITIES,
        default="after_published",
        metavar="WHEN",
        help=f"when students see what became of held-out cases: {', '.join(VISIBILITIES)} (default: %(default)s)",
    )
    add_course(command)
    add_language(command)
    add_seed(command, default="a new one")
    add_limits(command)


def _build(options: argparse.Namespace, console: Console) -> bool:
    from grader.authoring.release import dependencies

    course = find_course(options.course, around=Path.cwd())
    _check(course, options.assignment)
    seed = secrets.randbelow(2**31) if options.seed is None else options.seed
    chosen = {
        "--assignment": options.assignment,
        "--language": find_language(options.language).code,
        "--held-out": options.held_out,
        "--seed": seed,
        "--seconds": options.seconds,
        "--memory": options.memory,
        "--budget": options.budget,
        "--require-sandbox": options.require_sandbox.value,
    }
    said = [f"{name} {shlex.quote(str(value))}" for name, value in chosen.items() if value is not None]
    said += [] if options.follow_through else ["--no-follow-through"]
    parts = ("solutions", "testcases", "assignments", "data", "course.toml")
    own = [(name, course.root / name) for name in parts]
    with stoppable("nothing was written."), busy(console, "packing"):
        data = autograder(PACKAGE, own, dependencies(), " ".join(said), minutes=options.minutes)
        write_file(options.zip, data)
    size = f"{len(data) / 2**20:.1f} MB; the same questions again: --seed {seed}"
    console.print(Text(f"{options.zip}: {size}"), soft_wrap=True)
    return True


def _check(course: Course, assignment: str | None) -> None:
    """That the course is whole, and has the assignment.

    Raises
    ------
    CourseError
        If it is not.
    """
    names = [item.name for item in course.all_assignments()]
    if not names or (assignment and assignment not in names):
        raise AssignmentNotFound(assignment or "any", names)


def _run(options: argparse.Namespace, console: Console) -> bool:
    """Whatever happens, results are written; what is printed instructors alone can see."""
    try:
        language = find_language(options.language)
        course = find_course(options.course, around=Path.cwd())
        reports = _reports(options, course)
        document = results(
            [in_language(report, course.in_language(language)) for report in reports], held_out=options.held_out
        )
        console.print(Text("\n".join(harmless_line(f"{item.assignment} {item.score}") for item in reports)))
        done = True
    except Exception as error:  # noqa: BLE001 - a student waits for an answer, whatever went wrong here
        cause = error.__cause__ if isinstance(error, Stopped) and error.__cause__ else error
        told = str(cause) if isinstance(cause, GraderError) else f"{place_of(cause)}: {cause}"
        console.print(Text(harmless_line(f"grader: {told}"), "red"), soft_wrap=True)
        ours = "The grader could not run, which is not your fault: please tell your instructor."
        document = failed(str(cause) if isinstance(cause, NoNotebooks) else ours)
        done = False
    write_file(options.results, as_json(document).encode())
    return done


def _reports(options: argparse.Namespace, course: Course) -> Sequence[SubmissionReport]:
    """The report on each assignment that is answered, by the rules of the course for several files."""
    _check(course, options.assignment)
    setup = Setup.of(options, course, [options.folder, options.results.resolve().parent])
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as store:
        run = store.begin("grade", seed=options.seed)
        handed_in = _handed_in(options.folder, course)
        grade_class(store, run, handed_in, lambda: setup.grader(run.seed), terms=lambda assignments: "")
        reports = Book(store, course.settings).reports().reports
    wanted = [report for report in reports if options.assignment in (None, report.assignment)]
    return wanted or [replace(report, exercises=()) for report in reports]


def _handed_in(folder: Path, course: Course) -> list[Submission]:
    """The files of one student, who has one name, whatever the folders are called.

    Raises
    ------
    NoNotebooks
        If there is none.
    """
    helpers = course.modules.published_names
    files = [
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in (".ipynb", ".py")
        and path.is_file()
        and not path.is_symlink()
        and path.stem not in helpers
        and CHECKPOINTS not in path.parts
    ]
    newest = sorted(files, key=lambda path: (path.stat().st_mtime, path))[-MAX_FILES:]
    if not newest:
        raise NoNotebooks(folder)
    found = [submission for path in newest for submission in take_in(path).submissions]
    return [replace(item, student="you", sender="you", called="you", aliases=(), problems=()) for item in found]
