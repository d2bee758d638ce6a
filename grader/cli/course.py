"""`grader release`, `build`, `verify` and `data`: what authors do with a course. Each imports what it alone needs."""

from __future__ import annotations

import argparse
import shlex
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.cli.options import add_command, add_course, add_seed
from grader.cli.screen import busy, counted, stoppable
from grader.course.course import Course, find_course
from grader.errors import AssignmentNotFound, CannotWrite
from grader.harmless import harmless_line


def add_release(command: argparse.ArgumentParser) -> None:
    command.add_argument("out", type=Path, help="a new folder, or a .zip file")
    command.add_argument(
        "--shuffle",
        type=Path,
        metavar="ROSTER",
        help="only the quizzes, in a folder for each student of this list, each with the options in another order",
    )
    add_course(command)
    command.set_defaults(carry_out=_release)


def add_start(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "folder", type=Path, nargs="?", default=Path("my_course"), metavar="DIR", help="where to (default: %(default)s)"
    )
    add_course(command)
    command.set_defaults(carry_out=_start)


def add_new(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="NAME", help="what its files are called: small letters, digits, underscores")
    command.add_argument("--title", default="", help="the heading of its notebooks (default: made from the name)")
    command.add_argument(
        "--course", type=Path, help="the course's folder, which may be a new one (default: the one around this folder)"
    )
    command.set_defaults(carry_out=_new)


def add_build(command: argparse.ArgumentParser) -> None:
    command.add_argument("--check", action="store_true", help="write nothing; name stale files and exit with 1")
    add_course(command)
    command.set_defaults(carry_out=_build)


def add_verify(command: argparse.ArgumentParser) -> None:
    add_seed(command, default="0")
    command.add_argument(
        "--no-notebooks", dest="notebooks", action="store_false", help="do not run the solution notebooks in a kernel"
    )
    command.add_argument(
        "--mutants", action="store_true", help="also ask every small change of the solutions: a case has to notice it"
    )
    add_course(command)
    command.set_defaults(carry_out=_verify)


def add_data(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(title="commands", metavar="COMMAND", required=True)
    text = "check data and let the notebooks use them"
    chosen = add_command(actions, "import", text, "grader data import ~/Downloads/datasets")
    chosen.add_argument("folder", type=Path, metavar="DIR", help="the folder that holds the files")
    add_course(chosen)
    chosen.set_defaults(carry_out=_data_import)
    asked = add_command(actions, "status", "say which data the notebooks use", "grader data status")
    add_course(asked)
    asked.set_defaults(carry_out=_data_status)


def _release(options: argparse.Namespace, console: Console) -> bool:
    from grader.authoring.release import released, write_release

    if options.shuffle:
        return _release_shuffled(options, console)
    with stoppable("nothing was written."), busy(console, "putting together what students get"):
        files = released(_course(options))
        write_release(files, options.out)
    size = sum(map(len, files.values())) / 2**20
    console.print(
        f"{options.out}: {counted(len(files), 'file')}, {size:.1f} MB; no solution and no held-out case is in it."
    )
    return True


def _release_shuffled(options: argparse.Namespace, console: Console) -> bool:
    from grader.authoring.quiz_notebook import shuffled_quizzes
    from grader.authoring.release import write_release
    from grader.gradebook.roster import read_roster

    students = [student.name for student in read_roster(options.shuffle).students]
    files = shuffled_quizzes(_course(options), students)
    write_release(files, options.out)
    console.print(
        f"{options.out}: {counted(len(files), 'notebook')} for {counted(len(students), 'student')}; no key is in them."
    )
    return True


def _start(options: argparse.Namespace, console: Console) -> bool:
    from grader.authoring.release import course_files, write_missing

    course = _course(options)
    if options.folder.resolve() == course.root.resolve():
        raise CannotWrite(options.folder, "it is the course itself", "name another folder: grader start my_course")
    files = course_files(course)
    if not files:
        raise AssignmentNotFound("any", ())
    written, kept = write_missing(files, options.folder)
    for path in kept:
        console.print(f"left alone: {options.folder / path}", soft_wrap=True, markup=False)
    console.print(f"{options.folder}: {written} files written, {len(kept)} left alone, since they hold something else.")
    jupyter, root = Path(sys.executable).with_name("jupyter"), shlex.quote(str(options.folder))
    first = min(str(path) for path in files if path.suffix == ".ipynb")
    console.print(f"Begin with: {jupyter} lab --ServerApp.root_dir={root} {root}/{first}", soft_wrap=True, markup=False)
    return True


def _new(options: argparse.Namespace, console: Console) -> bool:
    from grader.authoring.scaffold import scaffold, write_scaffold

    course = Course(options.course.resolve()) if options.course else _course(options)
    files = scaffold(course, options.name, options.title)
    write_scaffold(files)
    _print_paths("wrote", course, [*files], console)
    console.print("Write your exercises into these, then: grader build, grader verify")
    return True


def _build(options: argparse.Namespace, console: Console) -> bool:
    from grader.authoring.build import build
    from grader.workers.pool import Limits, Zygote

    course = _course(options)
    stopped = stoppable("the same command builds what is still stale.")
    with stopped, busy(console, "building"), Zygote(Limits(), data=course.data) as zygote:
        built = build(course, zygote)
    _print_paths("built from nothing:", course, built.strays, console)
    if options.check:
        _print_paths("stale:", course, built.stale, console)
        if built.stale or built.strays:
            return False
    else:
        _print_paths("wrote", course, built.write(), console)
    console.print(f"{counted(len(built.files), 'file is', 'files are')} up to date.")
    return True


def _verify(options: argparse.Namespace, console: Console) -> bool:
    from grader.authoring.verify import proofs
    from grader.workers.pool import Limits, Zygote

    course = _course(options)
    seed = 0 if options.seed is None else options.seed
    failed, told = 0, set[str]()
    with stoppable("what does not stand above was not tried."), Zygote(Limits(), data=course.data) as zygote:
        for proof in proofs(course, zygote, seed=seed, notebooks=options.notebooks, mutants=options.mutants):
            start = time.monotonic()
            with busy(console, proof.title):
                findings = proof.findings()
            failed += bool(findings)
            mark = Text("✗", "red") if findings else Text("✓", "green")
            console.print(Text.assemble(mark, f" {proof.title}", (f"  {time.monotonic() - start:.1f} s", "dim")))
            for finding in map(str, findings):
                text = "as above" if finding in told else finding
                console.print(Text(f"  {text}", "red"), soft_wrap=True)
                told.add(finding)
    console.print(f"{counted(failed, 'proof')} failed." if failed else "Everything holds.")
    return not failed


def _data_import(options: argparse.Namespace, console: Console) -> bool:
    from grader.course.datasets import import_data

    return _print_lines(import_data(_course(options), options.folder), console)


def _data_status(options: argparse.Namespace, console: Console) -> bool:
    from grader.course.datasets import data_status

    return _print_lines(data_status(_course(options)), console)


def _course(options: argparse.Namespace) -> Course:
    return find_course(options.course, around=Path.cwd())


def _print_paths(what: str, course: Course, paths: Sequence[Path], console: Console) -> None:
    for path in paths:
        console.print(f"{what} {path.relative_to(course.root)}", soft_wrap=True)


def _print_lines(lines: Sequence[str], console: Console) -> bool:
    for line in lines:
        console.print(Text(harmless_line(line)), soft_wrap=True)
    return True
