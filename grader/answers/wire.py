"""Messages between the grader and a worker: a bounded, versioned frame around plain data.

    4 bytes   b"GRW1"
    4 bytes   length of the header, little endian
    8 bytes   length of the payload, little endian
    header    JSON: the tree of the message (see `grader.answers.plain`), with arrays as offsets into the payload
    payload   the numbers of all arrays, one after another

Sizes are checked before anything is allocated, and arrays are views of the payload: nothing is copied.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from math import prod

import numpy as np

from grader.answers.decoding import Decoder
from grader.answers.encoding import Encoder
from grader.answers.plain import MAX_ITEMS, NODE, Array, NotPlain

MAGIC = b"GRW1"
PREFIX = struct.Struct("<4sIQ")
MAX_HEADER = 4 * 2**20
MAX_PAYLOAD = 256 * 2**20
ALIGNMENT = 16
AT_ONCE = 2**16
MAX_QUESTION_ITEMS = MAX_PAYLOAD // 8
"""The budget of what we ask: all the cases of a function at once, and the numbers are the course's own."""
# Brackets and commas are counted before JSON is read: two bytes of it can cost sixty of memory.
STRUCTURE = (b"[", b"{", b",")
STRUCTURE_PER_NODE = 5
LAST_CHARACTER = 0x10FFFF


class WireError(ValueError):
    """The other side sent what no honest worker sends."""


def pack(message: object, *, items: int = MAX_ITEMS) -> bytes:
    """The frame of one message; `items` is its budget (see `grader.answers.encoding.Encoder`).

    Raises
    ------
    NotPlain
        If the message is nested too deeply, or larger than its budget or than a frame may be.
    """
    buffers: list[bytes] = []
    size = 0

    def put(array: Array) -> int:
        nonlocal size
        offset = size
        size += array.nbytes + -array.nbytes % ALIGNMENT
        if size > MAX_PAYLOAD:
            raise NotPlain(f"more than {MAX_PAYLOAD // 2**20} MB of numbers")
        buffers.append(array.tobytes().ljust(size - offset, b"\0"))
        return offset

    header = json.dumps(Encoder(put, items=items).encode(message), separators=(",", ":")).encode()
    if len(header) > MAX_HEADER:
        raise NotPlain(f"more than {MAX_HEADER // 2**20} MB of structure")
    return b"".join((PREFIX.pack(MAGIC, len(header), size), header, *buffers))


def unpack(header: bytes | bytearray, payload: bytes | bytearray, *, items: int = MAX_ITEMS) -> object:
    """The message of a frame whose lengths have been checked.

    Raises
    ------
    WireError
        If it is not what `pack` writes.
    """

    def get(offset: object, dtype: np.dtype[np.generic], shape: tuple[int, ...]) -> Array:
        count = prod(shape)
        if type(offset) is not int or not 0 <= offset <= len(payload) - count * dtype.itemsize:
            raise NotPlain("numbers outside the payload")
        if dtype.itemsize == 0 and count:
            raise NotPlain("an array of nothing")
        array = np.frombuffer(payload, dtype, count, offset).reshape(shape)
        if dtype.kind == "U" and count:
            characters = np.frombuffer(payload, "<u4", count * dtype.itemsize // 4, offset)
            if characters.max() > LAST_CHARACTER:
                raise NotPlain("characters that are none")
        return array

    try:
        if sum(map(header.count, STRUCTURE)) > STRUCTURE_PER_NODE * (items // NODE):
            raise NotPlain("too many parts")
        return Decoder(get, items=items).decode(json.loads(header))
    except (ValueError, OverflowError, RecursionError, MemoryError) as error:
        raise WireError(str(error)) from error


def as_numbers(text: str) -> Array:
    """A JSON text as numbers of eight bytes each, which cost a message a fraction of what a text does; ends in blanks.

    `numbers.tobytes()` is the text again.
    """
    data = text.encode()
    return np.frombuffer(data.ljust(len(data) + -len(data) % 8), "<u8")


class Inbox:
    """What has come over a connection: as much as there is at once, and told frame by frame."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._data = bytearray()

    @property
    def empty(self) -> bool:
        """Whether nothing has come beyond the frames that were told."""
        return not self._data

    def frame(
        self, *, deadline: float | None = None, room: int = MAX_PAYLOAD, items: int = MAX_ITEMS
    ) -> tuple[bytes, bytes | bytearray]:
        """Header and payload of the next frame, of which nothing but the size is checked.

        Parameters
        ----------
        deadline : float, optional
            A `time.monotonic` moment after which waiting ends, however the other side drips.
        room : int
            The most bytes of numbers that the message may hold.
        items : int
            The budget of the message (see `grader.answers.encoding.Encoder`).

        Raises
        ------
        EOFError
            If the other side is gone.
        TimeoutError
            If the deadline passes first.
        WireError
            If what arrives is not a frame.
        """
        magic, header_size, payload_size = PREFIX.unpack(self._take(PREFIX.size, deadline))
        if magic != MAGIC:
            raise WireError("not a frame")
        if header_size > MAX_HEADER or payload_size > min(room, MAX_PAYLOAD, 8 * items + ALIGNMENT * (items // NODE)):
            raise WireError("a frame larger than allowed")
        return bytes(self._take(header_size, deadline)), self._take(payload_size, deadline)

    def message(self, *, deadline: float | None = None, items: int = MAX_ITEMS) -> object:
        """The next message; raises as `frame` does."""
        return unpack(*self.frame(deadline=deadline, items=items), items=items)

    def _take(self, size: int, deadline: float | None) -> bytearray:
        data = self._data
        while len(data) < size:
            if deadline is not None:
                remaining = deadline - time.monotonic()
                if remaining <= 0:
                    raise TimeoutError
                self._connection.settimeout(remaining)
            # Of what is large not a byte too many: then it is handed on as it is, and not copied.
            chunk = self._connection.recv(AT_ONCE if size < AT_ONCE else min(size - len(data), 2**20))
            if not chunk:
                raise EOFError
            data += chunk
        if len(data) == size:
            self._data = bytearray()
            return data
        taken = data[:size]
        del data[:size]
        return taken
