"""Finds, in the cells of a notebook, the functions it defines and the statements these need.

Reading is by syntax tree and symbol table; nothing is run. It happens inside the worker, before the first line of
student code, so that a hostile text can hurt only its own process.
"""

from __future__ import annotations

import ast
import re
import symtable
import warnings
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from grader.notebook import Cell

START = re.compile(r"#.*\b(START CODE HERE|YOUR CODE STARTS HERE|CODE_START)\b")
END = re.compile(r"#.*\b(END CODE HERE|YOUR CODE ENDS HERE|CODE_END)\b")
PYTHON_CELL_MAGIC = re.compile(r"\s*%%(time|timeit|capture|prun)\b[^\n]*")
FOREIGN_CELL_MAGIC = re.compile(r"\s*%%\w+")
DEFINED_NAME = re.compile(r"^def\s+(\w+)\s*\(|#\s*GRADED FUNCTION:\s*(\w+)", re.MULTILINE)

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Function:
    """A function as it stands in a notebook.

    `blank` means that the places to fill in hold nothing yet; `calls` are the names of the notebook that it uses;
    `returns` names the values of its last `return`, where they have names; `variables` are the names that it reads and
    that the notebook gives a value to, other than by an import or a definition; `arguments` are its own.
    """

    name: str
    cell: int
    line: int
    source: str
    blank: bool
    calls: tuple[str, ...]
    returns: tuple[str, ...]
    arguments: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()


@dataclass(frozen=True)
class CellError:
    """A cell that is not Python, and the names that it would have defined."""

    cell: int
    line: int
    message: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """A statement at the top level of a cell.

    `binds` are the names that it gives a value to or changes a part of; `needs` those that it reads, in its own code
    or in functions it defines.
    """

    cell: int
    node: ast.stmt
    text: str
    binds: frozenset[str]
    needs: frozenset[str]


@dataclass
class Definitions:
    """All that the cells of a notebook define, last definition first in rank."""

    statements: list[Statement] = field(default_factory=list)
    functions: dict[str, Function] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    imports: set[str] = field(default_factory=set)

    def needed_for(self, names: Collection[str]) -> list[Statement]:
        """The statements that have to run for `names` to work, in the order of the notebook."""
        wanted = set(names) | {"*"}
        queue = list(wanted)
        chosen: set[int] = set()
        binders: dict[str, list[int]] = {}
        for index, statement in enumerate(self.statements):
            for name in statement.binds:
                binders.setdefault(name, []).append(index)
        while queue:
            for index in binders.get(queue.pop(), ()):
                if index not in chosen:
                    chosen.add(index)
                    fresh = self.statements[index].needs - wanted
                    wanted |= fresh
                    queue.extend(fresh)
        return [self.statements[index] for index in sorted(chosen)]


def find_definitions(cells: Sequence[Cell], transform: Callable[[str], str]) -> Definitions:
    """Read all cells; `transform` turns IPython's syntax (`%magic`, `!command`) into Python."""
    found = Definitions()
    for cell in cells:
        text = _python_of(cell.source)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                text, tree = _parse(text, transform)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            found.errors.append(_cell_error(cell, error))
            continue
        found.imports.update(_imported(tree))
        lines = text.splitlines(keepends=True)
        for statement in _statements(cell, tree, lines):
            found.statements.append(statement)
            if isinstance(statement.node, FunctionNode):
                name = statement.node.name
                if name in found.functions:
                    found.repeated.append(name)
                found.functions[name] = _function(statement, statement.node)
    variables = _variables(found.statements)
    for name, function in found.functions.items():
        used = tuple(call for call in function.calls if call in variables)
        found.functions[name] = replace(function, variables=used)
    return found


def _variables(statements: Sequence[Statement]) -> set[str]:
    """The names that are given a value by other statements than imports and definitions; constants are left out."""
    fixed: set[str] = set()
    given: set[str] = set()
    for statement in statements:
        defines = isinstance(statement.node, FunctionNode | ast.ClassDef | ast.Import | ast.ImportFrom)
        (fixed if defines else given).update(statement.binds)
    return {name for name in given - fixed if not (len(name) > 1 and name.isupper())}


