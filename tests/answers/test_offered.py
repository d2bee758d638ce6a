"""What NumPy and the standard library offer arrives as the plain data that it holds; strangers do no harm."""

from __future__ import annotations

import array
import collections
import enum
import types
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.answers.offered import as_plain
from grader.answers.plain import Discouraged, Itself, NotPlain, Opaque
from grader.answers.readable import as_if_sent
from tests.answers.test_wire import PLAIN, same


class Pair(NamedTuple):
    A: int
    cache: tuple[int, int]


class Number(float): ...


class Text(str): ...


class Items(list): ...  # type: ignore[type-arg]


class Table(dict): ...  # type: ignore[type-arg]


class Layer(enum.IntEnum):
    HIDDEN = 2


class Rows(np.ndarray): ...  # type: ignore[type-arg]


class Half(np.float16): ...


def plain(value: object) -> object:
    return as_if_sent(as_plain(value)[0])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (collections.OrderedDict(W1=1), {"W1": 1}),
        (collections.defaultdict(list, W1=1), {"W1": 1}),
        (collections.Counter("aab"), {"a": 2, "b": 1}),
        (collections.UserDict(W1=1), {"W1": 1}),
        (collections.UserList([1, 2]), [1, 2]),
        (types.MappingProxyType({"W1": 1}), {"W1": 1}),
        (Table(W1=Items([Number(0.5), Text("a")])), {"W1": [0.5, "a"]}),
        ({Text("W1"): 1, np.str_("b1"): 2, Layer.HIDDEN: 3}, {"W1": 1, "b1": 2, 2: 3}),
        (Pair(1, (2, 3)), (1, (2, 3))),
        (collections.deque([1, 2], maxlen=2), [1, 2]),
        (range(3), [0, 1, 2]),
        ({"a": 1}.values(), [1]),
        ({"a": 1}.items(), [("a", 1)]),
        (array.array("d", [0.5]), [0.5]),
        (zip([1, 2], "ab", strict=True), [(1, "a"), (2, "b")]),
        (map(abs, [-1, 2]), [1, 2]),
        ((number for number in (1, 2)), [1, 2]),
        (Layer.HIDDEN, 2),
        (Half(0.5), 0.5),
        (Fraction(1, 4), 0.25),
        (Decimal("0.25"), 0.25),
        (np.array(0.5, dtype=object), np.array(0.5)),
        (np.array([[1.0, 2.0]]).view(np.matrix), np.array([[1.0, 2.0]])),
        (np.ma.array([1.0, 2.0], mask=[False, False]), np.array([1.0, 2.0])),
        (np.arange(4.0).reshape(2, 2).view(Rows), np.arange(4.0).reshape(2, 2)),
        (np.arange(4.0).view(np.recarray), np.arange(4.0)),
        (np.array([1, 0.5, np.float32(2)], dtype=object), np.array([1, 0.5, 2])),
        (np.array([(np.ones(2), None), "a"], dtype=object), [(np.ones(2), None), "a"]),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_it_arrives_as_what_it_holds(value: object, expected: object) -> None:
    found = plain(value)
    assert same(found, expected), found


@given(PLAIN)
def test_plain_data_stay_as_they_are(value: object) -> None:
    found, discouraged = as_plain(value)
    assert same(found, value)
    assert not discouraged


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (np.ones((1, 1)).view(np.matrix), Discouraged.MATRIX),
        ([np.ma.ones(2)], Discouraged.MASKED),
        ({"a": np.array([1.0, None])}, Discouraged.OBJECTS),
        (map(abs, []), Discouraged.ITERATOR),
        ((Fraction(1), Decimal(1)), Discouraged.EXACT),
    ],
)
def test_what_a_teacher_would_advise_against_is_told_once(value: object, kind: Discouraged) -> None:
    assert as_plain(value)[1] == [kind]


@pytest.mark.parametrize(
    "value",
    [
        object(), {1, 2}, len, b"a", np.datetime64("2020"), np.array(None), np.array({"a": 1}),
        np.ma.array([1.0], mask=[True]), np.ma.masked, np.zeros(2, "f8,i4"), types.SimpleNamespace(a=1),
        Decimal("sNaN"),
    ],
)  # fmt: skip
def test_the_rest_arrives_as_the_name_of_its_type(value: object) -> None:
    assert plain(value) == Opaque(type(value).__name__)


def test_what_holds_itself_says_so() -> None:
    caches: list[object] = [1]
    caches.append(caches)
    parameters: dict[str, object] = {"caches": caches}
    parameters["all"] = parameters
    assert plain(parameters) == {"caches": [1, Itself("list")], "all": Itself("dict")}
    entries = np.empty(1, object)
    entries[0] = entries
    with pytest.raises(NotPlain, match="deep"):
        as_plain(entries)


def test_what_has_no_end_has_one_here() -> None:
    deep: list[object] = []
    for _ in range(60):
        deep = [deep, deep]
    for value in (range(10**30), (n for n in iter(int, 1)), deep, np.empty(10**7, object)):
        with pytest.raises(NotPlain):
            as_plain(value)


def fails(*_: object, **__: object) -> Any:
    raise RuntimeError("no harm done")


HOSTILE = (
    "__iter__", "__len__", "__getitem__", "__class__", "__hash__", "__eq__", "__str__", "__repr__", "__index__",
    "__float__", "__int__", "__bool__", "__array__", "__array_finalize__", "__array_interface__", "__reduce__",
    "__getattribute__", "keys", "items", "values", "dtype", "shape", "data", "_mask", "tolist", "item",
    "default_factory",
)  # fmt: skip
BASES: list[tuple[type, Callable[[Any], Any]]] = [
    (dict, lambda kind: kind({"a": 1})),
    (list, lambda kind: kind([1])),
    (tuple, lambda kind: kind([1])),
    (str, lambda kind: kind("a")),
    (int, lambda kind: kind(1)),
    (float, lambda kind: kind(1)),
    (complex, lambda kind: kind(1)),
    (np.float32, lambda kind: kind(1)),
    (np.ndarray, lambda kind: np.ones(2).view(kind)),
    (np.matrix, lambda kind: np.ones((2, 2)).view(kind)),
    (collections.OrderedDict, lambda kind: kind(a=1)),
    (collections.deque, lambda kind: kind([1])),
    (collections.UserDict, lambda kind: kind()),
    (object, lambda kind: kind()),
]


class Meta(type):
    """A type that answers nothing about itself."""

    __name__ = property(fails)  # type: ignore[assignment]
    __module__ = property(fails)  # type: ignore[assignment]
    __instancecheck__ = __subclasscheck__ = __hash__ = __eq__ = fails


@given(
    base=st.sampled_from(BASES), names=st.sets(st.sampled_from(HOSTILE)), lies=st.booleans(), depth=st.integers(0, 3)
)
def test_a_hostile_class_is_read_or_refused(
    base: tuple[type, Callable[[Any], Any]], names: set[str], lies: bool, depth: int
) -> None:
    own, make = base
    quiet = make(type("Quiet", (own,), {}))
    try:
        members = {name: property(fails) if name in ("__class__", "data", "dtype") else fails for name in names}
        value = make((Meta if lies and own is not collections.UserDict else type)("Hostile", (own,), members))
    except Exception:  # noqa: BLE001 - so hostile that there is no such value
        return
    for _ in range(depth):
        value = [value]
    found = plain(value)
    for _ in range(depth):
        assert isinstance(found, list)
        (found,) = found
    assert same(found, plain(quiet)) or isinstance(found, Opaque)
