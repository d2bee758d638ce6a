"""Of a file of test cases students get what `__all__` names and what that needs; of the helpers, all but answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.course import Course
from grader.course.modules import published_part
from grader.errors import BrokenCases

CASES = """\
from grader import Case, Exercise
import numpy as np

__all__ = ["published"]

SCALE = 2

def scaled(x):
    return SCALE * x

def published():
    return scaled(np.ones(3))

def secret():
    return np.zeros(3)

EXERCISES = ()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "numbers.py"


def test_it_is_what_all_names_and_what_that_needs(path: Path) -> None:
    path.write_text(CASES, encoding="utf-8")
    text = published_part(path)
    found: dict[str, object] = {}
    exec(text, found)
    assert {"published", "scaled", "SCALE"} <= found.keys()
    assert "secret" not in text
    assert "grader" not in text


def test_the_published_part_of_itself_is_itself(path: Path) -> None:
    path.write_text(CASES, encoding="utf-8")
    once = published_part(path)
    path.write_text(once, encoding="utf-8")
    assert published_part(path) == once


def test_without_all_nothing_is_published(path: Path) -> None:
    path.write_text(CASES.replace("__all__", "names"), encoding="utf-8")
    assert published_part(path) == ""


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("def published():", "def published(case=Case):", "needs `grader`, which is not there"),
        ('["published"]', "sorted(globals())", "should be a list of names, written out"),
        ("def secret():", "def secret(:", "line 14"),
    ],
)
def test_what_cannot_be_published_is_told_to_the_author(path: Path, old: str, new: str, complaint: str) -> None:
    path.write_text(CASES.replace(old, new), encoding="utf-8")
    with pytest.raises(BrokenCases, match=complaint):
        published_part(path)


def test_a_helper_that_defines_a_graded_function_is_withheld(real_course: Course) -> None:
    module = "assignments.helpers.network"
    assert module in real_course.modules.offered("dnn_application", ["two_layer_model"])
    assert module not in real_course.modules.offered("dnn_step_by_step", ["linear_forward"])
