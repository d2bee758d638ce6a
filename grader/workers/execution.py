"""Has whole notebooks run in kernels, from top to bottom, and keeps what their cells put out.

What comes back are bytes of a stranger's. They are measured, read as JSON, and made anew of the little that the output
of a cell consists of; whatever else is there is left behind. Sources are never taken from there: the copy shows what
was handed in.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.answers.wire import as_numbers
from grader.errors import SandboxError
from grader.harmless import harmless_line
from grader.sandbox.box import Level
from grader.sentence import Sentence
from grader.workers.budget import Budget
from grader.workers.client import WorkerLost
from grader.workers.limits import Limits
from grader.workers.pool import Zygote

Output = dict[str, Any]
MAX_CELL = 4 * 2**20
MAX_COPY = 16 * 2**20
"""Bytes that all the outputs of a copy may have together."""
MAX_OUTPUTS = 1_000
"""Of one cell."""
MAX_TOLD = 200
MOST_ERRORS = 3
MIME = re.compile(r"[a-z]+/[a-z0-9.+-]{1,60}")
LEFT_OUT: Output = {
    "output_type": "stream",
    "name": "stderr",
    "text": "What this cell put out was too large to keep.\n",
}
UNREADABLE = (ValueError, RecursionError)


@dataclass(frozen=True)
class Belongings:
    """What lies beside a notebook where it is worked on: texts by their path, and the folders to import from."""

    files: Mapping[str, str]
    path: Sequence[str] = (".",)

    @functools.cached_property
    def packed(self) -> np.ndarray[Any, Any]:
        """The files as they cross."""
        return as_numbers(json.dumps(dict(self.files)))


@dataclass(frozen=True)
class Execution:
    """What came of running a notebook.

    Parameters
    ----------
    outputs : tuple of tuple of Output
        Those of each code cell that was run to its end, from the first one on, as nbformat 4 has them.
    remarks : tuple of Sentence
        What its cells raised, and what ended it, in words.
    whole : bool
        Whether every cell was run.
    """

    outputs: tuple[tuple[Output, ...], ...]
    remarks: tuple[Sentence, ...]
    whole: bool


def limits_for_notebooks(limits: Limits) -> Limits:
    """The limits of a run from top to bottom: any one cell may use all that a submission may."""
    return Limits(limits.budget, patience=1.0, memory=limits.memory, budget=limits.budget)


def require_loopback(level: Level) -> None:
    """Refuse what no kernel can run in.

    Raises
    ------
    SandboxError
        If workers of this level have no loopback of their own.
    """
    if level is not Level.NAMESPACES:
        raise SandboxError(
            f"Whole notebooks are run in the {Level.NAMESPACES.value} box alone, where a kernel has a network of its "
            f"own; this machine gives the {level.value} box: leave --execute out, or see `grader doctor`."
        )


def execute(zygote: Zygote, cells: Sequence[str], belongings: Belongings) -> Execution:
    """Run cells from top to bottom in a kernel; what stops them is told, never raised.

    Raises
    ------
    SandboxError
        If no box can be built.
    """
    outputs: list[tuple[Output, ...]] = []
    room, begun = MAX_COPY, 0
    end: str | None = None
    try:
        with zygote.worker(Budget(zygote.limits.budget)) as worker:
            content = {"cells": list(cells), "files": belongings.packed, "path": list(belongings.path)}
            for told in worker.stream("execute", **content):
                begun = min(begun + ("outputs" not in told), len(cells))
                if "dead" in told:
                    end = Sentence("its kernel has ended")
                    break
                if "outputs" in told and len(outputs) < len(cells):
                    read, size = _outputs_in(told["outputs"], room, len(outputs) + 1)
                    outputs.append(read)
                    room -= size
    except WorkerLost as lost:
        end = lost.reason
    whole = len(outputs) == len(cells)
    return Execution(tuple(outputs), tuple(_remarks(outputs, None if whole else end, max(begun, 1))), whole)


def _remarks(outputs: Sequence[Sequence[Output]], end: str | None, begun: int) -> list[Sentence]:
    raised = [(number, item) for number, cell in enumerate(outputs, start=1) for item in cell if "ename" in item]
    remarks = [
        Sentence("Run from top to bottom, cell {cell} raised {error}", cell=number, error=_told(item))
        for number, item in raised[:MOST_ERRORS]
    ]
    if len(raised) > MOST_ERRORS:
        more = len(raised) - MOST_ERRORS
        remarks.append(Sentence("Run from top to bottom, {count} more errors were raised.", count=more))
    if end is not None:
        remarks.append(Sentence("Run from top to bottom, it ended in cell {cell}: {reason}.", cell=begun, reason=end))
    return remarks


def _told(error: Output) -> str:
    return harmless_line(f"{error['ename'][:MAX_TOLD]}: {error['evalue'][:MAX_TOLD]}")


def _outputs_in(numbers: object, room: int, count: int) -> tuple[tuple[Output, ...], int]:
    """The outputs in what a worker sent, and their size; a note where they are too many, too large, or none at all."""
    if not isinstance(numbers, np.ndarray) or numbers.nbytes > min(room, MAX_CELL):
        return (LEFT_OUT,), 0
    try:
        document = json.loads(numbers.tobytes())
    except UNREADABLE:
        return (LEFT_OUT,), 0
    items = document[:MAX_OUTPUTS] if isinstance(document, list) else []
    return tuple(made for item in items if (made := _output(item, count)) is not None), numbers.nbytes


def _output(item: object, count: int) -> Output | None:
    """One output as nbformat 4 has it, of texts alone; none where it is no such thing."""
    match item:
        case {"output_type": "stream", "name": "stdout" | "stderr" as name, "text": str(text)}:
            return {"output_type": "stream", "name": name, "text": _text(text)}
        case {"output_type": "error", "ename": str(name), "evalue": str(value), "traceback": list(lines)}:
            trace = [_text(line) for line in lines if isinstance(line, str)]
            return {"output_type": "error", "ename": _text(name), "evalue": _text(value), "traceback": trace}
        case {"output_type": "display_data" | "execute_result" as kind, "data": dict(data)}:
            texts = {mime: _text(text) for mime, text in data.items() if MIME.fullmatch(mime) and isinstance(text, str)}
            told = {"output_type": kind, "data": texts, "metadata": {}}
            return told | ({"execution_count": count} if kind == "execute_result" else {})
    return None


def _text(text: str) -> str:
    """The text without halves of characters, which no file can hold."""
    return text.encode(errors="replace").decode()
