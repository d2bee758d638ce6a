"""Plain data: what may cross from a stranger's process into ours, as a tree that JSON can hold.

Numbers, strings, lists, tuples, dicts and NumPy arrays of plain dtypes are written out. Anything else arrives
as its type's name and never as code: there is no pickle here. Tags are the only keys of an object:

    null, true, 3, 0.5, "text"              themselves
    [x, y]                                  a list
    {"tuple": [x, y]}
    {"dict": [[key, value], ...]}
    {"number": "nan"}                       nan, inf, -inf, or an integer beyond 64 bits, in base 16: "-0x1f"
    {"complex": [re, im]}
    {"array": "<f8", "shape": [2, 3], "data": ...}   `data` is up to the caller: nested lists, or a place in a buffer
    {"scalar": "<f8", "data": ...}          a NumPy scalar that is a number
    {"opaque": "Foo"}                       an object that is not plain data

Extended precision becomes double on the way, and a NumPy text becomes a str: what comes back is one of the values that
`docs/sandbox.md` lists, on every machine, and judging knows no others.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Iterator, Sequence
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
PLAIN_DTYPE = re.compile(r"\|b1|\|[iu]1|<[iu][248]|<f[248]|<c(8|16)|<U\d{1,4}|\|S\d{1,4}")
DOUBLE = {"f": np.dtype("<f8"), "c": np.dtype("<c16")}
MAX_ITEM_BYTES = 4096
MAX_NUMBERED = 2_000
MAX_NAME = 80
MAX_BITS = 4096
INT64 = 2**63
# In base 16, since Python reads and writes only so many decimals.
WIDE_INTEGER = re.compile(r"-?0x[0-9a-f]{16,1025}")


class NotPlain(ValueError):
    """A tree that breaks the rules: too deep, too large, unknown tags, impossible shapes."""


@dataclass(frozen=True)
class Opaque:
    """Stands for an object that is not plain data; only the name of its type is known."""

    type_name: str


class _Budget:
    """What is left of the items that one whole value may have; asked before anything is looped over or allocated."""

    def __init__(self, items: int) -> None:
        self._items = self._left = items

    def spend(self, items: int) -> None:
        self._left -= items
        if self._left < 0:
            raise NotPlain(f"more than {self._items:,} numbers or characters, or {self._items // NODE:,} values")

    def spend_on_array(self, count: int, item_size: int) -> None:
        self.spend(max(count, count * item_size // 8))


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
        self._budget = _Budget(items)

    def encode(self, value: object) -> Tree:
        """The tree of `value`.

        Types are compared exactly: a subclass may lie about what it holds, so it counts as opaque.

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
        _check_numbered(sum(type(key) is not str for key in values))
        return [[self._encode(part, depth + 1) for part in item] for item in values.items()]

    def _encode_numpy(self, value: object) -> Tree:
        kind = type(value)
        if kind is np.ndarray and value.dtype.kind in PLAIN_KINDS:  # type: ignore[attr-defined]
            array = self._portable(value)  # type: ignore[arg-type]
            return {"array": array.dtype.str, "shape": list(array.shape), "data": self._put(array)}
        if issubclass(kind, np.generic) and kind.__module__ == "numpy" and value.dtype.kind in NUMBER_KINDS:  # type: ignore[attr-defined]
            array = self._portable(value)  # type: ignore[arg-type]
            return {"scalar": array.dtype.str, "data": self._put(array)}
        return {"opaque": kind.__name__[:MAX_NAME]}

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


class Decoder:
    """Turns a tree back into values, believing nothing; `get` fetches the numbers of an array."""

    def __init__(
        self, get: Callable[[object, np.dtype[np.generic], tuple[int, ...]], Array], *, items: int = MAX_ITEMS
    ) -> None:
        self._get = get
        self._budget = _Budget(items)

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
        match tree:
            case {"tuple": list(items), **rest} if not rest:
                return tuple(self._items(items, depth))
            case {"dict": list(items), **rest} if not rest:
                return self._decode_dict(items, depth)
            case {"number": str(text), **rest} if not rest:
                return _number(text)
            case {"complex": [real, imag], **rest} if not rest:
                return complex(self._decode_float(real, depth + 1), self._decode_float(imag, depth + 1))
            case {"array": str(text), "shape": list(shape), "data": data, **rest} if not rest:
                return self._array(data, _plain_dtype(text), _plain_shape(shape))
            case {"scalar": str(text), "data": data, **rest} if not rest:
                dtype = _plain_dtype(text)
                if dtype.kind not in NUMBER_KINDS:
                    raise NotPlain("a scalar that is no number")
                return self._array(data, dtype, ())[()]
            case {"opaque": str(name), **rest} if not rest:
                return Opaque(name[:MAX_NAME])
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
            _check_numbered(numbered)
            try:
                result[key] = self._decode(item[1], depth + 1)
            except TypeError as error:
                raise NotPlain("a key that cannot be one") from error
        return result


def to_readable(value: object) -> Tree:
    """The tree of `value` with array data as nested lists: for files that people review."""

    def put(array: Array) -> object:
        pairs = np.stack([array.real, array.imag], axis=-1) if array.dtype.kind == "c" else array
        return pairs.tolist()

    return Encoder(put).encode(value)


def from_readable(tree: Tree) -> object:
    """The value of a tree that `to_readable` wrote."""

    def get(data: object, dtype: np.dtype[np.generic], shape: tuple[int, ...]) -> Array:
        try:
            if dtype.kind == "c":
                pairs = np.array(data, dtype=float).reshape(*shape, 2)
                return np.array(pairs.view(np.complex128)[..., 0], dtype)
            return np.array(data, dtype=dtype).reshape(shape)
        except (TypeError, ValueError) as error:
            raise NotPlain(f"array data that do not fit: {error}") from error

    return Decoder(get).decode(tree)


def mutable_parts(value: object) -> Iterator[object]:
    """The arrays, and the lists of bare numbers, in a tree of plain values, in order: what a callee could write to."""
    if isinstance(value, np.ndarray) or (isinstance(value, list) and not any(map(_is_container, value))):
        yield value
    elif isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from mutable_parts(item)


def mutable_names(names: Sequence[str], arguments: Sequence[object]) -> tuple[str, ...]:
    """What the `mutable_parts` of the arguments of a call are called: "parameters['W1']"."""
    named = zip((*names, *("" for _ in arguments)), arguments, strict=False)
    return tuple(place for name, value in named for place in _mutable_places(value, name))


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


def _key(value: object) -> object:
    """A key as it may stand in a dictionary: numbers of NumPy are the numbers that they equal."""
    if isinstance(value, np.generic):
        value = value.item()
    return value if isinstance(value, str | int | float | bool | tuple | None) else f"a key of type {_type_name(value)}"


def _type_name(value: object) -> str:
    return value.type_name if isinstance(value, Opaque) else type(value).__name__


def _check_numbered(count: int) -> None:
    # Only the hashes of strings are secret: of others a stranger can choose as many alike as there may be keys.
    if count > MAX_NUMBERED:
        raise NotPlain(f"more than {MAX_NUMBERED:,} keys that are not strings")


def _digits(value: int) -> str:
    if value.bit_length() > MAX_BITS:
        raise NotPlain(f"an integer of more than {MAX_BITS:,} bits")
    return hex(value)


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
