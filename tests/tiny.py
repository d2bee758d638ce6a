"""The text of a small course, and ways to hand something in to it."""

from __future__ import annotations

import json
from collections.abc import Callable

from grader.results import SubmissionReport

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
from grader import Case, Exercise, Mistake, leaves_inputs_alone

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


def outcomes(report: SubmissionReport) -> dict[str, str]:
    return {exercise.function: exercise.outcome.value for exercise in report.exercises}
