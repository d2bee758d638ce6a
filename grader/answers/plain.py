"""Plain data: what may cross from a stranger's process into ours, as a tree that JSON can hold.

Numbers, strings, lists, tuples, dicts and NumPy arrays of plain dtypes are written out. Anything else arrives
as its type's name and never as code: there is no pickle here. Tags are the only keys of an object:

    null, true, 3, 0.5, "text"              themselves
    [x, y]                                  a list
    {"tuple": [x, y]}
    {"dict": [[key, value], ...]}
    {"number": "nan"}                       nan, inf, -inf, or an integer beyond 64 bits
    {"complex": [re, im]}
    {"array": "<f8", "shape": [2, 3], "data": ...}   `data` is up to the caller: nested lists, or a place in a buffer
    {"scalar": "<f8", "data": ...}          a NumPy scalar
    {"opaque": "Foo"}                       an object that is not plain data
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.generic]
Tree = object

MAX_DEPTH = 32
MAX_NODES = 200_000
PLAIN_KINDS = "biufcUS"
PLAIN_DTYPE = re.compile(r"[<|][biufcUS]\d{1,4}")
MAX_NUMBERED = 2_000
INT64 = 2**63


class NotPlain(ValueError):
    """A tree that breaks the rules: too deep, too large, unknown tags, impossible shapes."""


@dataclass(frozen=True)
class Opaque:
    """Stands for an object that is not plain data; only the name of its type is known."""

    type_name: str


class Encoder:
    """Turns plain values into a tree; `put` decides where the numbers of an array go."""

    def __init__(self, put: Callable[[Array], object]) -> None:
        self._put = put
        self._nodes = 0

    def encode(self, value: object, depth: int = 0) -> Tree:
        """The tree of `value`.

        Types are compared exactly: a subclass may lie about what it holds, so it counts as opaque.

        Raises
        ------
        NotPlain
            If the value is nested too deeply or has too many parts.
        """
        self._nodes += 1
        if depth > MAX_DEPTH:
            raise NotPlain(f"nested more than {MAX_DEPTH} deep")
        if self._nodes > MAX_NODES:
            raise NotPlain(f"more than {MAX_NODES:,} parts")
        kind = type(value)
        if value is None or kind is bool or kind is str:
            return value
        if kind is int:
            return value if -INT64 <= value < INT64 else {"number": _digits(value)}  # type: ignore[operator, arg-type]
        if kind is float:
            return value if math.isfinite(value) else {"number": repr(value)}  # type: ignore[arg-type]
        if kind is complex:
            return {"complex": [self.encode(part, depth + 1) for part in (value.real, value.imag)]}  # type: ignore[attr-defined]
        if kind is list:
            return [self.encode(item, depth + 1) for item in value]  # type: ignore[attr-defined]
        if kind is tuple:
            return {"tuple": [self.encode(item, depth + 1) for item in value]}  # type: ignore[attr-defined]
        if kind is dict:
            items = value.items()  # type: ignore[attr-defined]
            return {"dict": [[self.encode(part, depth + 1) for part in item] for item in items]}
        return self._encode_numpy(value)

    def _encode_numpy(self, value: object) -> Tree:
        kind = type(value)
        if kind is np.ndarray and value.dtype.kind in PLAIN_KINDS:  # type: ignore[attr-defined]
            array = np.require(value, dtype=value.dtype.newbyteorder("<"), requirements=["C"])  # type: ignore[attr-defined]
            return {"array": array.dtype.str, "shape": list(array.shape), "data": self._put(array)}
        if issubclass(kind, np.generic) and kind.__module__ == "numpy" and value.dtype.kind in PLAIN_KINDS:  # type: ignore[attr-defined]
            array = np.asarray(value).astype(value.dtype.newbyteorder("<"))  # type: ignore[attr-defined]
            return {"scalar": array.dtype.str, "data": self._put(array)}
        return {"opaque": kind.__name__}


class Decoder:
    """Turns a tree back into values, believing nothing; `get` fetches the numbers of an array."""

    def __init__(self, get: Callable[[object, np.dtype[np.generic], tuple[int, ...]], Array]) -> None:
        self._get = get
        self._nodes = 0

    def decode(self, tree: Tree, depth: int = 0) -> object:
        """The value of `tree`.

        Raises
        ------
        NotPlain
            If the tree is not one that `Encoder` could have written.
        """
        self._nodes += 1
        if depth > 2 * MAX_DEPTH or self._nodes > MAX_NODES:
            raise NotPlain("too deep or too large")
        if isinstance(tree, list):
            return [self.decode(item, depth + 1) for item in tree]
        if not isinstance(tree, dict):
            return tree
        match tree:
            case {"tuple": list(items), **rest} if not rest:
                return tuple(self.decode(item, depth + 1) for item in items)
            case {"dict": list(items), **rest} if not rest:
                return self._decode_dict(items, depth)
            case {"number": str(text), **rest} if not rest:
                return _number(text)
            case {"complex": [real, imag], **rest} if not rest:
                return complex(self._decode_float(real, depth + 1), self._decode_float(imag, depth + 1))
            case {"array": str(dtype), "shape": list(shape), "data": data, **rest} if not rest:
                return self._get(data, _plain_dtype(dtype), _plain_shape(shape))
            case {"scalar": str(dtype), "data": data, **rest} if not rest:
                return self._get(data, _plain_dtype(dtype), ())[()]
            case {"opaque": str(name), **rest} if not rest:
                return Opaque(name[:80])
        raise NotPlain("an unknown tag")

    def _decode_float(self, tree: Tree, depth: int) -> float:
        value = self.decode(tree, depth)
        if not isinstance(value, float | int):
            raise NotPlain("a complex number of other things")
        return float(value)

    def _decode_dict(self, items: list[object], depth: int) -> dict[object, object]:
        result: dict[object, object] = {}
        numbered = 0
        for item in items:
            if not isinstance(item, list) or len(item) != 2:
                raise NotPlain("a dict of other things than pairs")
            key = self.decode(item[0], depth + 1)
            if not isinstance(key, str | int | float | bool | tuple | None):
                key = f"a key of type {type(key).__name__}"
            # Only the hashes of strings are secret: of others a stranger can choose as many alike as there may be keys.
            numbered += not isinstance(key, str)
            if numbered > MAX_NUMBERED:
                raise NotPlain(f"more than {MAX_NUMBERED:,} keys that are not strings")
            try:
                result[key] = self.decode(item[1], depth + 1)
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


def _digits(value: int) -> str:
    if value.bit_length() > 4096:
        raise NotPlain("an integer of more than 4096 bits")
    return str(value)


def _number(text: str) -> float | int:
    if text in ("nan", "inf", "-inf"):
        return float(text)
    if len(text) <= 1300 and text.removeprefix("-").isdecimal():
        return int(text)
    raise NotPlain("a number that is none")


def _plain_dtype(text: str) -> np.dtype[np.generic]:
    if not PLAIN_DTYPE.fullmatch(text):
        raise NotPlain("a dtype that is not plain")
    try:
        dtype = np.dtype(text)
    except (TypeError, ValueError, SyntaxError) as error:
        raise NotPlain("an unknown dtype") from error
    if dtype.kind not in PLAIN_KINDS or dtype.str != text or dtype.itemsize > 4096:
        raise NotPlain("a dtype that is not plain")
    return dtype


def _plain_shape(shape: list[object]) -> tuple[int, ...]:
    if len(shape) > MAX_DEPTH or not all(type(n) is int and 0 <= n < 2**40 for n in shape):
        raise NotPlain("an impossible shape")
    return tuple(shape)  # type: ignore[arg-type]
