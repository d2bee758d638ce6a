"""Compares what a function answered with what was expected: type, then shape, then values.

The first difference is all that is reported. Expected values are ours; answers come from a stranger and are plain
data (see `grader.answers.plain`), so that nothing of theirs is ever called.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from grader.answers.plain import Array, Opaque
from grader.course.exercise import Tolerance
from grader.judging.describe import MAX_KEY_SHOWN, describe, describe_key, kind_of
from grader.judging.numeric import Mask, Nearness, agree, close, is_numeric, nearness, shape_of
from grader.sentence import Sentence

MAX_KEYS = 20
MAX_KEYS_SHOWN = 400


@dataclass(frozen=True, eq=False)
class Difference:
    """Where an answer first differs, and the two values on either side; `where` is what they are called.

    Of two arrays of the same shape `equal` says where they agree.
    """

    message: Sentence
    left: object
    right: object
    where: str = ""
    equal: Mask | None = None

    @property
    def expected(self) -> str:
        return describe(self.left)

    @property
    def got(self) -> str:
        return describe(self.right)

    @property
    def part(self) -> str:
        """The name that the value, or the dictionary or list around it, has in the solution: "Z"."""
        name = self.where.partition("[")[0]
        return name if name.isidentifier() else ""


def first_difference(
    expected: object, got: object, tolerance: Tolerance, *, where: str = "", parts: Sequence[str] = ()
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
    return _first_difference(expected, got, nearness(expected, tolerance), where, parts)


def _first_difference(
    expected: object, got: object, near: Nearness, where: str, parts: Sequence[str] = ()
) -> Difference | None:
    if len(parts) == 1:
        where, parts = where or parts[0], ()
    if isinstance(expected, dict):
        return _compare_dicts(expected, got, near, where)
    if isinstance(expected, list | tuple):
        return _compare_sequences(expected, got, near, where, parts)
    if is_numeric(expected):
        return _compare_numbers(expected, got, near, where)
    if isinstance(expected, np.ndarray):
        return _compare_texts(expected, got, where)
    # Of objects that are no plain data nothing is known, not even that one is like the other.
    if type(expected) is type(got) and expected == got and not isinstance(got, Opaque):
        return None
    return _type_difference(expected, got, where)


def named(where: str) -> str:
    """What a value is called in a sentence."""
    if where.startswith("value "):
        return Sentence("value {number} of the result", number=where.removeprefix("value "))
    return f"`{where}`" if where else Sentence("the result")


def _type_difference(expected: object, got: object, where: str) -> Difference:
    message = Sentence(
        "{name} should be {expected}, but is {got}", name=named(where), expected=kind_of(expected), got=kind_of(got)
    )
    return Difference(message, expected, got, where)


def _compare_dicts(expected: dict[object, object], got: object, near: Nearness, where: str) -> Difference | None:
    if not isinstance(got, dict):
        return _type_difference(expected, got, where)
    for key, value in expected.items():
        if key not in got:
            message = Sentence("{name} has no key {key}", name=named(where), key=describe_key(key))
            return Difference(message, _keys(expected), _keys(got), where)
        inner = f"{where}[{describe_key(key)}]" if where else _bare(key)
        found = _first_difference(value, got[key], near, inner)
        if found:
            return found
    return None


def _keys(value: dict[object, object]) -> str:
    if not value:
        return Sentence("no keys")
    shown = ", ".join(_bare(key) for key in itertools.islice(value, MAX_KEYS))[:MAX_KEYS_SHOWN]
    return Sentence("keys {keys}", keys=shown + (", …" if len(value) > MAX_KEYS else ""))


def _bare(key: object) -> str:
    """A key without quotation marks."""
    return key[:MAX_KEY_SHOWN] if isinstance(key, str) else describe_key(key)


def _compare_sequences(
    expected: Sequence[object], got: object, near: Nearness, where: str, parts: Sequence[str]
) -> Difference | None:
    if not isinstance(got, list | tuple):
        return _type_difference(expected, got, where)
    if len(expected) != len(got):
        message = Sentence(
            "{name} should hold {expected} values, but holds {got}",
            name=named(where),
            expected=len(expected),
            got=len(got),
        )
        return Difference(message, expected, got, where)
    for index, (left, right) in enumerate(zip(expected, got, strict=True)):
        own = len(parts) == len(expected) and parts[index]
        inner = parts[index] if own else f"{where}[{index}]" if where else f"value {index + 1}"
        found = _first_difference(left, right, near, inner)
        if found:
            return found
    return None


def _compare_numbers(expected: object, got: object, near: Nearness, where: str) -> Difference | None:
    shape = shape_of(expected)
    if not is_numeric(got) or (shape != () and not isinstance(got, np.ndarray)):
        return _type_difference(expected if shape else _item(expected), got, where)
    if shape_of(got) != shape:
        return _shape_difference(expected, got, where)
    if agree(got, expected, near):
        return None
    if not shape:
        return Difference(Sentence("{name} has the wrong value", name=named(where)), _item(expected), _item(got), where)
    return _value_difference(expected, got, close(got, expected, near), where)


def _compare_texts(expected: Array, got: object, where: str) -> Difference | None:
    if not isinstance(got, np.ndarray) or got.dtype.kind != expected.dtype.kind:
        return _type_difference(expected, got, where)
    if got.shape != expected.shape:
        return _shape_difference(expected, got, where)
    equal = np.asarray(got == expected)
    return None if equal.all() else _value_difference(expected, got, equal, where)


def _shape_difference(expected: object, got: object, where: str) -> Difference:
    message = Sentence(
        "{name} should have shape {expected}, but has shape {got}",
        name=named(where),
        expected=shape_of(expected),
        got=shape_of(got),
    )
    return Difference(message, expected, got, where)


def _value_difference(expected: object, got: object, equal: Mask, where: str) -> Difference:
    """The first of the entries of two arrays that are not equal."""
    left, right = np.asarray(expected), np.asarray(got)
    index = tuple(int(i) for i in np.unravel_index(np.argmin(equal), equal.shape))
    message = Sentence(
        "{name} has the right shape, but not the right values: at [{at}] expected {expected}, got {got}",
        name=named(where),
        at=", ".join(map(str, index)),
        expected=describe(left[index]),
        got=describe(right[index]),
    )
    return Difference(message, left, right, where, equal)


def _item(value: object) -> object:
    """A number without the array of shape () around it."""
    return value[()] if isinstance(value, np.ndarray) else value
