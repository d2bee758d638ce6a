"""Compares what a function answered with what was expected: type, then shape, then values.

The first difference is all that is reported. Expected values are ours; answers come from a stranger and are plain
data (see `grader.plain`), so that nothing of theirs is ever called.
"""

from __future__ import annotations

import itertools
import math
import numbers
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from grader.plain import Array, Opaque

MAX_SHOWN = 400
MAX_ITEMS_SHOWN = 50
MAX_DEPTH_SHOWN = 2


@dataclass(frozen=True)
class Difference:
    """Where an answer first differs, and what stands on either side, as text."""

    message: str
    expected: str
    got: str


def first_difference(
    expected: object, got: object, *, rtol: float, atol: float, where: str = "", parts: Sequence[str] = ()
) -> Difference | None:
    """The first difference between two plain values, or None where they agree.

    Lists and tuples are interchangeable, and so are Python numbers, NumPy scalars and arrays of shape ();
    a dictionary may hold more keys than expected.

    Parameters
    ----------
    where : str
        What the value is called in a message: "Z".
    parts : sequence of str
        Names for the items of a tuple: ("A", "cache").
    """
    if len(parts) == 1:
        where, parts = where or parts[0], ()
    if isinstance(expected, dict):
        return _compare_dicts(expected, got, rtol, atol, where)
    if isinstance(expected, list | tuple):
        return _compare_sequences(expected, got, rtol, atol, where, parts)
    if _is_numeric(expected):
        return _compare_numbers(np.asarray(expected), got, rtol, atol, where)
    if type(expected) is type(got) and expected == got:
        return None
    return _type_difference(expected, got, where)


def describe(value: object) -> str:
    """A short text for a value, as a student would print it."""
    if isinstance(value, Opaque):
        return f"a {value.type_name} object"
    if isinstance(value, float | np.floating):
        return f"{value:.8g}"
    if isinstance(value, np.ndarray) and value.size > 1000:
        return f"array of shape {value.shape}"
    with np.printoptions(precision=8, suppress=False, threshold=60, edgeitems=3, linewidth=100):
        text = str(_head(value))
    return text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + " …"


def _head(value: object, depth: int = 0) -> object:
    """As much of a value as is going to be shown: writing out all of a stranger's answer may take a minute."""
    if isinstance(value, str | bytes):
        return value[: MAX_SHOWN + 1]
    if isinstance(value, list | tuple):
        if depth > MAX_DEPTH_SHOWN:
            return "…"
        return type(value)(_head(item, depth + 1) for item in value[:MAX_ITEMS_SHOWN])
    if isinstance(value, dict):
        items = itertools.islice(value.items(), MAX_ITEMS_SHOWN if depth <= MAX_DEPTH_SHOWN else 0)
        return {_head(key, depth + 1): _head(item, depth + 1) for key, item in items}
    return value


def kind_of(value: object) -> str:
    """What a value is, in words: "an array of shape (3, 2)"."""
    match value:
        case None:
            return "None"
        case Opaque(type_name=name):
            return f"a {name} object"
        case np.ndarray():
            return f"an array of shape {value.shape}"
        case dict():
            return "a dictionary"
        case tuple() | list():
            return f"a {type(value).__name__} of {len(value)}"
        case bool() | np.bool_():
            return "a truth value"
        case numbers.Number() | np.generic():
            return "a number"
        case str():
            return "a string"
    return f"a {type(value).__name__}"


def _is_numeric(value: object) -> bool:
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind in "biufc"
    return isinstance(value, bool | int | float | complex)


def _name(where: str) -> str:
    return f"`{where}`" if where else "the result"


def _type_difference(expected: object, got: object, where: str) -> Difference:
    message = f"{_name(where)} should be {kind_of(expected)}, but is {kind_of(got)}"
    return Difference(message, describe(expected), describe(got))


def _compare_dicts(
    expected: dict[object, object], got: object, rtol: float, atol: float, where: str
) -> Difference | None:
    if not isinstance(got, dict):
        return _type_difference(expected, got, where)
    for key, value in expected.items():
        if key not in got:
            has = ", ".join(map(str, list(got)[:20]))[:MAX_SHOWN] or "no keys"
            return Difference(f"{_name(where)} has no key {key!r}", f"keys {', '.join(map(str, expected))}", has)
        inner = f"{where}[{key!r}]" if where else str(key)
        found = first_difference(value, got[key], rtol=rtol, atol=atol, where=inner)
        if found:
            return found
    return None


def _compare_sequences(
    expected: Sequence[object], got: object, rtol: float, atol: float, where: str, parts: Sequence[str]
) -> Difference | None:
    if not isinstance(got, list | tuple):
        return _type_difference(expected, got, where)
    if len(expected) != len(got):
        message = f"{_name(where)} should hold {len(expected)} values, but holds {len(got)}"
        return Difference(message, describe(expected), describe(got))
    for index, (left, right) in enumerate(zip(expected, got, strict=True)):
        named = len(parts) == len(expected) and parts[index]
        inner = parts[index] if named else f"{where}[{index}]" if where else f"value {index + 1} of the result"
        found = first_difference(left, right, rtol=rtol, atol=atol, where=inner)
        if found:
            return found
    return None


def _compare_numbers(expected: Array, got: object, rtol: float, atol: float, where: str) -> Difference | None:
    if not _is_numeric(got) or (expected.shape != () and not isinstance(got, np.ndarray)):
        return _type_difference(expected if expected.shape else expected[()], got, where)
    answer = np.asarray(got)
    if answer.dtype.kind == "O":  # an integer that fits no array
        answer = np.asarray(math.inf)
    if answer.shape != expected.shape:
        message = f"{_name(where)} should have shape {expected.shape}, but has shape {answer.shape}"
        return Difference(message, describe(expected), describe(got))
    equal = answer == expected
    if not equal.all():
        with np.errstate(all="ignore"):
            equal = np.isclose(answer, expected, rtol=rtol, atol=atol, equal_nan=True)
    if equal.all():
        return None
    message = f"{_name(where)} has the right shape, but not the right values"
    if expected.shape:
        index = tuple(int(i) for i in np.argwhere(~equal)[0])
        at = ", ".join(map(str, index))
        message += f": at [{at}] expected {describe(expected[index])}, got {describe(answer[index])}"
    else:
        message = f"{_name(where)} has the wrong value"
    return Difference(message, describe(expected), describe(answer))
