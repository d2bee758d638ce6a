"""The process in which one submission's code runs. Whatever is in here, the submission can see and change.

It knows no expected value and gives no verdict. It answers five kinds of message, each a dict with an `id` that the
answers repeat. There may be any number of answers; `{"end": True}` comes after the last:

    survey     what do these cells define?            before any student code has run
    load       run the statements that these names need, cell by cell; then let stand-ins take the place of some
    ask        call functions with one question after another, and tell what came back; they follow in a frame
    value      what does a name stand for?
    help       call a function for a stand-in that is in another worker

While it answers, it may have a request of its own, for a stand-in: `{"request": ...}`, to which a `reply` comes.
"""

from __future__ import annotations

import ast
import dataclasses
import linecache
import socket
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, NoReturn

from grader.answers.call import MAX_TEXT, TooMuch, call
from grader.answers.origin import Given, arguments_in, origin_of
from grader.answers.outline import outline_of, tree_of
from grader.answers.plain import NotPlain
from grader.answers.wire import MAX_QUESTION_ITEMS, Inbox, pack
from grader.notebooks.answers import find_answers
from grader.notebooks.cells import Cell
from grader.notebooks.definitions import Definitions, Statement, find_definitions
from grader.workers.modules import MemoryModules
from grader.workers.standins import Exchange, answer, asked_in, stand_in

Message = dict[str, Any]


class Session:
    """What one worker knows: the definitions of a notebook, and the namespace in which they were run."""

    def __init__(self, namespace: dict[str, Any], transform: Callable[[str], str], exchange: Exchange) -> None:
        self.namespace = namespace
        self._exchange = exchange
        self._transform = transform
        self._definitions = Definitions()
        self._cells: dict[int, str] = {}
        self._course: frozenset[str] = frozenset()

    def survey(self, message: Message) -> Iterator[Message]:
        cells = [Cell(number, source) for number, source in message["cells"]]
        self._cells = {cell.number: cell.source for cell in cells}
        self._definitions = find_definitions(cells, self._transform)
        yield {
            "functions": [dataclasses.asdict(function) for function in self._definitions.functions.values()],
            "defined": self._definitions.defined,
            "imports": self._definitions.imports,
            "errors": [dataclasses.asdict(error) for error in self._definitions.read.errors],
            "mended": self._definitions.read.mended,
            "answers": [dataclasses.asdict(item) for item in find_answers(self._definitions, cells).values()],
            "bound": [dataclasses.asdict(function) for function in self._definitions.bound.values()],
        }

    def load(self, message: Message) -> Iterator[Message]:
        """Run what `names` need, passing over the cells in `skip`; an error ends its statement only."""
        MemoryModules(message["modules"]).install()
        self._course = frozenset(f"<{name}>" for name in message["modules"])
        errors: list[Message] = []
        current = 0
        statements = [
            item for item in self._definitions.needed_for(message["names"]) if item.cell not in message["skip"]
        ]
        # What fails for want of a name is tried once more at the end: cells may stand in any order.
        for again in (False, True):
            failed = []
            for statement in statements:
                if statement.cell != current:
                    current = statement.cell
                    yield {"cell": current}
                for error in self._run(statement):
                    if error["type"] == "NameError" and not again:
                        failed.append(statement)
                    else:
                        errors.append(error)
            statements = failed
        for name in message["stand_ins"]:
            self.namespace[name] = stand_in(name, self._exchange, self.namespace.get(name))
        yield {"errors": errors, "code": [name for name in self._asked_about(message["names"]) if self._is_code(name)]}

    def _asked_about(self, names: list[str]) -> list[str]:
        """The names of which reading does not tell whether they stand for functions or for data."""
        read = {name for function in self._definitions.functions.values() for name in function.variables}
        return [*names, *sorted(read - set(names))]

    def _is_code(self, name: str) -> bool:
        """Whether a name stands for something that can be called, or for a table of nothing else."""
        value = self.namespace.get(name)
        items = list(value.values()) if type(value) is dict else value if isinstance(value, list | tuple) else []
        return callable(value) or (len(items) > 0 and all(map(callable, items)))

    def help(self, message: Message) -> Iterator[Message]:
        """Answer the request of a stand-in."""
        yield {"reply": answer(self.namespace[message["function"]], message["request"])}

    def ask(self, message: Message) -> Iterator[Message]:
        """Call functions with one question after another."""
        for question in message["questions"]:
            yield self._answer(question.pop("function"), question)

    def value(self, message: Message) -> Iterator[Message]:
        """Tell what a name of the notebook stands for; a set comes as a list."""
        name = message["name"]
        try:
            value = self.namespace[name]
        except KeyError:
            yield {"error": self._describe(NameError(f"`{name}` is not defined"))}
        else:
            yield {"value": [*value] if type(value) in (set, frozenset) else value}

    def _answer(self, name: str, question: Message) -> Message:
        function = self.namespace.get(name)
        try:
            if function is None:
                raise NameError(f"`{name}` is not defined")
            value, discouraged = call(function, **question)
        except TooMuch as error:
            return {"too_large": tree_of(error.outline)}
        except BaseException as error:  # noqa: BLE001
            return {"error": self._describe(error)}
        return {"value": value, "discouraged": [kind.value for kind in discouraged]}

    def _run(self, statement: Statement) -> list[Message]:
        file = f"<cell {statement.cell}>"
        source = self._cells[statement.cell]
        linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
        try:
            exec(compile(ast.Module([statement.node], []), file, "exec"), self.namespace)
        except BaseException as error:  # noqa: BLE001
            return [self._describe(error)]
        return []

    def _describe(self, error: BaseException) -> Message:
        """An error in plain words: its type, its message, and the student's own line that raised it."""
        try:
            text = str(error)[:MAX_TEXT]
        except BaseException:  # noqa: BLE001
            text = ""
        origin = origin_of(error, in_notebook=_cell_of, helper_in=self._helper_in)
        return {
            "type": type(error).__name__[:80],
            "message": text,
            "cell": _cell_of(origin.file),
            "line": origin.line,
            "text": origin.text,
            "function": origin.function[:80],
            "memory": isinstance(error, MemoryError),
            "operation": origin.operation,
            "helper": origin.helper,
            "given": [[name, tree_of(outline_of(value))] for name, value in origin.given.items()],
        }

    def _helper_in(self, frame: FrameType) -> tuple[str, Given] | None:
        """The course's function that runs in a frame: an imported helper, or one that is stood in for."""
        if frame.f_code.co_filename in self._course:
            return frame.f_code.co_name, arguments_in(frame)
        return asked_in(frame)


