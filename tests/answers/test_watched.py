"""Whatever a function changes of what it was given shows; a new array under a key does only where that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.answers.call import call
from grader.answers.plain import watched_names
from grader.course.exercise import leaves_inputs_alone
from grader.course.questions import Key, Question
from grader.judging.judge import difference_from

NAMES = ("parameters", "caches", "sizes")
Function = Callable[..., object]


def inputs() -> tuple[object, ...]:
    caches = [((np.ones((2, 3)), np.eye(2)), np.zeros(2)), ((np.ones(2), np.eye(1)), np.ones(1))]
    return {"W1": np.ones((2, 2)), "deep": {"b": np.zeros(1)}}, caches, [4, 3]


def place(function: Function, *, rebinding: bool = False) -> str | None:
    """Where a function is seen to have changed its inputs."""
    question = Question("f", leaves_inputs_alone(lambda rng: (), rebinding=rebinding), inputs(), seed=0)
    expected, _ = call(lambda *given: None, inputs(), seed=0, inputs=True)
    value, _ = call(function, inputs(), seed=0, inputs=True)
    found = difference_from(Key(question, expected, watched_names(NAMES, inputs())), value)
    return found and found.where


def put(target: Any, key: object, value: object) -> None:
    target[key] = value


@pytest.mark.parametrize(
    ("function", "where"),
    [
        (lambda p, c, s: p.pop("W1"), "parameters"),
        (lambda p, c, s: p.clear(), "parameters"),
        (lambda p, c, s: put(p, "A1", 1.0), "parameters"),
        (lambda p, c, s: p["deep"].pop("b"), "parameters['deep']"),
        (lambda p, c, s: put(p["deep"], "b", np.ones(1)), "parameters['deep']['b']"),
        (lambda p, c, s: c.pop(), "caches"),
        (lambda p, c, s: c.reverse(), "caches[0][0][0]"),
        (lambda p, c, s: c.append(1), "caches"),
        (lambda p, c, s: put(c[0][0][1], (0, 0), 5.0), "caches[0][0][1]"),
        (lambda p, c, s: put(c, 1, ((np.ones(2), np.eye(1)), np.zeros(1))), "caches[1][1]"),
        (lambda p, c, s: put(p["W1"], (0, 0), 1 + 1e-12), "parameters['W1']"),
        (lambda p, c, s: s.append(1), "sizes"),
        (lambda p, c, s: put(p, "W1", p["W1"] * 2), "parameters['W1']"),
    ],
)
def test_what_was_changed_is_named(function: Function, where: str) -> None:
    assert place(function) == where


@pytest.mark.parametrize(
    "function",
    [
        lambda p, c, s: [p, c, s],
        lambda p, c, s: put(p, "W1", p["W1"].copy()),
        lambda p, c, s: c[0][0][0] + 1,
    ],
)
def test_what_was_left_alone_is_right(function: Function) -> None:
    assert place(function) is None


def test_a_new_array_under_a_key_is_allowed_where_the_course_says_so() -> None:
    assert place(lambda p, c, s: put(p, "W1", p["W1"] * 2), rebinding=True) is None
    assert place(lambda p, c, s: put(p["W1"], (0, 0), 2.0), rebinding=True) == "parameters['W1']"
    assert place(lambda p, c, s: p.pop("W1"), rebinding=True) == "parameters"
