"""What NumPy and the standard library offer beside plain data, and subclasses of it, as the plain data that they hold.

A function that returns an OrderedDict, a named tuple or an `np.matrix` is right where what it holds is. Nothing here
asks a value what it is: types are read where they cannot lie, and contents with the methods of Python's and NumPy's own
classes. What runs the student's code all the same, such as a generator, runs where the function does.
"""

from __future__ import annotations

import array
import collections
import itertools
import types
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from grader.answers.plain import (
    MAX_DEPTH,
    MAX_ITEMS,
    MAX_NAME,
    NODE,
    PLAIN_KINDS,
    Budget,
    Discouraged,
    Itself,
    NotPlain,
    Opaque,
)

MOST = MAX_ITEMS // NODE + 1
"""How much of a sequence is looked at: one more than a message can hold."""
NUMPY_SCALARS = frozenset(np.sctypeDict.values())
TYPE_NAME: Any = vars(type)["__name__"]
MRO: Any = vars(type)["__mro__"]

VIEWS: tuple[type[Any], ...] = tuple(map(type, ({}.keys(), {}.values(), {}.items())))
# What may be indexed or unpacked as a list may, each with the method of its own class that goes through it.
SEQUENCES: tuple[tuple[type[Any], Callable[[Any], Iterable[object]]], ...] = (
    (collections.deque, collections.deque.__iter__),
    (range, range.__iter__),
    (array.array, array.array.__iter__),
    *((view, view.__iter__) for view in VIEWS),
)
ITERATORS = (types.GeneratorType, map, filter, zip, enumerate, reversed, itertools.chain, itertools.islice)
# What keeps its content in an attribute of this name.
WRAPPERS = {collections.UserDict: "data", collections.UserList: "data", collections.UserString: "data"}


def as_plain(value: object) -> tuple[object, list[Discouraged]]:
    """A value of plain data and opaque objects that holds what `value` holds; and what a teacher would advise against.

    Arrays are not copied. The result is only as plain as it has to be: numbers may still be of any size.

    Raises
    ------
    NotPlain
        If there is more of it than may cross, or it is nested too deeply.
    """
    reading = _Reading()
    return reading.read(value, 0), list(dict.fromkeys(reading.discouraged))


def type_name(value: object) -> str:
    """The name of a value's type, whatever a metaclass would say."""
    return str(TYPE_NAME.__get__(type(value)))[:MAX_NAME]


class _Reading:
    """One value on its way to plain data; `open` are the containers that are being looked into."""

    def __init__(self) -> None:
        self.discouraged: list[Discouraged] = []
        self._budget = Budget(MAX_ITEMS)
        self._open: set[int] = set()

    def read(self, value: Any, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise NotPlain(f"nested more than {MAX_DEPTH} deep")
        kind = type(value)
        if value is None or kind is bool or issubclass(kind, Opaque):
            return value
        if issubclass(kind, np.ndarray):
            return self._array(value, depth)
        if issubclass(kind, np.generic):
            return _numpy_scalar(value)
        for plain, own in ((str, str.__str__), (int, int.__pos__), (float, float.__pos__), (complex, complex.__pos__)):
            if issubclass(kind, plain):
                return value if kind is plain else own(value)
        if issubclass(kind, list | tuple | dict):
            return self._container(value, depth)
        return self._other(value, depth)

    def _container(self, value: Any, depth: int) -> object:
        kind: Any = next(kind for kind in (list, tuple, dict) if issubclass(type(value), kind))
        if id(value) in self._open:
            return Itself(kind.__name__)
        self._budget.spend(NODE * kind.__len__(value))
        self._open.add(id(value))
        try:
            if kind is not dict:
                return kind([self.read(item, depth + 1) for item in kind.__iter__(value)])
            return {self._key(key, depth + 1): self.read(item, depth + 1) for key, item in dict.items(value)}
        finally:
            self._open.discard(id(value))

    def _key(self, key: object, depth: int) -> object:
        plain = self.read(key, depth)
        return Opaque(type_name(key)) if isinstance(plain, list | dict | np.ndarray) else plain

    def _array(self, value: Any, depth: int) -> object:
        bare = np.ndarray.view(value, np.ndarray)
        kind = type(value)
        if issubclass(kind, np.ma.MaskedArray):
            if _is_masked(value):
                return Opaque(type_name(value))
            self.discouraged.append(Discouraged.MASKED)
        elif issubclass(kind, np.matrix):
            self.discouraged.append(Discouraged.MATRIX)
        if bare.dtype.kind in PLAIN_KINDS:
            return bare
        return self._objects(bare, depth) if bare.dtype.kind == "O" else Opaque(type_name(value))

    def _objects(self, value: np.ndarray[Any, Any], depth: int) -> object:
        """An array of Python's objects: one of numbers if all are numbers, else a list of them."""
        self._budget.spend(NODE * value.size)
        entries = np.empty(value.size, object)
        for index, entry in enumerate(value.flat):
            entries[index] = self.read(entry, depth + 1)
        self.discouraged.append(Discouraged.OBJECTS)
        if value.size and all(type(entry) in (bool, int, float) or _is_number(entry) for entry in entries):
            try:
                return entries.astype(float).reshape(value.shape)
            except OverflowError:  # an integer
                pass
        return entries.reshape(value.shape).tolist() if value.ndim else Opaque(type_name(value))

    def _other(self, value: Any, depth: int) -> object:
        """What is none of these, and no subclass of one; an object of the student's own arrives as its type's name."""
        kind = type(value)
        if kind is Decimal or kind is Fraction:
            self.discouraged.append(Discouraged.EXACT)
            return _as_float(value)
        for known, items in SEQUENCES:
            if issubclass(kind, known):
                return self._container(list(itertools.islice(items(value), MOST)), depth)
        if kind is types.MappingProxyType:
            return self._container(dict(itertools.islice(value.items(), MOST)), depth)
        if issubclass(kind, ITERATORS):
            self.discouraged.append(Discouraged.ITERATOR)
            return self._container(list(itertools.islice(value, MOST)), depth)
        for wrapper, attribute in WRAPPERS.items():
            if any(base is wrapper for base in MRO.__get__(kind)):  # their own type would ask others
                return self.read(object.__getattribute__(value, "__dict__").get(attribute), depth + 1)
        return Opaque(type_name(value))


def _numpy_scalar(value: Any) -> object:
    """A number or text of NumPy's own as it is, one of a subclass as Python's."""
    if any(type(value) is own for own in NUMPY_SCALARS):
        return value
    try:
        plain = np.generic.item(value)
    except SystemError:  # a type that raises where NumPy asks it what it is
        return Opaque(type_name(value))
    return plain if type(plain) in (bool, int, float, complex, str) else Opaque(type_name(value))


def _as_float(value: Decimal | Fraction) -> object:
    try:
        return float(value)
    except (OverflowError, ValueError):  # a fraction beyond all floats, a Decimal that is no number
        return Opaque(type_name(value))


def _is_number(value: object) -> bool:
    return isinstance(value, np.generic) and value.dtype.kind in "biuf"


def _is_masked(value: Any) -> bool:
    mask = object.__getattribute__(value, "__dict__").get("_mask", False)
    return bool(np.any(np.asarray(mask)))
