"""Makes every small change of a function: what cases let through as right shows what they do not ask.

Mutation testing after DeMillo, Lipton and Sayward (1978): one operator, number, name, argument or line is changed at a
time. A change that no case notices is either equivalent, or a mistake that would earn the points.
"""

from __future__ import annotations

import ast
import copy
import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

ARITHMETIC: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
# What is easily taken for one another in NumPy.
TWINS = {
    "sum": "mean",
    "mean": "sum",
    "maximum": "minimum",
    "minimum": "maximum",
    "exp": "expm1",
    "log": "log1p",
    "log1p": "log",
    "zeros": "ones",
    "ones": "zeros",
    "randn": "rand",
    "rand": "randn",
    "dot": "multiply",
    "multiply": "dot",
    "abs": "square",
    "square": "abs",
    "sqrt": "abs",
    "append": "insert",
    "max": "min",
    "min": "max",
}

Change = Callable[[ast.AST], None]


@dataclass(frozen=True)
class Mutant:
    """A function with one small change; `change` shows the line before and after."""

    change: str
    source: str


def mutants_of(source: str) -> Iterator[Mutant]:
    """Every mutant of a function, each different from the function and from those before it.

    Parameters
    ----------
    source : str
        The text of one function, with its docstring.
    """
    tree = ast.parse(source)
    before = ast.unparse(tree)
    seen, shown = {before}, Counter[str]()
    silent = {id(inner) for node in ast.walk(tree) for part in _not_asked(node) for inner in ast.walk(part)}
    for number, node in enumerate(ast.walk(tree)):
        for change in () if id(node) in silent else _changes(node):
            other = copy.deepcopy(tree)
            change(next(itertools.islice(ast.walk(other), number, None)))
            text = ast.unparse(ast.fix_missing_locations(other))
            if text in seen:
                continue
            seen.add(text)
            told = _first_change(before, text)
            shown[told] += 1
            yield Mutant(told if shown[told] == 1 else f"{told} ({shown[told]})", text)


def _first_change(before: str, after: str) -> str:
    """The first line that differs, before and after."""
    lines = zip(before.splitlines(), after.splitlines(), strict=False)
    return next((f"{old.strip()} → {new.strip()}" for old, new in lines if old != new), "")


def _changes(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.BinOp(op=operator):
            for other in ARITHMETIC.get(type(operator), ()):
                yield _set("op", other())
            if not isinstance(operator, ast.Add | ast.Mult):
                yield _exchange
        case ast.AugAssign(op=operator):
            for other in ARITHMETIC.get(type(operator), ()):
                yield _set("op", other())
        case ast.Compare(ops=[operator]):
            for comparison in COMPARISONS.get(type(operator), ()):
                yield _set("ops", [comparison()])
        case ast.BoolOp(op=boolean):
            yield _set("op", ast.Or() if isinstance(boolean, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.USub() | ast.Not()):
            yield _become_operand
        case ast.Constant(value=value):
            for constant in _constants(value):
                yield _set("value", constant)
        case ast.Attribute(attr=name):
            if name in TWINS:
                yield _set("attr", TWINS[name])
            if name == "T":
                yield _set("attr", "real")
        case ast.Call():
            yield from _changes_of_a_call(node)
        case ast.Return(value=ast.Tuple(elts=parts)) if len(parts) > 1:
            yield lambda target: target.value.elts.reverse()  # type: ignore[attr-defined]
        case ast.FunctionDef() | ast.For() | ast.If() | ast.While() | ast.With():
            yield from _deletions(node)


def _constants(value: object) -> Iterator[object]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
        yield value - 1
    elif isinstance(value, float):
        yield value * 2
        yield value + 1
    elif isinstance(value, str) and value:
        yield value + "_"


def _changes_of_a_call(node: ast.Call) -> Iterator[Change]:
    for index in range(len(node.keywords)):
        yield lambda target, index=index: target.keywords.pop(index)  # type: ignore[misc]
    if len(node.args) > 1:
        yield lambda target: target.args.reverse()  # type: ignore[attr-defined]
    if isinstance(node.func, ast.Name) and node.func.id == "range":
        for step in (1, -1):
            yield lambda target, step=step: target.args.__setitem__(  # type: ignore[misc]
                -1 if len(target.args) < 2 else 1,
                ast.BinOp(target.args[-1 if len(target.args) < 2 else 1], ast.Add(), ast.Constant(step)),
            )


def _deletions(node: ast.AST) -> Iterator[Change]:
    """A statement of this block left out; what only says something, as a docstring or a print, changes nothing."""
    for index, statement in enumerate(getattr(node, "body", ())):
        if isinstance(statement, ast.Return | ast.Pass) or _only_says(statement):
            continue
        yield lambda target, index=index: target.body.__setitem__(index, ast.Pass())  # type: ignore[misc]


def _not_asked(node: ast.AST) -> Iterator[ast.AST]:
    """What in a function nobody is asked for: what only says something, and defaults, which are the scaffold's."""
    if _only_says(node):
        yield node
    if isinstance(node, ast.arguments):
        yield from (*node.defaults, *filter(None, node.kw_defaults))


def _only_says(node: ast.AST) -> bool:
    """Whether a statement does nothing but print, or is a docstring: nobody is asked for that."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Expr(value=ast.Call(func=ast.Name(id="print"))):
            return True
        case ast.If(body=body, orelse=[]):
            return all(map(_only_says, body))
    return False


def _set(field: str, value: object) -> Change:
    return lambda target: setattr(target, field, value)


def _exchange(target: ast.AST) -> None:
    """Puts the two sides of an operator the other way round."""
    target.left, target.right = target.right, target.left  # type: ignore[attr-defined]


def _become_operand(target: ast.AST) -> None:
    """Takes a minus or a `not` away: `+x` is what stands there then."""
    target.op = ast.UAdd()  # type: ignore[attr-defined]
