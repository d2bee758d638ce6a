"""Takes the text of a function apart into what a copy keeps: its statements, names and comments, each by itself.

A statement is its syntax tree as text, in which parameters are told by their place, and other names of the function's
own by the order in which the statement reads them. So layout, docstrings, names and the order of statements make no
difference, nor does the order of what is added or multiplied, nor `w -= d` for `w = w - d`. Of a loop or a condition
the head is a statement by itself. What is no Python is read line by line, as tokens.
"""

from __future__ import annotations

import ast
import enum
import hashlib
import keyword
import re
import warnings
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

# More than anybody writes by hand for one exercise, and as much as is read of a text that goes on.
MAX_TEXT = 20_000
MAX_FRAGMENTS = 300
# Of shorter operands it is asked which comes first: each level of a formula does so once more.
MAX_OPERAND = 400
MIN_NAME = 3
MIN_WORDS = 3
# A string, in which a sign for a comment is none, or a comment.
COMMENT = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|#([^\n]*)""")
# A word, or one sign of a script that sets no spaces between words.
WORD = re.compile(r"[^\W\u3400-\u9fff]+|[\u3400-\u9fff]")
TOKEN = re.compile(r"""[^\W\d]\w*|\d[\w.]*|"[^"]*"|'[^']*'|[^\w\s]""")
# Names of the function's own, between these until they are numbered.
OPEN, CLOSE = "\x01", "\x02"
OWN_NAME = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
COMMUTATIVE = (ast.Add, ast.Mult, ast.BitAnd, ast.BitOr)
Functions = ast.FunctionDef | ast.AsyncFunctionDef


class Kind(enum.Enum):
    """What two functions may have in common; the value is what a report calls it."""

    LINE = "line"
    WHOLE = "whole"
    NAME = "name"
    COMMENT = "comment"
    MISTAKE = "mistake"


@dataclass(frozen=True)
class Fragment:
    """One thing that a function holds, from one line to another, which count from 1; 0 is no line.

    Of two that are alike the keys are equal. `habit` is equal where they are alike in another function, too: of a name
    it is the name, wherever it stands.
    """

    kind: Kind
    key: bytes
    first: int = 0
    last: int = 0
    habit: bytes = b""


