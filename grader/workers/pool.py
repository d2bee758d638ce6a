"""The grader's side of the sandbox: starts the zygote, and gets workers from it."""

from __future__ import annotations

import contextlib
import json
import math
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any

from grader.errors import SandboxError
from grader.sandbox import box
from grader.sentence import Sentence
from grader.workers.budget import Budget
from grader.workers.client import Worker
from grader.workers.limits import Limits
from grader.workers.recall import Recall
from grader.workers.turns import Turns
from grader.workers.zygote import READY

PACKAGE_ROOT = Path(__file__).parents[2]
START_SECONDS = 600
"""One that has ended is heard at once; this is for one that hangs, and a busy machine must not be taken for that."""
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3.0)
"""Seconds after which a box is tried again where one could not be built."""

__all__ = ["Limits", "Zygote", "strongest_level"]


End = Callable[[], tuple[box.Ended, float]]
"""Waits for the end of a worker's guard: how the worker ended, and the processor seconds of it and all it started."""


class _Shortage(Exception):
    """A box could not be built now; it may be in a while."""


def strongest_level(required: box.Level | None = None) -> box.Level:
    """The strongest box that this machine gives.

    Raises
    ------
    SandboxError
        If that is weaker than what is required, or there is none at all.
    """
    reasons = []
    for level in box.Level:
        reason = box.why_not(level)
        if reason is None:
            return level
        reasons.append(f"{level.value}: {reason}")
        if level is required:
            break
    raise SandboxError(
        f"This machine does not give the box that is needed ({'; '.join(reasons)}): see `grader doctor`."
    )


def _holds_python(path: Path) -> bool:
    needed = (PACKAGE_ROOT / "grader", Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve())
    return any(place.is_relative_to(path) for place in needed)


def open_cages() -> box.Cages | str:
    """A place for groups in which the kernel counts, or the reason why there is none."""
    try:
        return box.Cages()
    except (box.BoxError, OSError) as error:
        return str(error)


