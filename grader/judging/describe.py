"""Says in a few words what a value is, as a student would print it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from decimal import Decimal

import numpy as np

from grader.answers.outline import outline_of
from grader.answers.plain import Itself, Opaque
from grader.sentence import Sentence

MAX_SHOWN = 400
MAX_KEY_SHOWN = 80
MAX_PRINTED = 1000
MAX_DEPTH_SHOWN = 2
MAX_DIGITS = 40


def describe(value: object) -> str:
    """A short text for a value, as a student would print it."""
    if isinstance(value, Opaque):
        return kind_of(value)
    if isinstance(value, float | np.floating):
        return f"{value:.8g}"
    if isinstance(value, np.ndarray) and value.size > MAX_PRINTED:
        return Sentence("array of shape {shape}", shape=value.shape)
    with _printing():
        return _cut([str(value)] if isinstance(value, str | np.ndarray | np.generic) else _written(value), MAX_SHOWN)


def _printing() -> AbstractContextManager[object]:
    """How arrays are printed; every option is given, since in a notebook a student may have set it."""
    return np.printoptions(
        precision=8,
        threshold=60,
        edgeitems=3,
        linewidth=100,
        suppress=False,
        nanstr="nan",
        infstr="inf",
        formatter=None,
        sign="-",
        floatmode="maxprec",
        legacy=False,
    )


def describe_key(key: object) -> str:
    """A short text for a key of a dictionary, as it is written in code."""
    return _cut(_written(key), MAX_KEY_SHOWN)


def _cut(pieces: Iterable[str], length: int) -> str:
    """As much of a text as is going to be shown: writing out all of a stranger's answer may take a minute."""
    text = ""
    for piece in pieces:
        text += piece[: length + 1]
        if len(text) > length:
            return text[:length] + " …"
    return text


def _written(value: object, depth: int = 0) -> Iterator[str]:
    """What `repr` would give, piece by piece; for what is nested too deeply or is not plain data, something short."""
    if isinstance(value, dict | list | tuple) and depth > MAX_DEPTH_SHOWN:
        yield "…"
    elif isinstance(value, dict):
        yield "{"
        for number, (key, item) in enumerate(value.items()):
            yield ", " if number else ""
            yield from _written(key, depth + 1)
            yield ": "
            yield from _written(item, depth + 1)
        yield "}"
    elif isinstance(value, list | tuple):
        yield "[" if isinstance(value, list) else "("
        for number, item in enumerate(value):
            yield ", " if number else ""
            yield from _written(item, depth + 1)
        yield "]" if isinstance(value, list) else ",)" if len(value) == 1 else ")"
    elif isinstance(value, Itself):
        yield "{...}" if value.type_name == "dict" else "[...]"
    elif isinstance(value, Opaque):
        yield f"<{value.type_name} object>"
    elif type(value) is int and abs(value) >= 10**MAX_DIGITS:
        # Python writes only so many digits, and nobody reads them.
        yield f"{Decimal(value):.7e}"
    else:
        yield repr(value[: MAX_SHOWN + 1] if isinstance(value, str | bytes) else value)


def kind_of(value: object) -> str:
    """What a value is, in words: "an array of shape (3, 2)"."""
    match value:
        case Itself(type_name="dict"):
            return Sentence("the very dictionary that it lies in")
        case Itself():
            return Sentence("the very list that it lies in")
        case Opaque(type_name="ndarray"):
            return Sentence("an array of other things than numbers")
        case Opaque(type_name=name):
            return Sentence("a {type} object", type=name)
        case np.ndarray() if value.dtype.kind in "US":
            return Sentence("an array of strings")
    return outline_of(value).words
