"""Faults of our own: where an exception that nobody foresaw came from, with nothing of anybody's values in it."""

from __future__ import annotations

import traceback
from pathlib import Path

PACKAGE = Path(__file__).parent


def place_of(error: BaseException) -> str:
    """What to report of an error: its type, and the last of our own lines that it came through.

    Its text is left out, since an answer that was held out may stand in it.
    """
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if PACKAGE in Path(frame.filename).parents]
    if not frames:
        return type(error).__name__
    last = frames[-1]
    return f"{type(error).__name__} in {Path(last.filename).relative_to(PACKAGE.parent).as_posix()}, line {last.lineno}"
