"""The grader's side of the sandbox: starts the zygote, and gets workers from it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from grader.errors import SandboxError
from grader.sandbox import box, private
from grader.workers.client import Patience, Worker

PACKAGE_ROOT = Path(__file__).parents[2]
START_SECONDS = 60


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
        Bytes that a worker may use, with all the processes it starts.
    """

    seconds: float = 4.0
    patience: float = 3.0
    memory: int = 3 * 2**30


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


class Zygote:
    """Forks workers; a context manager. Starting takes about half a second, a worker some ten milliseconds.

    Parameters
    ----------
    data : path, optional
        A folder that submissions may read: COURSE_DATA names it, and `data`, `../data` and `datasets` lead to it.
    hidden : sequence of path
        What they may not read. Little is shown at all, but a course may lie among a Python's or a system's own files.

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
    ) -> None:
        self.limits = limits
        self.level = strongest_level() if level is None else level
        self._lock = threading.Lock()
        self._owner = box.unprivileged_owner()
        self._folder = private.make(Path(tempfile.gettempdir()), owner=self._owner)
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(START_SECONDS)
        settings = {
            "level": self.level.value,
            "private": str(self._folder),
            "data": str(data.resolve()) if data is not None and data.is_dir() else None,
            "hidden": [str(path.resolve()) for path in hidden if path.exists() and not _holds_python(path.resolve())],
        }
        command = ["-P", "-s", "-m", "grader.workers.zygote", str(theirs.fileno())]
        self._process = subprocess.Popen(
            [sys.executable, *command],
            pass_fds=[theirs.fileno()],
            env={**box.environment(), "PYTHONPATH": str(PACKAGE_ROOT), "PYTHONWARNINGS": "ignore"},
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
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        with contextlib.suppress(OSError):
            private.remove(self._folder)

    def worker(self) -> Worker:
        """A fresh worker, in which nothing has run yet.

        Raises
        ------
        SandboxError
            If the zygote does not answer, or cannot build a box.
        """
        ours, theirs = socket.socketpair()
        namespaces = self.level is box.Level.NAMESPACES
        folder = None if namespaces else private.make(self._folder, owner=self._owner)
        request = {"fork": {"memory": self.limits.memory}, "private": str(folder) if folder else None}
        with theirs:
            answer, descriptors = self._request(request, [theirs.fileno()])
        pid = int(answer["pid"])
        inside = box.PRIVATE if namespaces else None
        held = box.Tree.from_pidfd(descriptors[0], private=inside) if descriptors else box.Tree(pid, private=inside)

        def end() -> box.Ended:
            ended, _ = self._request({"end": pid}, [])
            if folder is not None:
                private.remove(folder)
            return box.Ended(ended["code"], ended["signal"])

        patience = Patience(self.limits.seconds, self.limits.seconds * self.limits.patience, self.limits.memory)
        return Worker(ours, held, patience, end)

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
        if "refused" in answer:
            raise SandboxError(f"No box could be built: {answer['refused']}. See `grader doctor`.")
        for descriptor in descriptors:
            os.set_inheritable(descriptor, False)
        return answer, descriptors