def _cell_of(file: str) -> int:
    return int(file[6:-1]) if file.startswith("<cell ") else 0


def serve(
    connection: socket.socket,
    namespace: dict[str, Any],
    transform: Callable[[str], str],
    *,
    before_each: Callable[[], object],
) -> NoReturn:
    """Answer messages until the other side is gone; `before_each` is called before each answer is worked out."""
    call = ""
    inbox = Inbox(connection)

    def exchange(request: Message) -> Message:
        connection.sendall(pack({"id": call, "request": request}))
        reply: Any = inbox.message(items=MAX_QUESTION_ITEMS)
        return dict(reply["reply"])

    session = Session(namespace, transform, exchange)
    handlers: dict[str, Callable[[Message], Iterator[Message]]] = {
        "survey": session.survey,
        "load": session.load,
        "ask": session.ask,
        "value": session.value,
        "help": session.help,
    }
    while True:
        try:
            message: Any = inbox.message(items=MAX_QUESTION_ITEMS)
            if message.get("more"):
                message["questions"] = inbox.message(items=MAX_QUESTION_ITEMS)
        except EOFError:
            sys.exit(0)
        call = message["id"]
        before_each()
        for told in handlers[message["do"]](message):
            connection.sendall(_packed(call, told))
            before_each()
        connection.sendall(pack({"id": call, "end": True}))


def _packed(call: str, answer: Message) -> bytes:
    try:
        return pack({"id": call, **answer})
    except (NotPlain, MemoryError):
        return pack({"id": call, "too_large": tree_of(outline_of(answer.get("value")))})
