"""What was read once is the very same when it comes again, and nobody is believed for it."""

from __future__ import annotations

from grader.answers.wire import PREFIX, pack
from grader.workers.recall import MAX_ONE, Recall, name_of


def told(call: str, value: object) -> tuple[bytes, bytes]:
    frame = pack({"id": call, "value": value})
    _, size, _ = PREFIX.unpack(frame[: PREFIX.size])
    return frame[PREFIX.size : PREFIX.size + size], frame[PREFIX.size + size :]


def test_the_same_answer_to_two_calls_has_one_name() -> None:
    assert name_of("a" * 16, *told("a" * 16, 1.5)) == name_of("b" * 16, *told("b" * 16, 1.5))
    assert name_of("a" * 16, *told("a" * 16, 1.5)) != name_of("a" * 16, *told("a" * 16, 2.5))


def test_an_answer_to_another_call_has_none_and_is_read_and_refused() -> None:
    assert name_of("a" * 16, *told("b" * 16, 1.5)) is None


def test_what_is_large_is_not_kept() -> None:
    assert name_of("a" * 16, *told("a" * 16, "x" * MAX_ONE)) is None


def test_what_is_kept_is_the_first_that_was_read() -> None:
    recall = Recall()
    first, second = ["read"], ["read"]
    recall.keep(b"name", first)
    recall.keep(b"name", second)
    assert recall.read(b"name") is first
    assert recall.keeps(first) and not recall.keeps(second)


def test_the_same_questions_are_packed_once() -> None:
    recall, asked = Recall(), [object(), object()]
    frames = [recall.packed(asked, lambda question: 1), recall.packed(asked, lambda question: 2)]
    assert frames[0] is frames[1]
    assert recall.packed(asked[:1], lambda question: 2) == pack([2])
