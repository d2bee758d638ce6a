"""The command line: the only place that prints, and `main` the only place that makes exit codes.

0   it was done, whatever the scores
1   something could not be graded, is stale, or does not hold
2   the course is broken, or the command cannot be carried out as it was given
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from grader.course import expected
from grader.course.course import Course, find_course
from grader.errors import GraderError
from grader.gradebook.roster import Roster, read_roster
from grader.gradebook.run import grade_all
from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.harmless import harmless_line
from grader.intake.find import find_submissions
from grader.language.catalogue import VARIABLE, Language, find_language, known_languages
from grader.reports.files import gradebook_files, write_files
from grader.reports.terminal import gradebook_table, verdict_lines
from grader.results import Gradebook, SubmissionReport
from grader.sandbox.levels import Level
from grader.sentence import Sentence
from grader.workers.pool import Limits, Zygote, strongest_level

DONE, NOT_ALL, BROKEN = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command and return its exit code."""
    options = _parser().parse_args(arguments)
    # A pipe has no width: give it room for whole sentences.
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
    try:
        code: int = options.carry_out(options, console)
    except GraderError as error:
        Console(stderr=True, highlight=False).print(Text(f"grader: {error}", "red"), soft_wrap=True)
        return BROKEN
    except KeyboardInterrupt:
        Console(stderr=True).print("grader: stopped.")
        return BROKEN
    return code


def _grade(options: argparse.Namespace, console: Console) -> int:
    start = time.monotonic()
    course = find_course(options.course, around=Path.cwd())
    language = course.in_language(find_language(options.language))
    submissions = find_submissions(options.submissions, helpers=course.published_names)
    roster = read_roster(options.roster) if options.roster else Roster(())
    if options.roster:
        submissions = roster.rename(submissions)
    hidden = [*course.held_back, options.submissions, options.output, *filter(None, [options.roster])]
    level = strongest_level(options.require_sandbox)
    with Zygote(_limits(options), level=level, data=course.data, hidden=hidden) as zygote:
        seed = secrets.randbelow(2**31) if options.seed is None else options.seed
        examinations = [LiveExamination(course, item, zygote, seed=seed) for item in course.all_assignments()]
        grader = Grader(examinations, zygote, follow_through=options.follow_through)
        with _progress(console) as progress:
            task = progress.add_task("grading", total=len(submissions))
            graded = grade_all(grader, submissions, seed=seed, progress=lambda report: progress.advance(task))
    gradebook = Gradebook.of([*graded.reports, *roster.missing(submissions)], seed=seed)
    write_files(options.output, gradebook_files(gradebook, language))
    _print_gradebook(gradebook, language, options.output, console)
    seconds = time.monotonic() - start
    count = len(gradebook.reports) - len(gradebook.missing)
    notebooks = "1 notebook" if count == 1 else f"{count} notebooks"
    ungradable = f", {len(gradebook.ungradable)} of them not gradable" if gradebook.ungradable else ""
    missing = f", nothing from {len(gradebook.missing)} on the roster" if gradebook.missing else ""
    how = f"box: {zygote.level.value}; the same questions again: --seed {gradebook.seed}"
    console.print(f"{notebooks} in {seconds:.1f} s{ungradable}{missing}; {how}", soft_wrap=True)
    return NOT_ALL if gradebook.ungradable else DONE


def _print_gradebook(gradebook: Gradebook, language: Language, output: Path, console: Console) -> None:
    console.print(gradebook_table(gradebook, language))
    console.print()
    console.print(Text(f"grades    {output / 'grades.csv'}  {output / 'results.json'}"), soft_wrap=True)
    console.print(Text(f"feedback  {output / 'feedback'}"), soft_wrap=True)


def _check(options: argparse.Namespace, console: Console) -> int:
    (submission,) = find_submissions(options.notebook)[:1]
    course = find_course(options.course, around=options.notebook.parent)
    language = course.in_language(find_language(options.language))
    with Zygote(_limits(options), data=course.data, hidden=course.held_back) as zygote:
        stored = [expected.load(course, name) for name in course.expected_names]
        report = Grader(stored, zygote).grade(submission)
    return _print_check(report, language.about(report.assignment), console)


