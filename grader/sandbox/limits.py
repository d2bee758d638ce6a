"""What one worker may use, and the resource limits that hold it to that.

Memory is RLIMIT_AS, not RLIMIT_DATA: Python's `mmap.mmap(-1, n)` is a shared mapping, which RLIMIT_DATA lets
through. It is counted from what the zygote already maps. Each limit but NPROC is per process; the sum over
the worker's processes is for the parent to watch (`tree`).
"""

import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox import linux

if sys.platform != "win32":
    import resource

_STACK = 8 << 20
# Not every one exists everywhere (macOS has no MSGQUEUE); a worker needs none of them.
_NONE_AT_ALL = ("RLIMIT_CORE", "RLIMIT_MEMLOCK", "RLIMIT_MSGQUEUE", "RLIMIT_NICE", "RLIMIT_RTPRIO")


@dataclass(frozen=True, kw_only=True)
class Rlimits:
    """The most that one worker may use; sizes in bytes, `cpu` in seconds of one process.

    `processes` counts threads too. `cpu` only guards against a parent that has lost sight: the parent judges
    by the whole tree's time. `disk` is the size of the private folder (in memory on the namespaces level),
    `inodes` the number of files in it.
    """

    memory: int = 4 << 30
    processes: int = 64
    open_files: int = 256
    file_size: int = 256 << 20
    disk: int = 256 << 20
    inodes: int = 20_000
    cpu: int = 600


def _lower(name: str, value: int) -> None:
    kind = getattr(resource, name, None)
    if kind is None:
        return
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    # macOS refuses to lower RLIMIT_AS and a few others; there, the parent's watch is all there is.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (value, value))


def mapped() -> int:
    """Bytes of address space this process maps now (0 where /proc is missing)."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def tasks_of_this_user() -> int:
    """Threads of our user on this machine, as RLIMIT_NPROC counts them outside a user namespace."""
    me, count = os.getuid(), 0
    if sys.platform != "linux":
        return 512  # no cheap way to count; the limit stays a guard against a fork bomb
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            with contextlib.suppress(OSError):  # it ended meanwhile
                count += len(os.listdir(place / "task")) if place.stat().st_uid == me else 0  # noqa: PTH208
    return count


def apply(limits: Rlimits, *, other_tasks: int, address_space: int) -> None:
    """Set the limits on this process for good, soft and hard alike.

    `other_tasks` run under the same user without being the worker's; `address_space` is mapped already.
    """
    if sys.platform == "linux":
        linux.limit_arenas(2)
    _lower("RLIMIT_AS", address_space + limits.memory)
    _lower("RLIMIT_NPROC", other_tasks + limits.processes)
    _lower("RLIMIT_NOFILE", limits.open_files)
    _lower("RLIMIT_FSIZE", limits.file_size)
    _lower("RLIMIT_CPU", limits.cpu)
    _lower("RLIMIT_STACK", _STACK)
    for name in _NONE_AT_ALL:
        _lower(name, 0)
