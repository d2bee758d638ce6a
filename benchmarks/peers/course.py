"""Derives the course of other graders from ours: the same notebooks, and the same questions with the same answers.

What a notebook of theirs holds is what ours holds, without the cells that show examples of the course's own checks: in
their place stand the cells that are theirs, one for each function. What is asked there is what our grader asks, but
for "leaves its inputs alone", which it takes as one more question.
"""

from __future__ import annotations

import json
import pickle
import shutil
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.course.course import Course
from grader.course.exercise import Ask
from grader.grading.live import LiveExamination
from grader.workers.pool import Limits, Zygote

NAME = "dnn_step_by_step"
SEED = 1
EVERY = 5
"""One notebook in so many has a wrong function."""

ASKING = '''\
"""Asks a function the questions of the course; one that is answered otherwise raises."""

import copy
import pickle
from pathlib import Path

import numpy as np

QUESTIONS = pickle.loads(Path("questions.pkl").read_bytes())


def same(got, expected):
    if isinstance(expected, dict):
        assert set(got) == set(expected), "other keys"
        for key in expected:
            same(got[key], expected[key])
    elif isinstance(expected, (list, tuple)):
        assert len(got) == len(expected), "another length"
        for one, other in zip(got, expected):
            same(one, other)
    elif expected is None or isinstance(expected, str):
        assert got == expected
    else:
        assert np.shape(got) == np.shape(expected), "another shape"
        np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-8)


def ask(function):
    for arguments, seed, expected in QUESTIONS[function.__name__]:
        np.random.seed(seed)
        same(function(*copy.deepcopy(arguments)), expected)
'''


@dataclass(frozen=True)
class Submission:
    """A notebook as it was handed in: the document of ours, and the text of each of its functions."""

    student: str
    document: dict[str, object]
    wrong: str


class PeerCourse:
    """The course as other graders see it, and what was handed in."""

    def __init__(self, root: Path, count: int) -> None:
        course = Course(root)
        assignment = course.assignment(NAME)
        with Zygote(Limits(), data=course.data) as zygote:
            keys = LiveExamination(course, assignment, zygote, seed=SEED).keys()
        self._root = root
        self.functions = [exercise.name for exercise in assignment.exercises]
        self._questions = {
            name: [
                (key.question.arguments, key.question.seed, key.expected)
                for key in asked
                if key.question.case.ask is Ask.RESULT and not key.question.case.advice
            ]
            for name, asked in keys.items()
        }
        (path,) = (root / "solutions").glob(f"*_{NAME}.ipynb")
        solution = json.loads(path.read_text(encoding="utf-8"))
        sources = {name: cell_of(solution, name) for name in self.functions}
        self.submissions = []
        for number in range(count):
            wrong, document = "", solution
            if number % EVERY == EVERY - 1:
                wrong = self.functions[3 * (number // EVERY) % len(self.functions)]
                mistake = assignment.exercise(wrong).mistakes[0]
                cell = sources[wrong]
                start = cell.index("def ")
                document = with_cell(solution, cell, cell[:start] + mistake.variant(cell[start:]))
            self.submissions.append(Submission(f"student-{number:04}", document, wrong))

    def write_files(self, folder: Path) -> None:
        """What lies beside a notebook: its helpers, and what the cells that ask need."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "asking.py").write_text(ASKING, encoding="utf-8")
        (folder / "questions.pkl").write_bytes(pickle.dumps(self._questions))
        helpers = folder / "assignments" / "helpers"
        helpers.mkdir(parents=True)
        for name in ("__init__.py", "activations.py"):
            shutil.copy(self._root / "assignments" / "helpers" / name, helpers)

    def cells(self, submission: Submission) -> Iterator[tuple[str, str]]:
        """The code of a notebook: (name of the function that it defines, text); the name is empty for other cells."""
        for cell in submission.document["cells"]:  # type: ignore[attr-defined]
            if cell["cell_type"] != "code":
                continue
            text = "".join(cell["source"])
            name = next((name for name in self.functions if f"\ndef {name}(" in f"\n{text}"), "")
            if text.startswith("import"):
                yield "", text.partition("from grader import")[0] + "from asking import ask\n"
            elif "\ncheck(" not in text:
                yield name, without_checks(text)


def notebook(cells: list[dict[str, object]]) -> str:
    """A document of format 4 with these cells."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    whole = [{"metadata": {}, "outputs": [], "execution_count": None, **cell} for cell in cells]
    for number, cell in enumerate(whole):
        cell |= {"id": f"cell-{number}", "cell_type": "code"}
    document = {"cells": whole, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(document, indent=1)


def without_checks(text: str) -> str:
    """A cell without `with check.attempted(...)`, whose block is done as it is."""
    head, found, block = text.partition("\nwith check.attempted(")
    return f"{head}\n{textwrap.dedent(block.partition(chr(58))[2])}" if found else text


def cell_of(document: dict[str, object], function: str) -> str:
    """The text of the cell that defines a function."""
    texts = ("".join(cell["source"]) for cell in document["cells"] if cell["cell_type"] == "code")  # type: ignore[attr-defined]
    return next(text for text in texts if f"\ndef {function}(" in f"\n{text}")


def with_cell(document: dict[str, object], old: str, new: str) -> dict[str, object]:
    """The document with the text of a cell replaced."""
    cells = [
        {**cell, "source": new} if "".join(cell["source"]) == old else cell
        for cell in document["cells"]  # type: ignore[attr-defined]
    ]
    return {**document, "cells": cells}
