"""Reads a table of TOML value by value; what means nothing is told with its line, which `tomllib` does not keep."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar

from grader.errors import BrokenSettings

T = TypeVar("T")
KEY = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
LINE = re.compile(rf"\s*(?:\[+\s*(?P<table>{KEY}(?:\s*\.\s*{KEY})*)\s*\]|(?P<key>{KEY}(?:\s*\.\s*{KEY})*)\s*=)")


class TomlTable:
    """One table of the file: gives its values, each checked, and says where one is that means nothing."""

    def __init__(self, path: Path, text: str, table: Mapping[str, Any], within: tuple[str, ...] = ()) -> None:
        self._path = path
        self._text = text
        self._table = table
        self._within = within

    def get(self, key: str, read: Callable[[Any], T], default: T) -> T:
        """The value of a key, as `read` understands it; `read` raises ValueError with what it should be."""
        if key not in self._table:
            return default
        try:
            return read(self._table[key])
        except ValueError as error:
            raise self.broken(key, f"{key} should be {error}.") from None

    def table(self, key: str) -> TomlTable:
        inner = self.get(key, _table, dict[str, Any]())
        return TomlTable(self._path, self._text, inner, (*self._within, key))

    def keys(self, known: Collection[str], what: str = "key") -> list[str]:
        """The keys of the table, each of which has to be one of these."""
        for key in self._table:
            if key not in known:
                near = difflib.get_close_matches(key, known, 1) or sorted(known)
                raise self.broken(key, f"there is no {what} {key!r} here; do you mean {' or '.join(near)}?")
        return [*self._table]

    def all_keys(self) -> list[str]:
        return [*self._table]

    def broken(self, key: str, reason: str) -> BrokenSettings:
        return BrokenSettings(self._path, reason, line_of(self._text, (*self._within, key)))


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("a table: [name], and its keys below")
    return value


def line_of(text: str, way: tuple[str, ...]) -> int:
    """The line, counted from 1, that gives a key of TOML its value: all but the last of `way` are its tables.

    Where a key is written in a way that is not found (on one line with others, say), it is that of its table.
    """
    best, depth = 1, 0
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        match = LINE.match(line)
        if match is None:
            continue
        named = tuple(key.strip("\"'") for key in re.findall(KEY, match["table"] or match["key"]))
        here = named if match["table"] else (*table, *named)
        table = named if match["table"] else table
        if here == way[: len(here)] and len(here) > depth:
            best, depth = number, len(here)
    return best
