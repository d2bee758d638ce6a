"""Values as two processes hold them: parts with numbers, so that both can say which one they mean.

A function that lives in another process is given copies. What it does to them, and what of them it gives back, can be
told to its caller all the same: its arguments are taken apart, and the answer speaks of the parts by their numbers.

    items    None, a number or a string itself; or [n], the part of that number
    parts    ("array", array), ("list", [item, ...]), ("dict", [[key, item], ...]), ("tuple", [item, ...])
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.answers.plain import PLAIN_KINDS

Item = object
Part = tuple[str, Any]

SCALARS: tuple[type[Any], ...] = (bool, int, float, complex, str)


class NotHeld(TypeError):
    """A value that is no plain data, and so cannot be handed over; `args` has the name of its type."""


class Held:
    """Parts that both sides know by the same numbers."""

    def __init__(self) -> None:
        self._objects: list[Any] = []
        self._numbers: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._objects)

    def item(self, value: object) -> Item:
        """The item that stands for `value`; its parts get numbers, unless they have them.

        A subclass of a list, a dictionary, a number or an array counts as what it is a kind of.

        Raises
        ------
        NotHeld
            If it is, or holds, what is no plain data.
        """
        if value is None:
            return None
        if isinstance(value, np.generic) and value.dtype.kind in PLAIN_KINDS:
            return value
        if isinstance(value, SCALARS):
            kind = next(kind for kind in SCALARS if isinstance(value, kind))
            return kind(value)
        if id(value) not in self._numbers:
            self._take_apart(value)
        return [self._numbers[id(value)]]

    def parts(self, first: int = 0) -> list[Part]:
        """The parts from that number on, as they are now."""
        # Whoever looks at one may find others in it.
        found: list[Part] = []
        while first + len(found) < len(self):
            found.append(self._part(first + len(found)))
        return found

    def changes(self, before: Sequence[Part]) -> list[tuple[int, Part]]:
        """Of the first parts those that are no longer as they were, with their numbers."""
        now = [self._part(number) for number in range(len(before))]
        return [(number, part) for number, part in enumerate(now) if _differ(part, before[number])]

    def build(self, parts: Sequence[Part]) -> None:
        """Make objects of parts from the other side; their numbers follow those that are there."""
        first = len(self)
        for kind, content in parts:
            # What a tuple holds has a lower number: nothing can be put into it later.
            made = {"list": list, "dict": dict}[kind]() if kind in ("list", "dict") else None
            made = np.array(content) if kind == "array" else made
            self._add(tuple(map(self.value, content)) if kind == "tuple" else made)
        for number, part in enumerate(parts, start=first):
            if part[0] in ("list", "dict"):
                self.write(number, part)

    def write(self, number: int, part: Part) -> None:
        """Let the object of that number hold what the other side says, in place."""
        target = self._objects[number]
        kind, content = part
        if kind == "array":
            target[...] = content
        elif kind == "list":
            target[:] = map(self.value, content)
        elif kind == "dict":
            held = [(key, self.value(item)) for key, item in content]
            target.clear()
            target.update(held)

    def value(self, item: Item) -> Any:
        """What an item stands for."""
        return self._objects[item[0]] if isinstance(item, list) else item

    def _take_apart(self, value: Any) -> None:
        if isinstance(value, tuple):
            for child in value:
                self.item(child)
            self._add(value)
        elif isinstance(value, list | dict):
            self._add(value)
            for child in value.values() if isinstance(value, dict) else value:
                self.item(child)
        elif _is_plain_array(value):
            self._add(value)
        else:
            raise NotHeld(type(value).__name__)

    def _add(self, value: object) -> None:
        self._numbers[id(value)] = len(self._objects)
        self._objects.append(value)

    def _part(self, number: int) -> Part:
        value = self._objects[number]
        if isinstance(value, dict):
            for key in value:
                _check_key(key)
            return "dict", [[key, self.item(child)] for key, child in value.items()]
        if isinstance(value, np.ndarray):
            return "array", np.asarray(value)
        return "tuple" if isinstance(value, tuple) else "list", [self.item(child) for child in value]


def _is_plain_array(value: object) -> bool:
    return (
        isinstance(value, np.ndarray) and not isinstance(value, np.ma.MaskedArray) and value.dtype.kind in PLAIN_KINDS
    )


def _check_key(key: object) -> None:
    if isinstance(key, tuple):
        for part in key:
            _check_key(part)
    elif key is not None and not isinstance(key, (*SCALARS, np.generic)):
        raise NotHeld(type(key).__name__)


def _differ(now: Part, before: Part) -> bool:
    if now[0] == "array":
        one, other = now[1], before[1]
        return bool(one.shape != other.shape or one.dtype != other.dtype or one.tobytes() != other.tobytes())
    return bool(now[1] != before[1])
