"""A value in outline: of what kind it is and how large, where it does not cross itself."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.answers.offered import type_name
from grader.answers.plain import MAX_AXES, MAX_ITEMS, MAX_NAME
from grader.sentence import Sentence

LOOKED_AT = MAX_ITEMS
MAX_SIZE = 2**63
MAX_SHORT = 40

# What is known of a type: its word, and how large a value of it is; read by Python's and NumPy's own methods.
KINDS: tuple[tuple[tuple[type[Any], ...], str, Callable[[Any], tuple[int, ...]]], ...] = (
    ((type(None),), "None", lambda value: ()),
    ((bool, np.bool_), "truth", lambda value: ()),
    ((str,), "text", lambda value: ()),
    ((int, float, complex, np.number), "number", lambda value: ()),
    ((np.ndarray,), "array", vars(np.ndarray)["shape"].__get__),
    ((list,), "list", lambda value: (list.__len__(value),)),
    ((tuple,), "tuple", lambda value: (tuple.__len__(value),)),
    ((dict,), "dictionary", lambda value: (dict.__len__(value),)),
)
CONTENT: dict[str, Callable[[Any], Iterable[object]]] = {"list": list.__iter__, "dictionary": dict.values}
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Outline:
    """What kind of value it is: one of `KINDS`, else the name of its type.

    Parameters
    ----------
    size : tuple of int
        The shape of an array, the length of a list, a tuple or a dictionary.
    holds_itself : bool
        Whether it is among the values that it holds.
    text : str
        A short text itself; it may tell of the inputs of a case, and is no part of the words.
    """

    kind: str
    size: tuple[int, ...] = ()
    holds_itself: bool = False
    text: str = ""

    @property
    def words(self) -> str:
        """The kind and the size in words: "an array of shape (3, 2)"."""
        text = self._kind
        return Sentence("{what} that holds itself", what=text) if self.holds_itself else text

    @property
    def _kind(self) -> str:
        match self.kind, self.size:
            case "None", _:
                return "None"
            case "truth", _:
                return Sentence("a truth value")
            case "text", _:
                return Sentence("a string")
            case "number", _:
                return Sentence("a number")
            case "array", shape:
                return Sentence("an array of shape {shape}", shape=shape)
            case "list", (count,):
                return Sentence("a list of {count}", count=count)
            case "tuple", (count,):
                return Sentence("a tuple of {count}", count=count)
            case "dictionary", _:
                return Sentence("a dictionary")
        return Sentence("a {type} object", type=self.kind)


def outline_of(value: object) -> Outline:
    """What can be told of any value; nothing of a student's is run for it."""
    for types, kind, size in KINDS:
        if issubclass(type(value), types):
            items = CONTENT[kind](value) if kind in CONTENT else ()
            itself = any(item is value for item in itertools.islice(items, LOOKED_AT))
            return Outline(kind, size(value), itself, _short(value) if kind == "text" else "")
    return Outline(type_name(value))


def _short(value: Any) -> str:
    return str.__str__(value) if str.__len__(value) <= MAX_SHORT else ""


def tree_of(outline: Outline) -> list[object]:
    """The outline as plain data."""
    return [outline.kind, list(outline.size), outline.holds_itself, outline.text]


def outline_from(tree: object) -> Outline:
    """What another process tells of a value, believed as far as its types go."""
    match tree:
        case [str(kind), list(size), bool(holds_itself), str(text)] if len(size) <= MAX_AXES:
            if all(type(count) is int and 0 <= count < MAX_SIZE for count in size):
                return Outline(kind[:MAX_NAME], tuple(size), holds_itself, text[:MAX_SHORT])
    return Outline(UNKNOWN)
