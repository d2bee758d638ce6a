"""A process that has imported the scientific packages, and forks a worker for each submission.

Started by `grader.sandbox.pool` with the number of one inherited socket. It holds no expected value, no solution and
no secret: a fork of it has nothing worth stealing. Each request is a line of JSON, `{"fork": limits}` with the
worker's socket as a passed descriptor, or `{"end": pid}`; each answer is a line too.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any, NoReturn

PRELOADED = ("numpy", "numpy.random", "h5py", "matplotlib", "matplotlib.pyplot", "PIL.Image")


class _Nowhere(io.TextIOBase):
    """Where prints go: nobody may read what was printed while a held-out case ran."""

    encoding = "utf-8"

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        return len(text)


def main(control: socket.socket) -> NoReturn:
    """Answer requests until the grader is gone."""
    namespace, transform = _prepare()
    gc.collect()
    gc.freeze()
    control.sendall(b'{"ready": true}\n')
    while True:
        line, descriptors, _, _ = socket.recv_fds(control, 4096, 1)
        if not line:
            sys.exit(0)
        request = json.loads(line)
        if "fork" in request:
            answer = {"pid": _fork(control, descriptors[0], request["fork"], namespace, transform)}
        else:
            answer = {"status": _end(request["end"])}
        control.sendall(json.dumps(answer).encode() + b"\n")


def _prepare() -> tuple[dict[str, Any], Callable[[str], str]]:
    """Import the packages that notebooks use, and make IPython's shell, whose namespace workers use."""
    for name in PRELOADED:
        with contextlib.suppress(ImportError):
            __import__(name)
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell = InteractiveShell.instance(config=config)
    shell.builtin_trap.activate()
    sys.modules["__main__"] = shell.user_module
    return shell.user_ns, shell.transform_cell


def _fork(
    control: socket.socket,
    descriptor: int,
    limits: dict[str, int],
    namespace: dict[str, Any],
    transform: Callable[[str], str],
) -> int:
    pid = os.fork()
    if pid:
        os.close(descriptor)
        return pid
    try:
        control.close()
        _become_worker(limits)
        from grader.sandbox.worker import serve

        serve(socket.socket(fileno=descriptor), namespace, transform)
    finally:
        os._exit(1)


def _become_worker(limits: dict[str, int]) -> None:
    os.setsid()
    resource.setrlimit(resource.RLIMIT_DATA, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits["file_size"], limits["file_size"]))
    sys.stdout = sys.stderr = _Nowhere()
    sys.stdin = io.StringIO()


def _end(pid: int) -> int:
    """Kill a worker with all its children, and tell how it had ended: its `waitpid` status."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]


if __name__ == "__main__":
    # Imported before the fork, so that no worker has to.
    import grader.sandbox.worker  # noqa: F401

    main(socket.socket(fileno=int(sys.argv[1])))
