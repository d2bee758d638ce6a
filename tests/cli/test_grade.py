"""`grader grade` loses nothing that it had: not when it is stopped, and not for want of a place to write to."""

from __future__ import annotations

import csv
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.cli import setup
from grader.cli.main import main
from grader.course.course import Course
from grader.errors import BrokenSolution, SandboxError
from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
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


def test_ctrl_c_keeps_what_was_graded_and_the_same_command_goes_on(
    run: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # A shell that starts the tests in the background has them ignore Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with monkeypatch.context() as pressed:
            pressed.setattr(setup.Progress, "update", lambda *_, **__: os.kill(os.getpid(), signal.SIGINT))
            assert run() == 130
    finally:
        signal.signal(signal.SIGINT, before)
    told = capsys.readouterr()
    assert told.err == "grader: stopped.\n"
    assert "Kept: 1 of 3 files are graded, in grades." in told.out
    assert run() == 0
    assert "unchanged 1 of 3 files" in capsys.readouterr().out
    assert rows(Path("grades/grades.csv")) == 3


def test_a_machine_that_cannot_go_on_keeps_what_was_graded(
    run: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(self: Grader, data: bytes, name: str) -> tuple[SubmissionReport, ...]:
        if done:
            raise SandboxError("No box could be built.")
        done.append(name)
        return original(self, data, name)

    done: list[str] = []
    original = Grader.grade
    monkeypatch.setattr(Grader, "grade", fail)
    assert run() == 2
    told = capsys.readouterr()
    assert told.err == "grader: No box could be built.\n"
    assert "Kept: 1 of 3 files" in told.out
    assert main(["report"]) == 0
    assert rows(Path("grades/grades.csv")) == 1


def test_a_place_that_cannot_be_written_is_told_before_anything_is_graded(
    run: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "Zygote", None)
    Path("file").write_text("", encoding="utf-8")
    assert run("--output", "file/grades") == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_solution_that_does_not_answer_is_told_before_any_notebook_runs(
    run: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def keys(self: LiveExamination) -> None:
        raise BrokenSolution(Path("doubling.py"), "it does not define double.")

    monkeypatch.setattr(LiveExamination, "keys", keys)
    monkeypatch.setattr(Grader, "grade", None)
    assert run() == 2
    assert capsys.readouterr().err == "grader: doubling.py: it does not define double.\n"


def test_what_has_not_changed_needs_no_box(run: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    assert run() == 0
    files = {path: path.stat().st_ino for path in Path("grades").rglob("*.*") if path.suffix != ".sqlite"}
    monkeypatch.setattr(setup, "Zygote", None)
    assert run() == 0
    assert {path: path.stat().st_ino for path in files} == files


def test_a_damaged_gradebook_is_set_aside_when_it_is_asked_for(
    run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("grades").mkdir()
    Path("grades/gradebook.sqlite").write_bytes(b"noise" * 1000)
    assert run() == 2
    assert "say --begin-anew" in capsys.readouterr().err
    assert Path("grades/gradebook.sqlite").read_bytes() == b"noise" * 1000
    assert run("--begin-anew") == 0
    assert Path("grades/earlier-1/gradebook.sqlite").read_bytes() == b"noise" * 1000
    assert rows(Path("grades/grades.csv")) == 3


def test_quiet_says_the_last_line_alone(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--quiet") == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("3 notebooks in ")


def test_an_anonymous_run_names_nobody_on_the_terminal_and_in_no_file(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "roster.csv").write_text("id,name\n7,Zoe Zeller\n", encoding="utf-8")
    run("--anonymous", "--roster", "roster.csv")
    written = [path for path in (tmp_path / "grades").rglob("*") if not path.name.startswith("gradebook.sqlite")]
    told = capsys.readouterr().out.partition("\n")[2].partition("\ngrades ")[0]
    texts = [told, *map(str, (path.relative_to(tmp_path) for path in written))]
    texts += [path.read_text(encoding="utf-8") for path in written if path.is_file()]
    assert "student-" in told
    assert [text for text in texts if re.search(r"\b(?:ann|ben|cem|Zoe|Zeller)\b", text)] == []
