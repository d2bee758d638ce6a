"""Finds, in the cells of a notebook, the functions it defines and the statements these need.

Reading is by syntax tree and symbol table; nothing is run. It happens inside the worker, before the first line of
student code, so that a hostile text can hurt only its own process.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from grader.notebooks.bindings import (
    Defined,
    defined_by,
    first_line,
    imported_modules,
    names_in,
    names_in_head,
    options_of,
    returned_names,
)
from grader.notebooks.blanks import function_is_blank
from grader.notebooks.cells import Cell
from grader.notebooks.changes import (
    ASKS_FOR_NAMESPACE,
    callers,
    changed_by,
    effects_of,
    named_in_namespace,
)
from grader.notebooks.parsing import Reading, Transform, trees_of
from grader.notebooks.work import FunctionNode, names_read

# More names than a notebook has, and less text than a message may hold.
MAX_BOUND = 500
MAX_SOURCE = 2000
NOT_CALLABLE = (
    *(ast.Constant, ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp),
    *(ast.JoinedStr, ast.BinOp, ast.UnaryOp, ast.Compare),
)


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
class Statement:
    """A statement at the top level of a cell.

    `binds` are the names that it gives a value to, `changes` those of which it may change a part, `needs` those that
    it reads, in its own code or in functions it defines.
    """

    cell: int
    node: ast.stmt
    text: str
    binds: frozenset[str]
    needs: frozenset[str]
    changes: frozenset[str] = frozenset()


@dataclass
class Definitions:
    """All that the cells of a notebook define, last definition first in rank.

    `bound` are the names that get a value which may be a function, as a callable object may; only running it tells.
    `defined` are the names of functions, and `imports` those of modules, with the cell of each.
    """

    statements: list[Statement] = field(default_factory=list)
    functions: dict[str, Function] = field(default_factory=dict)
    bound: dict[str, Function] = field(default_factory=dict)
    defined: list[tuple[int, str]] = field(default_factory=list)
    imports: list[tuple[int, str]] = field(default_factory=list)
    read: Reading = field(default_factory=Reading)
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
                if defined.alias != defined.name:
                    self.defined.append((statement.cell, defined.name))
                self.functions[defined.name] = function
                self._defining.add((len(self.statements), defined.name))
        self.statements.append(statement)

    def finish(self) -> None:
        """Settle what depends on later cells; call once, when all statements are in."""
        for statement, defined in self._methods:
            if defined.name not in self.functions:
                self._add_method(statement, defined)
        nodes = [item.node for item in self.statements]
        effects = {node.name: effects_of(node) for node in nodes if isinstance(node, FunctionNode)}
        variables: set[str] = set()
        for index, statement in enumerate(self.statements):
            if isinstance(statement.node, ast.Import | ast.ImportFrom):
                continue
            statement = self.statements[index] = self._settled(statement, index, effects)
            if not isinstance(statement.node, FunctionNode | ast.ClassDef):
                variables |= statement.binds
            self._note_bound(statement)
        variables -= self._imported | self.functions.keys()
        for name, function in self.functions.items():
            outside = [item for item in function.variables if item in variables and not _is_constant(item)]
            self.functions[name] = replace(function, variables=tuple(outside))

    def _settled(self, statement: Statement, index: int, effects: Mapping[str, set[str]]) -> Statement:
        """The statement with what it changes, and without the names that are not its to bind."""
        node, needs, own = statement.node, statement.needs, self.functions.keys()
        for name in {name for name in statement.binds & own if (index, name) not in self._defining}:
            # `model = model(X, Y)` must not take the place of the function; of a stub, what is made of others does.
            if self.functions[name].blank and name not in needs and self.functions[name].cell <= statement.cell:
                del self.functions[name]
        other = {name for name in statement.binds & own if (index, name) not in self._defining}
        if isinstance(node, FunctionNode) and node.name in own and self.functions[node.name].blank:
            needs = frozenset(names_in_head(node))
        done = {name for caller in callers(node, {*own, *effects}) for name in effects.get(caller, ())}
        stored, received = changed_by(node)
        changes = stored | ((received | done) - self._imported)
        return replace(statement, binds=statement.binds - other, needs=needs, changes=frozenset(changes))

    def _note_bound(self, statement: Statement) -> None:
        """Remember the names that get a value which may turn out to be a function."""
        value = getattr(statement.node, "value", None)
        if isinstance(statement.node, FunctionNode) or isinstance(value, NOT_CALLABLE):
            return
        for name in statement.binds - self.functions.keys() - self._imported - {"*"}:
            self.bound.pop(name, None)
            text, calls = statement.text[:MAX_SOURCE], tuple(sorted(statement.needs - {name}))
            self.bound[name] = Function(name, statement.cell, statement.node.lineno, text, False, calls, ())
            if len(self.bound) > MAX_BOUND:
                del self.bound[next(iter(self.bound))]

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
            for name in statement.binds | statement.changes:
                binders.setdefault(name, []).append(index)
        while queue:
            for index in binders.get(queue.pop(), ()):
                if index not in chosen:
                    chosen.add(index)
                    fresh = self.statements[index].needs - wanted
                    wanted |= fresh
                    queue.extend(fresh)
        return [self.statements[index] for index in sorted(chosen)]


def find_definitions(cells: Sequence[Cell], transform: Transform) -> Definitions:
    """Read all cells; `transform` turns IPython's syntax (`%magic`, `!command`) into Python."""
    found = Definitions()
    for cell in cells:
        for text, tree in trees_of(cell, transform, found.read):
            if "import" in text:
                found.imports += [(cell.number, module) for module in imported_modules(tree)]
            for statement in _statements(cell, tree, text.split("\n")):
                found.add(statement)
    found.finish()
    return found


def _statements(cell: Cell, tree: ast.Module, lines: list[str]) -> Iterator[Statement]:
    ends = [0, *(node.end_lineno or 0 for node in tree.body)]
    for index, node in enumerate(tree.body):
        first = first_line(node)
        last = node.end_lineno or first
        shared = ends[index] == first or (index + 1 < len(tree.body) and tree.body[index + 1].lineno == last)
        for part in _one_by_one(node):
            text = ast.unparse(part) if shared or part is not node else "\n".join(lines[first - 1 : last])
            binds, needs = names_in(text)
            named, read = named_in_namespace(part) if ASKS_FOR_NAMESPACE.search(text) else (set(), set())
            # What is deleted in the end was there when it was needed.
            binds = set() if isinstance(part, ast.Delete) else binds | named
            yield Statement(cell.number, part, text, frozenset(binds), frozenset(needs | read))


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
