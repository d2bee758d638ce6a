"""An error is told at the student's own line, and of the course's function that the line had called."""

from __future__ import annotations

import linecache
from types import FrameType
from typing import Any

import pytest

from grader.answers.origin import Given, Origin, arguments_in, origin_of

HELPER = """\
def spread(cache, dA=None):
    dA = [dA]
    first, second = cache
    return within(first)

def within(first):
    return first + 1

def load(path="data"):
    raise FileNotFoundError(path)

def calls(function):
    return function()
"""
CELL = """\
from operator import add
def f():
    return {call}

def own():
    return 1 + 'x'
"""


def origin(call: str) -> Origin:
    space: dict[str, Any] = {}
    for file, text in (("<helper>", HELPER), ("<cell 1>", CELL.format(call=call))):
        linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
        exec(compile(text, file, "exec"), space)

    def helper_in(frame: FrameType) -> tuple[str, Given] | None:
        in_helper = frame.f_code.co_filename == "<helper>"
        return (frame.f_code.co_name, arguments_in(frame)) if in_helper else None

    with pytest.raises(Exception) as raised:
        space["f"]()
    return origin_of(raised.value, in_notebook=lambda file: file.startswith("<cell"), helper_in=helper_in)


def test_the_function_is_named_that_the_line_calls_not_the_one_that_it_calls_in_turn() -> None:
    found = origin("spread((None, 2))")
    assert (found.helper, found.line, found.text) == ("spread", 3, "return spread((None, 2))")
    assert found.operation == "spread()"


def test_what_it_was_given_is_told_but_not_what_it_has_put_in_its_place() -> None:
    assert origin("spread((1, 2, 3), 4)").given == {"cache": (1, 2, 3)}


@pytest.mark.parametrize("call", ["spread()", "add(1, 'x')", "calls(own)", "load()"])
def test_no_function_is_named_where_the_student_s_own_line_raises_or_the_machine_lacks_something(call: str) -> None:
    assert origin(call).helper == ""
