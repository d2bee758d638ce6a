"""The graders that are measured: how each is installed, how the course is laid out for it, and how it is run."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.course import NAME, SEED, PeerCourse, notebook
from benchmarks.peers.measure import Taken, take

ROOT = Path(__file__).parents[2]
SCIENCE = ("numpy", "h5py", "matplotlib", "scipy", "pillow", "ipykernel")
TEST = "ask({name})"
OK_TEST = """\
OK_FORMAT = True
test = {{
    "name": "{name}",
    "points": 10,
    "suites": [{{"cases": [{{"code": ">>> ask({name})", "hidden": False, "locked": False}}], "type": "doctest",
                 "scored": True, "setup": "", "teardown": ""}}],
}}
"""
RUN_OTTER = """\
import json, sys
from pathlib import Path
from otter.api import grade_submission
whole = 0
for path in sorted(Path("submitted").glob("*/*.ipynb")):
    results = grade_submission(str(path), "autograder.zip", quiet=True)
    whole += results.total == results.possible
Path("whole.json").write_text(json.dumps(whole))
"""
RUN_NBCLIENT = """\
import json, sys
from pathlib import Path
import nbformat
from nbclient import NotebookClient
whole = 0
for path in sorted(Path("submitted").glob("*/*.ipynb")):
    document = nbformat.read(path, as_version=4)
    NotebookClient(document, allow_errors=True, resources={"metadata": {"path": "files"}}).execute()
    outputs = [output for cell in document.cells if cell.cell_type == "code" for output in cell.outputs]
    whole += not any(output.output_type == "error" for output in outputs)
Path("whole.json").write_text(json.dumps(whole))
"""


@dataclass(frozen=True)
class Grader:
    """One that is measured.

    Parameters
    ----------
    package : str
        What it is called in the package index; empty for ours, which is run as it lies here.
    lay_out : callable
        Writes the course into a folder; takes the folder of the grader's environment, too.
    run : callable
        Grades it; takes the same, and returns what it took.
    whole : callable
        How many notebooks were found right in everything; takes the folder.
    lacks : str
        What it does not do of what ours does.
    """

    name: str
    package: str
    lay_out: Callable[[PeerCourse, Path, Path], None]
    run: Callable[[Path, Path], Taken]
    whole: Callable[[Path], int]
    lacks: str


def install(package: str, environments: Path) -> Path:
    """The environment of a grader; made from the package index unless it is there."""
    place = environments / package
    if not (place / "installed").exists():
        shutil.rmtree(place, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        subprocess.run([str(place / "bin" / "pip"), "install", "--quiet", package, *SCIENCE], check=True)
        (place / "installed").touch()
    return place


def activated(environment: Path) -> dict[str, str]:
    """The variables of a shell in which the environment is active, without what leads to other packages."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "JUPYTER"))}
    path = os.pathsep.join((str(environment / "bin"), os.environ.get("PATH", os.defpath)))
    return {**kept, "VIRTUAL_ENV": str(environment), "PATH": path}


