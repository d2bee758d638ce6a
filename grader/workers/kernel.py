"""Runs a notebook's cells from top to bottom in a real kernel: nbclient and ipykernel, both in the box.

The kernel is a fork of the worker, in which nbclient listens to it over the box's own loopback. What it may have said
is made small here, so that a flood is no message; whoever asks measures once more, for this process is a stranger's,
too.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import write_connection_file
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from grader.answers.wire import MAX_QUESTION_ITEMS, Inbox, as_numbers, pack

Message = dict[str, Any]
MAX_OUTPUT = 2 * 2**20
"""Bytes of JSON that one cell may have put out."""
FLOODED = f"What came after this was left out: a cell may put out {MAX_OUTPUT // 2**20} MB.\n"
STARTING_SECONDS = 600
"""One that dies is noticed; however busy the machine is, who asks has an end to its patience."""


def _flooded() -> NotebookNode:
    made: NotebookNode = new_output("stream", name="stderr", text=FLOODED)  # type: ignore[no-untyped-call]
    return made


class _Client(AsyncKernelClient):
    """Asks the kernel itself whether it lives, rather than its heart, which a long computation stops."""

    kernel = 0

    async def _async_is_alive(self) -> bool:
        return os.waitpid(self.kernel, os.WNOHANG) == (0, 0)

    is_alive = _async_is_alive


class _Manager:
    """What nbclient has to be told of a kernel that it neither starts nor stops."""

    has_kernel = True


class _Listener(NotebookClient):
    """Stops listening to a cell that has put out too much; what it clears is forgotten."""

    _held = 0

    def output(self, outs: list[NotebookNode], msg: Message, display_id: str | None, cell_index: int) -> Any:
        if not outs or self.clear_before_next_output:
            self._held = 0
        if self._held > MAX_OUTPUT:
            return None
        self._held += len(json.dumps(msg["content"], default=str))
        if self._held > MAX_OUTPUT:
            outs.append(_flooded())
            return None
        return super().output(outs, msg, display_id, cell_index)


def serve(connection: socket.socket) -> NoReturn:
    """Answer the one message that there is, and end."""
    message: Any = Inbox(connection).message(items=MAX_QUESTION_ITEMS)
    _lay_out(json.loads(message["files"].tobytes()))
    for told in _run(message["cells"], message["path"], connection.close):
        connection.sendall(pack({"id": message["id"], **told}))
    connection.sendall(pack({"id": message["id"], "end": True}))
    connection.recv(1)
    sys.exit(0)


def _lay_out(files: dict[str, str]) -> None:
    """What students have beside their notebooks, where it lies for them: notebooks are in a folder of the course."""
    for name, text in files.items():
        path = Path.cwd() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    Path("assignments").mkdir(exist_ok=True)


def _run(cells: list[str], path: list[str], in_the_kernel: Callable[[], object]) -> Iterator[Message]:
    """What each cell has put out, one after the other; or that the kernel has ended."""
    file, _ = write_connection_file(str(Path(os.environ["TMPDIR"]) / "kernel.json"), ip="127.0.0.1")
    kernel = os.fork()
    if kernel == 0:
        in_the_kernel()
        _be_kernel(file, path)
    client = _Client()
    client.kernel = kernel
    client.load_connection_file(file)
    made: Any = new_code_cell
    notebook = new_notebook(cells=[made(source) for source in cells])  # type: ignore[no-untyped-call]
    listener = _Listener(notebook, allow_errors=True, timeout=None, store_widget_state=False)
    listener.km, listener.kc = _Manager(), client  # type: ignore[assignment]
    with asyncio.Runner() as runner:
        try:
            runner.run(_started(client))
            for index, cell in enumerate(notebook.cells):
                yield {"cell": index + 1}
                runner.run(listener.async_execute_cell(cell, index, store_history=True))
                yield {"cell": index + 1, "outputs": _packed(cell.outputs)}
        except (DeadKernelError, RuntimeError):
            yield {"dead": True}


async def _started(client: _Client) -> None:
    client.start_channels(hb=False, stdin=False)
    await client.wait_for_ready(timeout=STARTING_SECONDS)


def _packed(outputs: list[NotebookNode]) -> np.ndarray[Any, Any]:
    text = json.dumps(outputs)
    return as_numbers(text if len(text) <= 2 * MAX_OUTPUT else json.dumps([_flooded()]))


def _in_a_shell(shell: Any, command: str) -> None:
    """What `!ls` does, where there is no terminal."""
    pipes: Any = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(shell.var_expand(command, depth=1), shell=True, text=True, errors="replace", **pipes) as ran:
        for line in ran.stdout or ():
            sys.stdout.write(line)
    shell.user_ns["_exit_code"] = ran.returncode


def _be_kernel(file: str, path: list[str]) -> NoReturn:
    """Go on as the kernel, where a student's notebook lies; this does not return."""
    try:
        home = Path.cwd()
        sys.path[:0] = [str(home / name) for name in path]
        os.chdir(home / "assignments")
        app: Any = IPKernelApp.instance()
        app.initialize(["-f", file, "--log-level=CRITICAL", "--HistoryManager.enabled=False"])
        app.shell.system = functools.partial(_in_a_shell, app.shell)
        # A kernel elsewhere draws into the notebook; the box says to draw nowhere.
        with contextlib.suppress(ImportError):
            app.shell.enable_matplotlib("inline")
        app.start()
    finally:
        os._exit(0)
