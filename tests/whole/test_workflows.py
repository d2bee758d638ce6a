"""What the workflows of the documentation run is run here, as GitHub would: in a checkout, and with its variables."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from grader.authoring.release import released, write_release
from grader.course.course import Course

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


def commands(number: int) -> Iterator[list[str]]:
    """What a workflow runs with the grader; the first command of each installs it."""
    page = (ROOT / "docs" / "platforms.md").read_text(encoding="utf-8")
    workflow = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[number])
    (job,) = workflow["jobs"].values()
    install, *others = [step["run"] for step in job["steps"] if "run" in step]
    assert install == "pip install ."
    for command in others:
        python, *arguments = shlex.split(command)
        assert (python, arguments[:2]) == ("python", ["-m", "grader"])
        yield arguments


def run(arguments: list[str], checkout: Path, summary: Path) -> subprocess.CompletedProcess[str]:
    around = {**os.environ, "GITHUB_STEP_SUMMARY": str(summary), "PYTHONPATH": str(checkout), "CI": "true"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=checkout, env=around, capture_output=True, text=True, check=False
    )


def test_a_students_repository_is_checked_and_classroom_told_the_points(tmp_path: Path, real_course: Course) -> None:
    write_release(released(real_course), tmp_path / "checkout")
    shutil.copy(ROOT / "submissions/ben_half_done/dnn_step_by_step.ipynb", tmp_path / "answer.ipynb")
    (command,) = commands(0)
    (tmp_path / "answer.ipynb").replace(tmp_path / "checkout" / command[3])
    done = run(command, tmp_path / "checkout", tmp_path / "summary.md")
    assert (done.returncode, done.stderr) == (0, "")
    assert "::notice title=Autograding complete::Points 48/100" in done.stdout.splitlines()
    assert "::notice file=assignments/4_dnn_step_by_step.ipynb" in done.stdout
    assert "**48/100**" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_a_class_is_graded_and_the_log_annotated(tmp_path: Path, real_course: Course) -> None:
    checkout = tmp_path / "checkout"
    for name in ("solutions", "testcases", "assignments"):
        shutil.copytree(ROOT / name, checkout / name)
    for name in ("grader", "data"):
        (checkout / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "submissions" / "ben_half_done", checkout / "submissions" / "ben_half_done")
    grade, export = commands(1)
    done = run(grade, checkout, tmp_path / "summary.md")
    assert (done.returncode, done.stderr) == (0, "")
    told = run(export, checkout, tmp_path / "summary.md")
    assert (told.returncode, told.stderr) == (0, "")
    assert "::notice file=submissions/ben_half_done/dnn_step_by_step.ipynb" in told.stdout
    assert "### ben\\_half\\_done · dnn\\_step\\_by\\_step" in (tmp_path / "summary.md").read_text(encoding="utf-8")