class Zygote:
    """Forks workers; a context manager. Starting takes about half a second, a worker some ten milliseconds.

    Parameters
    ----------
    data : path, optional
        A folder that submissions may read: COURSE_DATA names it, and `data`, `../data` and `datasets` lead to it.
    hidden : sequence of path
        What they may not read. Little is shown at all, but a course may lie among a Python's or a system's own files.
    kernels : bool
        Whether its workers run whole notebooks in kernels (see `grader.workers.execution`), and no functions.

    Raises
    ------
    SandboxError
        If this machine gives no box of the required level.
    """

    def __init__(
        self,
        limits: Limits,
        *,
        level: box.Level | None = None,
        data: Path | None = None,
        hidden: Sequence[Path] = (),
        kernels: bool = False,
    ) -> None:
        self.limits = limits
        self.level = strongest_level() if level is None else level
        self._lock = threading.Lock()
        self._turns = Turns()
        self.recall = Recall()
        self._short = False
        self.cages = open_cages()
        self._folder = box.make_private(Path(tempfile.gettempdir()))
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(START_SECONDS)
        settings = {
            "level": self.level.value,
            "private": str(self._folder),
            "data": str(data.resolve()) if data is not None and data.is_dir() else None,
            "kernels": kernels,
            "hidden": [str(path.resolve()) for path in hidden if path.exists() and not _holds_python(path.resolve())],
        }
        command = ["-P", "-s", "-m", "grader.workers.zygote", str(theirs.fileno())]
        self._process = subprocess.Popen(
            [sys.executable, *command],
            pass_fds=[theirs.fileno()],
            env={
                # Threads of a training that wait for each other on a busy machine cost it five times its time.
                **box.environment(threads=1 if kernels else 2),
                "PYTHONPATH": str(PACKAGE_ROOT),
                "PYTHONWARNINGS": "ignore",
            },
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Ctrl-C is for the grader, which then keeps what it has; workers end when the zygote does.
            process_group=0,
        )
        theirs.close()
        # Not as an argument: every worker, a fork of the zygote, can read its command line.
        with contextlib.suppress(BrokenPipeError):  # it has ended; the first request says so
            self._control.send(json.dumps(settings).encode())
        self._ready = False

    def __enter__(self) -> Zygote:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._control.close()
        if not self._ready:
            # It has forked nothing, and hears of the end only when it has imported all it is to import.
            self._process.kill()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        with contextlib.suppress(OSError):
            box.remove_private(self._folder)
        if isinstance(self.cages, box.Cages):
            self.cages.close()

    def worker(self, budget: Budget | None = None) -> Worker:
        """A fresh worker, in which nothing has run yet; what it uses is taken from the budget.

        Processes, memory or descriptors may run short for a while, so a box that could not be built is tried again.
        Where that did not help, the next one is tried once only, until one can be built again.

        Raises
        ------
        SandboxError
            If the zygote does not answer, or no box can be built.
        """
        budget = budget or Budget()
        for pause in () if self._short else PAUSES:
            try:
                return self._start(budget)
            except _Shortage:
                time.sleep(pause)
        try:
            worker = self._start(budget)
        except _Shortage as error:
            self._short = True
            raise SandboxError(
                Sentence(
                    "no box could be built ({reason}): end other programs, or raise the limit on processes "
                    "(`ulimit -u`, a container's limit on pids)",
                    reason=str(error),
                )
            ) from error
        self._short = False
        return worker

    def alone(self) -> AbstractContextManager[None]:
        """While it is entered, no other thread waits for an answer of a worker."""
        return self._turns.alone()

    def _start(self, budget: Budget) -> Worker:
        with contextlib.ExitStack() as undo:
            try:
                ours, theirs = socket.socketpair()
                undo.callback(ours.close)
                with theirs:
                    folder = self._private_folder()
                    undo.callback(_remove, folder)
                    tree, end = self._fork(theirs, folder)
                undo.callback(_abandon, tree, end)
                if not _is_ready(ours):
                    raise _Shortage("processes or memory have run short")
                self._cage(tree)

                def finish() -> tuple[box.Ended, float]:
                    ended = end()
                    _remove(folder)
                    return ended

                worker = Worker(
                    ours, tree, finish, limits=self.limits, budget=budget, turns=self._turns, recall=self.recall
                )
            except OSError as error:
                raise _Shortage(error.strerror or error) from error
            except RuntimeError as error:  # no thread can be had to watch it
                raise _Shortage(error) from error
            undo.pop_all()
        return worker

    def _cage(self, tree: box.Tree) -> None:
        """Put a worker that has been asked nothing yet, and its guard, where the kernel counts what they use."""
        if isinstance(self.cages, box.Cages):
            tree.put_in(self.cages.cage(memory=self.limits.memory, processes=box.Rlimits().processes))

    def _private_folder(self) -> Path | None:
        return None if self.level is box.Level.NAMESPACES else box.make_private(self._folder)

    def _rlimits(self) -> dict[str, int]:
        """The limits of one process that differ from the usual ones."""
        cpu = max(box.Rlimits().cpu, math.ceil(self.limits.seconds * 2))
        return {"memory": self.limits.memory, "cpu": cpu}

    def _fork(self, connection: socket.socket, folder: Path | None) -> tuple[box.Tree, End]:
        request = {"fork": self._rlimits(), "private": str(folder) if folder else None}
        answer, descriptors = self._request(request, [connection.fileno()])
        pid = int(answer["pid"])
        if hasattr(os, "pidfd_open") and not descriptors:  # we have no room for one: it can't be held, so it has to go
            connection.shutdown(socket.SHUT_RDWR)
            self._request({"end": pid}, [])
            raise _Shortage("too many files are open")
        inside = box.PRIVATE if folder is None else None
        tree = box.Tree.from_pidfd(descriptors[0], private=inside) if descriptors else box.Tree(pid, private=inside)

        def end() -> tuple[box.Ended, float]:
            ended, _ = self._request({"end": pid}, [])
            return box.Ended(ended["code"], ended["signal"]), float(ended["computed"])

        return tree, end

    def _request(self, request: dict[str, Any], descriptors: list[int]) -> tuple[dict[str, Any], list[int]]:
        with self._lock:
            try:
                if not self._ready:
                    self._receive()
                    self._ready = True
                socket.send_fds(self._control, [json.dumps(request).encode()], descriptors)
                return self._receive()
            except (OSError, ValueError) as error:
                raise SandboxError(
                    "The process that runs student code has ended; try what it imports by hand: "
                    f"`{sys.executable} -c 'import numpy, h5py, matplotlib.pyplot, IPython'`."
                ) from error

    def _receive(self) -> tuple[dict[str, Any], list[int]]:
        packet, descriptors, _, _ = socket.recv_fds(self._control, 2**16, 1)
        answer: dict[str, Any] = json.loads(packet)
        if "short" in answer:
            raise _Shortage(answer["short"])
        if "refused" in answer:
            raise SandboxError(f"No box could be built: {answer['refused']}. See `grader doctor`.")
        for descriptor in descriptors:
            os.set_inheritable(descriptor, False)
        return answer, descriptors


def _is_ready(connection: socket.socket) -> bool:
    """Whether the box was built: the worker says so before it runs anything of a stranger's."""
    connection.settimeout(START_SECONDS)
    return connection.recv(len(READY)) == READY


def _remove(folder: Path | None) -> None:
    if folder is not None:
        box.remove_private(folder)


def _abandon(tree: box.Tree, end: End) -> None:
    tree.kill()
    end()
    if tree.cage is not None:
        tree.cage.remove()
    if tree.pidfd is not None:
        os.close(tree.pidfd)