def _print_check(report: SubmissionReport, language: Language, console: Console) -> int:
    for problem in report.problems:
        console.print(Text(harmless_line(language.repeat(problem)), "yellow"), soft_wrap=True)
    if not report.exercises:
        return NOT_ALL
    for exercise in report.exercises:
        for line in verdict_lines(exercise, language):
            console.print(line, soft_wrap=True)
    right = sum(exercise.score.earned > 0 for exercise in report.exercises)
    total = len(report.exercises)
    last = Sentence("{right} of {total} functions are right on the visible cases.", right=right, total=total)
    console.print(language.say(last))
    return DONE


def _release(options: argparse.Namespace, console: Console) -> int:
    from grader.authoring.release import bundle, write_bundle

    files = bundle(find_course(options.course, around=Path.cwd()))
    write_bundle(files, options.out)
    size = sum(map(len, files.values())) / 2**20
    console.print(f"{options.out}: {len(files)} files, {size:.1f} MB; no solution and no held-out case is in it.")
    return DONE


def _build(options: argparse.Namespace, console: Console) -> int:
    from grader.authoring.build import build

    course = find_course(options.course, around=Path.cwd())
    with Zygote(_limits(options), data=course.data) as zygote:
        built = build(course, zygote)
    for path in built.strays:
        console.print(f"built from nothing: {_within(course, path)}", soft_wrap=True)
    if options.check:
        for path in built.stale:
            console.print(f"stale: {_within(course, path)}", soft_wrap=True)
        if built.stale or built.strays:
            return NOT_ALL
        console.print(f"{len(built.files)} files are up to date.")
        return DONE
    written = built.write()
    for path in written:
        console.print(f"wrote {_within(course, path)}", soft_wrap=True)
    console.print(f"{len(built.files)} files are up to date.")
    return DONE


def _doctor(options: argparse.Namespace, console: Console) -> int:
    from grader.workers.doctor import LIMITS, examine, levels, not_promised, remedies

    level = strongest_level()
    for other, reason in levels():
        if reason is None:
            console.print(f"{other.value}: given{', and used' if other is level else ''}")
        else:
            console.print(Text(harmless_line(f"{other.value}: not given: {reason}"), "yellow"), soft_wrap=True)
            for advice in remedies(other):
                console.print(f"  {advice}", soft_wrap=True)
    console.print(f"\nSome attacks on the {level.value} box of this machine:")
    failed = 0
    with Zygote(LIMITS, level=level) as zygote:
        for finding in examine(zygote):
            failed += not finding.held
            mark = Text("✓", "green") if finding.held else Text("✗", "red")
            told = f": {finding.told}" if finding.told else ""
            line = f" {finding.attack.title}: {finding.attack.promise}"
            console.print(Text.assemble(mark, line, (harmless_line(told), "red")), soft_wrap=True)
    for attack in not_promised(level):
        console.print(Text(f"– {attack.title}: not promised on this level", "dim"), soft_wrap=True)
    console.print(f"{failed} attacks got through." if failed else "All were fended off.")
    return NOT_ALL if failed else DONE


def _verify(options: argparse.Namespace, console: Console) -> int:
    from grader.authoring.verify import proofs

    course = find_course(options.course, around=Path.cwd())
    seed = 0 if options.seed is None else options.seed
    failed = 0
    with Zygote(_limits(options), data=course.data) as zygote:
        for proof in proofs(course, zygote, seed=seed, notebooks=options.notebooks):
            start = time.monotonic()
            findings = proof.findings()
            failed += bool(findings)
            mark = Text("✗", "red") if findings else Text("✓", "green")
            console.print(Text.assemble(mark, f" {proof.title}", (f"  {time.monotonic() - start:.1f} s", "dim")))
            for finding in findings:
                console.print(Text(f"  {finding}", "red"), soft_wrap=True)
    console.print(f"{failed} proofs failed." if failed else "Everything holds.")
    return NOT_ALL if failed else DONE


def _data_import(options: argparse.Namespace, console: Console) -> int:
    from grader.course.datasets import import_data

    return _print_lines(import_data(find_course(options.course, around=Path.cwd()), options.folder), console)


def _data_status(options: argparse.Namespace, console: Console) -> int:
    from grader.course.datasets import data_status

    return _print_lines(data_status(find_course(options.course, around=Path.cwd())), console)


def _print_lines(lines: Sequence[str], console: Console) -> int:
    for line in lines:
        console.print(Text(harmless_line(line)), soft_wrap=True)
    return DONE


