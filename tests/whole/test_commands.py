"""The page of commands says of every option what `--help` says."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout, suppress
from pathlib import Path

import pytest

from grader.cli.main import main

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
# An option or an argument, what may follow it, two spaces or more, and its text.
OPTION = r"(\S+(?: [A-Z_=]+(?: \[[A-Z_=]+ \.\.\.\])?)?)"
ENTRY = re.compile(rf"^  {OPTION}\s{{2,}}(\S.*)$|^  {OPTION}\n {{10,}}(\S.*)$", re.MULTILINE)
FAMILIES = {
    "data": ("data import", "data status"),
    "export": ("export canvas", "export moodle", "export junit", "export github"),
    "gradescope": ("gradescope build", "gradescope run"),
}


def help_of(command: str) -> str:
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as said, suppress(SystemExit):
        patch.setenv("COLUMNS", "400")
        patch.setenv("NO_COLOR", "1")
        main([*command.split(), "--help"])
    return said.getvalue()


def entries(text: str) -> dict[str, str]:
    found = {a or c: b or d for a, b, c, d in ENTRY.findall(text)}
    return {name: words for name, words in found.items() if not name.startswith("-h")}


def commands() -> list[str]:
    return re.findall(r"^ {4}(\w+)(?:  |$)", help_of(""), re.MULTILINE)


def rows(command: str) -> dict[str, str]:
    section = PAGE.partition(f"## grader {command}\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| `([^`]+)` \| (.*) \|$", section, re.MULTILINE))


def test_every_command_has_its_section_and_no_other_has() -> None:
    assert re.findall(r"^## grader (\w+)$", PAGE, re.MULTILINE) == commands()


@pytest.mark.parametrize("command", re.findall(r"^## grader (\w+)$", PAGE, re.MULTILINE))
def test_the_page_says_what_help_says(command: str) -> None:
    told: dict[str, str] = {}
    for name in FAMILIES.get(command, (command,)):
        told |= entries(help_of(name))
    assert rows(command) == told
