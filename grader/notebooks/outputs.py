"""Takes the outputs out of a large notebook's bytes, so that only its text has to be parsed.

A parsed document can take thirty times the memory of its bytes. Cutting costs little more than reading: a string of
many megabytes, such as a picture, is one token here.
"""

from __future__ import annotations

import re

from grader.errors import Ungradable

SMALL = 2 * 2**20
MAX_TOKENS = 800_000

# A string that does not end takes all the rest: starting over at each of its quotes would never come to an end.
TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
HEAVY = {b'"outputs"', b'"attachments"', b'"widgets"'}
LONGEST = max(map(len, HEAVY))
VALUE = re.compile(rb"\s*:\s*(?=[\[{])")
STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
EMPTY = {b"[": b"[]", b"{": b"{}"}


def without_outputs(data: bytes) -> bytes:
    """The same JSON with empty outputs, attachments and widget states; small documents are returned as they are.

    Raises
    ------
    Ungradable
        If what remains is too large for the text of a notebook.
    """
    if len(data) <= SMALL:
        return data
    kept: list[bytes] = []
    start = place = count = 0
    while token := TOKEN.search(data, place):
        place = token.end()
        count += 1
        value = VALUE.match(data, place) if place - token.start() <= LONGEST and token[0] in HEAVY else None
        if value:
            opening = data[value.end() : value.end() + 1]
            kept += [data[start : value.end()], EMPTY[opening]]
            start = place = _end_of(data, value.end())
        if count > MAX_TOKENS:
            raise Ungradable(
                "The file has more than {count} parts: clear its outputs and hand it in again.", count=f"{MAX_TOKENS:,}"
            )
    kept.append(data[start:])
    if sum(map(len, kept)) > SMALL:
        raise Ungradable("The file holds more than {size} MB besides its outputs.", size=SMALL // 2**20)
    return b"".join(kept)


def _end_of(data: bytes, start: int) -> int:
    """Where the list or dictionary that begins at `start` ends."""
    depth = 0
    for count, token in enumerate(TOKEN.finditer(data, start)):
        if count > MAX_TOKENS:
            raise Ungradable(
                "The file has more than {count} parts: clear its outputs and hand it in again.", count=f"{MAX_TOKENS:,}"
            )
        depth += STEPS.get(data[token.start()], 0)
        if depth == 0:
            return token.end()
    return len(data)
