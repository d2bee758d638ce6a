"""What a command and all of its processes take: processor time, time on the clock, and memory at its peak."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox.box import Tree

PAUSE = 0.25


@dataclass(frozen=True)
class Taken:
    """Seconds of processor time, seconds on the clock, and bytes.

    `cpu` is user and system time of the command and of all that it waited for, `own` that of its first process alone;
    `peak` is the largest sum of proportional set sizes that was seen four times a second, so that a page which two
    processes share counts once.
    """

    cpu: float
    wall: float
    peak: int
    own: float


def take(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Taken:
    """Run a command, and tell what it took.

    Raises
    ------
    SystemExit
        If it fails; with the end of what it printed.
    """
    with (folder / "printed.txt").open("wb") as printed:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
            env=environment,
        )
        seen = _Seen(process.pid)
        seen.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        seen.over.set()
        seen.join()
    # 1: our grader found something that it could not grade.
    if process.returncode:
        last = (folder / "printed.txt").read_text(encoding="utf-8", errors="replace")[-2000:]
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{last}")
    return Taken(used.ru_utime + used.ru_stime, wall, seen.peak, seen.own)


class _Seen(threading.Thread):
    """Looks at the processes until it is told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._tree = pid, Tree(pid)
        self.over = threading.Event()
        self.peak, self.own = 0, 0.0

    def run(self) -> None:
        ticks = os.sysconf("SC_CLK_TCK")
        while not self.over.wait(PAUSE):
            try:
                self.peak = max(self.peak, self._tree.usage().memory)
                fields = Path(f"/proc/{self._pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                self.own = sum(map(int, fields[11:13])) / ticks
            except (OSError, IndexError):
                return
