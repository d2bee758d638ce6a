"""Ctrl-C on a terminal: what takes long ends at once, keeps what is done and says how to go on."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli.main import main
from grader.course.course import Course
from grader.gradebook.records import Content
from grader.gradebook.store import Store
from grader.results import ExerciseReport, Outcome, SubmissionReport
from grader.submission import Submission
from tests.tiny import RIGHT, notebook_bytes

ROOT = Path(__file__).parents[2]
ENDLESS = (RIGHT[0], "def double(x):\n    while True:\n        pass", RIGHT[2])

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals"),
]


@pytest.fixture
def around(tiny_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the tiny course, and a class that takes as long as it is let."""
    (tmp_path / "course").symlink_to(tiny_course.root)
    monkeypatch.chdir(tmp_path)
    double = ExerciseReport("double", 60, Outcome.WRONG, ())
    (tmp_path / "before").mkdir()
    with Store(tmp_path / "before") as store:
        run = store.begin("grade", seed=1)
        for student in ("ann", "ben"):
            path = Path("in") / student / "x.ipynb"
            path.parent.mkdir(parents=True)
            path.write_bytes(notebook_bytes(*ENDLESS))
            report = SubmissionReport(assignment="doubling", exercises=(double,))
            store.keep(run, Submission(student, path), Content.of(path.read_bytes()), [report])
    return tmp_path


def stopped(arguments: list[str], cwd: Path, shown: str) -> tuple[int, str]:
    """The exit code and the output of a command that gets Ctrl-C as soon as it shows what it is doing."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "200", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
         "import sys; from grader.cli.main import main; sys.exit(main(sys.argv[1:]))", *arguments],
        cwd=cwd, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    told = pressed = ""
    while piece := _read(ours):
        told += piece
        if not pressed and shown in told:
            pressed = told
            os.killpg(process.pid, signal.SIGINT)
    os.close(ours)
    return process.wait(timeout=60), re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", told)


def _read(terminal: int) -> str:
    try:
        return os.read(terminal, 65536).decode(errors="replace")
    except OSError:  # the other end is closed
        return ""


LONG = ["--course", "course", "--seconds", "100", "--budget", "200"]
COMMANDS = [
    (["grade", "in", "--output", "new", *LONG], "grading", "stopped."),
    (["regrade", "--output", "before", *LONG], "grading", "stopped."),
    (["diff", "course", "course", "--output", "before", *LONG[2:]], "grading", "stopped: nothing of it was kept."),
    (["check", "in/ann/x.ipynb", "--course", "course"], "asking the visible cases", "stopped."),
    (["build", "--course", str(ROOT), "--check"], "building", "stopped: the same command builds what is still stale."),
    (["verify", "--course", str(ROOT)], "nothing is stale", "stopped: what does not stand above was not tried."),
]


@pytest.mark.parametrize(("arguments", "shown", "said"), COMMANDS, ids=lambda item: item[0] if item else "")
def test_ctrl_c_ends_it_with_one_sentence(arguments: list[str], shown: str, said: str, around: Path) -> None:
    code, told = stopped(arguments, around, shown)
    assert code == 130, told
    assert f"grader: {said}" in told
    assert "Traceback" not in told
    assert main(["report", "before", "--course", "course"]) == 0
