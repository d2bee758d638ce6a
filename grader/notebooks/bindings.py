"""Which names a statement at the top level of a cell gives a value, which it reads, and which functions it defines."""

from __future__ import annotations

import ast
import contextlib
import re
import symtable
from collections.abc import Iterator
from dataclasses import dataclass

from grader.notebooks.work import FunctionNode, inner_statements, names_read, nodes_of

STAR = re.compile(r"^[ \t]*from\b[^#\n]*\bimport[ \t(]*\*", re.MULTILINE)
# Calls that make a function of a function.
WRAPPERS = {"partial", "vectorize", "njit", "jit", "cache", "lru_cache", "staticmethod", "memoize"}
MAX_DEFAULT = 80


@dataclass(frozen=True)
class Defined:
    """A function that a statement defines: by `def`, perhaps inside an `if` or a class, or by giving it a name.

    `node` is the `def`, where there is one; `alias` is the name of what has got another name; `owner` is the class.
    """

    name: str
    node: FunctionNode | None = None
    alias: str = ""
    owner: str = ""


def names_in(text: str) -> tuple[set[str], set[str]]:
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
        # `calls += 1` does not refer to what it changes, as far as the table knows.
        needs.update(s.get_name() for s in scope.get_symbols() if s.is_declared_global())
    if STAR.search(text):
        binds.add("*")
    return binds, needs


def names_in_head(node: FunctionNode) -> set[str]:
    """The names that are read when a function is defined: by its decorators, defaults and annotations."""
    empty = ast.copy_location(ast.Pass(), node)
    return names_read(type(node)(**{**dict(ast.iter_fields(node)), "body": [empty]}))


def defined_by(node: ast.stmt) -> Iterator[Defined]:
    """The functions that a statement defines."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield Defined(node.name, node)
        case ast.ClassDef():
            for child in node.body:
                if isinstance(child, FunctionNode) and _is_static(child):
                    yield Defined(child.name, child, owner=node.name)
        case ast.Assign(targets=targets, value=ast.expr() as value):
            for target in targets:
                yield from _given(target, value)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield from _given(target, value)
        case _:
            for name in ("body", "orelse", "finalbody", "handlers"):
                for child in getattr(node, name, ()):
                    yield from defined_by(child)


def _given(target: ast.expr, value: ast.expr) -> Iterator[Defined]:
    """The function that is defined where a name is given a value."""
    if not isinstance(target, ast.Name):
        return
    if isinstance(value, ast.Lambda):
        yield Defined(target.id)
    elif _takes(value, target.id):
        yield Defined(target.id, alias=target.id)
    elif alias := _renamed(value):
        yield Defined(target.id, alias=alias)


def _takes(value: ast.expr, name: str) -> bool:
    """Whether a value is `something(name)`, as a decorator is applied to a function."""
    return isinstance(value, ast.Call) and any(isinstance(item, ast.Name) and item.id == name for item in value.args)


def imported_modules(tree: ast.AST) -> Iterator[str]:
    """The modules that are imported anywhere, also inside of `try` or a function."""
    for node in nodes_of(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def returned_names(node: FunctionNode) -> list[str]:
    """What the values of the last `return` are called, where they have names."""
    returns = [child for child in inner_statements(node) if isinstance(child, ast.Return) and child.value is not None]
    if not returns:
        return []
    value = max(returns, key=lambda child: child.lineno).value
    parts = value.elts if isinstance(value, ast.Tuple) else [value]
    return [part.id if isinstance(part, ast.Name) else "" for part in parts]


def first_line(node: ast.stmt) -> int:
    """The line on which a statement begins, its decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _is_static(node: FunctionNode) -> bool:
    kinds = {"staticmethod", "classmethod"}
    return any(isinstance(item, ast.Name) and item.id in kinds for item in node.decorator_list)


def _renamed(value: ast.expr) -> str:
    """The name at the root of `g`, `module.g` or `wrapper(g)`; empty for all else."""
    if isinstance(value, ast.Call):
        called = value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "")
        return _renamed(value.args[0]) if called in WRAPPERS and value.args else ""
    while isinstance(value, ast.Attribute):
        value = value.value
    return value.id if isinstance(value, ast.Name) else ""


def options_of(arguments: ast.arguments) -> Iterator[tuple[str, object]]:
    """The arguments of a function that have a default which is written out as a number, a text or None, with it."""
    by_place = [*arguments.posonlyargs, *arguments.args]
    pairs = [
        *zip(by_place[len(by_place) - len(arguments.defaults) :], arguments.defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    for argument, default in pairs:
        with contextlib.suppress(ValueError, TypeError, MemoryError, RecursionError):
            if default is None or len(ast.unparse(default)) > MAX_DEFAULT:
                continue
            value = ast.literal_eval(default)
            if value is None or isinstance(value, bool | int | float | str):
                yield argument.arg, value
