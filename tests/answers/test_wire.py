"""Plain data crosses and nothing else does."""

from __future__ import annotations

import contextlib
import json
import socket
import sys
import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from benchmarks.fuzz_wire import BOUND, fuzz
from grader.answers.plain import MAX_ITEMS, MAX_NUMBERED, NODE, NotPlain, Opaque
from grader.answers.readable import from_readable, to_readable
from grader.answers.wire import MAX_PAYLOAD, PREFIX, Inbox, WireError, pack, unpack

SCALARS = st.none() | st.booleans() | st.integers(-(2**80), 2**80) | st.floats() | st.text(max_size=20)
ARRAYS = hnp.arrays(
    st.sampled_from(["f8", "f4", "i8", "u1", "?", "c16", "U5"]), hnp.array_shapes(min_dims=0, min_side=0, max_side=4)
)
PLAIN = st.recursive(
    SCALARS | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=4)
    ),
    max_leaves=12,
)


def there_and_back(value: object) -> object:
    frame = pack(value)
    _, header, payload = PREFIX.unpack(frame[: PREFIX.size])
    return unpack(frame[PREFIX.size : PREFIX.size + header], frame[len(frame) - payload :])


def same(left: object, right: object) -> bool:
    if isinstance(left, np.ndarray):
        return (
            isinstance(right, np.ndarray)
            and left.dtype == right.dtype
            and left.shape == right.shape
            and np.array_equal(left, right, equal_nan=left.dtype.kind in "fc")
        )
    if isinstance(left, dict):
        return isinstance(right, dict) and list(left) == list(right) and all(same(left[k], right[k]) for k in left)
    if isinstance(left, list | tuple):
        return type(left) is type(right) and len(left) == len(right) and all(map(same, left, right))
    return type(left) is type(right) and (left == right or left != left)


@given(PLAIN)
def test_plain_values_come_back_as_they_were(value: object) -> None:
    assert same(value, there_and_back(value))


@given(PLAIN)
def test_readable_trees_survive_json(value: object) -> None:
    assert same(value, from_readable(json.loads(json.dumps(to_readable(value)))))


class Liar(float):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = float.__hash__


@pytest.mark.parametrize("value", [Liar(1), object(), {1, 2}, len, np.array([object()])])
def test_what_is_not_plain_arrives_as_the_name_of_its_type(value: object) -> None:
    assert there_and_back(value) == Opaque(type(value).__name__)


@pytest.mark.parametrize("value", [np.longdouble(1) / 3, np.ones((2, 3), np.longdouble) / 3, np.clongdouble(1j) / 3])
def test_extended_precision_becomes_double(value: np.generic) -> None:
    back = there_and_back(value)
    assert isinstance(back, np.ndarray | np.generic)
    assert back.dtype in (np.float64, np.complex128)
    assert np.array_equal(back, value.astype(back.dtype))


def test_what_is_too_large_for_a_double_becomes_infinite() -> None:
    with np.errstate(all="raise"):
        assert there_and_back(np.finfo(np.longdouble).max) in (np.inf, np.finfo(float).max)


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, 10**600, -(10**1200)])
def test_wide_integers_come_back_whatever_python_has_been_told_of_decimals(value: int) -> None:
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(640)
    try:
        assert there_and_back(value) == value
    finally:
        sys.set_int_max_str_digits(before)


