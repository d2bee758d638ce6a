"""Arguments that several commands share. Defaults are read from where they hold, never written again."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str, example: str = ""
) -> argparse.ArgumentParser:
    """A new command among others; its help ends in an example."""
    epilog = f"example: {example}" if example else None
    return commands.add_parser(name, help=text, description=text.capitalize() + ".", epilog=epilog)


def add_course(command: argparse.ArgumentParser) -> None:
    command.add_argument("--course", type=Path, help="the course's folder (default: the one around this folder)")


def add_language(command: argparse.ArgumentParser, *, before: str = "") -> None:
    """In which language students read; `before` says what comes before the environment."""
    from grader.language.catalogue import VARIABLE, known_languages

    codes = " or ".join(known_languages())
    default = f"{before}what {VARIABLE} says, else en"
    command.add_argument("--language", help=f"what students read: {codes} (default: {default})")


def add_seed(command: argparse.ArgumentParser, *, default: str) -> None:
    command.add_argument("--seed", type=_seed, help=f"draw the held-out cases from this seed (default: {default})")


def add_limits(command: argparse.ArgumentParser) -> None:
    """What a submission may use, how it is asked, and in which box."""
    from grader.sandbox.box import Level
    from grader.workers.limits import Limits

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
    levels = ", ".join(level.value for level in Level)

    def level(text: str) -> Level:
        try:
            return Level(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is no level of the box: say one of {levels}") from None

    command.add_argument(
        "--require-sandbox", type=level, metavar="LEVEL", help=f"refuse to run in a box weaker than this: {levels}"
    )


def add_execute(command: argparse.ArgumentParser) -> None:
    """For the commands that keep what comes of it."""
    command.add_argument(
        "--execute",
        action="store_true",
        help="also run each notebook from top to bottom in a kernel, within --budget, and keep it as it ran",
    )


def add_output(command: argparse.ArgumentParser, text: str = "the folder of the gradebook") -> None:
    command.add_argument("--output", type=Path, default=Path("grades"), help=f"{text} (default: %(default)s)")


def add_gradebook(command: argparse.ArgumentParser, note: str = "") -> None:
    command.add_argument(
        "output",
        type=Path,
        nargs="?",
        default=Path("grades"),
        metavar="OUTPUT",
        help=f"the folder of the gradebook{note} (default: grades)",
    )


def add_anonymous(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--anonymous",
        action="store_true",
        help="pseudonyms for names in all that is written and shown, and in the names of files",
    )


def positive(text: str) -> float:
    """A number above 0, as an argument."""
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return value


def _seed(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
