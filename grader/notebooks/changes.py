"""What a statement changes without giving it a new value: items, attributes, what a method does to its receiver.

Only what is done when the statement itself is run counts, and not what the functions that it defines may do later. Of
loops those count that are short to the eye: a training that appends its costs to a list is no definition of that list.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Collection, Iterable, Iterator

from grader.notebooks.work import FunctionNode, called, children_of, nodes_of, roots

MAX_TURNS = 1000
MUTATORS = {
    *("append", "appendleft", "extend", "insert", "add", "update", "setdefault", "pop", "popleft", "popitem"),
    *("remove", "discard", "clear", "sort", "reverse", "register", "__setitem__", "fill"),
}
# Functions that change what they are given first.
CHANGE_FIRST = {
    *("setattr", "delattr", "setitem", "copyto", "fill_diagonal", "put", "putmask", "place"),
    *("shuffle", "heappush", "heapify", "insort"),
}
NAMESPACES = {"globals", "vars", "locals"}
ASKS_FOR_NAMESPACE = re.compile("|".join(NAMESPACES))


def changed_by(node: ast.stmt) -> tuple[set[str], set[str]]:
    """The names of which a statement gives an item or an attribute a new value; those on which it calls what may
    change them.
    """
    items = list(_done_at_once(node))
    return _stored(items), _received(items)


def _stored(items: Iterable[ast.AST]) -> set[str]:
    return {name for item in items for part in _targets(item) for name in _root_of_part(part)}


def _received(items: Iterable[ast.AST]) -> set[str]:
    found: set[str] = set()
    for item in items:
        if isinstance(item, ast.Expr) and isinstance(item.value, ast.Call):
            found.update(_root_of_part(item.value.func))
        elif isinstance(item, ast.Attribute) and item.attr in MUTATORS:
            found.update(roots(item))
        if isinstance(item, ast.Call) and called(item) in CHANGE_FIRST and item.args:
            found.update(roots(item.args[0]))
    return found


def named_in_namespace(node: ast.stmt) -> tuple[set[str], set[str]]:
    """The names that a statement may bind through `globals()`: each that stands in it as a text or a keyword.

    And those that it, or a function it defines, may read through it.
    """
    items, below = list(_done_at_once(node)), nodes_of(node)
    keywords = {item.arg for item in items if isinstance(item, ast.keyword) and item.arg}
    binds = keywords | _texts(items) if _asks_for_namespace(items) else set()
    return binds, _texts(below) if _asks_for_namespace(below) else set()


def _asks_for_namespace(items: Iterable[ast.AST]) -> bool:
    return any(isinstance(item, ast.Call) and called(item) in NAMESPACES for item in items)


def _texts(items: Iterable[ast.AST]) -> set[str]:
    texts = {item.value for item in items if isinstance(item, ast.Constant) and isinstance(item.value, str)}
    return {text for text in texts if text.isidentifier()}


def effects_of(node: FunctionNode) -> set[str]:
    """The names from outside that a function changes, or binds, when it is called."""
    items = nodes_of(node)
    bound = {name for item in items if isinstance(item, ast.Global) for name in item.names}
    local = {item.id for item in items if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store)}
    local |= {item.arg for item in items if isinstance(item, ast.arg)}
    done = list(_done_when_called(node))
    return bound | ((_stored(done) | _received(done)) - local)


def _done_when_called(node: ast.AST) -> Iterator[ast.AST]:
    """What is below a function; it may call those that it defines, and loops may be long."""
    queue = [*getattr(node, "body", ())]
    while queue:
        item = queue.pop()
        if isinstance(item, FunctionNode):
            queue += [*item.decorator_list, *item.body]
        elif isinstance(item, ast.For | ast.AsyncFor | ast.While) and not _is_short(item):
            queue += [*item.body, *item.orelse]
        else:
            yield item
            if not isinstance(item, ast.Lambda):
                queue += children_of(item)


def callers(node: ast.stmt, functions: Collection[str]) -> Iterator[str]:
    """The functions that a statement calls for what they change: its decorators; `set_up()` and `register("f", f)`."""
    for decorator in getattr(node, "decorator_list", ()):
        yield from roots(decorator.func if isinstance(decorator, ast.Call) else decorator)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        given = [*node.value.args, *(keyword.value for keyword in node.value.keywords)]
        if all(isinstance(item, ast.Lambda | ast.Constant) or _name(item) in functions for item in given):
            yield from roots(node.value.func)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _done_at_once(node: ast.stmt) -> Iterator[ast.AST]:
    """A statement and what is below it, but for the bodies of functions and of loops that may be long."""
    queue: list[ast.AST] = [node]
    while queue:
        item = queue.pop()
        if isinstance(item, ast.For | ast.AsyncFor | ast.While) and not _is_short(item):
            continue
        yield item
        if isinstance(item, FunctionNode):
            queue += item.decorator_list
        elif not isinstance(item, ast.Lambda):
            queue += children_of(item)


def _is_short(loop: ast.For | ast.AsyncFor | ast.While) -> bool:
    """Whether a loop goes through what is written out, or calls no function of the notebook."""
    if isinstance(loop, ast.While):
        return False
    inner = [item for statement in loop.body for item in nodes_of(statement) if isinstance(item, ast.Call)]
    own = any(isinstance(item.func, ast.Name) and not hasattr(builtins, item.func.id) for item in inner)
    if isinstance(loop.iter, ast.Call) and called(loop.iter) == "range":
        bounds = [item.value if isinstance(item, ast.Constant) else None for item in loop.iter.args]
        return all(isinstance(bound, int) and abs(bound) <= MAX_TURNS for bound in bounds) or not own
    return not own or any(isinstance(item, ast.Tuple | ast.List | ast.Dict) for item in nodes_of(loop.iter))


def _targets(item: ast.AST) -> list[ast.expr]:
    if isinstance(item, ast.Assign | ast.Delete):
        return [part for target in item.targets for part in _flat(target)]
    target = getattr(item, "target", None)
    return list(_flat(target)) if isinstance(target, ast.expr) else []


def _flat(target: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Tuple | ast.List):
        for part in target.elts:
            yield from _flat(part)
    else:
        yield target.value if isinstance(target, ast.Starred) else target


def _root_of_part(node: ast.expr) -> Iterator[str]:
    """The name at the root of `name[0]` or `name.attribute`; none of a bare name."""
    if isinstance(node, ast.Subscript | ast.Attribute):
        yield from roots(node)
