"""Names the operation in a line of code that raised: of two errors of one type, it tells which is which.

Only the shape of the code is told, never its names of variables: `np.zeros(3, 2)` is "zeros()", `W @ A` is "@",
`X.shape[1]` is "shape[]", `d["W1"]` is "[text]", `a, b = f(x)` is "unpack", and a bare name is "name".
"""

from __future__ import annotations

import ast
import itertools
import textwrap
from collections.abc import Sequence
from types import CodeType

MAX_OPERATION = 40
MAX_LINES = 20
SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
}
# Functions that do what an operator does: which of the two is written makes no difference.
SAME = {"dot": "@", "matmul": "@", "multiply": "*", "add": "+", "subtract": "-", "divide": "/", "power": "**"}


def operation_at(code: CodeType, instruction: int, lines: Sequence[str]) -> str:
    """The operation that an instruction belongs to; "" where it cannot be told.

    Parameters
    ----------
    instruction : int
        The index of the instruction, as `tb_lasti` has it.
    lines : sequence of str
        The text that the code was compiled from.
    """
    position = next(itertools.islice(code.co_positions(), max(0, instruction // 2), None), None)
    first, last, start, end = position or (None,) * 4
    if first is None or last is None or not 0 < first <= last <= len(lines) or last - first > MAX_LINES:
        return ""
    # Columns count bytes.
    piece = [line.rstrip("\n").encode() for line in lines[first - 1 : last]]
    piece[-1] = piece[-1][:end]
    piece[0] = piece[0][start:]
    return operation_in(b"\n".join(piece).decode(errors="replace"))


def operation_in(text: str) -> str:
    """The outermost operation in a piece of code; "" where it is not Python."""
    text = textwrap.dedent(text).strip()
    for source in (f"({text})", text):
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        return _operation(tree.body[0])[:MAX_OPERATION] if tree.body else ""
    return ""


def _operation(node: ast.AST) -> str:
    match node:
        case ast.Expr(value=value) | ast.Assign(value=value) | ast.Return(value=ast.expr() as value):
            return _operation(value)
        case ast.For(iter=value):  # what Python 3.11 tells of the loop where newer ones tell of what it goes through
            return _operation(value)
        case ast.BinOp(op=operator):
            return SIGNS.get(type(operator), type(operator).__name__)
        case ast.AugAssign(op=operator):
            return SIGNS.get(type(operator), type(operator).__name__) + "="
        case ast.Call(func=function):
            name = _name(function)
            return SAME.get(name, f"{name}()")
        case ast.Assert(test=value):
            return _operation(value)
        case ast.Compare(left=ast.Attribute(attr=name)):
            return f"{name} =="
        case ast.Subscript(value=value):
            if isinstance(value, ast.Attribute):
                return f"{_name(value)}[]"
            return "[text]" if _is_text(node.slice) else "[]"
        case ast.Attribute(attr=name):
            return f".{name}"
        case ast.Tuple() | ast.List():
            return "unpack"
        case ast.Name():
            return "name"
    return type(node).__name__.lower()


def _is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_text(node.left)
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
