"""`grader grade` loses nothing that it had: not when it is stopped, and not for want of a place to write to."""

from __future__ import annotations

import csv
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.cli import grade
from grader.cli.main import main
from grader.course.course import Course
from grader.errors import SandboxError
from grader.results import SubmissionReport
from tests.tiny import RIGHT, notebook_bytes

pytestmark = pytest.mark.usefixtures("box_at_hand")


@pytest.fixture
def run(tiny_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    for student in ("ann", "ben", "cem"):
        (tmp_path / "in" / student).mkdir(parents=True)
        (tmp_path / "in" / student / "x.ipynb").write_bytes(notebook_bytes(*RIGHT))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    return lambda *arguments: main(["grade", "in", "--course", str(tiny_course.root), "--seed", "1", *arguments])


def rows(path: Path) -> int:
    return len(list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())))


def test_ctrl_c_keeps_what_was_graded_and_what_was_there(
    run: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 0
    monkeypatch.setattr(grade.Progress, "advance", lambda *_: os.kill(os.getpid(), signal.SIGINT))
    # A shell that starts the tests in the background has them ignore Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert run() == 2
    finally:
        signal.signal(signal.SIGINT, before)
    assert rows(Path("grades/grades.csv")) == 3
    assert 1 <= rows(Path("grades/unfinished/grades.csv")) < 3
    told = capsys.readouterr()
    assert told.err == "grader: stopped.\n"
    assert "in grades/unfinished" in told.out


def test_a_machine_that_cannot_go_on_keeps_what_was_graded(
    run: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(self: object, data: bytes, name: str) -> SubmissionReport:
        if done:
            raise SandboxError("No box could be built.")
        done.append(name)
        return original(self, data, name)

    done: list[str] = []
    original = grade.Grader.grade
    monkeypatch.setattr(grade.Grader, "grade", fail)
    assert run() == 2
    assert rows(Path("grades/unfinished/grades.csv")) == 1
    assert capsys.readouterr().err == "grader: No box could be built.\n"


def test_a_place_that_cannot_be_written_is_told_before_anything_is_graded(
    run: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(grade, "Zygote", None)
    Path("file").write_text("", encoding="utf-8")
    assert run("--output", "file/grades") == 2
    assert "cannot be written" in capsys.readouterr().err