@pytest.mark.parametrize(
    "value",
    [
        10**6000,
        "x" * (MAX_ITEMS + 1),
        np.zeros(MAX_ITEMS + 1, bool),
        np.zeros(MAX_ITEMS // 2 + 1, complex),
        [np.longdouble(1)] * 100_000,
        [()] * (MAX_ITEMS // NODE),
        dict.fromkeys(map(str, range(MAX_ITEMS // NODE // 2))),
        dict.fromkeys(range(MAX_NUMBERED + 1)),
        [np.zeros(MAX_ITEMS // 2 + 1)] * 2,
        np.zeros((1,) * 33),
        np.array(["x" * 1025]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_over_the_budget_is_refused_before_it_is_looked_through(value: object) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(NotPlain):
            pack({"value": value})
        assert tracemalloc.get_traced_memory()[1] < 2 * 8 * MAX_ITEMS
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "value",
    [np.zeros(MAX_ITEMS - 1_000), np.zeros(MAX_ITEMS - 1_000, bool), [1.5] * (MAX_ITEMS // NODE - 10)],
    ids=["doubles", "truth values", "list"],
)
def test_what_is_within_the_budget_crosses(value: object) -> None:
    assert same(value, there_and_back(value))


def test_texts_of_numpy_are_texts_and_numbers_of_numpy_are_keys_by_what_they_equal() -> None:
    value = there_and_back({np.int64(1): np.str_(""), np.float64(0.5): np.str_("a"), np.str_("k"): 1})
    assert value == {1: "", 0.5: "a", "k": 1}
    assert isinstance(value, dict)
    assert {type(part) for item in value.items() for part in item} == {int, float, str}


def test_numpy_scalars_stay_numpy_scalars() -> None:
    value = there_and_back(np.float32(0.1))
    assert type(value) is np.float32
    assert value == np.float32(0.1)


def test_nesting_without_end_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(NotPlain, match="deep"):
        pack(endless)


@pytest.mark.parametrize(
    "header",
    [
        '{"array": "<f8", "shape": [1099511627775], "data": 0}',
        '{"array": "<f8", "shape": [-1], "data": 0}',
        '{"array": "<f8", "shape": [2], "data": -8}',
        '{"array": "|O", "shape": [1], "data": 0}',
        '{"array": "<f8", "shape": [true], "data": 0}',
        '{"array": "V9999999999", "shape": [1], "data": 0}',
        '{"unknown": 1}',
        '{"dict": [[1]]}',
        '{"number": "9e9"}',
        '{"number": "0x%s"}' % ("f" * 1026),
        "9223372036854775808",
        '{"scalar": "<U2", "data": 0}',
        '{"scalar": "<f16", "data": 0}',
        '{"array": "<c32", "shape": [0], "data": 0}',
        '{"array": "<f8", "shape": [1, 2097152], "data": 0}',
        '{"array": "|b1", "shape": [2097152], "data": 0}',
        '{"array": "<f8", "shape": %s, "data": 0}' % ([1] * 33),
        "[" * 100_000,
        "nonsense",
        "1" * 10_000,
    ],
)
def test_forged_headers_are_refused(header: str) -> None:
    with pytest.raises(WireError):
        unpack(header.encode(), b"12345678")


@given(st.binary(max_size=200), st.integers(0, 400))
def test_mutated_frames_never_raise_anything_else(noise: bytes, place: int) -> None:
    frame = bytearray(pack({"value": [np.eye(3), ("a", 1.5)], "id": "x"}))
    header_size = PREFIX.unpack(frame[: PREFIX.size])[1]
    body = frame[PREFIX.size :]
    body[place : place + len(noise)] = noise
    with contextlib.suppress(WireError):
        unpack(body[:header_size], body[header_size:])


def test_twenty_thousand_mutations_are_read_or_refused_within_the_bound() -> None:
    read, refused, peak = fuzz(20_000, seed=1)
    assert (read > 100, refused > 10_000) == (True, True)
    assert peak < BOUND


WIDE = '{{"number": "{n:#x}"}}'


@pytest.mark.parametrize(
    "key", [WIDE, f'{{{{"tuple": [{WIDE}]}}}}', f'{{{{"tuple": [{{{{"tuple": [{WIDE}, 0]}}}}]}}}}', "{n}.0"]
)
def test_keys_of_one_hash_are_refused_before_they_cost_time(key: str) -> None:
    keys = ", ".join(f"[{key.format(n=n * (2**61 - 1))}, 0]" for n in range(16, 40_000))
    with pytest.raises(WireError, match=r"keys that are not strings|numbers or characters|too many"):
        unpack(f'{{"dict": [{keys}]}}'.encode(), b"")


def test_brackets_are_counted_before_they_are_read() -> None:
    header = b"[" + b"[]," * 1_300_000 + b"0]"
    tracemalloc.start()
    with pytest.raises(WireError, match="too many parts"):
        unpack(header, b"")
    assert tracemalloc.get_traced_memory()[1] < 2**20
    tracemalloc.stop()


def test_a_frame_that_claims_too_much_is_refused_before_anything_is_allocated() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(PREFIX.pack(b"GRW1", 10, MAX_PAYLOAD + 1))
        with pytest.raises(WireError, match="larger"):
            Inbox(ours).message()


def test_all_answers_together_have_one_room() -> None:
    """Else a few cases would fill the grader's memory."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(pack({"value": np.zeros(1000)}))
        with pytest.raises(WireError, match="larger"):
            Inbox(ours).frame(room=7999)


def test_a_dripping_sender_meets_the_deadline() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"GR")
        with pytest.raises(TimeoutError):
            Inbox(ours).message(deadline=time.monotonic() + 0.05)


def test_messages_cross_a_socket() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(pack({"value": np.arange(3)}))
        message = Inbox(ours).message()
    assert isinstance(message, dict)
    assert message["value"].tolist() == [0, 1, 2]
