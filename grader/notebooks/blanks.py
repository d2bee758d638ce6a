"""Tells a function that nobody has worked on from one that somebody has, by what it does and holds.

Markers in comments help where there are some; they may be in any language, be doubled, or be missing. A place is an
assignment of None, or what stands between two markers. A function is blank while all of its places are empty and
nothing else computes what it returns.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

START = re.compile(r"#.*\b(START CODE HERE|YOUR CODE STARTS HERE|CODE_START|BEGIN SOLUTION)\b", re.IGNORECASE)
END = re.compile(r"#.*\b(END CODE HERE|YOUR CODE ENDS HERE|CODE_END|END SOLUTION)\b", re.IGNORECASE)
# The shape of a marker whose words we do not know: they come in pairs.
MARKER = re.compile(r"^\s*#{2,}[^#]*\w[^#]*#{2,}")

# Calls that prepare or tidy: released functions make them before and after the places to fill in.
PREPARES = {
    *(
        "len",
        "range",
        "reversed",
        "print",
        "format",
        "str",
        "int",
        "float",
        "list",
        "dict",
        "tuple",
        "copy",
        "deepcopy",
    ),
    *("zeros", "empty", "array", "asarray", "reshape", "squeeze", "seed", "append", "astype", "shape"),
}
COMPUTES = (ast.BinOp, ast.UnaryOp, ast.Compare, ast.ListComp, ast.Lambda)

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
Leaf = ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Return


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
    places = {name for item in statements if _is_empty(item) for name in targets_of(item)}
    if not regions and not places & names_read(node):
        return False
    relevant = _relevant(statements, places)
    return not any(_is_work(item, places, relevant) for item in statements)


def inner_statements(node: ast.AST) -> Iterator[ast.stmt]:
    """All statements below a node, at any depth."""
    for name in ("body", "orelse", "finalbody", "handlers"):
        for child in getattr(node, name, ()):
            if isinstance(child, ast.stmt):
                yield child
            yield from inner_statements(child)


def targets_of(node: ast.AST) -> Iterator[str]:
    """The names that a statement gives a value, or an item of."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    for target in targets:
        for part in target.elts if isinstance(target, ast.Tuple | ast.List) else [target]:
            base = part
            while isinstance(base, ast.Subscript | ast.Attribute):
                base = base.value
            if isinstance(base, ast.Name):
                yield base.id


def names_read(node: ast.AST) -> set[str]:
    """The names whose values are used below a node."""
    return {item.id for item in ast.walk(node) if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Load)}


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
    if _is_empty(node) or isinstance(node, ast.Pass):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return (isinstance(node, ast.Raise) and "NotImplemented" in ast.dump(node)) or (
        isinstance(node, ast.Return) and (node.value is None or ast.unparse(node.value) == "None")
    )


def _is_empty(node: ast.stmt) -> bool:
    """Whether a statement gives None to a name, or to several."""
    if not isinstance(node, ast.Assign | ast.AnnAssign):
        return False
    values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
    return all(isinstance(value, ast.Constant) and value.value in (None, ...) for value in values)


def _relevant(statements: Sequence[ast.stmt], places: set[str]) -> set[str]:
    """The names that are returned, alone or packed into others, and the places."""
    found = set(places)
    for item in reversed(statements):
        if isinstance(item, ast.Return) and item.value is not None:
            found |= names_read(item.value)
        elif isinstance(item, ast.Assign) and isinstance(item.value, ast.Dict | ast.Tuple | ast.List):
            found |= names_read(item.value) if found.intersection(targets_of(item)) else set()
    return found


def _is_work(node: ast.stmt, places: set[str], relevant: set[str]) -> bool:
    """Whether a statement computes something that matters, from other things than empty places."""
    if not isinstance(node, Leaf) or node.value is None:
        return False
    read, targets = names_read(node.value), set(targets_of(node))
    if read & places or (read & targets and not isinstance(node, ast.AugAssign)):
        return False
    matters = isinstance(node, ast.Return) or not targets.isdisjoint(relevant)
    return matters and any(map(_is_computation, ast.walk(node.value)))


def _is_computation(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return name not in PREPARES
    return isinstance(node, COMPUTES) and not _is_negative_number(node)


def _is_negative_number(node: ast.AST) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant)
