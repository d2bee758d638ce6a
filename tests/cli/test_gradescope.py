"""The autograder for Gradescope, unpacked and run as Gradescope runs it; `setup.sh`, which needs apt, is not run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.cli.main import main
from grader.course.course import Course
from tests.tiny import RIGHT, notebook_bytes

WRONG = notebook_bytes(RIGHT[0], "def double(x):\n    return x", RIGHT[2])
Run = Callable[..., dict[str, Any]]


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    folder = tmp_path / "autograder" / "submission"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def run(tiny_course: Course, submission: Path, box_at_hand: None) -> Run:
    def results(*arguments: str, code: int = 0) -> dict[str, Any]:
        path = submission.parent / "results" / "results.json"
        given = ["gradescope", "run", str(submission), "--results", str(path), "--course", str(tiny_course.root)]
        assert main([*given, "--seed", "1", *arguments]) == code
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return document

    return results


def test_the_autograder_runs_where_it_was_unpacked(tiny_course: Course, tmp_path: Path, submission: Path) -> None:
    built = tmp_path / "autograder.zip"
    assert main(["gradescope", "build", str(built), "--course", str(tiny_course.root), "--seed", "3"]) == 0
    there = submission.parent
    with zipfile.ZipFile(built) as archive:
        archive.extractall(there / "source")
    (submission / "my work.ipynb").write_bytes(WRONG)
    (there / "results").mkdir()
    python = there / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    program = (there / "source" / "run_autograder").read_text(encoding="utf-8").replace("/autograder/", f"{there}/")
    assert "--seed 3" in program and "--require-sandbox landlock" in program
    done = subprocess.run(["bash"], input=program, text=True, capture_output=True, env=dict(os.environ), check=False)
    results = json.loads((there / "results" / "results.json").read_text(encoding="utf-8"))
    points = {test["name"]: test.get("score") for test in results["tests"]}
    assert points == {"double": 0, "double: held-out cases": None, "double_and_add": 40}, done
    assert results["tests"][0]["max_score"] == 60
    assert done.stdout == "doubling 40/100\n"


def test_the_newest_of_several_files_counts(run: Run, submission: Path) -> None:
    for day, data in enumerate((notebook_bytes(*RIGHT), WRONG), start=1):
        (submission / f"{9 - day}.ipynb").write_bytes(data)
        os.utime(submission / f"{9 - day}.ipynb", (day * 86400, day * 86400))
    assert sum(test.get("score", 0) for test in run()["tests"]) == 40


def test_a_folder_without_a_notebook_is_told_to_the_student(run: Run, submission: Path) -> None:
    (submission / "essay.pdf").write_bytes(b"%PDF")
    results = run(code=1)
    assert results["score"] == 0
    assert "holds no notebook" in results["output"]


def test_a_notebook_of_something_else_has_no_points_and_a_reason(run: Run, submission: Path) -> None:
    (submission / "x.ipynb").write_bytes(notebook_bytes("print(1)"))
    results = run()
    assert (results["score"], "tests" in results) == (0, False)
    assert results["output"]


def test_a_broken_course_is_told_to_the_instructor_and_an_apology_to_the_student(
    run: Run, submission: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (submission / "x.ipynb").write_bytes(WRONG)
    results = run("--course", str(tmp_path / "nowhere"), code=1)
    assert results["output"] == "The grader could not run, which is not your fault: please tell your instructor."
    assert "nowhere is not a course" in capsys.readouterr().out


def test_a_course_that_cannot_grade_makes_no_autograder(
    tmp_path: Path, tiny_course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "testcases").mkdir()
    assert main(["gradescope", "build", str(tmp_path / "a.zip"), "--course", str(tmp_path)]) == 2
    course = ["--course", str(tiny_course.root), "--assignment", "tripling"]
    assert main(["gradescope", "build", str(tmp_path / "a.zip"), *course]) == 2
    assert "There is no assignment 'tripling' in this course; it has doubling." in capsys.readouterr().err
    assert not (tmp_path / "a.zip").exists()
