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


def add_language(command: argparse.ArgumentParser) -> None:
    from grader.language.catalogue import VARIABLE, known_languages

    codes = " or ".join(known_languages())
    command.add_argument("--language", help=f"what students read: {codes} (default: what {VARIABLE} says, else en)")


def add_seed(command: argparse.ArgumentParser, *, default: str) -> None:
    command.add_argument("--seed", type=_seed, help=f"draw the held-out cases from this seed (default: {default})")


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
