"""Reads a tree of plain data, believing nothing; see `grader.answers.plain` for what it looks like."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Sequence

import numpy as np

from grader.answers.plain import (
    INT64,
    MAX_AXES,
    MAX_DEPTH,
    MAX_ITEM_BYTES,
    MAX_ITEMS,
    MAX_NAME,
    NODE,
    NUMBER_KINDS,
    Array,
    Budget,
    Itself,
    NotPlain,
    Opaque,
    Tree,
    check_numbered,
)

PLAIN_DTYPE = re.compile(r"\|b1|\|[iu]1|<[iu][248]|<f[248]|<c(8|16)|<U\d{1,4}|\|S\d{1,4}")
TAGS_OF_AN_ARRAY = ("array", "shape", "data")
# In base 16, since Python reads and writes only so many decimals.
WIDE_INTEGER = re.compile(r"-?0x[0-9a-f]{16,1025}")


class Decoder:
    """Turns a tree back into values, believing nothing; `get` fetches the numbers of an array."""

    def __init__(
        self, get: Callable[[object, np.dtype[np.generic], tuple[int, ...]], Array], *, items: int = MAX_ITEMS
    ) -> None:
        self._get = get
        self._budget = Budget(items)

    def decode(self, tree: Tree) -> object:
        """The value of `tree`.

        Raises
        ------
        NotPlain
            If the tree is not one that `Encoder` could have written.
        """
        self._budget.spend(NODE)
        return self._decode(tree, 0)

    def _decode(self, tree: Tree, depth: int) -> object:
        if depth > 2 * MAX_DEPTH:
            raise NotPlain("too deep")
        if isinstance(tree, list):
            return self._items(tree, depth)
        if isinstance(tree, str):
            self._budget.spend(len(tree))
            return tree
        if not isinstance(tree, dict):
            if type(tree) is int and not -INT64 <= tree < INT64:
                raise NotPlain("an integer beyond 64 bits that does not say so")
            return tree
        # Compared one by one, the most frequent first: patterns for mappings take three times as long.
        tags, content = tuple(tree), next(iter(tree.values()), None)
        if tags == TAGS_OF_AN_ARRAY and isinstance(content, str) and isinstance(tree["shape"], list):
            return self._array(tree["data"], _plain_dtype(content), _plain_shape(tree["shape"]))
        if tags == ("dict",) and isinstance(content, list):
            return self._decode_dict(content, depth)
        if tags == ("tuple",) and isinstance(content, list):
            return tuple(self._items(content, depth))
        if tags == ("scalar", "data") and isinstance(content, str):
            dtype = _plain_dtype(content)
            if dtype.kind not in NUMBER_KINDS:
                raise NotPlain("a scalar that is no number")
            return self._array(tree["data"], dtype, ())[()]
        if tags == ("number",) and isinstance(content, str):
            return _number(content)
        if tags == ("complex",) and isinstance(content, list) and len(content) == 2:
            real, imaginary = (self._decode_float(part, depth + 1) for part in content)
            return complex(real, imaginary)
        if tags == ("opaque",) and isinstance(content, str):
            return Opaque(content[:MAX_NAME])
        if tags == ("itself",) and isinstance(content, str):
            return Itself(content[:MAX_NAME])
        raise NotPlain("an unknown tag")

    def _items(self, trees: Sequence[Tree], depth: int) -> list[object]:
        self._budget.spend(NODE * len(trees))
        return [self._decode(tree, depth + 1) for tree in trees]

    def _array(self, data: object, dtype: np.dtype[np.generic], shape: tuple[int, ...]) -> Array:
        self._budget.spend_on_array(math.prod(shape), dtype.itemsize)
        return self._get(data, dtype, shape)

    def _decode_float(self, tree: Tree, depth: int) -> float:
        value = self._decode(tree, depth)
        if not isinstance(value, float | int):
            raise NotPlain("a complex number of other things")
        return float(value)

    def _decode_dict(self, items: list[object], depth: int) -> dict[object, object]:
        self._budget.spend(2 * NODE * len(items))
        result: dict[object, object] = {}
        numbered = 0
        for item in items:
            if not isinstance(item, list) or len(item) != 2:
                raise NotPlain("a dict of other things than pairs")
            key = _key(self._decode(item[0], depth + 1))
            numbered += not isinstance(key, str)
            check_numbered(numbered)
            try:
                result[key] = self._decode(item[1], depth + 1)
            except TypeError as error:
                raise NotPlain("a key that cannot be one") from error
        return result


def _key(value: object) -> object:
    """A key as it may stand in a dictionary: numbers of NumPy are the numbers that they equal."""
    if isinstance(value, np.generic):
        value = value.item()
    return value if isinstance(value, str | int | float | bool | tuple | None) else f"a key of type {_type_name(value)}"


def _type_name(value: object) -> str:
    return value.type_name if isinstance(value, Opaque) else type(value).__name__


def _number(text: str) -> float | int:
    if text in ("nan", "inf", "-inf"):
        return float(text)
    if WIDE_INTEGER.fullmatch(text):
        return int(text, 16)
    raise NotPlain("a number that is none")


@functools.lru_cache(maxsize=256)
def _plain_dtype(text: str) -> np.dtype[np.generic]:
    if not PLAIN_DTYPE.fullmatch(text):
        raise NotPlain("a dtype that is not plain")
    dtype: np.dtype[np.generic] = np.dtype(text)
    if dtype.str != text or dtype.itemsize > MAX_ITEM_BYTES:
        raise NotPlain("a dtype that is not plain")
    return dtype


def _plain_shape(shape: list[object]) -> tuple[int, ...]:
    if len(shape) > MAX_AXES or not all(type(n) is int and 0 <= n < 2**40 for n in shape):
        raise NotPlain("an impossible shape")
    return tuple(shape)  # type: ignore[arg-type]
