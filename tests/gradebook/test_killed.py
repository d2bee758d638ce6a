"""A run that is killed loses what was in flight, and two that run at once lose nothing: with real processes."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.gradebook.book import Book
from grader.gradebook.store import NAME, Store
from tests.tiny import RIGHT, notebook_bytes

ROOT = Path(__file__).parents[2]
STUDENTS = 60


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    for number in range(STUDENTS):
        path = tmp_path / "in" / f"student_{number:02}" / "x.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(f"assignment_{number % 3}")
    return tmp_path / "in"


def clerk(handed_in: Path, output: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.gradebook.clerk", str(handed_in), str(output)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def finished(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        process.communicate()
        assert process.returncode == 0


def files(folder: Path) -> dict[str, bytes]:
    """All that was written beside the gradebook itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.*")
        if path.is_file() and not path.name.startswith(NAME)
    }


def test_a_run_that_is_killed_at_any_moment_goes_on(handed_in: Path, tmp_path: Path) -> None:
    output = tmp_path / "grades"
    moments, before = random.Random(1), 0
    for _ in range(4):
        process = clerk(handed_in, output)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(moments.uniform(0, 0.25))
        process.kill()
        process.communicate()
        with Store(output) as store:
            kept = len(store.attempts())
        assert kept >= before
        before = kept
    finished(clerk(handed_in, output))
    with Store(output) as store:
        assert len(Book(store).rows) == len(store.attempts()) == STUDENTS
    with sqlite3.connect(output / NAME) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*) FROM grading").fetchone() == (STUDENTS,)
    connection.close()
    finished(clerk(handed_in, tmp_path / "at once"))
    assert files(output) == files(tmp_path / "at once")
    assert not (output / ".writing").exists()


def test_two_runs_at_once_make_what_one_makes(handed_in: Path, tmp_path: Path) -> None:
    output = tmp_path / "grades"
    finished(*(clerk(handed_in, output) for _ in range(2)))
    finished(clerk(handed_in, tmp_path / "alone"))
    assert files(output) == files(tmp_path / "alone")
    assert len(files(output)) == STUDENTS + 5
    with Store(output) as store:
        assert len(Book(store).rows) == STUDENTS
        assert all(len(store.history(f"student_{number:02}")) == 1 for number in range(STUDENTS))


@pytest.mark.slow
def test_two_commands_at_once_make_what_one_makes(tiny_course: object, tmp_path: Path) -> None:
    for student in ("ann", "ben", "cem"):
        (tmp_path / "in" / student).mkdir(parents=True)
        (tmp_path / "in" / student / "x.ipynb").write_bytes(notebook_bytes(*RIGHT))

    def command(output: str, *more: str) -> subprocess.Popen[str]:
        arguments = ["grade", "in", "--course", str(tiny_course.root), "--output", output]  # type: ignore[attr-defined]
        grader = [sys.executable, "-m", "grader", *arguments, *more]
        return subprocess.Popen(grader, cwd=tmp_path, stdout=subprocess.PIPE, text=True)

    finished(*(command("both") for _ in range(2)))
    with Store(tmp_path / "both") as store:
        seed = store.seed
    finished(command("alone", "--seed", str(seed)))
    assert files(tmp_path / "both") == files(tmp_path / "alone")
