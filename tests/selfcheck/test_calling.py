"""A function that is called in the notebook's own process answers as it would in a box."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from grader.answers.answer import Raised
from grader.course.exercise import Case
from grader.course.modules import Modules
from grader.course.questions import Key, Question
from grader.selfcheck.calling import Place, ask


def test_an_error_of_the_course_s_helper_is_told_at_the_student_s_line_with_what_the_helper_was_given() -> None:
    space: dict[str, Any] = {}
    for file, text in (("helper", "def back(dA, cache):\n    Z, A = cache"), ("cell", "def f(x):\n    back(x, [x])")):
        exec(compile(text, file, "exec"), space)
    place = Place(lambda file: 4 * (file == "cell"), lambda file: file == "helper")
    answer = ask(space["f"], Key(Question("f", Case("one", lambda rng: ()), (3,), seed=1), 0), place=place)
    assert isinstance(answer, Raised)
    assert (answer.cell, answer.line, answer.helper) == (4, 2, "back")
    assert [(name, outline.words) for name, outline in answer.given] == [("dA", "a number"), ("cache", "a list of 1")]


def test_a_helper_is_told_by_where_it_lies(tmp_path: Path) -> None:
    modules = Modules(tmp_path)
    assert modules.is_helper(str(tmp_path / "assignments" / "helpers" / "published" / "dnn_utils.py"))
    assert not modules.is_helper(str(tmp_path / "testcases" / "a.py"))
    assert not modules.is_helper("<string>")
