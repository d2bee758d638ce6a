"""Remembers what was made of bytes for as long as a run lasts: most students give the very same answers.

What comes from a worker is read, checked and judged once; the same bytes once more stand for the same. Nothing that a
worker says is believed for it: equal bytes were read just so before, whoever sent them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from grader.answers.wire import MAX_QUESTION_ITEMS, pack

T = TypeVar("T")

MAX_ONE = 2**15
"""Bytes of an answer that is remembered; what is larger takes longer to read than to look up, but there are few."""
MAX_ALL = 2**24
"""Bytes of all answers, and of all questions, that are remembered."""


def name_of(call: str, header: bytes, payload: bytes | bytearray) -> bytes | None:
    """The bytes of an answer without the name of the call; None where they do not begin with it, or are many."""
    start = b'{"dict":[["id","%s"]' % call.encode()
    if len(header) + len(payload) > MAX_ONE or not header.startswith(start):
        return None
    return b"%d %s%s" % (len(header), header[len(start) :], payload)


class Recall:
    """What was read of answers, and the bytes of questions; for threads, of which two may read the same at once."""

    def __init__(self) -> None:
        self._read: dict[bytes, object] = {}
        self._kept: set[int] = set()
        self._room = self._room_for_packed = MAX_ALL
        self._packed: dict[tuple[int, ...], tuple[Sequence[object], bytes]] = {}

    def read(self, name: bytes) -> object | None:
        """What was read of these bytes before, the very same object; None if nothing was."""
        return self._read.get(name)

    def keep(self, name: bytes, made: object) -> None:
        """Remember what was read of these bytes, while there is room."""
        if self._room > 0 and name not in self._read:
            self._room -= len(name)
            self._kept.add(id(self._read.setdefault(name, made)))

    def keeps(self, made: object) -> bool:
        """Whether this very object is what the same bytes will stand for as long as the run lasts."""
        return id(made) in self._kept

    def packed(self, parts: Sequence[T], content: Callable[[T], object]) -> bytes:
        """The frame of a list, packed once for these very objects."""
        name = tuple(map(id, parts))
        if known := self._packed.get(name):
            return known[1]
        frame = pack(list(map(content, parts)), items=MAX_QUESTION_ITEMS)
        if len(frame) <= self._room_for_packed:
            self._room_for_packed -= len(frame)
            self._packed[name] = parts, frame
        return frame
