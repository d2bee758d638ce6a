"""Finds, in the cells of a notebook, the functions it defines and the statements these need.

Reading is by syntax tree and symbol table; nothing is run. It happens inside the worker, before the first line of
student code, so that a hostile text can hurt only its own process.
"""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from grader.notebooks.bindings import (
    Defined,
    defined_by,
    first_line,
    imported_modules,
    names_in,
    options_of,
    returned_names,
)
from grader.notebooks.blanks import function_is_blank
from grader.notebooks.cells import Cell
from grader.notebooks.mending import in_words, mended, pieces
from grader.notebooks.work import FunctionNode, names_read, targets_of

PYTHON_CELL_MAGIC = re.compile(r"\s*%%(time|timeit|capture|prun)\b[^\n]*")
FOREIGN_CELL_MAGIC = re.compile(r"\s*%%\w+")
DEFINED_NAME = re.compile(r"^def\s+(\w+)\s*\(|#\s*GRADED FUNCTION:\s*(\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Function:
    """A function as it stands in a notebook.

    `blank` means that the places to fill in hold nothing yet; `calls` are the names of the notebook that it uses;
    `returns` names the values of its last `return`, where they have names; `variables` are the names that it reads and
    that the notebook gives a value to, other than by an import or a definition; `arguments` are its own, and
    `options` those of them that have a default which is written out, with it.
    """

    name: str
    cell: int
    line: int
    source: str
    blank: bool
    calls: tuple[str, ...]
    returns: tuple[str, ...]
    arguments: tuple[str, ...] = ()
    options: tuple[tuple[str, object], ...] = ()
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
    """All that the cells of a notebook define, last definition first in rank.

    `defined` are the names of functions, and `imports` those of modules, with the cell of each. `mended` tells for
    cells that were no Python what was done, on which line.
    """

    statements: list[Statement] = field(default_factory=list)
    functions: dict[str, Function] = field(default_factory=dict)
    defined: list[tuple[int, str]] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    imports: list[tuple[int, str]] = field(default_factory=list)
    mended: list[tuple[int, str, int]] = field(default_factory=list)
    _methods: list[tuple[Statement, Defined]] = field(default_factory=list)
    _defining: set[tuple[int, str]] = field(default_factory=set)
    _imported: set[str] = field(default_factory=set)

    def add(self, statement: Statement) -> None:
        """Take in the next statement, with the functions it defines."""
        if isinstance(statement.node, ast.Import | ast.ImportFrom):
            self._imported |= statement.binds
        for defined in defined_by(statement.node):
            if defined.owner:
                self._methods.append((statement, defined))
            elif function := self._function(statement, defined):
                self.defined.append((statement.cell, defined.name))
                self.functions[defined.name] = function
                self._defining.add((len(self.statements), defined.name))
        self.statements.append(statement)

    def finish(self) -> None:
        """Settle what depends on later cells; call once, when all statements are in."""
        for statement, defined in self._methods:
            if defined.name not in self.functions:
                self._add_method(statement, defined)
        variables: set[str] = set()
        for index, statement in enumerate(self.statements):
            if isinstance(statement.node, ast.Import | ast.ImportFrom):
                continue
            # `model = model(X, Y)` must not take the place of the function.
            other = {name for name in statement.binds & self.functions.keys() if (index, name) not in self._defining}
            self.statements[index] = replace(statement, binds=statement.binds - other)
            if not isinstance(statement.node, FunctionNode | ast.ClassDef):
                variables |= statement.binds
        variables -= self._imported | self.functions.keys()
        for name, function in self.functions.items():
            outside = [item for item in function.variables if item in variables and not _is_constant(item)]
            self.functions[name] = replace(function, variables=tuple(outside))

    def _function(self, statement: Statement, defined: Defined) -> Function | None:
        calls = tuple(sorted(statement.needs - {defined.name}))
        plain = Function(defined.name, statement.cell, statement.node.lineno, statement.text, False, calls, ())
        if defined.alias:
            original = self.functions.get(defined.alias)
            if original:
                return replace(original, name=defined.name, calls=tuple(sorted({*original.calls, original.name})))
            classes = {method.owner for _, method in self._methods}
            return plain if defined.alias in self._imported | classes else None
        return _function(statement, defined.node) if defined.node else plain

    def _add_method(self, statement: Statement, defined: Defined) -> None:
        """Let a static method be found under its bare name."""
        assert defined.node is not None
        text = f"{defined.name} = {defined.owner}.{defined.name}"
        node = ast.parse(text).body[0]
        ast.increment_lineno(node, defined.node.lineno - 1)
        names = frozenset({defined.name}), frozenset({defined.owner})
        self._defining.add((len(self.statements), defined.name))
        self.statements.append(Statement(statement.cell, node, text, *names))
        self.defined.append((statement.cell, defined.name))
        self.functions[defined.name] = _function(statement, defined.node)

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
        for text, tree in _trees(cell, transform, found):
            found.imports += [(cell.number, module) for module in imported_modules(tree)]
            for statement in _statements(cell, tree, text.split("\n")):
                found.add(statement)
    found.finish()
    return found


def _python_of(source: str) -> str:
    if PYTHON_CELL_MAGIC.match(source):
        return PYTHON_CELL_MAGIC.sub("", source, count=1)
    return "" if FOREIGN_CELL_MAGIC.match(source) else source


def _trees(cell: Cell, transform: Callable[[str], str], found: Definitions) -> Iterator[tuple[str, ast.Module]]:
    """The texts and syntax trees of a cell: one, or several where a part of it is not Python."""
    text = _python_of(cell.source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            parsed = _parsed(text, transform, found, cell.number)
        except (ValueError, RecursionError, MemoryError) as error:
            found.errors.append(_cell_error(cell.number, cell.source, error, first=1))
            return
        except SyntaxError:
            yield from _salvaged(cell.number, text, transform, found)
            return
    yield parsed


def _salvaged(
    cell: int, text: str, transform: Callable[[str], str], found: Definitions
) -> Iterator[tuple[str, ast.Module]]:
    """The pieces of a cell that are Python; each of the others is an error by itself."""
    for first, piece in pieces(text):
        try:
            mended_text, _ = _parsed(piece, transform, found, cell, first=first)
            padded = "\n" * (first - 1) + mended_text
            yield padded, ast.parse(padded)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            found.errors.append(_cell_error(cell, piece, error, first=first))


def _parsed(
    text: str, transform: Callable[[str], str], found: Definitions, cell: int, *, first: int = 1
) -> tuple[str, ast.Module]:
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
    found.mended += [(cell, repair.value, line) for repair, line in repaired.repairs]
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
    return CellError(cell, line, in_words(error), tuple(names))


def _statements(cell: Cell, tree: ast.Module, lines: list[str]) -> Iterator[Statement]:
    ends = [0, *(node.end_lineno or 0 for node in tree.body)]
    for index, node in enumerate(tree.body):
        first = first_line(node)
        last = node.end_lineno or first
        shared = ends[index] == first or (index + 1 < len(tree.body) and tree.body[index + 1].lineno == last)
        for part in _one_by_one(node):
            text = ast.unparse(part) if shared or part is not node else "\n".join(lines[first - 1 : last])
            binds, needs = names_in(text)
            yield Statement(cell.number, part, text, frozenset({*binds, *targets_of(part)}), frozenset(needs))


def _one_by_one(node: ast.stmt) -> list[ast.stmt]:
    """Each import of `import a, b` by itself: where one is missing, the others still count."""
    if not isinstance(node, ast.Import):
        return [node]
    return [ast.copy_location(ast.Import([name]), node) for name in node.names] if len(node.names) > 1 else [node]


def _function(statement: Statement, node: FunctionNode) -> Function:
    """The function of a `def`, which may stand deeper in its statement."""
    skipped = first_line(node) - first_line(statement.node)
    length = (node.end_lineno or node.lineno) - first_line(node) + 1
    whole = node is statement.node
    source = statement.text if whole else "\n".join(statement.text.split("\n")[skipped : skipped + length])
    return Function(
        name=node.name,
        cell=statement.cell,
        line=node.lineno,
        source=textwrap.dedent(source),
        blank=function_is_blank(node, source.split("\n"), first=first_line(node)),
        calls=tuple(sorted(statement.needs - {node.name})),
        returns=tuple(returned_names(node)),
        arguments=tuple(argument.arg for argument in (*node.args.posonlyargs, *node.args.args)),
        options=tuple(options_of(node.args)),
        # Of all that it reads, annotations aside; `finish` leaves the variables of the notebook.
        variables=tuple(sorted(statement.needs & {name for item in node.body for name in names_read(item)})),
    )


def _is_constant(name: str) -> bool:
    return len(name) > 1 and name.isupper()
