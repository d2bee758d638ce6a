"""Writes plain data as a tree; see `grader.answers.plain` for what it looks like."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from grader.answers.offered import type_name
from grader.answers.plain import (
    INT64,
    MAX_AXES,
    MAX_DEPTH,
    MAX_ITEM_BYTES,
    MAX_ITEMS,
    NODE,
    NUMBER_KINDS,
    PLAIN_KINDS,
    Array,
    Budget,
    Itself,
    NotPlain,
    Opaque,
    Tree,
    check_numbered,
)

DOUBLE = {"f": np.dtype("<f8"), "c": np.dtype("<c16")}
MAX_BITS = 4096


class Encoder:
    """Turns a plain value into a tree; `put` decides where the numbers of an array go.

    Parameters
    ----------
    items : int
        The budget for all that is encoded: an entry of an array or 8 bytes of it, and a character, count 1 each,
        whatever is a value of its own counts NODE.
    """

    def __init__(self, put: Callable[[Array], object], *, items: int = MAX_ITEMS) -> None:
        self._put = put
        self._budget = Budget(items)

    def encode(self, value: object) -> Tree:
        """The tree of `value`.

        Types are compared exactly: what else holds plain data has been made so before, where a stranger made it.

        Raises
        ------
        NotPlain
            If the value is nested too deeply or larger than the budget.
        """
        self._budget.spend(NODE)
        return self._encode(value, 0)

    def _encode(self, value: object, depth: int) -> Tree:
        if depth > MAX_DEPTH:
            raise NotPlain(f"nested more than {MAX_DEPTH} deep")
        kind = type(value)
        if value is None or kind is bool:
            return value
        if kind is str or kind is np.str_:
            return self._text(str(value))
        if kind is int:
            return value if -INT64 <= value < INT64 else {"number": _digits(value)}  # type: ignore[operator, arg-type]
        if kind is float:
            return value if math.isfinite(value) else {"number": repr(value)}  # type: ignore[arg-type]
        if kind is complex:
            return {"complex": [self._encode(part, depth + 1) for part in (value.real, value.imag)]}  # type: ignore[attr-defined]
        if kind is list:
            return self._items(value, depth)  # type: ignore[arg-type]
        if kind is tuple:
            return {"tuple": self._items(value, depth)}  # type: ignore[arg-type]
        if kind is Itself:
            return {"itself": value.type_name}  # type: ignore[attr-defined]
        if kind is dict:
            return {"dict": self._pairs(value, depth)}  # type: ignore[arg-type]
        return self._encode_numpy(value)

    def _text(self, text: str) -> str:
        self._budget.spend(len(text))
        return text

    def _items(self, values: Sequence[object], depth: int) -> list[Tree]:
        self._budget.spend(NODE * len(values))
        return [self._encode(item, depth + 1) for item in values]

    def _pairs(self, values: dict[object, object], depth: int) -> list[Tree]:
        self._budget.spend(2 * NODE * len(values))
        check_numbered(sum(type(key) is not str for key in values))
        return [[self._encode(part, depth + 1) for part in item] for item in values.items()]

    def _encode_numpy(self, value: object) -> Tree:
        kind = type(value)
        if kind is np.ndarray and value.dtype.kind in PLAIN_KINDS:  # type: ignore[attr-defined]
            array = self._portable(value)  # type: ignore[arg-type]
            return {"array": array.dtype.str, "shape": list(array.shape), "data": self._put(array)}
        if issubclass(kind, np.generic) and kind.__module__ == "numpy" and value.dtype.kind in NUMBER_KINDS:  # type: ignore[attr-defined]
            array = self._portable(value)  # type: ignore[arg-type]
            return {"scalar": array.dtype.str, "data": self._put(array)}
        return {"opaque": value.type_name if kind is Opaque else type_name(value)}  # type: ignore[attr-defined]

    def _portable(self, value: Array | np.generic) -> Array:
        """An array, or a scalar, as every machine reads it: little endian, row by row, in double precision at most."""
        if value.ndim > MAX_AXES:
            raise NotPlain(f"an array of more than {MAX_AXES} axes")
        if value.itemsize > MAX_ITEM_BYTES:
            raise NotPlain(f"texts of more than {MAX_ITEM_BYTES:,} bytes in an array")
        self._budget.spend_on_array(value.size, value.itemsize)
        kind = value.dtype.kind
        wide = kind in DOUBLE and value.itemsize > DOUBLE[kind].itemsize
        dtype = DOUBLE[kind] if wide else value.dtype.newbyteorder("<")
        with np.errstate(all="ignore"):  # what is too large for a double becomes infinite
            return np.require(value, dtype=dtype, requirements=["C"])


def _digits(value: int) -> str:
    if value.bit_length() > MAX_BITS:
        raise NotPlain(f"an integer of more than {MAX_BITS:,} bits")
    return hex(value)
