"""Decides by running whether an answer is right: it and the solution are asked the same, and no grader takes part.

Each function has usual questions, as the course would ask them, and odd ones: far tails, whole numbers, deep networks.
A right answer agrees with the solution on all usual ones; a wrong one differs on some question, also when asked twice
or when what it was given is looked at afterwards.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import inspect
import io
import warnings
from collections import deque
from typing import Any

import numpy as np

from tests.specimens.corpus_editions import PUBLISHED
from tests.specimens.strangers.questions import ODD, USUAL, Arguments
from tests.specimens.strangers.reading import Stranger, base_cells

OPTIONS = ("num_iterations", "learning_rate", "print_cost")
Space = dict[str, Any]


def questions(stranger: Stranger, *, odd: bool) -> list[Arguments]:
    """The arguments of all calls, the same each time."""
    key = f"{stranger.assignment}/{stranger.function}"
    asked = [*USUAL[key](np.random.RandomState(1)), *(ODD[key](np.random.RandomState(2)) if odd else ())]
    if odd and "asked" in stranger.told:
        arguments = eval(stranger.told["asked"], {"np": np})
        asked.append(arguments if isinstance(arguments, tuple) else (arguments,))
    return asked


def space_of(assignment: str, cells: list[str] | tuple[str, ...]) -> Space:
    """What a notebook's cells bind, with the course's helpers in place of what it imports from there."""
    space: Space = {"__name__": "__stranger__"}
    for node in ast.parse(base_cells(assignment)[0]).body:
        outside = isinstance(node, ast.ImportFrom) and not str(node.module).startswith(("grader", "testcases"))
        if outside or isinstance(node, ast.Import):
            exec(ast.unparse(node), space)
    space["plot_costs"] = lambda *_: None
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        for cell in cells[1:]:
            if cell not in PUBLISHED[assignment].other_cells:
                exec(cell, space)
    return space


def ask(space: Space, function: str, arguments: Arguments, names: tuple[str, ...] = ()) -> tuple[str, Any, Arguments]:
    """What came of a call, the value or the error, and its arguments afterwards."""
    given = copy.deepcopy(arguments)
    first = len(given) - len(names)
    named = dict(zip(names, given[first:], strict=True))
    with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            return "value", frozen(space[function](*given[:first], **named)), given
        except Exception as error:  # noqa: BLE001 - whatever a stranger raises is a difference
            return "error", repr(error), given


def difference(stranger: Stranger, *, odd: bool) -> str:
    """Where the answer differs from the solution's, in words; empty where it nowhere does."""
    ours = space_of(stranger.assignment, base_cells(stranger.assignment))
    theirs = space_of(stranger.assignment, stranger.cells)
    asked = questions(stranger, odd=odd)
    strict = odd
    tolerance = float(stranger.told.get("tolerance", "1e-6"))
    for number, arguments in [*enumerate(asked), *reversed(list(enumerate(asked)))]:
        _, expected, _ = ask(ours, stranger.function, arguments)
        arguments, names = as_called(stranger, arguments, ours)
        how, got, given = ask(theirs, stranger.function, arguments, names)
        if how == "error":
            return f"question {number}: {got}"
        if "with-costs" in stranger.told:
            got = got[0]
        found = compare(expected, got, tolerance, strict=strict)
        if found:
            return f"question {number}: {found}"
        if stranger.told.get("edition") is None and strict and changed(arguments, given):
            return f"question {number}: its arguments are changed"
    return ""


def as_called(stranger: Stranger, arguments: Arguments, ours: Space) -> tuple[Arguments, tuple[str, ...]]:
    """The arguments, and which of the last of them are passed by name: options, where the answer has its own order."""
    parameters = list(inspect.signature(ours[stranger.function]).parameters.values())
    if "no-defaults" in stranger.told:
        arguments = (*arguments, *(item.default for item in parameters[len(arguments) :]))
    if "by-name" in stranger.told:
        return arguments, tuple(item.name for item in parameters[: len(arguments)] if item.name in OPTIONS)
    return arguments, ()


def frozen(value: Any) -> Any:
    """A value that later calls cannot change."""
    if isinstance(value, dict):
        return {key: frozen(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(map(frozen, value))
    if isinstance(value, list | deque):
        return list(map(frozen, value))
    return value.copy() if isinstance(value, np.ndarray) else value


def compare(expected: Any, got: Any, tolerance: float, *, strict: bool) -> str:
    """How two answers differ; shapes count where it is strict, and may else be those of the same numbers."""
    if isinstance(expected, dict):
        if not isinstance(got, dict) or expected.keys() - got.keys() or (strict and got.keys() - expected.keys()):
            return "other keys"
        found = (f"{key}: {compare(expected[key], got[key], tolerance, strict=strict)}" for key in expected)
        return next((text for text in found if not text.endswith(": ")), "")
    if isinstance(expected, tuple | list) and not all(isinstance(item, int | float) for item in expected):
        if isinstance(got, dict) or not hasattr(got, "__len__"):
            return "no sequence"
        if isinstance(got, tuple) and len(got) > len(expected):
            got = got[: len(expected)]
        if len(got) != len(expected):
            return "another length"
        pairs = zip(expected, got, strict=True)
        return next(filter(None, (compare(one, other, tolerance, strict=strict) for one, other in pairs)), "")
    try:
        a, b = np.asarray(expected, dtype=float), np.asarray(got, dtype=float)
    except (TypeError, ValueError):
        return "no numbers"
    if a.size != b.size or (strict and a.shape != b.shape):
        return f"shape {b.shape} for {a.shape}"
    least = 1e-300 if strict else 1e-8
    if not np.allclose(a.ravel(), b.ravel(), rtol=tolerance, atol=least, equal_nan=True):
        return "other values"
    return ""


def changed(before: Any, after: Any) -> bool:
    if isinstance(before, dict):
        return before.keys() != after.keys() or any(changed(before[key], after[key]) for key in before)
    if isinstance(before, list | tuple):
        return len(before) != len(after) or any(map(changed, before, after))
    return not np.array_equal(before, after)
