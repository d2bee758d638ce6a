"""The wheel is all that a teacher needs: course and grader work from it, away from the repository."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


# The editable install of this very project, and what is large and has no part in grading.
NOT_NEEDED = shutil.ignore_patterns(
    "neural_course_kit*", "*.pth", "__pycache__", "mypy*", "jupyterlab*", "babel*", "debugpy*"
)


def link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    # Whoever runs the tests may have the repository on the path.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run([*map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel in it, and with what this one has; nothing in it leads to the repository."""
    place = tmp_path_factory.mktemp("fresh")
    venv.create(place / "venv", symlinks=True)
    python = place / "venv/bin/python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place).stdout.strip())
    shutil.copytree(
        sysconfig.get_path("purelib"), site, ignore=NOT_NEEDED, copy_function=link_or_copy, dirs_exist_ok=True
    )
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    shutil.copytree(ROOT / "submissions", place / "submissions")
    assert run(python, "-c", "import grader; print(grader.__file__)", cwd=place).stdout.startswith(str(site))
    return place


def test_it_grades_the_samples_as_the_repository_does(fresh: Path) -> None:
    arguments = ("-m", "grader", "grade", ROOT / "submissions", "--seed", "1")
    theirs = run(fresh / "venv/bin/python", *arguments, "--output", fresh / "theirs", cwd=fresh)
    ours = run(sys.executable, *arguments, "--output", fresh / "ours", cwd=ROOT)
    assert (theirs.returncode, theirs.stderr) == (ours.returncode, "")
    for file in ("grades.csv", "results.json"):
        assert (fresh / "theirs" / file).read_text() == (fresh / "ours" / file).read_text()
    assert len(json.loads((fresh / "theirs/results.json").read_text())["submissions"]) >= 13


def test_it_checks_a_notebook(fresh: Path) -> None:
    sample = "submissions/ben_half_done/dnn_step_by_step.ipynb"
    done = run(fresh / "venv/bin/python", "-m", "grader", "check", sample, cwd=fresh)
    assert done.stdout.splitlines()[-1] == "5 of 10 functions are right on the visible cases."


def test_it_makes_what_students_get(fresh: Path) -> None:
    done = run(fresh / "venv/bin/python", "-m", "grader", "release", "course.zip", cwd=fresh)
    assert (done.returncode, done.stderr) == (0, "")
    names = zipfile.ZipFile(fresh / "course.zip").namelist()
    assert "course/assignments/1_python_basics.ipynb" in names
    assert not [name for name in names if "solutions" in name or "_course" in name]


def test_a_notebook_that_lies_alone_finds_helpers_cases_and_data(fresh: Path, tmp_path: Path) -> None:
    for number in (1, 2):
        (notebook,) = (ROOT / "assignments").glob(f"{number}_*.ipynb")
        shutil.copy(notebook, tmp_path)
        cells = json.loads((tmp_path / notebook.name).read_text(encoding="utf-8"))["cells"]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"][:3]
        done = run(fresh / "venv/bin/python", "-W", "ignore", "-c", "\n".join(code), cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")


def test_what_students_get_can_be_installed_as_it_is(fresh: Path, tmp_path: Path) -> None:
    run(fresh / "venv/bin/python", "-m", "grader", "release", tmp_path / "course.zip", cwd=fresh)
    done = run(sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", tmp_path, tmp_path / "course.zip", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (built,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(built).namelist())
    course = ("assignments/helpers/planar.py", "testcases/expected/planar_data.json", "data/train_catvnoncat.h5")
    assert {f"grader/_course/{path}" for path in course} < inside
    assert not [path for path in inside if "solutions" in path]


def test_its_command_is_the_module(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (scripts,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "grader = grader.cli.main:main" in archive.read(scripts).decode()
