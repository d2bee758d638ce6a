"""The command line: finds the command, has it carried out, and alone makes exit codes.

0   it was done, whatever the scores
1   something could not be graded, is stale, or does not hold
2   the course is broken, or the command cannot be carried out as it was given
130 somebody stopped it, as with Ctrl-C

What a command needs is imported when that command is asked for: `grader --help` waits for nobody's NumPy.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from grader.cli.options import add_command
from grader.errors import GraderError
from grader.faults import place_of
from grader.harmless import harmless_line

DONE, NOT_ALL, BROKEN, STOPPED = 0, 1, 2, 130
# Under which names the grader is installed: from the repository, and from what `grader release` makes.
DISTRIBUTIONS = ("neural-course-kit", "course-for-students")


@dataclass(frozen=True)
class Command:
    """A command as `grader --help` lists it; in the module `family`, `add_NAME` gives it its arguments."""

    name: str
    family: str
    text: str
    example: str = ""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Say what the command takes, and what carries it out: a function that tells whether all was done."""
        getattr(importlib.import_module(f"grader.cli.{self.family}"), f"add_{self.name}")(parser)


COMMANDS = (
    Command("grade", "grade", "grade a folder of notebooks, or one", "grader grade submissions/ --seed 1"),
    Command("report", "gradebook", "write all files of a gradebook; nothing is run", "grader report grades"),
    Command("regrade", "regrade", "grade what a gradebook holds once more", "grader regrade --function linear_forward"),
    Command(
        "adjust",
        "gradebook",
        "give or take points by hand, apart from what is measured",
        'grader adjust ada python_basics +2 --reason "The proof was nice."',
    ),
    Command("history", "gradebook", "tell every attempt and adjustment of a student", "grader history ada"),
    Command("diff", "regrade", "tell whose score another course or gradebook changes, and why", "grader diff . ../new"),
    Command(
        "similar",
        "similar",
        "rank students whose functions are suspiciously alike",
        "grader similar grades --against ../2025/grades",
    ),
    Command("desk", "desk", "look at a class in the browser, adjust, comment, release", "grader desk grades"),
    Command("export", "export", "fill in the files of Canvas and Moodle, or tell CI"),
    Command("gradescope", "gradescope", "make the autograder that Gradescope runs for each submission"),
    Command("check", "check", "ask one notebook the visible cases", "grader check my.ipynb"),
    Command(
        "release",
        "course",
        "make what students get: notebooks, helpers, data, visible cases",
        "grader release course.zip",
    ),
    Command("start", "course", "copy clean notebooks to work in; nothing is overwritten", "grader start"),
    Command("new", "course", "begin an assignment that builds and holds at once", "grader new week_6"),
    Command("build", "course", "build notebooks and stored answers from their sources", "grader build"),
    Command("verify", "course", "prove that the course holds together", "grader verify"),
    Command("doctor", "doctor", "say which box this machine gives, and attack it", "grader doctor"),
    Command("data", "course", "say which data the notebooks use, or give them others"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command and return its exit code."""
    code = BROKEN
    try:
        return _carry_out(sys.argv[1:] if arguments is None else arguments)
    except GraderError as error:
        complaint = str(error)
    except KeyboardInterrupt as stopped:
        complaint, code = str(stopped) or "stopped.", STOPPED
    except Exception as error:  # noqa: BLE001 - what nobody foresaw is told in a sentence, too
        complaint = _unforeseen(error)

    from rich.console import Console
    from rich.text import Text

    Console(stderr=True, highlight=False).print(Text(f"grader: {complaint}", "red"), soft_wrap=True)
    return code


def _carry_out(arguments: Sequence[str]) -> int:
    options = parser(arguments).parse_args(arguments)

    from grader.cli.screen import screen

    return DONE if options.carry_out(options, screen()) else NOT_ALL


def parser(asked: Collection[str] | None = None) -> argparse.ArgumentParser:
    """The parser of the command line, in which the commands that are asked for know their arguments; else all do."""
    top = argparse.ArgumentParser(
        prog="grader",
        description="Grade the notebooks of a course, and build and prove the course itself.",
        epilog="example: grader grade submissions/",
    )
    top.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        added = add_command(commands, command.name, command.text, command.example)
        if asked is None or command.name in asked:
            command.add_arguments(added)
    return top


class _Version(argparse.Action):
    """Says the version; looks it up only then, which takes longer than all the rest."""

    def __call__(self, parser: argparse.ArgumentParser, *ignored: object) -> None:
        import importlib.metadata as installed

        version = "not installed"
        for name in DISTRIBUTIONS:
            with contextlib.suppress(installed.PackageNotFoundError):
                version = installed.version(name)
        print(parser.prog, version)
        parser.exit()


def _unforeseen(error: Exception) -> str:
    words = f" ({error})" if str(error) else ""
    return harmless_line(
        f"this is a fault of the grader, and not yours: {place_of(error)}{words}. "
        "Please report it with this line and the command that you gave."
    )
