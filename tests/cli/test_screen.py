"""What commands say on terminals of any width, and in files and pipes."""

from __future__ import annotations

import itertools
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader.authoring import build, release
from grader.cli import gradebook, gradescope
from grader.cli.main import main
from grader.cli.screen import counted
from grader.course.course import Course
from tests.tiny import RIGHT, notebook_bytes

LONG = "a name that is longer than a quarter of any line that a terminal of this width has"


@pytest.fixture
def graded(tiny_course: Course, tmp_path: Path, box_at_hand: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in" / LONG).mkdir(parents=True)
    (tmp_path / "in" / LONG / "x.ipynb").write_bytes(
        notebook_bytes(*RIGHT[:2], "def double_and_add(x, n):\n    return")
    )
    monkeypatch.chdir(tmp_path)
    assert main(["grade", "in", "--course", str(tiny_course.root), "--seed", "1"]) == 0
    return tmp_path


def test_what_is_one_and_what_is_several() -> None:
    assert [counted(1, "file"), counted(2, "file"), counted(0, "is", "are")] == ["1 file", "2 files", "0 are"]


def on_a_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """What a command shows on a terminal, with its control codes."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "grader", *arguments]
    around = {**os.environ, "TERM": "xterm-256color", **environment}
    with subprocess.Popen(command, cwd=cwd, env=around, stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        shown = b""
        while piece := _read(ours):
            shown += piece
    os.close(ours)
    return shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""


@pytest.mark.parametrize(("columns", "term"), [(60, "dumb"), (200, "xterm")])
def test_a_table_fits_the_terminal_whatever_people_are_called(graded: Path, columns: int, term: str) -> None:
    shown = on_a_terminal("report", cwd=graded, COLUMNS=str(columns), NO_COLOR="1", TERM=term)
    assert not re.search(r"\x1b\[(?:[34]\d|9\d)", shown) and ("\x1b" in shown) is (term == "xterm")
    lines = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", shown).splitlines()
    heading, row = next(pair for pair in itertools.pairwise(lines) if pair[0].startswith("student "))
    assert heading.split()[:4] == ["student", "assignment", "score", "first"]
    assert row.startswith("a name that") and "doubling" in row and "60/100" in row
    assert max(len(heading), len(row)) <= columns


@pytest.mark.parametrize("forced", ["", "1"])
def test_a_pipe_gets_whole_lines_and_nothing_that_moves(
    forced: str, graded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", forced)
    capsys.readouterr()
    assert main(["report"]) == 0
    told = capsys.readouterr().out
    assert LONG in told.splitlines()[1]
    assert max(map(len, told.splitlines())) < 400
    assert ("\x1b[1m" in told) is bool(forced)
    assert "\x1b[?25l" not in told and "writing" not in told


@pytest.mark.parametrize(
    ("place", "name", "command", "left"),
    [
        (build, "build_assignment", ["build"], "the same command builds what is still stale."),
        (build, "build_assignment", ["verify"], "what does not stand above was not tried."),
        (release, "_course_files", ["release", "new.zip"], "nothing was written."),
        (release, "_zipped", ["release", "new.zip"], "nothing was written."),
        (gradescope, "autograder", ["gradescope", "build", "new.zip"], "nothing was written."),
        (gradebook, "update_files", ["report"], "the same command brings all files to what the gradebook holds."),
    ],
)
def test_who_is_stopped_says_how_things_are_left(
    place: object,
    name: str,
    command: list[str],
    left: str,
    graded: Path,
    tiny_course: Course,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(place, name, stop)
    assert main([*command, "--course", str(tiny_course.root)]) == 130
    assert capsys.readouterr().err == f"grader: stopped: {left}\n"
    assert not Path("new.zip").exists()