def version(package: str, environment: Path) -> str:
    """The version that is installed."""
    code = f"import importlib.metadata as m; print(m.version({package!r}))"
    done = subprocess.run([str(environment / "bin/python"), "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def lay_out_nbgrader(course: PeerCourse, folder: Path, environment: Path) -> None:
    course.write_files(folder / "source" / NAME)
    text = _for_nbgrader(course, 0)
    (folder / "source" / NAME / f"{NAME}.ipynb").write_text(text, encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'course'\nc.CourseDirectory.root = '.'\n", encoding="utf-8"
    )
    subprocess.run(
        [environment / "bin/nbgrader", "generate_assignment", NAME, "--create"],
        cwd=folder, env=activated(environment), check=True, capture_output=True,
    )  # fmt: skip
    shutil.copy(folder / "gradebook.db", folder / "gradebook.new")
    for number, submission in enumerate(course.submissions):
        place = folder / "submitted" / submission.student / NAME
        place.mkdir(parents=True)
        (place / f"{NAME}.ipynb").write_text(_for_nbgrader(course, number), encoding="utf-8")


def _for_nbgrader(course: PeerCourse, number: int) -> str:
    cells: list[dict[str, object]] = []
    for name, text in course.cells(course.submissions[number]):
        solution = {"schema_version": 3, "grade_id": f"def-{name}", "grade": False, "solution": True, "locked": False}
        test = {"schema_version": 3, "grade_id": name, "grade": True, "solution": False, "locked": True, "points": 10}
        told = {"nbgrader": {**solution, "task": False}} if name else {}
        cells.append({"source": text, "metadata": told})
        if name:
            told = {"nbgrader": {**test, "task": False}}
            cells.append({"source": TEST.format(name=name), "metadata": told})
    return notebook(cells)


def run_nbgrader(folder: Path, environment: Path) -> Taken:
    shutil.rmtree(folder / "autograded", ignore_errors=True)
    shutil.copy(folder / "gradebook.new", folder / "gradebook.db")
    return take([str(environment / "bin/nbgrader"), "autograde", NAME, "--create"], folder, activated(environment))


def whole_of_nbgrader(folder: Path) -> int:
    query = """SELECT count(*) FROM (SELECT notebook_id FROM grade WHERE cell_id IN (SELECT id FROM grade_cells)
               GROUP BY notebook_id HAVING sum(coalesce(manual_score, auto_score)) >= 99.9)"""
    with sqlite3.connect(folder / "gradebook.db") as database:
        return int(database.execute(query).fetchone()[0])


def lay_out_otter(course: PeerCourse, folder: Path, environment: Path) -> None:
    course.write_files(folder / "files")
    (folder / "tests").mkdir()
    for name in course.functions:
        (folder / "tests" / f"{name}.py").write_text(OK_TEST.format(name=name), encoding="utf-8")
    files = sorted(str(path.relative_to(folder / "files")) for path in (folder / "files").rglob("*") if path.is_file())
    command = [environment / "bin/otter", "generate", "-t", folder / "tests", "-o", folder / "autograder.zip"]
    subprocess.run(
        [*command, *files], cwd=folder / "files", env=activated(environment), check=True, capture_output=True
    )
    _submit(course, folder, tested=False)
    (folder / "grade.py").write_text(RUN_OTTER, encoding="utf-8")


def lay_out_nbclient(course: PeerCourse, folder: Path, environment: Path) -> None:
    course.write_files(folder / "files")
    _submit(course, folder, tested=True)
    (folder / "grade.py").write_text(RUN_NBCLIENT, encoding="utf-8")


def _submit(course: PeerCourse, folder: Path, *, tested: bool) -> None:
    for submission in course.submissions:
        cells: list[dict[str, object]] = []
        for name, text in course.cells(submission):
            cells.append({"source": text})
            if name and tested:
                cells.append({"source": TEST.format(name=name)})
        place = folder / "submitted" / submission.student
        place.mkdir(parents=True)
        (place / f"{NAME}.ipynb").write_text(notebook(cells), encoding="utf-8")


def run_script(folder: Path, environment: Path) -> Taken:
    return take([str(environment / "bin/python"), "grade.py"], folder, activated(environment))


def whole_of_script(folder: Path) -> int:
    return int(json.loads((folder / "whole.json").read_text(encoding="utf-8")))


def lay_out_ours(course: PeerCourse, folder: Path, environment: Path) -> None:
    for submission in course.submissions:
        place = folder / "submitted" / submission.student
        place.mkdir(parents=True)
        (place / f"{NAME}.ipynb").write_text(json.dumps(submission.document), encoding="utf-8")


def run_ours(folder: Path, environment: Path) -> Taken:
    shutil.rmtree(folder / "grades", ignore_errors=True)
    command = [sys.executable, "-m", "grader", "grade", "submitted", "--output", "grades", "--seed", str(SEED)]
    return take([*command, "--course", str(ROOT)], folder, {**os.environ, "PYTHONPATH": str(ROOT)})


def whole_of_ours(folder: Path) -> int:
    rows = json.loads((folder / "grades" / "results.json").read_text(encoding="utf-8"))["submissions"]
    return sum(all(item["outcome"] == "passed" for item in row["exercises"]) for row in rows)


GRADERS = (
    Grader("ours", "", lay_out_ours, run_ours, whole_of_ours, ""),
    Grader(
        "nbgrader", "nbgrader", lay_out_nbgrader, run_nbgrader, whole_of_nbgrader,
        "no box: a submission may read the gradebook; pages of feedback are another command; a wrong helper costs all "
        "that call it; no word on why",
    ),
    Grader(
        "otter-grader", "otter-grader", lay_out_otter, run_script, whole_of_script,
        "run without its containers, so no box; no pages of feedback; a wrong helper costs all that call it; no word "
        "on why",
    ),
    Grader(
        "nbclient", "nbclient", lay_out_nbclient, run_script, whole_of_script,
        "runs the cells and no more: no box, no scores, no gradebook",
    ),
)  # fmt: skip
