"""A small course of one assignment, and ways to hand something in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.build import build
from grader.course import Course
from grader.examination import LiveExamination
from grader.grade import Grader
from grader.model import Submission, SubmissionReport
from grader.sandbox.pool import Limits, Zygote

ROOT = Path(__file__).parents[1]

TINY_SOLUTION = '''\
# ---
# jupyter:
#   course: {number: 1, title: "Doubling"}
# ---

# %% [markdown]
# # Doubling

# %%
import numpy as np
from assignments.helpers.offsets import OFFSET

# %%
# GRADED FUNCTION: double
def double(x):
    """Twice x."""
    ### START CODE HERE ### (≈ 1 line of code)
    y = 2 * x
    ### END CODE HERE ###
    return y

# %%
# GRADED FUNCTION: double_and_add
def double_and_add(x, n):
    """Twice x, and n more."""
    ### START CODE HERE ### (≈ 1 line of code)
    y = double(x) + n + OFFSET
    ### END CODE HERE ###
    return y
'''

TINY_CASES = """\
import numpy as np
from grader.exercise import Case, Exercise, Mistake, leaves_inputs_alone

__all__ = ["double_test_case"]

def double_test_case():
    return np.array([1.0, 2.0])

def drawn(rng):
    return (rng.randn(3),)

EXERCISES = (
    Exercise("double", 60, "Add x to itself.", cases=(
        Case("published", lambda rng: (double_test_case(),), visible=True),
        Case("three numbers", drawn),
        leaves_inputs_alone(drawn),
    ), mistakes=(Mistake("squares", "This is the square of x.", {"2 * x": "x * x"}),)),
    Exercise("double_and_add", 40, "Use double.", cases=(
        Case("published", lambda rng: (double_test_case(), 1.0), visible=True),
        Case("three numbers", lambda rng: (rng.randn(3), 2.0)),
        Case("a matrix", lambda rng: (rng.randn(3, 2), 2.0)),
    )),
)
"""

RIGHT = (
    "import numpy as np",
    "def double(x):\n    return 2 * x",
    "def double_and_add(x, n):\n    return double(x) + n",
)

Grade = Callable[..., SubmissionReport]


def notebook_bytes(*cells: str) -> bytes:
    """A notebook of code cells."""
    tree = [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": s} for s in cells]
    return json.dumps({"cells": tree, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    with Zygote(Limits(seconds=1, memory=2**30)) as started:
        yield started


@pytest.fixture(scope="session")
def tiny_course(tmp_path_factory: pytest.TempPathFactory, zygote: Zygote) -> Course:
    root = tmp_path_factory.mktemp("tiny")
    for name, text in {
        "solutions/doubling.py": TINY_SOLUTION,
        "testcases/doubling.py": TINY_CASES,
        "assignments/helpers/offsets.py": "OFFSET = 0\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    build(Course(root), zygote).write()
    return Course(root)


@pytest.fixture(scope="session")
def real_course() -> Course:
    return Course(ROOT)


@pytest.fixture
def grade(tiny_course: Course, zygote: Zygote, tmp_path: Path) -> Grade:
    """Grade a notebook of these cells (or these bytes) in the tiny course."""

    def graded(*cells: str, data: bytes = b"", follow_through: bool = True) -> SubmissionReport:
        path = tmp_path / "handed_in.ipynb"
        path.write_bytes(data or notebook_bytes(*cells))
        examination = LiveExamination(tiny_course, tiny_course.assignment("doubling"), zygote, seed=1)
        return Grader([examination], zygote, follow_through=follow_through).grade(Submission("ann", path))

    return graded


def outcomes(report: SubmissionReport) -> dict[str, str]:
    return {exercise.function: exercise.outcome.value for exercise in report.exercises}
