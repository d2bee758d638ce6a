"""Single precision is right in every case of all functions; what is small is not right for being small."""

from __future__ import annotations

import contextlib
import functools
import io
import types
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from grader.answers.call import call
from grader.course.course import Course
from grader.course.exercise import Ask, Tolerance
from grader.course.questions import Question, draw_questions
from grader.judging.compare import first_difference

COURSE = Course(Path(__file__).parents[2])
FUNCTIONS = [(name, function) for name in COURSE.names for function in COURSE.assignment(name).functions]
Function = Callable[..., object]


def single(value: Any) -> Any:
    """The value in single precision."""
    if (isinstance(value, np.ndarray | np.generic) and value.dtype == np.float64) or isinstance(value, float):
        return np.asarray(value, dtype=np.float32)[()]
    if isinstance(value, dict):
        return {key: single(item) for key, item in value.items()}
    return type(value)(map(single, value)) if isinstance(value, list | tuple) else value


def in_single_precision(solution: SimpleNamespace, name: str) -> SimpleNamespace:
    """The solution, in which every function rounds all that it is given and all that it gives."""

    def rounding(function: Function) -> Function:
        return functools.wraps(function)(lambda *given: single(function(*map(single, given))))

    own = getattr(solution, COURSE.assignment(name).functions[0])
    for key, value in list(own.__globals__.items()):
        helper = str(getattr(value, "__module__", "")).startswith(("assignments.helpers.network", name))
        if isinstance(value, types.FunctionType) and helper:
            own.__globals__[key] = rounding(value)
    return SimpleNamespace(**own.__globals__)


def answer(function: Function, question: Question) -> object:
    with contextlib.redirect_stdout(io.StringIO()):
        return call(function, question.arguments, seed=question.seed, inputs=False)[0]


@pytest.mark.parametrize(("name", "function"), FUNCTIONS)
def test_single_precision_is_right(name: str, function: str, load: Callable[[str], SimpleNamespace]) -> None:
    right, rounded = getattr(load(name), function), getattr(in_single_precision(load(name), name), function)
    for question in draw_questions(COURSE.assignment(name).exercise(function), seed=1, source=Path("testcases")):
        if question.case.ask is Ask.RESULT and not question.case.advice:
            difference = first_difference(answer(right, question), answer(rounded, question), question.case.tolerance)
            assert difference is None, (question.case.name, difference)


def scaled(value: Any, factor: float) -> Any:
    """The value with its numbers so many times as large."""
    if isinstance(value, dict):
        return {key: scaled(item, factor) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(scaled(item, factor) for item in value)
    return value * factor


@pytest.mark.parametrize(("name", "function"), FUNCTIONS)
def test_what_is_wrong_is_wrong_however_small_it_is(
    name: str, function: str, load: Callable[[str], SimpleNamespace]
) -> None:
    question = draw_questions(COURSE.assignment(name).exercise(function), seed=1, source=Path("testcases"))[0]
    right = scaled(answer(getattr(load(name), function), question), 1e-6)
    if first_difference(scaled(right, 2.0), right, Tolerance(0, 0)) is None:
        pytest.skip("its answer is all zeros")
    assert first_difference(right, scaled(right, 1.01), question.case.tolerance)
    assert first_difference(right, scaled(right, 1 + 1e-7), question.case.tolerance) is None


@pytest.mark.parametrize("wrong", [0.0, 3e-10, 1e-11])
def test_the_far_left_of_a_sigmoid_is_told_from_what_is_as_small(wrong: float) -> None:
    right = np.array([1e-10, 0.5, 1.0])
    got = np.array([wrong, 0.5, 1.0])
    assert first_difference(right, got, Tolerance(of_largest=0))
    assert first_difference(np.array([1e-10]), np.array([wrong]), Tolerance())
    assert first_difference(right, single(right), Tolerance(of_largest=0)) is None


def test_what_large_numbers_leave_when_they_cancel_may_be_rough() -> None:
    assert first_difference((1000.0, 1e-5), (1000.0, 5e-5), Tolerance()) is None
    assert first_difference((1e-3, 1e-5), (1e-3, 5e-5), Tolerance())


def test_zeros_may_be_what_rounding_leaves_of_them() -> None:
    assert first_difference(np.zeros(2), np.array([0, 1e-17]), Tolerance()) is None
    assert first_difference(np.zeros(2), np.array([0, 1e-9]), Tolerance())
