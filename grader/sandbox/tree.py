"""A worker and all it started, as the trusted side sees it: memory, processor time, and an end for all.

Read from /proc in some 0.05 ms for a worker alone. Where there is no /proc (macOS), a tree is one process
group and can't be measured.
"""

import contextlib
import os
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox.cgroup import Cage

_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096

_REAPING = 0.2
_STOPPING = 0.1


@dataclass(frozen=True)
class Usage:
    """What a tree uses: bytes of memory, seconds of processor time, processes besides the guard.

    Memory is what ending the tree would free: private and shared pages (each counted once), mapped files, page
    tables, and the private folder where that lives in memory. Time holds that of children that ended and were
    waited for.
    """

    memory: int
    cpu: float
    processes: int


def children(pid: int) -> list[int]:
    """The direct children of `pid`, of all of its threads."""
    found: list[int] = []
    with contextlib.suppress(OSError):  # it may end while we read
        for task in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208
            found += map(int, _read(f"/proc/{pid}/task/{task}/children").split())
    return found


def descendants(pid: int) -> list[int]:
    """All processes below `pid`, nearest first."""
    found = children(pid)
    for child in found:
        found += children(child)
    return found


def _read(path: str) -> str:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        parts = []
        while part := os.read(descriptor, 1 << 16):
            parts.append(part)
    finally:
        os.close(descriptor)
    return b"".join(parts).decode("ascii", "replace")


def _time_and_resident(pid: int) -> tuple[float, int]:
    """Seconds of processor time, bytes resident. The name in the second field is the student's to choose."""
    fields = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / _TICKS, int(fields[21]) * _PAGE


def _proportional(pid: int, otherwise: int) -> int:
    """Bytes with each shared page divided by its sharers; `otherwise` if the process doesn't let us look."""
    try:
        rollup = _read(f"/proc/{pid}/smaps_rollup")
    except OSError:
        return otherwise
    line = next((line for line in rollup.splitlines() if line.startswith("Pss:")), None)
    return int(line.split()[1]) * 1024 if line else otherwise


def _page_tables(pid: int) -> int:
    """Bytes in which the kernel keeps where the pages lie: as much again as the pages where these lie far apart."""
    status = _read(f"/proc/{pid}/status")
    start = status.find("VmPTE:")
    return int(status[start + 6 : start + 32].split()[0]) * 1024 if start >= 0 else 0


class Tree:
    """One worker's processes, by the pid of the guard that `fork_worker` started.

    `pidfd` (Linux) makes sure that a pid used anew by the kernel is never taken for ours, and is readable for
    `select` once everything in a namespaces box is gone. `cage` is the group it was put in, if any.
    """

    def __init__(self, pid: int, pidfd: int | None = None, *, private: Path | None = None) -> None:
        """`private`: the folder whose bytes count as memory, `PRIVATE` on the namespaces level, else None."""
        self.pid, self.pidfd = pid, pidfd
        self.cage: Cage | None = None
        self._private = f"/proc/{pid}/root{private}" if private else None

    @classmethod
    def from_pidfd(cls, pidfd: int, *, private: Path | None = None) -> "Tree":
        """The tree of a pidfd from another pid namespace; raises ProcessLookupError when it has ended."""
        for line in _read(f"/proc/self/fdinfo/{pidfd}").splitlines():
            if line.startswith("Pid:") and int(line.split()[1]) > 0:
                return cls(int(line.split()[1]), pidfd, private=private)
        raise ProcessLookupError("the worker has ended")

    def put_in(self, cage: Cage) -> None:
        """Have the kernel count what it uses from now on; to be called before it was asked anything."""
        self.cage = cage
        cage.take((self.pid, *descendants(self.pid)))

    def glance(self) -> Usage:
        """Measure quickly. Memory is overstated: pages that several share count for each of them."""
        return self._measure(lambda pid, resident: resident)

    def usage(self) -> Usage:
        """Measure exactly."""
        return self._measure(_proportional)

    def _measure(self, of_memory: Callable[[int, int], int]) -> Usage:
        memory, cpu, processes = self._folder(), 0.0, -1
        # The guard counts: reaped orphans are booked on it, and on some levels a worker may write its memory.
        for pid in (self.pid, *descendants(self.pid)):
            with contextlib.suppress(OSError):
                seconds, resident = _time_and_resident(pid)
                memory += of_memory(pid, resident) + _page_tables(pid)
                cpu += seconds
                processes += 1
        return Usage(memory, self.cage.computed() if self.cage else cpu, max(processes, 0))

    def queued(self) -> float:
        """Seconds that its threads have stood in line for a processor; 0 where the kernel does not say."""
        seconds = 0.0
        for pid in (self.pid, *descendants(self.pid)):
            with contextlib.suppress(OSError, IndexError):
                for task in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208
                    seconds += int(_read(f"/proc/{pid}/task/{task}/schedstat").split()[1]) / 1e9
        return seconds

    def usage_at_rest(self) -> Usage:
        """Measure exactly, with everything stopped meanwhile: looking at a process that fills memory takes 10 ms."""
        stopped = _stop_descendants(self.pid, time.monotonic() + _STOPPING)
        try:
            return self.usage()
        finally:
            _signal_all(stopped, signal.SIGCONT)

    def _folder(self) -> int:
        if self._private is None:
            return 0
        try:
            room = os.statvfs(self._private)
        except OSError:
            return 0
        return (room.f_blocks - room.f_bfree) * room.f_frsize

    def kill(self) -> None:
        """End all of it. In a box with a pid namespace the guard's death is everyone's, at once.

        Elsewhere the guard gathers orphans, so what is below it is killed until nothing is left; the limit on
        processes makes that end. A deadline guards against a process that the kernel won't let die.
        """
        if self._private is None:
            kill_descendants(self.pid)
            self._let_guard_reap()
        if self.pidfd is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)

    def _let_guard_reap(self) -> None:
        """Without a worker the guard ends by itself; were it killed first, the dead would be left to the
        zygote."""
        if self.pidfd is not None:
            select.select([self.pidfd], [], [], _REAPING)


def kill_descendants(pid: int, *, patience: float = 2.0) -> None:
    """Kill what is below `pid` until nothing is left, or `patience` seconds have passed.

    All are stopped before the first is killed: in a fork bomb at its limit, a death makes room for a birth.
    """
    deadline = time.monotonic() + patience
    while _running_descendants(pid):
        _stop_descendants(pid, deadline)
        _signal_all(_running_descendants(pid), signal.SIGKILL)
        if time.monotonic() > deadline:
            return


def _stop_descendants(pid: int, deadline: float) -> set[int]:
    """Stop what is below `pid`, and what that has forked meanwhile; all that was sent a signal."""
    stopped: set[int] = set()
    while (running := _running_descendants(pid) - stopped) and time.monotonic() < deadline:
        _signal_all(running, signal.SIGSTOP)
        stopped |= running
    return stopped


def _running_descendants(pid: int) -> set[int]:
    return {child for child in descendants(pid) if is_running(child)}


def _signal_all(pids: set[int], number: signal.Signals) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)


def is_running(pid: int) -> bool:
    """False for one that has ended, reaped or not."""
    try:
        return _read(f"/proc/{pid}/stat").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
