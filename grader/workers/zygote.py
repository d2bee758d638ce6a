"""A process that has imported the scientific packages, and forks a boxed worker for each submission.

Started by `grader.workers.pool` with a socket, over which its settings come first. It shuts itself in before it imports
anything, and holds no expected value, no solution and no secret: a fork of it has nothing worth stealing. Each request
is one packet of JSON: `{"fork": limits, "private": folder}` with the worker's socket as a passed descriptor, answered
with a pidfd; or `{"end": pid}`, answered with how the worker ended, and the processor time of it and all it started.
One that is to run whole notebooks imports nbclient and ipykernel, and gives its workers sockets.
"""

from __future__ import annotations

import array
import contextlib
import gc
import io
import json
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from grader.answers.dropped import bring_back
from grader.sandbox import box

PRELOADED = ("numpy", "numpy.random", "h5py", "matplotlib", "matplotlib.pyplot", "PIL.Image")
MAX_PRINTED = 16 * 2**20
MAX_REQUEST = 2**16
READY = b"in the box"

Namespace = dict[str, Any]
Transform = Callable[[str], str]


class Printed(io.TextIOBase):
    """Where prints go: nowhere, and only so much, as nobody may read what was printed on a held-out case."""

    def __init__(self) -> None:
        self._left = MAX_PRINTED

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1

    def write(self, text: str) -> int:
        self._left -= len(text)
        if self._left < 0:
            raise OSError(f"printed more than {MAX_PRINTED // 2**20} MB")
        return len(text)

    def start_anew(self) -> None:
        self._left = MAX_PRINTED


@dataclass(frozen=True)
class Shell:
    """What every notebook finds: IPython's namespace and transformation."""

    namespace: Namespace
    transform: Transform


def main(control: socket.socket) -> NoReturn:
    """Answer requests until the grader is gone."""
    settings = json.loads(control.recv(MAX_REQUEST))
    package, level = Path(__file__).parents[1], box.Level(settings["level"])
    data, kernels = Path(settings["data"]) if settings["data"] else None, bool(settings["kernels"])
    try:
        box.confine_zygote(
            level,
            readable=[package, *([data] if data else [])],
            hidden=[package / "_course", *map(Path, settings["hidden"])],
            keep_fds=[control.fileno()],
            private=Path(settings["private"]),
        )
        del settings  # a worker is a fork of this process, and finds all that is in it
        shell = None if kernels else _prepare()
        if kernels:
            _prepare_kernels()
    except (box.BoxError, ImportError) as error:
        control.send(json.dumps({"refused": str(error)}).encode())
        sys.exit(1)
    gc.collect()
    gc.freeze()
    control.send(b'{"ready": true}')
    while True:
        packet, descriptors, _, _ = socket.recv_fds(control, MAX_REQUEST, 1)
        if not packet:
            box.kill_descendants(os.getpid())
            sys.exit(0)
        request = json.loads(packet)
        if "fork" in request:
            _fork(control, level, descriptors[0], request, shell, data)
        else:
            _, status, used = os.wait4(request["end"], 0)
            ended, computed = box.Ended.from_status(status), used.ru_utime + used.ru_stime
            control.send(json.dumps({"code": ended.code, "signal": ended.signal, "computed": computed}).encode())


def _prepare_kernels() -> None:
    """Import what a kernel and its client need, and none of their shells: each worker makes its own."""
    for name in (*PRELOADED, "matplotlib_inline.backend_inline", "ipykernel.zmqshell", "grader.selfcheck.checker"):
        with contextlib.suppress(ImportError):
            __import__(name)
    from jupyter_client import localinterfaces

    import grader.workers.kernel  # noqa: F401 - imported here so that no worker has to

    localinterfaces.local_ips()  # asked once, and in vain


def _prepare() -> Shell:
    """Import the packages that notebooks use, and make IPython's shell, whose namespace workers use."""
    for name in PRELOADED:
        with contextlib.suppress(ImportError):
            __import__(name)
    import multiprocessing

    import numpy
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    import grader.workers.worker  # noqa: F401 - imported here so that no worker has to

    bring_back(numpy)
    # A fork server needs a Unix socket, which the box refuses.
    multiprocessing.set_start_method("fork")
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell = InteractiveShell.instance(config=config)
    shell.system = shell.system_raw  # type: ignore[method-assign]  # there is no terminal in the box
    shell.enable_gui = lambda gui=None: None  # type: ignore[method-assign]  # `%matplotlib inline` asks for one
    shell.builtin_trap.activate()
    sys.modules["__main__"] = shell.user_module
    return Shell(shell.user_ns, shell.transform_cell)


def _lay_out(data: Path) -> None:
    """Let a notebook find the course's data where it lay at home, from the folder that it runs in."""
    os.environ["COURSE_DATA"] = str(data)
    for name in ("data", "../data", "datasets"):
        with contextlib.suppress(OSError):
            Path(name).symlink_to(data)


def _fork(
    control: socket.socket,
    level: box.Level,
    descriptor: int,
    request: dict[str, Any],
    shell: Shell | None,
    data: Path | None,
) -> None:
    def work() -> None:
        printed = Printed()
        if data is not None:
            _lay_out(data)
        connection = socket.socket(fileno=descriptor)
        connection.sendall(READY)
        if shell is None:
            from grader.workers import kernel

            kernel.serve(connection)
        from grader.workers import worker

        sys.stdout = sys.stderr = printed
        worker.serve(connection, shell.namespace, shell.transform, before_each=printed.start_anew)

    folder = Path(request["private"]) if request["private"] else None
    try:
        pid = box.fork_worker(
            level,
            box.Rlimits(**request["fork"]),
            keep_fds=[descriptor],
            main=work,
            private=folder,
            sockets=shell is None,
        )
    except (OSError, box.BoxError) as error:
        control.send(json.dumps({"short": str(error)}).encode())
        return
    finally:
        os.close(descriptor)
    held = [os.pidfd_open(pid)] if hasattr(os, "pidfd_open") else []
    passed = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", held))] if held else []
    control.sendmsg([json.dumps({"pid": pid}).encode()], passed)
    for pidfd in held:
        os.close(pidfd)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv.pop())))
