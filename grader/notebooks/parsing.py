"""Parses the cells of a notebook: IPython's syntax becomes Python; a cell that is none is mended, or cut in pieces."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from grader.notebooks.cells import Cell, CellError
from grader.notebooks.mending import in_words, mended, pieces

Transform = Callable[[str], str]
"""Turns IPython's syntax (`%magic`, `!command`) into Python."""

PYTHON_CELL_MAGIC = re.compile(r"\s*%%(time|timeit|capture|prun)\b[^\n]*")
FOREIGN_CELL_MAGIC = re.compile(r"\s*%%\w+")
DEFINITION = ("def ", "async def ")
# As much as a page shows; a text that is no Python may be anything.
MAX_BROKEN = 4000
DEFINED_NAME = re.compile(r"^def\s+(\w+)\s*\(|#\s*GRADED FUNCTION:\s*(\w+)", re.MULTILINE)


@dataclass
class Reading:
    """What there was to remark on while cells were parsed: those that are no Python, and what was mended, where."""

    errors: list[CellError] = field(default_factory=list)
    mended: list[tuple[int, str, int]] = field(default_factory=list)


def trees_of(cell: Cell, transform: Transform, read: Reading) -> Iterator[tuple[str, ast.Module]]:
    """The texts and syntax trees of a cell: one, or several where a part of it is not Python."""
    text = _python_of(cell.source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            parsed = _parsed(text, transform, read, cell.number)
        except (ValueError, RecursionError, MemoryError) as error:
            read.errors.append(_cell_error(cell.number, cell.source, error, first=1))
            return
        except SyntaxError:
            yield from _salvaged(cell.number, text, transform, read)
            return
    yield parsed


def _salvaged(cell: int, text: str, transform: Transform, read: Reading) -> Iterator[tuple[str, ast.Module]]:
    """The pieces of a cell that are Python; each of the others is an error by itself."""
    for first, piece in pieces(text):
        try:
            mended_text, _ = _parsed(piece, transform, read, cell, first=first)
            padded = "\n" * (first - 1) + mended_text
            yield padded, ast.parse(padded)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            read.errors.append(_cell_error(cell, piece, error, first=first))


def _parsed(text: str, transform: Transform, read: Reading, cell: int, *, first: int = 1) -> tuple[str, ast.Module]:
    """Parse as plain Python first: IPython's transformation costs ten times as much, and few cells need it."""
    try:
        return text, ast.parse(text)
    except SyntaxError:
        text = _transformed(text, transform)
    try:
        return text, ast.parse(text)
    except SyntaxError:
        repaired = mended(text, first=first)
        if repaired is None:
            raise
    read.mended += [(cell, repair.value, line) for repair, line in repaired.repairs]
    return repaired.text, ast.parse(repaired.text)


def _transformed(text: str, transform: Callable[[str], str]) -> str:
    """The text as Python, with its lines where they were: IPython drops empty ones at the beginning."""
    stripped = text.lstrip("\n")
    try:
        return "\n" * (len(text) - len(stripped)) + transform(stripped)
    except SyntaxError:
        return text


def _cell_error(cell: int, text: str, error: Exception, *, first: int) -> CellError:
    names = {one or other: None for one, other in DEFINED_NAME.findall(text)}
    line = (getattr(error, "lineno", None) or 1) + first - 1
    # The comment above a definition is no part of it.
    lines = text.split("\n")
    above = next((at for at, item in enumerate(lines) if item.startswith(DEFINITION) and first + at <= line), 0)
    source = "\n".join(lines[above:])[:MAX_BROKEN] if names else ""
    return CellError(cell, line, in_words(error), tuple(names), source, first + above)


def _python_of(source: str) -> str:
    if PYTHON_CELL_MAGIC.match(source):
        return PYTHON_CELL_MAGIC.sub("", source, count=1)
    return "" if FOREIGN_CELL_MAGIC.match(source) else source
