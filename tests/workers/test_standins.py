"""A stand-in is to its caller what the function itself would be."""

from __future__ import annotations

import copy
from collections import OrderedDict, namedtuple
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.answers.wire import PREFIX, pack, unpack
from grader.workers.held import NotHeld
from grader.workers.standins import answer, stand_in

Function = Callable[..., Any]


def crossed(message: object) -> Any:
    """What the other side reads of a message."""
    frame = pack(message)
    _, size, _ = PREFIX.unpack(frame[: PREFIX.size])
    return unpack(frame[PREFIX.size : PREFIX.size + size], frame[PREFIX.size + size :])


def standing_in_for(function: Function, own: object = None) -> Function:
    def exchange(request: dict[str, Any]) -> dict[str, Any]:
        return crossed(answer(function, crossed(request)))  # type: ignore[no-any-return]

    return stand_in(function.__name__, exchange, own)


def shape_of(value: object, seen: dict[int, int]) -> object:
    """A value as something that can be compared, with who holds what."""
    if not isinstance(value, list | dict | tuple | np.ndarray):
        return repr(value)
    if id(value) in seen:
        return "again", seen[id(value)]
    if not isinstance(value, tuple):
        seen[id(value)] = len(seen)
    if isinstance(value, np.ndarray):
        return str(value.dtype), value.shape, value.tobytes()
    if isinstance(value, dict):
        return "dict", [(key, shape_of(item, seen)) for key, item in value.items()]
    return type(value).__name__, [shape_of(item, seen) for item in value]


numbers = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3))
arrays = hnp.arrays(st.sampled_from([np.float64, np.float32, np.int64, np.bool_]), hnp.array_shapes(max_side=3))
values = st.recursive(
    numbers | arrays,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3)
    | st.tuples(inner, inner),
    max_leaves=8,
)  # fmt: skip
DEEDS = ("zero", "pop", "append first", "clear", "replace", "return", "return twice", "new")


def doing(deeds: list[tuple[str, int]]) -> Function:
    """A function that does things to what it is given, some of them inside of others, and returns some of it."""

    def does(*arguments: Any, **options: Any) -> object:
        parts: list[Any] = [*arguments, *options.values()]
        for part in parts:
            if len(parts) < 50 and isinstance(part, list | tuple | dict):
                parts += part.values() if isinstance(part, dict) else part
        found: list[object] = []
        for deed, index in deeds:
            part = parts[index % len(parts)] if parts else None
            if deed == "zero" and isinstance(part, np.ndarray):
                part[...] = 0
            elif deed == "pop" and isinstance(part, list | dict) and part:
                part.pop() if isinstance(part, list) else part.popitem()
            elif deed == "append first" and isinstance(part, list):
                part.append(parts[0])
            elif deed == "clear" and isinstance(part, list | dict):
                part.clear()
            elif deed == "replace" and isinstance(part, dict):
                part["W"] = parts[0] if index % 2 else np.ones(2)
            elif deed.startswith("return"):
                found += [part] if deed == "return" else [(part, part)]
            elif deed == "new":
                found.append([np.arange(3.0), {"n": index}])
        return found

    return does


@settings(max_examples=min(100, settings.default.max_examples))  # each starts a process
@given(
    st.lists(values, max_size=3),
    st.dictionaries(st.sampled_from(["a", "b"]), values, max_size=2),
    st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 30)), max_size=5),
    st.booleans(),
)
def test_what_it_does_and_returns_is_what_the_function_would(
    arguments: list[Any], options: dict[str, Any], deeds: list[tuple[str, int]], twice: bool
) -> None:
    arguments = [*arguments, arguments[0]] if twice and arguments else arguments
    ours, theirs = (arguments, options), copy.deepcopy((arguments, options))
    results = standing_in_for(doing(deeds))(*ours[0], **ours[1]), doing(deeds)(*theirs[0], **theirs[1])
    assert shape_of([results[0], *ours], {}) == shape_of([results[1], *theirs], {})


def test_arrays_are_changed_in_place_and_returned_themselves() -> None:
    def update(parameters: dict[str, Any], grads: dict[str, Any], rate: float = 1.2) -> dict[str, Any]:
        for key in parameters:
            parameters[key] -= rate * grads["d" + key]
        return parameters

    W = np.ones((2, 3))
    parameters = {"W": W}
    assert standing_in_for(update)(parameters, {"dW": np.ones((2, 3))}, rate=0.25) is parameters
    assert parameters["W"] is W
    assert (W == 0.75).all()


