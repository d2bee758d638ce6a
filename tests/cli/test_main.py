"""`main` finds the command without waiting for any other, and tells everything that goes wrong in one sentence."""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import subprocess
import sys

import pytest

from grader.cli import main as command_line
from grader.cli.main import COMMANDS, main


def loaded_by(program: str) -> set[str]:
    """The modules that a Python holds after a program."""
    after = "import sys, atexit; atexit.register(lambda: print('LOADED', *sys.modules))\n"
    done = subprocess.run([sys.executable, "-c", after + program], capture_output=True, text=True, check=False)
    return set(done.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_what_grader_is_can_be_asked_without_loading_what_it_does(option: str) -> None:
    loaded = loaded_by(f"from grader.cli.main import main; main([{option!r}])")
    assert {name for name in loaded if name.startswith("grader")} == {
        *("grader", "grader.errors", "grader.faults", "grader.harmless", "grader.sentence"),
        *("grader.cli", "grader.cli.main", "grader.cli.options"),
    }
    assert loaded.isdisjoint({"numpy", "rich", "IPython", "jinja2", "asyncio"})


def test_data_are_asked_for_without_a_box() -> None:
    loaded = loaded_by("from grader.cli.main import main; main(['data', 'status'])")
    assert "grader.course.datasets" in loaded
    assert not [name for name in loaded if name.startswith(("grader.sandbox", "grader.workers", "grader.authoring"))]


def test_the_version_is_the_installed_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"grader {importlib.metadata.version('neural-course-kit')}\n"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_explains_itself(command: command_line.Command, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command.name, "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith(f"usage: grader {command.name}")
    assert command.example in told


def failing(error: BaseException) -> argparse.ArgumentParser:
    def carry_out(options: argparse.Namespace, console: object) -> bool:
        raise error

    parser = argparse.ArgumentParser()
    parser.set_defaults(carry_out=carry_out)
    return parser


def test_a_fault_of_ours_is_one_sentence_that_asks_to_report_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command_line, "parser", lambda asked: failing(KeyError("boom")))
    assert main([]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "a fault of the grader" in told
    assert "KeyError in grader/cli/main.py, line" in told
    assert "Please report it" in told
    assert "Traceback" not in told


def test_stopping_it_is_no_fault(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(command_line, "parser", lambda asked: failing(KeyboardInterrupt()))
    assert main([]) == 130
    assert capsys.readouterr().err == "grader: stopped.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_terminal_has_colours_unless_it_wants_none(no_color: str, coloured: bool) -> None:
    ours, theirs = os.openpty()
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": no_color}
    try:
        subprocess.run(
            [sys.executable, "-m", "grader", "grade", "/nowhere"], stderr=theirs, env=environment, check=False
        )
        told = os.read(ours, 10_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert "is not there" in told.replace("\r\n", " ")
    assert ("\x1b[3" in told) is coloured
