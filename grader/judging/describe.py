"""Says in a few words what a value is, as a student would print it."""

from __future__ import annotations

import itertools
import numbers

import numpy as np

from grader.answers.plain import Opaque
from grader.sentence import Sentence

MAX_SHOWN = 400
MAX_PRINTED = 1000
MAX_ITEMS_SHOWN = 50
MAX_DEPTH_SHOWN = 2


def describe(value: object) -> str:
    """A short text for a value, as a student would print it."""
    if isinstance(value, Opaque):
        return Sentence("a {type} object", type=value.type_name)
    if isinstance(value, float | np.floating):
        return f"{value:.8g}"
    if isinstance(value, np.ndarray) and value.size > MAX_PRINTED:
        return Sentence("array of shape {shape}", shape=value.shape)
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
            return Sentence("a {type} object", type=name)
        case np.ndarray():
            return Sentence("an array of shape {shape}", shape=value.shape)
        case dict():
            return Sentence("a dictionary")
        case tuple():
            return Sentence("a tuple of {count}", count=len(value))
        case list():
            return Sentence("a list of {count}", count=len(value))
        case bool() | np.bool_():
            return Sentence("a truth value")
        case numbers.Number() | np.generic():
            return Sentence("a number")
        case str():
            return Sentence("a string")
    return Sentence("a {type} object", type=type(value).__name__)


def is_numeric(value: object) -> bool:
    """Whether a value is a number, a truth value or an array of them."""
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind in "biufc"
    return isinstance(value, bool | int | float | complex)
