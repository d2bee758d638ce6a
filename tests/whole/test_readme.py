"""Every transcript in README and docs is run, and every file they name is there."""

from __future__ import annotations

import io
import re
import shlex
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from grader.cli.main import main

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def transcripts() -> list[tuple[str, str, str]]:
    found = []
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            for part in block.split("$ ")[1:]:
                command, _, output = part.partition("\n")
                found.append((page.name, command, output.strip()))
    return found


def run(command: str, cwd: Path, *, fresh: bool = False) -> str:
    """What a command prints, carried out in this process, or in one of its own as a reader has it."""
    program, *arguments = shlex.split(command)
    assert program == "grader"
    if fresh:
        started = [sys.executable, "-m", "grader", *arguments]
        done = subprocess.run(started, cwd=cwd, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        return done.stdout.strip()
    with chdir(cwd), redirect_stdout(io.StringIO()) as said, redirect_stderr(io.StringIO()) as complained:
        main(arguments)
    assert complained.getvalue() == ""
    return said.getvalue().strip()


@pytest.mark.parametrize(("page", "command", "output"), [t for t in transcripts() if t[0] != "authoring.md"])
def test_a_transcript_is_what_the_command_prints(page: str, command: str, output: str, tmp_path: Path) -> None:
    if "grader grade" in command:
        command += f" --output {tmp_path}"
    printed = run(command, ROOT, fresh=page == "README.md")
    if output:
        assert printed == output


def test_the_walk_through_of_a_course_works(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    begun, built = [t for t in transcripts() if t[0] == "authoring.md"]
    assert run(begun[1], tmp_path) == begun[2]
    for folder, block in zip(("solutions", "testcases", "testcases/oracles"), blocks, strict=False):
        assert (tmp_path / folder / "doubling.py").read_text(encoding="utf-8") == block
    (tmp_path / "testcases" / "editions").mkdir()
    (tmp_path / "testcases" / "editions" / "doubling.py").write_text(blocks[3], encoding="utf-8")
    assert run(built[1], tmp_path) == built[2]
    assert "Everything holds." in run("grader verify --no-notebooks --course .", tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link
