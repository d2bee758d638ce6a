"""Tells a function that nobody has worked on from one that somebody has, by what it does and holds.

Markers in comments help where there are some; they may be in any language, be doubled, or be missing. A place is an
assignment of None, or what stands between two markers. A function is blank while all of its places are empty and
nothing else computes what it returns.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from grader.notebooks.work import FunctionNode, inner_statements, is_empty, names_read, targets_of, works

START = re.compile(r"#.*\b(START CODE HERE|YOUR CODE STARTS HERE|CODE_START|BEGIN SOLUTION)\b", re.IGNORECASE)
END = re.compile(r"#.*\b(END CODE HERE|YOUR CODE ENDS HERE|CODE_END|END SOLUTION)\b", re.IGNORECASE)
# What stands at a place to fill in: "(≈ 2 lines of code)".
HINT = re.compile(r"#.*\(\s*(?:≈|~|approx\.?)\s*\d+(?:\s*[-–]\s*\d+)?\s*lines?\b", re.IGNORECASE)
# The shape of a marker whose words we do not know: they come in pairs.
MARKER = re.compile(r"^\s*#{2,}[^#]*\w[^#]*#{2,}")


def is_blank(source: str) -> bool:
    """Whether the places that a student fills in are still as they were released."""
    try:
        node = ast.parse(source).body[0]
    except (SyntaxError, ValueError, IndexError, RecursionError):
        return False
    return isinstance(node, FunctionNode) and function_is_blank(node, source.splitlines(), first=1)


def function_is_blank(node: FunctionNode, lines: Sequence[str], *, first: int) -> bool:
    """The same for a parsed function; `first` is the number of the first of its lines."""
    body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
    if all(map(_does_nothing, body)):
        return True
    regions = [(start + first - 1, end + first - 1) for start, end in _regions(lines)]
    statements = list(inner_statements(node))
    if not all(_does_nothing(item) for item in statements if any(a < item.lineno < b for a, b in regions)):
        return False
    # Where nothing ends what was begun, as behind the last statement of all, only a `return` may be the scaffold's.
    begun = next((first + number for number, line in enumerate(lines) if START.search(line)), None)
    if begun and not regions:
        behind = [item for item in statements if item.lineno > begun and not isinstance(item, ast.Return)]
        if not all(map(_does_nothing, behind)):
            return False
    empty = [item for item in statements if is_empty(item)]
    places = {name for item in empty for name in targets_of(item)}
    if not regions and not begun and not places & names_read(node) and not any(map(HINT.search, lines)):
        return False
    columns = [item.col_offset for item in empty]
    columns += [len(line) - len(line.lstrip()) for line in (lines[start - first] for start, _ in regions)]
    return not works(node, statements, nested=max(columns, default=0) > body[0].col_offset)


def _regions(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = None
    unknown = []
    known = False
    for number, line in enumerate(lines, start=1):
        if END.search(line):
            if first is not None:
                yield first, number
            first, known = None, True
        elif START.search(line):
            first, known = number, True
        elif MARKER.match(line):
            unknown.append(number)
    if not known and len(unknown) % 2 == 0:
        yield from zip(unknown[::2], unknown[1::2], strict=True)


def _does_nothing(node: ast.stmt) -> bool:
    if isinstance(node, ast.For | ast.If | ast.With):
        # What it holds is looked at by itself.
        return all(_does_nothing(child) for child in inner_statements(node))
    if is_empty(node) or isinstance(node, ast.Pass):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return (isinstance(node, ast.Raise) and "NotImplemented" in ast.dump(node)) or (
        isinstance(node, ast.Return) and (node.value is None or ast.unparse(node.value) == "None")
    )
