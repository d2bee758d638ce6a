"""What students have from elsewhere: of each function the stub that they were given, and the course's solution."""

from __future__ import annotations

from collections.abc import Mapping

from grader.course.course import Course
from grader.notebooks.cells import Notebook, read_notebook
from grader.notebooks.definitions import find_definitions


def given_texts(course: Course) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The texts, by assignment and function."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for assignment in course.of_functions():
        path = course.notebook_path(course.assignments, assignment.name)
        notebooks = [assignment.solution, *([read_notebook(path.read_bytes())] if path else [])]
        for functions in map(_functions, notebooks):
            for name in assignment.functions:
                if name in functions:
                    found[assignment.name, name] = (*found.get((assignment.name, name), ()), functions[name])
    return found


def _functions(notebook: Notebook) -> dict[str, str]:
    functions = find_definitions(notebook.cells, str).functions
    return {name: function.source for name, function in functions.items()}
