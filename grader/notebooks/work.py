"""Tells whether the statements of a function work out what it returns, or only prepare and hand on.

A released function prepares (`costs = []`, `m = X.shape[1]`), and packs what its places give (`cache = (Z, A)`). Work
is a value for something that is returned, made of nothing that is still missing.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
Leaf = ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Return

# Calls that prepare or tidy: released functions make them before and after the places to fill in.
PREPARES = {
    *("len", "range", "reversed", "print", "format", "str", "int", "float", "list", "dict", "tuple"),
    *("copy", "deepcopy", "zeros", "empty", "array", "asarray", "reshape", "squeeze", "seed", "append", "astype"),
    "shape",
}
COPIES = {"copy", "deepcopy", "array", "asarray", "dict", "list"}
COMPUTES = (ast.BinOp, ast.UnaryOp, ast.Compare, ast.ListComp, ast.Lambda)


def works(node: FunctionNode, statements: Sequence[ast.stmt], *, nested: bool) -> bool:
    """Whether statements of a function work out something that it returns.

    Parameters
    ----------
    statements : sequence of ast.stmt
        All of its statements, at any depth.
    nested : bool
        Whether a place to fill in stands within a loop or a condition: then what is given a value before only waits.
    """
    places = {name for item in statements if is_empty(item) for name in targets_of(item)}
    relevant = _relevant(node, statements, places)
    given = _given(node, statements, relevant)
    fresh = [item for item in statements if not is_empty(item) and _read(item) <= given and _matters(item, relevant)]
    if any(map(_computes, fresh)):
        return True
    return not nested and relevant <= given - _emptied(statements) and any(map(_gives, fresh))


def is_empty(node: ast.stmt) -> bool:
    """Whether a statement gives None to a name, or to several."""
    if not isinstance(node, ast.Assign | ast.AnnAssign):
        return False
    values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
    return all(isinstance(value, ast.Constant) and value.value in (None, ...) for value in values)


def inner_statements(node: ast.AST) -> Iterator[ast.stmt]:
    """All statements below a node, at any depth."""
    for name in ("body", "orelse", "finalbody", "handlers", "cases"):
        for child in getattr(node, name, ()):
            if isinstance(child, ast.stmt):
                yield child
            yield from inner_statements(child)


def nodes_of(node: ast.AST) -> list[ast.AST]:
    """A node and all below it, as `ast.walk` has them, but for the contexts; three times as fast."""
    found = [node]
    for item in found:
        found += children_of(item)
    return found


def children_of(node: ast.AST) -> list[ast.AST]:
    """The nodes directly below a node, but for its context, which is below none other."""
    found: list[ast.AST] = []
    for name in node._fields:
        if name != "ctx":
            value = getattr(node, name, None)
            if isinstance(value, list):
                found += [part for part in value if isinstance(part, ast.AST)]
            elif isinstance(value, ast.AST):
                found.append(value)
    return found


def targets_of(node: ast.AST) -> Iterator[str]:
    """The names that a statement gives a value, or an item of."""
    targets = node.targets if isinstance(node, ast.Assign | ast.Delete) else [getattr(node, "target", None)]
    for target in targets:
        yield from roots(target)


def names_read(node: ast.AST) -> set[str]:
    """The names whose values are used below a node."""
    return {item.id for item in nodes_of(node) if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Load)}


def roots(target: ast.AST | None) -> Iterator[str]:
    """The names at the roots of a target: of `(a, *b), c[0].d`, a, b and c."""
    if isinstance(target, ast.Tuple | ast.List):
        for part in target.elts:
            yield from roots(part)
    while isinstance(target, ast.Subscript | ast.Attribute | ast.Starred):
        target = target.value
    if isinstance(target, ast.Name):
        yield target.id


def _relevant(node: FunctionNode, statements: Sequence[ast.stmt], places: Collection[str]) -> set[str]:
    """The names of values that are returned, alone or packed into others, and the places; all where nothing is."""
    own = {*_arguments(node), *(name for item in statements for name in targets_of(item))}
    found = set(places)
    if not any(isinstance(item, ast.Return) and item.value is not None for item in statements):
        return {name for item in statements if isinstance(item, Leaf) for name in targets_of(item)}
    for item in reversed(statements):
        if isinstance(item, ast.Return) and item.value is not None:
            found |= _values_in(item.value, own)
        elif isinstance(item, ast.Assign) and isinstance(item.value, ast.Dict | ast.Tuple | ast.List):
            found |= _values_in(item.value, own) if found.intersection(targets_of(item)) else set()
    return found


def _values_in(value: ast.expr, own: Collection[str]) -> set[str]:
    """The names read in an expression, but for the functions and modules that it calls."""
    functions = {name for item in nodes_of(value) if isinstance(item, ast.Call) for name in roots(item.func)}
    return {name for name in names_read(value) if name in own or name not in functions}


def _given(node: FunctionNode, statements: Sequence[ast.stmt], relevant: Collection[str]) -> set[str]:
    """The names that have a value: arguments, names from outside, and what is made of such alone."""
    making = [(_read(item), _made(item)) for item in statements if isinstance(item, Leaf) and not is_empty(item)]
    local = {name for item in statements if isinstance(item, Leaf) for name in _made(item)} | set(relevant)
    given = {item.id for item in nodes_of(node) if isinstance(item, ast.Name)} - local | set(_arguments(node))
    while fresh := {name for read, made in making if read <= given for name in made} - given:
        given |= fresh
    return given


def _emptied(statements: Sequence[ast.stmt]) -> set[str]:
    """The names whose value a place takes, with none after it: `W = parameters["W"]; W = None`."""
    last = {name: item for item in statements if isinstance(item, Leaf) for name in targets_of(item)}
    return {name for name, item in last.items() if is_empty(item)}


def _made(item: ast.stmt) -> set[str]:
    """The names that a statement gives a value as a whole."""
    targets = item.targets if isinstance(item, ast.Assign) else [getattr(item, "target", None)]
    parts = [part for target in targets if target is not None for part in nodes_of(target)]
    return {part.id for part in parts if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}


def _read(item: ast.stmt) -> set[str]:
    return names_read(item) | (_made(item) if isinstance(item, ast.AugAssign) else set())


def _matters(item: ast.stmt, relevant: Collection[str]) -> bool:
    """Whether a statement returns, or gives a value to something that is returned."""
    if isinstance(item, ast.Expr) and isinstance(item.value, ast.Call) and isinstance(item.value.func, ast.Attribute):
        return not set(roots(item.value.func)).isdisjoint(relevant)
    return isinstance(item, ast.Return) or (isinstance(item, Leaf) and not set(targets_of(item)).isdisjoint(relevant))


def _computes(item: ast.stmt) -> bool:
    """Whether a statement that matters does more than prepare: an item of what is returned is never preparation."""
    if isinstance(item, ast.AugAssign) or (isinstance(item, ast.Assign | ast.AnnAssign) and not _made(item)):
        return True
    value = getattr(item, "value", None)
    return value is not None and any(map(_is_computation, nodes_of(value)))


def _is_computation(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return called(node) not in PREPARES
    return isinstance(node, COMPUTES) and not _is_negative_number(node)


def _is_negative_number(node: ast.AST) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant)


def _gives(item: ast.stmt) -> bool:
    """Whether a statement at least gives a value: an empty container, or a copy of something, is none yet."""
    value = getattr(item, "value", None)
    if isinstance(item, ast.Return):
        return value is not None and any(isinstance(part, ast.Call) for part in nodes_of(value))
    if isinstance(value, ast.Call):
        return called(value) not in COPIES
    return isinstance(item, Leaf) and not isinstance(value, ast.Dict | ast.List | ast.Set)


def called(node: ast.Call) -> str:
    """The last part of the name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _arguments(node: FunctionNode) -> Iterator[str]:
    arguments = node.args
    for item in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg):
        if item is not None:
            yield item.arg
