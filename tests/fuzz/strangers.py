"""What a stranger's function may return: any value at all, or one that is nearly the right one."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.answers.answer import Answer, Lost, raised_from
from grader.judging.explanations import PATTERNS
from grader.results import Outcome

Draw = Callable[[st.SearchStrategy[Any]], Any]

# With half surrogates, controls, marks that turn a line around, and what is markup or a template somewhere.
TEXTS = st.text(st.characters(exclude_categories=()), max_size=12) | st.sampled_from(
    ["\ud800", "\x1b[31m", "{0.x}", "`<b>`", "=1+1", "a\nb", "\u202e", "x" * 2000, "", "%s", "…"]
)
INTEGERS = (
    st.integers()
    | st.sampled_from([10**600, -(10**600), 2**63, 2**64, 2**1024, 2**4096 - 1, 0, -1])
    | st.just(6000).map(lambda digits: 10**digits)  # which cannot be written, not even in a list of what there is
)
FLOATS = st.floats() | st.sampled_from([5e-324, 1e308, -1e308, 1e-300, 2**53 + 1.0, -0.0, 1e16])
COMPLEX = st.complex_numbers() | st.sampled_from([complex("nan"), complex(1e308, 1e308), 1j])
SHAPES = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4) | st.sampled_from(
    [(1,) * 32, (1,) * 33, (0, 5), (5, 0, 2), (70, 90), (1001,), (3, 1, 40, 2), (120_000,)]
)
NUMBERS = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", ">i4", "f2", "f4", "f8", ">f8", "g", "F", "D", "G"]
OTHERS = ["U5", "S3", "U1025", "M8[D]", "m8[s]", "O", "V3"]


@st.composite
def arrays(draw: Draw) -> np.ndarray[Any, Any]:
    """An array of any dtype, filled with one value or with a few."""
    dtype = np.dtype(draw(st.sampled_from(NUMBERS) | st.sampled_from(OTHERS)))
    shape = draw(SHAPES)
    pool = draw(st.lists(_entries(dtype), min_size=1, max_size=4))
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        made = np.empty(len(pool), dtype)
        for index, item in enumerate(pool):
            made[index] = item
        return np.resize(made, shape) if np.prod(shape) else np.empty(shape, dtype)


def _entries(dtype: np.dtype[Any]) -> st.SearchStrategy[Any]:
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        return st.integers(int(info.min), int(info.max))
    if dtype.kind == "f":
        return FLOATS | st.just(np.finfo(dtype).max)
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "b": st.booleans(),
        "c": COMPLEX,
        "U": TEXTS,
        "S": st.binary(max_size=3),
        "O": INTEGERS | TEXTS | st.none(),
    }
    return kinds.get(dtype.kind, st.integers(0, 99).map(lambda n: np.array(n).astype(dtype)[()]))


NUMPY_SCALARS = arrays().filter(lambda array: array.size > 0).map(lambda array: array.ravel()[0])
SCALARS = st.none() | st.booleans() | INTEGERS | FLOATS | COMPLEX | TEXTS | NUMPY_SCALARS
NAMES = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=100)
OBJECTS = st.sampled_from(
    [object(), len, {1, 2}, b"abc", bytearray(3), range(3), np, float, np.ma.ones(2)]
) | NAMES.map(lambda name: type(name, (), {})())
KEYS = st.recursive(
    st.none() | st.booleans() | INTEGERS | st.floats() | st.complex_numbers() | TEXTS | st.binary(max_size=3)
    | st.sampled_from([np.int64(1), np.float16(0.5), np.str_("W1"), np.bool_(1), frozenset([1]), len]),
    lambda inner: st.tuples(inner, inner) | st.tuples(inner),
    max_leaves=4,
)  # fmt: skip
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS | arrays() | OBJECTS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(KEYS, inner, max_size=4)
        | inner.map(lambda value: _nested(value, 12))
        | inner.map(lambda value: _nested(value, 34))
    ),
    max_leaves=8,
)
LARGE = st.sampled_from(
    ["x" * 100_000, [0.5] * 20_000, {n: n for n in range(2_000)}, [[[1] * 40] * 40] * 4, [np.zeros(3)] * 2_000]
)


def _nested(value: object, depth: int) -> object:
    for _ in range(depth):
        value = [value]
    return value


@st.composite
def near(draw: Draw, expected: Any) -> Any:
    """The right answer with something changed, somewhere in it."""
    if isinstance(expected, dict) and expected and draw(st.booleans()):
        key = draw(st.sampled_from(list(expected)))
        return {**expected, key: draw(near(expected[key]))}
    if isinstance(expected, list | tuple) and expected and draw(st.booleans()):
        place = draw(st.integers(0, len(expected) - 1))
        return type(expected)([*expected[:place], draw(near(expected[place])), *expected[place + 1 :]])
    if isinstance(expected, np.ndarray):
        return draw(_near_array(expected))
    if isinstance(expected, dict):
        return draw(_near_dict(expected))
    if isinstance(expected, list | tuple):
        return draw(_near_sequence(expected))
    return draw(_near_scalar(expected))


@st.composite
def _near_array(draw: Draw, right: np.ndarray[Any, Any]) -> Any:
    changes: list[Callable[[Any], Any]] = [
        lambda a: a.astype(draw(st.sampled_from([*NUMBERS, "U5", "O"]))),
        lambda a: a.T,
        lambda a: a.ravel(),
        lambda a: a[..., None],
        lambda a: a[:-1],
        lambda a: a.tolist(),
        lambda a: np.sort(a, axis=None).reshape(a.shape),
        lambda a: a * draw(FLOATS | INTEGERS.filter(lambda n: abs(n) < 2**62)),
        lambda a: a + draw(FLOATS | COMPLEX),
        lambda a: np.full_like(a, draw(FLOATS), dtype=float),
        lambda a: np.broadcast_to(a, (2, *a.shape)),
        lambda a: _with_one(a.astype(object), draw(SCALARS)),
        lambda a: _with_one(a.astype(complex), draw(COMPLEX)),
        lambda a: _with_one(a.astype(float), draw(FLOATS)),
        lambda a: np.full(a.shape, draw(TEXTS)),
        lambda a: np.trunc(a).astype("i8"),
    ]
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return draw(st.sampled_from(changes))(right)
        except (TypeError, ValueError, OverflowError, IndexError):
            return draw(arrays())


def _with_one(array: np.ndarray[Any, Any], value: object) -> np.ndarray[Any, Any]:
    if array.size:
        array[np.unravel_index(array.size // 2, array.shape)] = value
    return array


@st.composite
def _near_dict(draw: Draw, right: dict[Any, Any]) -> Any:
    keys = list(right)
    kept = draw(st.lists(st.sampled_from(keys), unique=True)) if keys else []
    changed = {draw(KEYS) if draw(st.integers(0, 5)) == 0 else key: right[key] for key in kept}
    return {**changed, draw(KEYS): draw(VALUES)} if draw(st.booleans()) else changed


@st.composite
def _near_sequence(draw: Draw, right: Any) -> Any:
    items = draw(st.permutations(list(right)))
    if draw(st.integers(0, 3)) == 0:
        items = items[:-1] if draw(st.booleans()) else [*items, draw(VALUES)]
    return draw(st.sampled_from([list, tuple, dict.fromkeys]))(items) if _hashable(items) else tuple(items)


def _hashable(items: list[Any]) -> bool:
    return all(item is None or isinstance(item, str | int | float) for item in items)


@st.composite
def _near_scalar(draw: Draw, right: Any) -> Any:
    wrapped = [right, [right], (right,), np.asarray(right), "0.5", None, {"y": right}]
    if isinstance(right, float | np.floating):
        with np.errstate(all="ignore"):
            wrapped += [-right, right * draw(st.sampled_from([2.0, 0.5, 1e308, 5e-324, 1e-12])), np.float16(right)]
    return draw(st.sampled_from(wrapped) | SCALARS)


def answers_near(expected: Any) -> st.SearchStrategy[Any]:
    """Any value; more often than not one that is like the right one."""
    return near(expected) | near(expected).flatmap(near) | VALUES | LARGE | st.just(expected)


TELLING = st.sampled_from(
    [
        "name 'x' is not defined",
        "shapes (3,2) and (1,3) not aligned: 2 (dim 1) != 1 (dim 0)",
        "'W1'",
        "f() missing 1 required positional argument: 'b'",
        "f() takes 1 positional argument but 2 were given " * 12,
        "module 'numpy' has no attribute 'x'",
    ]
)
KINDS = st.sampled_from([kind for pattern in PATTERNS for kind in pattern.kinds.split()]) | TEXTS
FIELDS = {"type": KINDS, "message": TEXTS | TELLING, "cell": st.integers(0, 9), "line": st.integers(0, 9)}
ERRORS = st.fixed_dictionaries({}, optional={**FIELDS, "text": TEXTS, "function": TEXTS, "memory": st.booleans()})
NO_ANSWERS: st.SearchStrategy[Answer] = (
    ERRORS.map(raised_from)
    | VALUES.map(raised_from)
    | st.dictionaries(st.sampled_from([*FIELDS, "text", "function", "memory"]), VALUES).map(raised_from)
    | st.builds(Lost, st.sampled_from([Outcome.CRASHED, Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY]), TEXTS)
)
