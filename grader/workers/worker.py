"""The process in which one submission's code runs. Whatever is in here, the submission can see and change.

It knows no expected value and gives no verdict. It answers five kinds of message, each a dict with an `id` that the
answers repeat. There may be any number of answers; `{"end": True}` comes after the last:

    survey     what do these cells define?            before any student code has run
    load       run the statements that these names need, cell by cell
    excerpt    what of these cells do some functions need? asked before any student code has run
    reference  put the course's functions in place of some that have failed
    ask        call a function with one question after another, and tell what came back
"""

from __future__ import annotations

import ast
import copy
import dataclasses
import linecache
import random
import socket
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import numpy as np

from grader.answers.plain import NotPlain, mutable_parts
from grader.answers.wire import MAX_QUESTION_ITEMS, pack, receive
from grader.notebooks.cells import Cell
from grader.notebooks.definitions import Definitions, Statement, find_definitions
from grader.workers.modules import MemoryModules

Message = dict[str, Any]

MAX_TEXT = 600


class Session:
    """What one worker knows: the definitions of a notebook, and the namespace in which they were run."""

    def __init__(self, namespace: dict[str, Any], transform: Callable[[str], str]) -> None:
        self.namespace = namespace
        self._transform = transform
        self._definitions = Definitions()
        self._cells: dict[int, str] = {}

    def survey(self, message: Message) -> Iterator[Message]:
        cells = [Cell(number, source) for number, source in message["cells"]]
        self._cells = {cell.number: cell.source for cell in cells}
        self._definitions = find_definitions(cells, self._transform)
        yield {
            "functions": [dataclasses.asdict(function) for function in self._definitions.functions.values()],
            "repeated": self._definitions.repeated,
            "imports": sorted(self._definitions.imports),
            "errors": [dataclasses.asdict(error) for error in self._definitions.errors],
            "mended": self._definitions.mended,
        }

    def load(self, message: Message) -> Iterator[Message]:
        """Run what `names` need, passing over the cells in `skip`; an error ends its statement only."""
        MemoryModules(message["modules"]).install()
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
        yield {"errors": errors}

    def excerpt(self, message: Message) -> Iterator[Message]:
        """The statements of `cells` that `functions` need, without those that define what is in `shared`."""
        cells = [Cell(number, source) for number, source in message["cells"]]
        shared = message["shared"]
        needed = find_definitions(cells, self._transform).needed_for(message["functions"])
        yield {"texts": [statement.text for statement in needed if statement.binds.isdisjoint(shared)]}

    def reference(self, message: Message) -> Iterator[Message]:
        """Define functions anew, by the course's statements, in place of the student's own.

        `functions` gives for each name of the student's the course's function that takes its place. They get a
        namespace of their own, which sees the student's functions for everything else that is graded.
        """
        functions, shared = message["functions"], message["shared"]
        space: dict[str, Any] = {"__name__": "reference"}
        for text in message["texts"]:
            exec(compile(text, "<reference>", "exec"), space)
        space.update({name: self.namespace[name] for name in shared if name in self.namespace})
        self.namespace.update({name: space[original] for name, original in functions.items()})
        yield {}

    def ask(self, message: Message) -> Iterator[Message]:
        """Call a function with one question after another."""
        for question in message["questions"]:
            yield self._answer(message["function"], question)

    def _answer(self, name: str, question: Message) -> Message:
        function = self.namespace.get(name)
        arguments = copy.deepcopy(question["arguments"])
        inputs = list(mutable_parts(arguments))
        np.random.seed(question["seed"])
        random.seed(question["seed"])
        try:
            if function is None:
                raise NameError(f"`{name}` is not defined")
            value = function(*arguments)
        except BaseException as error:  # noqa: BLE001
            return {"error": self._describe(error)}
        return {"value": inputs if question["inputs"] else value}

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
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith("<cell ")]
        last = frames[-1] if frames else None
        cell = int(last.filename[6:-1]) if last else 0
        lines = self._cells.get(cell, "").splitlines()
        line = (last.lineno or 0) if last else 0
        return {
            "type": type(error).__name__[:80],
            "message": text,
            "cell": cell,
            "line": line,
            "text": lines[line - 1].strip()[:200] if 0 < line <= len(lines) else "",
            "function": last.name[:80] if last else "",
            "memory": isinstance(error, MemoryError),
        }


def serve(
    connection: socket.socket,
    namespace: dict[str, Any],
    transform: Callable[[str], str],
    *,
    before_each: Callable[[], object],
) -> NoReturn:
    """Answer messages until the other side is gone; `before_each` is called before each answer is worked out."""
    session = Session(namespace, transform)
    handlers: dict[str, Callable[[Message], Iterator[Message]]] = {
        "survey": session.survey,
        "load": session.load,
        "excerpt": session.excerpt,
        "reference": session.reference,
        "ask": session.ask,
    }
    while True:
        try:
            message: Any = receive(connection, items=MAX_QUESTION_ITEMS)
        except EOFError:
            sys.exit(0)
        before_each()
        for answer in handlers[message["do"]](message):
            connection.sendall(_packed(message["id"], answer))
            before_each()
        connection.sendall(pack({"id": message["id"], "end": True}))


def _packed(call: str, answer: Message) -> bytes:
    try:
        return pack({"id": call, **answer})
    except (NotPlain, MemoryError) as error:
        text = f"the result is too large to hand over ({error})"
        return pack({"id": call, "error": {**NO_PLACE, "type": "ValueError", "message": text}})


NO_PLACE = {"type": "", "message": "", "cell": 0, "line": 0, "text": "", "function": "", "memory": False}
