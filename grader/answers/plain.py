"""Plain data: what may cross from a stranger's process into ours, as a tree that JSON can hold.

Numbers, strings, lists, tuples, dicts and NumPy arrays of plain dtypes are written out, and before that, what holds
the same (see `grader.answers.offered`) is made such. Anything else arrives as its type's name and never as code: there
is no pickle here. Tags are the only keys of an object:

    null, true, 3, 0.5, "text"              themselves
    [x, y]                                  a list
    {"tuple": [x, y]}
    {"dict": [[key, value], ...]}
    {"number": "nan"}                       nan, inf, -inf, or an integer beyond 64 bits, in base 16: "-0x1f"
    {"complex": [re, im]}
    {"array": "<f8", "shape": [2, 3], "data": ...}   `data` is up to the caller: nested lists, or a place in a buffer
    {"scalar": "<f8", "data": ...}          a NumPy scalar that is a number
    {"opaque": "Foo"}                       an object that is not plain data
    {"itself": "list"}                      in a list or a dict, that very list or dict once more

Extended precision becomes double on the way, and a NumPy text becomes a str: what comes back is one of the values that
`docs/sandbox.md` lists, on every machine, and judging knows no others.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.generic]
Tree = object

MAX_DEPTH = 32
MAX_AXES = 32
MAX_ITEMS = 2_000_000
NODE = 50
"""What one node of a tree costs, in items: reading it takes as long as comparing that many numbers of an array."""
NUMBER_KINDS = "biufc"
PLAIN_KINDS = NUMBER_KINDS + "US"
MAX_ITEM_BYTES = 4096
MAX_NUMBERED = 2_000
MAX_NAME = 80
INT64 = 2**63


class Discouraged(enum.Enum):
    """What a value was before it became plain data, where a teacher would advise against it; the value crosses."""

    MATRIX = "np.matrix"
    MASKED = "np.ma.MaskedArray"
    OBJECTS = "an array of objects"
    ITERATOR = "an iterator"
    EXACT = "a Decimal or a Fraction"


class NotPlain(ValueError):
    """A tree that breaks the rules: too deep, too large, unknown tags, impossible shapes."""


@dataclass(frozen=True)
class Opaque:
    """Stands for an object that is not plain data; only the name of its type is known."""

    type_name: str


@dataclass(frozen=True)
class Itself(Opaque):
    """Stands for a list or a dictionary where it lies in itself."""


class Budget:
    """What is left of the items that one whole value may have; asked before anything is looped over or allocated."""

    def __init__(self, items: int) -> None:
        self._items = self._left = items

    def spend(self, items: int) -> None:
        self._left -= items
        if self._left < 0:
            raise NotPlain(f"more than {self._items:,} numbers or characters, or {self._items // NODE:,} values")

    def spend_on_array(self, count: int, item_size: int) -> None:
        self.spend(max(count, count * item_size // 8))


def check_numbered(count: int) -> None:
    # Only the hashes of strings are secret: of others a stranger can choose as many alike as there may be keys.
    if count > MAX_NUMBERED:
        raise NotPlain(f"more than {MAX_NUMBERED:,} keys that are not strings")


def mutable_parts(value: object) -> Iterator[object]:
    """The arrays, and the lists of bare numbers, in a tree of plain values, in order: what a callee could write to."""
    if isinstance(value, np.ndarray) or (isinstance(value, list) and not any(map(_is_container, value))):
        yield value
    elif isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from mutable_parts(item)


def watched_parts(arguments: Sequence[object]) -> list[object]:
    """What shows after a call whether it has changed its arguments; to be collected before it.

    First what a callee could write to, wherever it stands by then; then the dictionaries, lists and tuples around it,
    from which something may be gone, and in which something may have been put.
    """
    return [*(part for value in arguments for part in mutable_parts(value)), *filter(_surrounds, arguments)]


def watched_names(names: Sequence[str], arguments: Sequence[object]) -> tuple[str, ...]:
    """What the `watched_parts` of the arguments of a call are called: "parameters['W1']"."""
    named = list(zip((*names, *("" for _ in arguments)), arguments, strict=False))
    places = (place for name, value in named for place in _mutable_places(value, name))
    return (*places, *(name for name, value in named if _surrounds(value)))


def _surrounds(value: object) -> bool:
    """Whether it is a container that is no mutable part itself."""
    return isinstance(value, dict | list | tuple) and next(mutable_parts(value), None) is not value


def _mutable_places(value: object, name: str) -> Iterator[str]:
    if next(mutable_parts(value), None) is value:
        yield name
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _mutable_places(item, f"{name}[{key!r}]")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _mutable_places(item, f"{name}[{index}]")


def _is_container(value: object) -> bool:
    return isinstance(value, np.ndarray | dict | list | tuple)
