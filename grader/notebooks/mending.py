"""Mends the text of a cell that is not Python, where it is plain what was meant. Lines keep their numbers.

    invisible characters        a non-breaking space counts as a space, a zero-width character as nothing
    tabs mixed with spaces      a tab goes to the next fourth column, or else to the next eighth
    a block without a line      `if x:` with nothing but a comment below it gets a `pass`
    a place without a value     `Z =` with nothing but a comment behind it gets a `None`

What cannot be mended is cut into its top-level pieces, so that one of them does not take the others with it.
"""

from __future__ import annotations

import ast
import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_REPAIRS = 200
MAX_SALVAGED = 200_000
MAX_JOINED = 40

STRING = r'"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
NOTHING = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00"
INVISIBLE = re.compile(rf"({STRING})|([{SPACES}])|([{NOTHING}])")
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
TOP = re.compile(r"(?!(?:else|elif|except|finally)\b)[^\s#)\]}]")
NO_BLOCK = re.compile(r"expected an indented block after .* on line (\d+)")
NO_VALUE = re.compile(r"^(\s*[\w.,\[\]()'\"+\- ]+?[^=!<>+\-*/\s]\s*=)[ \t]*(#.*)?$")
OLD_PYTHON = re.compile(r"Missing parentheses in call to '(print|exec)'")


class Repair(enum.Enum):
    """What was done to a text before it was Python."""

    INVISIBLE = "invisible characters"
    TABS_4 = "tabs of four columns"
    TABS_8 = "tabs of eight columns"
    BLOCK = "a block without a line"
    VALUE = "a place without a value"


@dataclass(frozen=True)
class Mended:
    """A text that is Python now, and what was done to it, on which line; 0 where that is all of them."""

    text: str
    repairs: tuple[tuple[Repair, int], ...]


def mended(text: str, *, first: int = 1) -> Mended | None:
    """The text made Python, or None where that is not plain to do; `first` is the number of its first line."""
    repairs: list[tuple[Repair, int]] = []
    for _ in range(MAX_REPAIRS):
        try:
            ast.parse(text)
        except SyntaxError as error:
            repaired = _repaired(text, error, repairs, first - 1)
            if repaired is None:
                return None
            text = repaired
        else:
            return Mended(text, tuple(repairs))
    return None


def in_words(error: Exception) -> str:
    """What is wrong with a text, and in which generation of Python it was right."""
    text = getattr(error, "msg", None) or str(error)
    if match := OLD_PYTHON.match(text):
        text = f"`{match[1]}` without parentheses is Python 2, and the course is graded with Python 3"
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text into its top-level statements: for each the number of its first line, and its text.

    A piece that is not Python by itself is joined with those behind it as long as that may help (a docstring can hold
    lines without indentation), else given as it is.
    """
    lines = text.split("\n")
    starts = [index for index, line in enumerate(lines) if TOP.match(line)] if len(text) < MAX_SALVAGED else []
    bounds = [*(starts or [0]), len(lines)]
    current = 0
    while current < len(bounds) - 1:
        end = _end_of_piece(lines, bounds, current)
        yield bounds[current] + 1, "\n".join(lines[bounds[current] : bounds[end]])
        current = end


def _end_of_piece(lines: list[str], bounds: list[int], current: int) -> int:
    for end in range(current + 1, min(current + MAX_JOINED, len(bounds) - 1) + 1):
        try:
            ast.parse("\n".join(lines[bounds[current] : bounds[end]]))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        return end
    return current + 1


def _repaired(text: str, error: SyntaxError, repairs: list[tuple[Repair, int]], above: int) -> str | None:
    """The text with one thing mended, what it is added; None if there is nothing to do."""
    number = error.lineno or 1
    plain = INVISIBLE.sub(lambda match: match[1] or (" " if match[2] else ""), text)
    if plain != text:
        repairs.append((Repair.INVISIBLE, 0))
        return plain
    if "\t" in text and isinstance(error, IndentationError) and (even := _without_tabs(text, repairs)):
        return even
    if match := NO_BLOCK.match(error.msg):
        header = int(match[1])
        repairs.append((Repair.BLOCK, header + above))
        return _with_pass(text, header, number)
    line = _line(text, number)
    if NO_VALUE.match(line):
        repairs.append((Repair.VALUE, number + above))
        return _with_line(text, number, NO_VALUE.sub(r"\1 None \2", line).rstrip())
    return None


def _without_tabs(text: str, repairs: list[tuple[Repair, int]]) -> str | None:
    for width in (4, 8):
        even = INDENT.sub(lambda match: match[0].expandtabs(width), text)  # noqa: B023 - called at once
        try:
            ast.parse(even)
        except IndentationError as error:
            if not NO_BLOCK.match(error.msg):
                continue
        except SyntaxError:
            pass
        repairs.append((Repair.TABS_4 if width == 4 else Repair.TABS_8, 0))
        return even
    return None


def _with_pass(text: str, header: int, number: int) -> str | None:
    """A `pass` on the first line of comment below a header, else behind the header itself."""
    lines = text.split("\n")
    indent = re.match(r"\s*", lines[header - 1])
    for index in range(header, min(number, len(lines))):
        stripped = lines[index].strip()
        if stripped.startswith("#") or (not stripped and index < len(lines) - 1):
            lines[index] = f"{indent[0] if indent else ''}    pass  {stripped}".rstrip()
            return "\n".join(lines)
        if not stripped.startswith("#") and index + 1 >= number:
            break
    last = max(index for index in range(header) if lines[index].strip())
    code, mark, comment = lines[last].partition("#")
    if not code.rstrip().endswith(":"):
        return None
    lines[last] = f"{code.rstrip()} pass  {mark}{comment}".rstrip()
    return "\n".join(lines)


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _with_line(text: str, number: int, line: str) -> str:
    lines = text.split("\n")
    lines[number - 1] = line
    return "\n".join(lines)