def fragments_of(source: str) -> tuple[Fragment, ...]:
    """All fragments of a function, in the order of the text; the same one as often as it is there."""
    text = _bounded(source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
        found = list(_of_tree(tree))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        found = list(_of_tokens(text))
    found.sort(key=lambda one: one.first)
    lines = sorted({fragment.key for fragment in found if fragment.kind is Kind.LINE})
    if lines:
        found.insert(0, _fragment(Kind.WHOLE, b" ".join(lines).hex()))
    return tuple([*found[:MAX_FRAGMENTS], *_comments(text)][: 2 * MAX_FRAGMENTS])


def mistake(what: str) -> Fragment:
    """A wrong answer, as a fragment of the function that gave it."""
    return _fragment(Kind.MISTAKE, what)


def _bounded(source: str) -> str:
    return source if len(source) <= MAX_TEXT else source[:MAX_TEXT].rpartition("\n")[0]


def _of_tree(tree: ast.Module) -> Iterator[Fragment]:
    whole = next((node for node in tree.body if isinstance(node, Functions)), None)
    parameters = _parameters(whole) if whole else {}
    writer = _Writer(parameters, _own_names(tree) - parameters.keys())
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        inner = list(_inner(node))
        waiting += inner
        if node is whole or not isinstance(node, ast.stmt) or _says_nothing(node):
            continue
        last = _end_of_head(node) if inner else node.end_lineno or node.lineno
        text = writer.statement(node)
        yield _fragment(Kind.LINE, _numbered(text), node.lineno, last)
        for name in writer.bound(node):
            if len(name) >= MIN_NAME:
                yield _fragment(Kind.NAME, f"{name} {_numbered(text)}", node.lineno, last, habit=name)


def _parameters(node: Functions) -> dict[str, str]:
    """The parameters of a function, each by its place: students may call them otherwise."""
    arguments = node.args
    every = [*arguments.posonlyargs, *arguments.args, arguments.vararg, *arguments.kwonlyargs, arguments.kwarg]
    return {item.arg: f"p{number}" for number, item in enumerate(filter(None, every))}


def _own_names(tree: ast.Module) -> set[str]:
    """The names that are given a value anywhere in a text, those of inner functions and their parameters included."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, Functions) and node not in tree.body:
            found.add(node.name)
    return found


def _says_nothing(node: ast.stmt) -> bool:
    return isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _end_of_head(node: ast.stmt) -> int:
    body = getattr(node, "body", None) or getattr(node, "cases", None) or [node]
    first = getattr(body[0], "lineno", node.lineno + 1)
    return max(node.lineno, first - 1) if first > node.lineno else node.lineno


class _Writer:
    """Writes nodes as text, in which names of the function's own stand between marks."""

    def __init__(self, parameters: Mapping[str, str], own: Collection[str]) -> None:
        self._parameters = parameters
        self._own = own

    def statement(self, node: ast.stmt) -> str:
        """A statement; of a compound one the head."""
        match node:
            case ast.AugAssign(target=target, op=op, value=value):
                return f"Assign({self._write(target)},{self._operation(op, target, value)})"
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                return f"Assign({self._write(target)},{self._write(value)})"
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                return f"def({self._name(node.name)},{self._write(node.args)})"
            case ast.ClassDef(name=name):
                return f"class({name})"
        return self._write(node)

    def bound(self, node: ast.stmt) -> Iterator[str]:
        """The names of the function's own that a statement gives a value."""
        targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
        targets = [*targets, *(item.optional_vars for item in getattr(node, "items", ()))]
        for target in filter(None, targets):
            for item in ast.walk(target):
                if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store) and item.id in self._own:
                    yield item.id

    def _write(self, node: ast.AST) -> str:
        match node:
            case ast.Name(id=name) | ast.arg(arg=name):
                return self._name(name)
            case ast.Constant(value=value):
                return repr(value)[:200]
            case ast.BinOp(left=left, op=op, right=right):
                return self._operation(op, left, right)
            case ast.Attribute(value=value, attr=attr):
                return f"{self._write(value)}.{attr}"
        parts = []
        for name, value in ast.iter_fields(node):
            if isinstance(value, list):
                parts += [self._write(item) for item in value if isinstance(item, ast.AST) and not _is_inner(item)]
            elif isinstance(value, ast.AST):
                if not isinstance(value, ast.expr_context):
                    parts.append(self._write(value))
            elif isinstance(value, str) and name != "type_comment":
                parts.append(value)
        return f"{type(node).__name__}({','.join(parts)})"

    def _operation(self, op: ast.operator, left: ast.expr, right: ast.expr) -> str:
        operands = [self._write(left), self._write(right)]
        if isinstance(op, COMMUTATIVE) and max(map(len, operands)) <= MAX_OPERAND:
            operands.sort(key=lambda text: OWN_NAME.sub("_", text))
        return f"{type(op).__name__}({','.join(operands)})"

    def _name(self, name: str) -> str:
        if name in self._parameters:
            return self._parameters[name]
        return f"{OPEN}{name}{CLOSE}" if name in self._own else name


def _inner(node: ast.AST) -> Iterator[ast.AST]:
    """What stands below the head of a statement, one level down."""
    for name in ("body", "orelse", "finalbody", "handlers", "cases"):
        part = getattr(node, name, ())
        if isinstance(part, list):
            yield from part


def _is_inner(node: ast.AST) -> bool:
    return isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case)


def _numbered(text: str) -> str:
    """A statement with the names of the function's own numbered in order of appearance."""
    numbers: dict[str, str] = {}
    return OWN_NAME.sub(lambda found: numbers.setdefault(found[1], f"v{len(numbers)}"), text)


def _of_tokens(text: str) -> Iterator[Fragment]:
    """The lines of a text that is no Python, each with its names numbered but for those that are called or reached."""
    for number, line in enumerate(text.splitlines(), start=1):
        numbers: dict[str, str] = {}
        tokens = TOKEN.findall(COMMENT.sub(lambda found: found[1] or "", line))
        for place, token in enumerate(tokens):
            following = tokens[place + 1] if place + 1 < len(tokens) else ""
            reached = following in ("(", ".") or (place and tokens[place - 1] == ".")
            if token.isidentifier() and not keyword.iskeyword(token) and not reached:
                tokens[place] = numbers.setdefault(token, f"v{len(numbers)}")
        if len(tokens) > 1:
            yield _fragment(Kind.LINE, " ".join(tokens), number, number)


def _comments(text: str) -> Iterator[Fragment]:
    """The comments of several words: of shorter ones too many are alike."""
    if "#" not in text:
        return
    for number, line in enumerate(text.splitlines(), start=1):
        for _, comment in COMMENT.findall(line):
            words = WORD.findall(comment.casefold())
            if len(words) >= MIN_WORDS:
                yield _fragment(Kind.COMMENT, " ".join(words), number, number)


def _fragment(kind: Kind, text: str, first: int = 0, last: int = 0, *, habit: str = "") -> Fragment:
    return Fragment(kind, _digest(f"{kind.value} {text}"), first, last, _digest(f"{kind.value} {habit or text}"))


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(errors="backslashreplace"), digest_size=8).digest()
