"""Makes a student's cell from a solution's: answers become stubs, everything else stays as it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from grader.notebooks.blanks import END, START

ANNOUNCED = re.compile(r"^[ \t]*#[ \t]*GRADED FUNCTION:[ \t]*(\w+)", re.MULTILINE)


def release_cell(source: str) -> str:
    """The student's version of a code cell.

    Between `### START CODE HERE ###` and `### END CODE HERE ###`, every name that is assigned is given None, once;
    all else in there is dropped. A cell without markers is returned unchanged.

    Raises
    ------
    ValueError
        If the markers do not come in pairs, the cell is not Python, or it defines another function than it announces.
    """
    lines = source.splitlines()
    for name in ANNOUNCED.findall(source):
        if not re.search(rf"^\s*(?:async\s+)?def\s+{name}\b", source, re.MULTILINE):
            defined = re.findall(r"^def\s+(\w+)", source, re.MULTILINE)
            raise ValueError(f"GRADED FUNCTION: {name} stands above {', '.join(defined) or 'no function'}")
    if not any(START.search(line) or END.search(line) for line in lines):
        return source
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise ValueError(f"line {error.lineno}: {error.msg}") from error
    result: list[str] = []
    start = 0
    for number, line in enumerate(lines, start=1):
        if END.search(line):
            if not start:
                raise ValueError(f"line {number}: END CODE HERE without START CODE HERE")
            indent = line[: len(line) - len(line.lstrip())]
            result += [indent + stub for stub in _stubs(tree, start, number)]
            start = 0
        if not start:
            result.append(line)
        if START.search(line):
            start = number
    if start:
        raise ValueError(f"line {start}: START CODE HERE without END CODE HERE")
    return "\n".join(result)


def _stubs(tree: ast.Module, first: int, last: int) -> list[str]:
    targets = {
        ast.unparse(target): target for statement in _outermost(tree, first, last) for target in _assigned(statement)
    }
    stubs = []
    for text, target in targets.items():
        if isinstance(target, ast.Tuple | ast.List):
            nones = ", ".join("None" for _ in target.elts)
            stubs.append(f"{text.strip('()[]')} = {nones}")
        else:
            stubs.append(f"{text} = None")
    return stubs or ["pass"]


def _outermost(node: ast.AST, first: int, last: int) -> Iterator[ast.stmt]:
    """The statements between two lines that are not part of another one there."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt) and first < child.lineno < last:
            yield child
        else:
            yield from _outermost(child, first, last)


def _assigned(statement: ast.stmt) -> Iterator[ast.expr]:
    match statement:
        case ast.Assign(targets=targets):
            yield from targets
        case ast.AnnAssign(target=target) | ast.AugAssign(target=target):
            yield target
