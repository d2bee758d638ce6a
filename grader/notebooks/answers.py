"""Finds the answers to a quiz in the statements of a notebook: `q3 = "b"`. Nothing is run.

What is plainly meant counts: a name in place of a text (`q3 = b`) where the notebook has nothing of that name, and what
is no Python at all (`q5 = 4 x 1`) as a text. What only running can tell is left to whoever can.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from grader.notebooks.cells import Cell
from grader.notebooks.definitions import Definitions, Statement

NAMED = re.compile(r"[qQ]_?0?([1-9]\d?)")
NO_PYTHON = re.compile(r"^[ \t]*([qQ]_?\d{1,2})[ \t]*[=:][ \t]*([^#\n]{1,300})", re.MULTILINE)
MAX_TEXT = 300
MAX_NODES = 200
BLANK = ("None", "...", "''")


@dataclass(frozen=True)
class WrittenAnswer:
    """The answer to a question as it stands in a notebook.

    `name` is what the question is called, `variable` what the notebook calls it; `text` is the answer as a literal,
    and empty where it has to be worked out; `source` is the line, in `cell`.
    """

    name: str
    variable: str
    text: str
    source: str
    cell: int
    line: int

    @property
    def blank(self) -> bool:
        """Whether nothing has been written yet."""
        return self.text in BLANK


def find_answers(definitions: Definitions, cells: Sequence[Cell]) -> dict[str, WrittenAnswer]:
    """The answers of a notebook, by the name of their question; the last that is not blank counts."""
    bound = frozenset(name for statement in definitions.statements for name in statement.binds)
    found: dict[str, WrittenAnswer] = {}
    for answer in (*_in_errors(definitions, cells), *_in_statements(definitions.statements, bound)):
        if answer.name not in found or not answer.blank:
            found[answer.name] = answer
    return found


def _in_errors(definitions: Definitions, cells: Sequence[Cell]) -> Iterator[WrittenAnswer]:
    broken = {error.cell for error in definitions.read.errors}
    for cell in cells:
        for match in NO_PYTHON.finditer(cell.source) if cell.number in broken else ():
            if name := _question(match[1]):
                line = cell.source.count("\n", 0, match.start()) + 1
                yield WrittenAnswer(name, match[1], repr(match[2].strip()), match[0].strip(), cell.number, line)


def _in_statements(statements: Sequence[Statement], bound: Collection[str]) -> Iterator[WrittenAnswer]:
    for statement in statements:
        values = dict(_values(statement.node))
        for variable in statement.binds:
            if name := _question(variable):
                value = values.get(variable)
                text = _literal(value, bound) if value is not None else ""
                source = statement.text[:MAX_TEXT]
                yield WrittenAnswer(name, variable, text, source, statement.cell, statement.node.lineno)
        for variable in statement.changes:  # `q6.add("d")`: what it is now, only running tells
            if name := _question(variable):
                source = statement.text[:MAX_TEXT]
                yield WrittenAnswer(name, variable, "", source, statement.cell, statement.node.lineno)


def _question(variable: str) -> str:
    match = NAMED.fullmatch(variable)
    return f"q{match[1]}" if match else ""


def _values(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """The names that an assignment gives a value, each with the expression for it."""
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _pairs(target, value)
        case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=value):
            # `q3: "b"` is a slip for `q3 = "b"`.
            yield name, value or annotation


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
        for one, part in zip(target.elts, value.elts, strict=False):
            if isinstance(one, ast.Name):
                yield one.id, part


def _literal(value: ast.expr, bound: Collection[str]) -> str:
    """An expression as a literal, with names that mean nothing here as texts; empty where it is none."""
    if sum(1 for _ in ast.walk(value)) > MAX_NODES:
        return ""
    try:
        text = ast.unparse(_Unquoted(bound).visit(copy.deepcopy(value)))
        ast.literal_eval(text)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return ""
    return text if len(text) <= MAX_TEXT else ""


class _Unquoted(ast.NodeTransformer):
    """Puts texts in place of names that a notebook gives no value to."""

    def __init__(self, bound: Collection[str]) -> None:
        self._bound = bound

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return node if node.id in self._bound else ast.copy_location(ast.Constant(node.id), node)