def _imported(tree: ast.AST) -> Iterator[str]:
    """The modules that are imported anywhere, also inside of `try` or a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def is_blank(source: str) -> bool:
    """Whether the places that a student fills in are still as they were released.

    With markers, every statement between them gives None or does nothing. Without, the body does nothing at all.
    """
    try:
        node = ast.parse(source).body[0]
    except (SyntaxError, ValueError, IndexError):
        return False
    return isinstance(node, FunctionNode) and _is_blank(node, source.splitlines(), first=1)


def _is_blank(node: FunctionNode, lines: Sequence[str], *, first: int) -> bool:
    regions = [(start + first - 1, end + first - 1) for start, end in _regions(lines)]
    if not regions:
        body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
        return all(map(_does_nothing, body))
    inside = (child for child in _inner_statements(node) if any(a < child.lineno < b for a, b in regions))
    return all(map(_does_nothing, inside))


def _inner_statements(node: ast.AST) -> Iterator[ast.stmt]:
    for name in ("body", "orelse", "finalbody", "handlers"):
        for child in getattr(node, name, ()):
            if isinstance(child, ast.stmt):
                yield child
            yield from _inner_statements(child)


def _regions(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = None
    for number, line in enumerate(lines, start=1):
        if START.search(line):
            first = number
        elif END.search(line) and first is not None:
            yield first, number
            first = None


def _does_nothing(node: ast.stmt) -> bool:
    if isinstance(node, ast.Assign | ast.AnnAssign):
        values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
        return all(isinstance(value, ast.Constant) and value.value is None for value in values)
    return isinstance(node, ast.Pass) or _is_ellipsis(node) or _gives_up(node)


def _is_ellipsis(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _gives_up(node: ast.stmt) -> bool:
    return (isinstance(node, ast.Raise) and "NotImplemented" in ast.dump(node)) or (
        isinstance(node, ast.Return) and (node.value is None or ast.unparse(node.value) == "None")
    )


def _python_of(source: str) -> str:
    if PYTHON_CELL_MAGIC.match(source):
        return PYTHON_CELL_MAGIC.sub("", source, count=1)
    return "" if FOREIGN_CELL_MAGIC.match(source) else source


def _parse(text: str, transform: Callable[[str], str]) -> tuple[str, ast.Module]:
    """Parse as plain Python first: IPython's transformation costs ten times as much, and few cells need it."""
    try:
        return text, ast.parse(text)
    except SyntaxError:
        text = transform(text)
        return text, ast.parse(text)


def _cell_error(cell: Cell, error: Exception) -> CellError:
    names = {first or second: None for first, second in DEFINED_NAME.findall(cell.source)}
    line = getattr(error, "lineno", None) or 1
    text = getattr(error, "msg", None) or str(error) or type(error).__name__
    return CellError(cell.number, line, f"{type(error).__name__}: {text}", tuple(names))


def _statements(cell: Cell, tree: ast.Module, lines: list[str]) -> Iterator[Statement]:
    ends = [0, *(node.end_lineno or 0 for node in tree.body)]
    for index, node in enumerate(tree.body):
        first = _first_line(node)
        last = node.end_lineno or first
        shared = ends[index] == first or (index + 1 < len(tree.body) and tree.body[index + 1].lineno == last)
        text = ast.unparse(node) if shared else "".join(lines[first - 1 : last])
        binds, needs = _names(text)
        yield Statement(cell.number, node, text, frozenset({*binds, *_parts_changed(node)}), frozenset(needs))


def _names(text: str) -> tuple[set[str], set[str]]:
    """The names that a statement binds, and those it reads, also in the functions it defines."""
    try:
        table = symtable.symtable(text, "<statement>", "exec")
    except (SyntaxError, ValueError, RecursionError):
        return set(), set()
    binds = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    needs = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
    queue = list(table.get_children())
    while queue:
        scope = queue.pop()
        queue.extend(scope.get_children())
        needs.update(s.get_name() for s in scope.get_symbols() if s.is_global() and s.is_referenced())
    if text.lstrip().startswith("from") and text.rstrip().rstrip(")").rstrip().endswith("*"):
        binds.add("*")
    return binds, needs


def _parts_changed(node: ast.stmt) -> Iterator[str]:
    """The names of which an assignment changes an item or an attribute."""
    match node:
        case ast.Assign():
            targets = node.targets
        case ast.AugAssign() | ast.AnnAssign():
            targets = [node.target]
        case _:
            return
    for base in targets:
        while isinstance(base, ast.Subscript | ast.Attribute):
            base = base.value
        if isinstance(base, ast.Name):
            yield base.id


def _function(statement: Statement, node: FunctionNode) -> Function:
    return Function(
        name=node.name,
        cell=statement.cell,
        line=node.lineno,
        source=statement.text,
        blank=_is_blank(node, statement.text.splitlines(), first=_first_line(node)),
        calls=tuple(sorted(statement.needs - {node.name})),
        returns=tuple(_returned_names(node)),
        arguments=tuple(argument.arg for argument in (*node.args.posonlyargs, *node.args.args)),
    )


def _first_line(node: ast.stmt) -> int:
    """The line on which a statement begins, its decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _returned_names(node: FunctionNode) -> list[str]:
    returns = [child for child in _inner_statements(node) if isinstance(child, ast.Return) and child.value is not None]
    if not returns:
        return []
    value = max(returns, key=lambda child: child.lineno).value
    parts = value.elts if isinstance(value, ast.Tuple) else [value]
    return [part.id if isinstance(part, ast.Name) else "" for part in parts]