def test_a_cache_holds_the_very_arrays_of_the_caller() -> None:
    def forward(A: Any, W: Any) -> Any:
        return W @ A, (A, W)

    A, W = np.ones((2, 2)), np.ones((2, 2))
    _, cache = standing_in_for(forward)(A, W)
    assert cache[0] is A and cache[1] is W


def raises(error: Exception) -> Function:
    def function(x: Any) -> None:
        x.append(1)
        raise error

    return function


@pytest.mark.parametrize(
    "error", [ValueError("shapes (2,3) and (2,3)"), KeyError("W3"), ZeroDivisionError(), AssertionError("no")]
)
def test_errors_have_their_type_and_words(error: Exception) -> None:
    changed: list[int] = []
    with pytest.raises(type(error)) as raised:
        standing_in_for(raises(error))(changed)
    assert str(raised.value) == str(error)
    assert changed == [1]


def test_an_error_that_python_does_not_know_is_named() -> None:
    class Odd(Exception): ...

    with pytest.raises(RuntimeError, match="Odd: it is"):
        standing_in_for(raises(Odd("it is")))([])


def test_wrong_arguments_are_told_of_in_the_function_s_own_words() -> None:
    def linear_forward(A: Any, W: Any, b: Any) -> None: ...

    with pytest.raises(TypeError, match=r"linear_forward\(\) missing 1 required positional argument: 'b'"):
        standing_in_for(linear_forward)(1, 2)


def test_it_is_called_as_the_notebook_calls_its_own() -> None:
    def linear_forward(A: Any, W: Any, b: Any = 0) -> Any:
        return [A, W, b]

    def own(W: Any, A: Any, b: Any) -> None: ...

    assert standing_in_for(linear_forward, own)([1], [2], [3]) == [[2], [1], [3]]
    assert standing_in_for(linear_forward, own)([1], [2], b=[3]) == [[2], [1], [3]]
    assert standing_in_for(linear_forward, print)([1], [2]) == [[1], [2], 0]


def test_numbers_are_drawn_from_the_stream_of_the_caller() -> None:
    def draw(n: int) -> Any:
        return np.random.randn(n)

    def drawn(function: Function) -> list[float]:
        np.random.seed(3)
        return [*np.random.randn(1), *function(3), *np.random.randn(2)]

    assert drawn(standing_in_for(draw)) == drawn(draw)


@pytest.mark.parametrize("position", [-1, 625, 2**40, 1.5, None])
def test_a_stream_that_would_be_read_beyond_its_end_is_not_taken(position: object) -> None:
    def draw() -> Any:
        return np.random.randint(2**31, size=3)

    np.random.seed(3)
    state = ("MT19937", np.zeros(624, np.uint32), position, 0, 0.0)
    request = {"function": "draw", "arguments": [], "options": {}, "parts": [], "stream": state}
    expected = np.random.RandomState(3).randint(2**31, size=3)
    assert (answer(draw, crossed(request))["parts"][0][1] == expected).all()


Pair = namedtuple("Pair", ["one", "other"])


@pytest.mark.parametrize(
    "value",
    [OrderedDict(a=1), Pair(1, 2), np.ones((1, 1)).view(np.recarray), np.float32(2), type("Count", (int,), {})(3)],
)
def test_what_is_a_kind_of_plain_data_counts_as_that(value: Any) -> None:
    def kinds(x: Any) -> str:
        return type(x).__name__

    assert standing_in_for(kinds)(value) in {"dict", "tuple", "ndarray", "float32", "int"}


@pytest.mark.parametrize("value", [print, object(), {1, 2}, np.array([None]), {"f": len}, np.ma.array([1.0])])
def test_what_is_no_plain_data_is_not_asked_with(value: Any) -> None:
    told: list[dict[str, Any]] = []

    def exchange(request: dict[str, Any]) -> dict[str, Any]:
        told.append(request)
        return {"parts": [], "changes": [], "stream": None, "error": {"type": "TypeError", "message": "no"}}

    with pytest.raises(TypeError, match="no"):
        stand_in("f", exchange)(value)
    assert set(told[0]) == {"function", "refused"}


def test_what_a_helper_gives_back_has_to_be_plain_data_too() -> None:
    def makes() -> Any:
        return len

    request = {"function": "makes", "arguments": [], "options": {}, "parts": [], "stream": None}
    assert answer(makes, request) == {"refused": "builtin_function_or_method"}
    assert issubclass(NotHeld, TypeError)
