"""Builds what is derived from a course's sources: notebooks for teachers and students, and stored answers.

Building is pure, writing happens in one place, and checking compares with the same function's result.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext
import nbformat

from grader.authoring.carried import with_directions
from grader.authoring.quiz_notebook import notebook_bytes, quiz_notebook
from grader.authoring.stubs import release_cell
from grader.course import expected
from grader.course.assignment import Assignment
from grader.course.course import Course
from grader.course.settings import Settings, read_settings
from grader.course.stored_quiz import dump_quiz
from grader.errors import BrokenSolution
from grader.grading.live import LiveExamination
from grader.notebooks.cells import read_notebook
from grader.workers.pool import Zygote

BUILT_NOTEBOOK = re.compile(r"(\d+_\w+|quiz_\d+)\.ipynb")


@dataclass(frozen=True)
class Build:
    """The files that the sources of a course give, and the files beside them that nothing gives any more."""

    files: dict[Path, bytes]
    strays: tuple[Path, ...]

    @property
    def stale(self) -> tuple[Path, ...]:
        """The files that are missing or differ from what they should be."""
        return tuple(path for path, data in self.files.items() if not path.is_file() or path.read_bytes() != data)

    def write(self) -> tuple[Path, ...]:
        """Write what is stale, and return it."""
        stale = self.stale
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.files[path])
        return stale


def build(course: Course, zygote: Zygote) -> Build:
    """Everything that is built from a course; nothing is written.

    Raises
    ------
    CourseError
        If a source is missing or broken.
    """
    files: dict[Path, bytes] = {}
    for name in course.names:
        files |= build_assignment(course, name, zygote)
    for name in course.quiz_names:
        files |= build_quiz(course, name)
    folders = (course.assignments, course.solutions)
    found = {path for folder in folders for path in folder.glob("*.ipynb") if BUILT_NOTEBOOK.fullmatch(path.name)}
    found.update((course.testcases / "expected").glob("*.json"))
    return Build(files, tuple(sorted(found - files.keys())))


def build_assignment(course: Course, name: str, zygote: Zygote) -> dict[Path, bytes]:
    """The two notebooks and the stored answers of one assignment."""
    source = course.solutions / f"{name}.py"
    address = _settings(course).address
    solution, student = (with_directions(notebook, address) for notebook in make_notebooks(source))
    heading = solution.metadata["course"]
    file = f"{heading['number']}_{name}.ipynb"
    data = notebook_bytes(solution)
    exercises, notebook = course.exercises(name), read_notebook(data)
    assignment = Assignment(name, heading["number"], heading["title"], exercises, notebook, course.editions(name))
    examination = LiveExamination(course, assignment, zygote, seed=0)
    return {
        course.solutions / file: data,
        course.assignments / file: notebook_bytes(student),
        course.testcases / "expected" / f"{name}.json": expected.dump(examination),
    }


def build_quiz(course: Course, name: str) -> dict[Path, bytes]:
    """The two notebooks of a quiz, and what `check` knows of it: what is right only where the course lets one practise.

    Raises
    ------
    BrokenSolution
        If a question cannot be answered: it has options of other kinds than its own, or a key that is none.
    """
    quiz = course.quiz(name)
    settings = _settings(course)

    def written(*, with_answers: bool) -> bytes:
        return notebook_bytes(with_directions(quiz_notebook(quiz, with_answers=with_answers), settings.address))

    try:
        solution = written(with_answers=True)
    except (ValueError, LookupError, TypeError, AssertionError) as error:
        raise BrokenSolution(course.solutions / f"{name}.py", f"a question cannot be written down: {error}.") from error
    return {
        course.solutions / f"{name}.ipynb": solution,
        course.assignments / f"{name}.ipynb": written(with_answers=False),
        course.testcases / "expected" / f"{name}.json": dump_quiz(quiz if settings.practice else quiz.withheld()),
    }


def _settings(course: Course) -> Settings:
    return read_settings(course.root, (*course.names, *course.quiz_names))


def make_notebooks(source: Path) -> tuple[Any, Any]:
    """The solution's notebook and the student's, from a percent script.

    Raises
    ------
    BrokenSolution
        If the script is missing, has no number and title in its header, or a cell cannot be released.
    """
    try:
        text = source.read_text(encoding="utf-8")
    except OSError as error:
        raise BrokenSolution(source, f"it cannot be read ({error.strerror}).") from error
    solution = jupytext.reads(text, fmt="py:percent")
    heading = solution.metadata.get("course", {})
    if not isinstance(heading.get("number"), int) or not isinstance(heading.get("title"), str):
        raise BrokenSolution(source, "its header needs `course: {number: 4, title: ...}` below `jupyter:`.")
    solution = _tidy(solution, heading)
    student = nbformat.from_dict(solution)
    for number, cell in enumerate(student.cells, start=1):
        if cell.cell_type == "code":
            try:
                cell.source = release_cell(cell.source)
            except ValueError as error:
                raise BrokenSolution(source, f"cell {number}, {error}") from error
    return solution, student


def _tidy(notebook: Any, heading: dict[str, object]) -> Any:
    """Keep of the metadata what a reader needs, and number the cells, so that the same source gives the same bytes."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"course": heading, "kernelspec": kernel, "language_info": {"name": "python"}}
    cells = []
    for number, cell in enumerate(notebook.cells, start=1):
        make = nbformat.v4.new_code_cell if cell.cell_type == "code" else nbformat.v4.new_markdown_cell
        cells.append(make(cell.source, id=f"cell-{number}", metadata=dict(cell.metadata)))
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)
