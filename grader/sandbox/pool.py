"""The grader's side of the sandbox: starts the zygote, gets workers from it, and asks them with limits held here."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from grader.errors import SandboxError
from grader.model import Outcome
from grader.wire import WireError, receive, send

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
LOOK_EVERY = 0.05


@dataclass(frozen=True)
class Limits:
    """What one worker may use.

    Parameters
    ----------
    seconds : float
        CPU time for one cell or one case. CPU time judges, because a busy machine is not the student's fault.
    patience : float
        Wall-clock time for one cell or one case, in multiples of `seconds`: it ends what sleeps.
    memory : int
        Bytes of data a worker may allocate.
    file_size : int
        Bytes of the largest file it may write.
    """

    seconds: float = 4.0
    patience: float = 3.0
    memory: int = 3 * 2**30
    file_size: int = 64 * 2**20


class WorkerLost(Exception):
    """The worker is gone before it answered; `outcome` says why, `reason` says it in words."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


class Zygote:
    """Forks workers; a context manager. Starting takes about half a second, a worker a few milliseconds."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair()
        environment = {
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "HOME": "/tmp",
            "MPLBACKEND": "Agg",
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONWARNINGS": "ignore",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "grader.sandbox.zygote", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env=environment,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        theirs.close()
        self._lines = self._control.makefile("r", encoding="utf-8")
        self._ready = False

    def __enter__(self) -> Zygote:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lines.close()
        self._control.close()
        self._process.kill()
        self._process.wait()

    def worker(self) -> Worker:
        """A fresh worker, in which nothing has run yet.

        Raises
        ------
        SandboxError
            If the zygote does not answer.
        """
        ours, theirs = socket.socketpair()
        limits = {"memory": self.limits.memory, "file_size": self.limits.file_size}
        with theirs:
            answer = self._request({"fork": limits}, [theirs.fileno()])
        return Worker(self, ours, answer["pid"], self.limits)

    def end(self, pid: int) -> int:
        """Kill a worker with all its children; return the `waitpid` status with which it had ended."""
        status: int = self._request({"end": pid}, [])["status"]
        return status

    def _request(self, request: dict[str, Any], descriptors: list[int]) -> dict[str, Any]:
        with self._lock:
            try:
                if not self._ready:
                    self._ready = bool(json.loads(self._lines.readline())["ready"])
                socket.send_fds(self._control, [json.dumps(request).encode()], descriptors)
                answer: dict[str, Any] = json.loads(self._lines.readline())
            except (OSError, ValueError) as error:
                raise SandboxError(
                    "The process that runs student code did not start; try it by hand with "
                    f"`{sys.executable} -c 'import numpy, h5py, matplotlib.pyplot, IPython'`."
                ) from error
        return answer


class Worker:
    """One process with one submission in it; a context manager that leaves nothing running."""

    def __init__(self, zygote: Zygote, connection: socket.socket, pid: int, limits: Limits) -> None:
        self._zygote = zygote
        self._connection = connection
        self._pid = pid
        self._limits = limits
        self._ended = False

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def call(self, do: str, **content: object) -> dict[str, Any]:
        """Ask one thing, and return the answer.

        Raises
        ------
        WorkerLost
            If the worker ended, took too long, or sent something that is no answer.
        """
        return next(self.stream(do, **content))

    def stream(self, do: str, **content: object) -> Iterator[dict[str, Any]]:
        """Ask one thing, and yield one answer after another; each has the time limit to itself."""
        call = secrets.token_hex(8)
        try:
            self._connection.settimeout(self._limits.seconds * self._limits.patience)
            send(self._connection, {"do": do, "id": call, **content})
            while True:
                yield self._answer(call)
        except TimeoutError:
            raise self._lost(Outcome.TIMED_OUT, "it did not read its question") from None
        except OSError:
            raise self._gone() from None

    def _answer(self, call: str) -> dict[str, Any]:
        start, busy = time.monotonic(), self._cpu_seconds()
        while not _readable(self._connection, LOOK_EVERY):
            used = self._cpu_seconds() - busy
            if used > self._limits.seconds:
                raise self._lost(Outcome.TIMED_OUT, f"stopped after {self._limits.seconds:g} s of computing")
            wall = self._limits.seconds * self._limits.patience
            if time.monotonic() - start > wall:
                raise self._lost(Outcome.TIMED_OUT, f"stopped after {wall:g} s of waiting")
        try:
            message = receive(self._connection, deadline=time.monotonic() + self._limits.seconds)
        except EOFError:
            raise self._gone() from None
        except TimeoutError:
            raise self._lost(Outcome.TIMED_OUT, "it began an answer and did not end it") from None
        except WireError as error:
            raise self._lost(Outcome.CRASHED, f"it sent something that is no answer ({error})") from None
        if not isinstance(message, dict) or message.get("id") != call:
            raise self._lost(Outcome.CRASHED, "it sent an answer that nobody had asked for")
        return message

    def _cpu_seconds(self) -> float:
        """CPU time of the worker and of those children that it has waited for."""
        try:
            fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return sum(map(int, fields[11:15])) / TICKS

    def _lost(self, outcome: Outcome, reason: str) -> WorkerLost:
        self._end()
        return WorkerLost(outcome, reason)

    def _gone(self) -> WorkerLost:
        """The worker closed its side: say how it ended."""
        status = self._end()
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) != signal.SIGKILL:
            return WorkerLost(Outcome.CRASHED, f"the process was ended by {signal.Signals(os.WTERMSIG(status)).name}")
        if os.WIFEXITED(status):
            return WorkerLost(Outcome.CRASHED, f"the process was ended with exit code {os.WEXITSTATUS(status)}")
        return WorkerLost(Outcome.CRASHED, "the process was ended")

    def _end(self) -> int:
        if self._ended:
            return 0
        self._ended = True
        with contextlib.suppress(OSError):
            self._connection.close()
        return self._zygote.end(self._pid)


def _readable(connection: socket.socket, seconds: float) -> bool:

    return bool(select.select([connection], [], [], seconds)[0])