def _within(course: Course, path: Path) -> Path:
    return path.relative_to(course.root)


def _limits(options: argparse.Namespace) -> Limits:
    chosen = {"seconds": getattr(options, "seconds", None), "memory": getattr(options, "memory", None)}
    given = {name: value for name, value in chosen.items() if value is not None}
    if "memory" in given:
        given["memory"] = int(given["memory"] * 2**20)
    return Limits(**given)


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="grader",
        description="Grade the notebooks of a course, and build and prove the course itself.",
        epilog="example: grader grade submissions/",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (_add_grade, _add_check, _add_release, _add_build, _add_verify, _add_doctor, _add_data):
        add(commands)
    return parser


def _add_grade(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(commands, "grade", "grade a folder of notebooks, or one", "grader grade submissions/ --seed 1")
    command.add_argument(
        "submissions", type=Path, help="a folder in any layout (docs/handing-in.md), a zip, or one notebook"
    )
    command.add_argument("--roster", type=Path, help="a CSV file with the columns id and name: adds who is missing")
    _add_language(command)
    command.add_argument("--output", type=Path, default=Path("grades"), help="where to write (default: grades)")
    command.add_argument("--seed", type=_seed, help="draw the held-out cases from this seed (default: a new one)")
    command.add_argument("--seconds", type=_positive, help="CPU seconds for one case (default: 4)")
    command.add_argument("--memory", type=_positive, help="megabytes for one submission (default: 3072)")
    command.add_argument(
        "--no-follow-through",
        dest="follow_through",
        action="store_false",
        help="a wrong helper costs the points of the functions that call it, too",
    )
    command.add_argument(
        "--require-sandbox",
        type=_level,
        metavar="LEVEL",
        help=f"refuse to run in a box weaker than this: {', '.join(level.value for level in Level)}",
    )
    command.set_defaults(carry_out=_grade)


def _add_language(command: argparse.ArgumentParser) -> None:
    codes = " or ".join(known_languages())
    command.add_argument("--language", help=f"what students read: {codes} (default: what {VARIABLE} says, else en)")


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(commands, "check", "ask one notebook the visible cases", "grader check my.ipynb")
    command.add_argument("notebook", type=Path)
    _add_language(command)
    command.set_defaults(carry_out=_check)


def _add_release(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "make what students get: notebooks, helpers, data, visible cases"
    command = _command(commands, "release", text, "grader release course.zip")
    command.add_argument("out", type=Path, help="a new folder, or a .zip file")
    command.set_defaults(carry_out=_release)


def _add_build(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(commands, "build", "build notebooks and stored answers from their sources", "grader build")
    command.add_argument("--check", action="store_true", help="write nothing; name stale files and exit with 1")
    command.set_defaults(carry_out=_build)


def _add_doctor(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(commands, "doctor", "say which box this machine gives, and attack it", "grader doctor")
    command.set_defaults(carry_out=_doctor)


def _add_verify(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(commands, "verify", "prove that the course holds together", "grader verify")
    command.add_argument("--seed", type=_seed, help="draw the held-out cases from this seed (default: 0)")
    command.add_argument(
        "--no-notebooks", dest="notebooks", action="store_false", help="do not run the solution notebooks in a kernel"
    )
    command.set_defaults(carry_out=_verify)


def _add_data(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "say which data the notebooks use, or give them others"
    parser = commands.add_parser("data", help=text, description=text.capitalize() + ".")
    actions = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    command = _command(
        actions, "import", "check data and let the notebooks use them", "grader data import ~/Downloads/datasets"
    )
    command.add_argument("folder", type=Path, metavar="DIR", help="the folder that holds the files")
    command.set_defaults(carry_out=_data_import)
    command = _command(actions, "status", "say which data the notebooks use", "grader data status")
    command.set_defaults(carry_out=_data_status)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str, example: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text.capitalize() + ".", epilog=f"example: {example}")
    command.add_argument("--course", type=Path, help="the course's folder (default: the one around this folder)")
    return command


def _seed(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None


def _level(text: str) -> Level:
    try:
        return Level(text)
    except ValueError:
        levels = ", ".join(level.value for level in Level)
        raise argparse.ArgumentTypeError(f"{text!r} is no level of the box: say one of {levels}") from None


def _positive(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return value


if __name__ == "__main__":
    sys.exit(main())
