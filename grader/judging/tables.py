"""Cuts two arrays to small tables, expected and got, in which the entries that differ are marked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grader.answers.plain import Array
from grader.judging.numeric import Mask, is_numeric
from grader.results import Entry, Table

MAX_LINES = 7
GAP = Entry("…")


def side_by_side(expected: object, got: object, equal: Mask | None) -> tuple[Table, Table] | None:
    """Both arrays as tables, cut around the first difference; None where one of them is not an array of numbers.

    `equal` says where arrays of the same shape agree. Of an array with more than two axes the slice with the first
    difference is shown.
    """
    if not isinstance(expected, np.ndarray) or not isinstance(got, np.ndarray):
        return None
    if not (is_numeric(expected) and is_numeric(got) and expected.size and got.size and expected.ndim and got.ndim):
        return None
    if equal is None:
        return _table(expected, None, None), _table(got, None, None)
    return _table(expected, ~equal, got), _table(got, ~equal, expected)


def _table(values: Array, differs: Mask | None, other: Array | None) -> Table:
    first = np.argwhere(differs)[0] if differs is not None and differs.any() else np.zeros(values.ndim, dtype=int)
    leading = tuple(int(i) for i in first[:-2])
    plane = np.atleast_2d(values[leading])
    marks = np.zeros(plane.shape, dtype=bool) if differs is None else np.atleast_2d(differs[leading])
    twin = plane if other is None else np.atleast_2d(other[leading])
    rows = _window(plane.shape[0], int(first[-2]) if values.ndim > 1 else 0)
    columns = _window(plane.shape[1], int(first[-1]))

    def entry(i: int | None, j: int | None) -> Entry:
        if i is None or j is None:
            return GAP
        return Entry(_number(plane[i, j], twin[i, j], apart=bool(marks[i, j])), bool(marks[i, j]))

    slice_text = f"[{', '.join(map(str, leading))}, :, :]" if leading else ""
    return Table(
        shape=str(values.shape),
        slice=slice_text,
        row_heads=_heads(rows) if values.ndim > 1 else ("",),
        column_heads=_heads(columns),
        rows=tuple(tuple(entry(i, j) for j in columns) for i in rows),
    )


def _window(length: int, at: int) -> list[int | None]:
    """Which lines of an axis to show: its ends and what is around `at`, with None for a gap."""
    if length <= MAX_LINES:
        return list(range(length))
    middle = min(max(at, 2), length - 3)
    shown = sorted({0, middle - 1, middle, middle + 1, length - 1})
    window: list[int | None] = []
    for line in shown:
        if window and window[-1] is not None and line > window[-1] + 1:
            window.append(None)
        window.append(line)
    return window


def _heads(lines: Sequence[int | None]) -> tuple[str, ...]:
    return tuple("…" if line is None else str(line) for line in lines)


def _number(value: np.generic, other: np.generic, *, apart: bool) -> str:
    """A number in few digits, but in as many as it takes to tell it from one that differs."""
    for digits in (5, 8, 12):
        text = _text(value, digits)
        if not apart or text != _text(other, digits):
            break
    return text


def _text(value: np.generic, digits: int) -> str:
    if value.dtype.kind == "b":
        return str(value)
    return f"{value:.{digits}g}"
