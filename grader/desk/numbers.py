"""Numbers of a request: of plain digits, and no more of them than anything here is numbered with."""

from __future__ import annotations

MOST_DIGITS = 12


def whole(text: str) -> int | None:
    """The number that a text is; None if it is none, such as "-1", "٠" or a million digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
