"""Where the kernel counts: a control group (cgroup v2) for each worker.

A watch looks, and may look late. A group holds whatever the machine is busy with: its processes can't pass its memory
and its number of processes together, and its time holds that of every child, however it ended. It needs a folder of
the hierarchy in which we may make others: root's, or a slice that was delegated to a user. Some kernels count time
only, where the older hierarchy (v1) has the rest.
"""

import contextlib
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from grader.sandbox.levels import BoxError

_CAGING = frozenset({"memory", "pids"})
_DYING_SECONDS = 1.0
_SPARE = 2
"""Processes besides the worker's own: the guard, and one that is on its way out."""


class Cage:
    """The group of one worker."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self, pids: Iterable[int]) -> None:
        """Put processes in; what they start later is in it, too. What they hold already stays booked elsewhere."""
        for pid in pids:
            _write(self._folder / "cgroup.procs", str(pid))

    def computed(self) -> float:
        """Seconds of processor time of all that was ever in it; raises OSError when it is removed."""
        return _numbers(self._folder / "cpu.stat")["usage_usec"] / 1e6

    def overran(self) -> bool:
        """Whether the kernel has ended it for its memory."""
        try:
            return _numbers(self._folder / "memory.events").get("oom_kill", 0) > 0
        except OSError:
            return False

    def remove(self) -> None:
        """To be called when nothing is left in it."""
        with contextlib.suppress(OSError):
            self._folder.rmdir()


class Cages:
    """A place for the groups of a run.

    Raises
    ------
    BoxError
        If this user may make none here; the message is the reason in one line.
    """

    DELEGATED_BY = "systemd-run --user --scope -p Delegate=yes grader ..."

    def __init__(self) -> None:
        if sys.platform != "linux":
            raise BoxError("control groups are Linux's")
        self._folder, self.caging = _settle()
        self._count = 0

    def cage(self, *, memory: int, processes: int) -> Cage:
        """A new group; where it cages, `memory` is in bytes and `processes` counts threads, too."""
        self._count += 1
        folder = self._folder / f"worker-{self._count}"
        folder.mkdir()
        if self.caging:
            _write(folder / "memory.max", str(memory))
            _write(folder / "memory.oom.group", "1")
            _write(folder / "pids.max", str(processes + _SPARE))
            with contextlib.suppress(OSError):  # a kernel without swap has no such file
                _write(folder / "memory.swap.max", "0")
        return Cage(folder)

    def close(self) -> None:
        """Remove the place, with the groups in it; what was killed may take a moment to be gone."""
        deadline = time.monotonic() + _DYING_SECONDS
        while self._folder.exists():
            _remove(self._folder)
            if time.monotonic() > deadline:
                return
            time.sleep(_DYING_SECONDS / 100)


def _settle() -> tuple[Path, bool]:
    """A folder for groups, and whether they cage; one whose groups only count is better than none."""
    top, own = _hierarchy()
    counting, reasons = None, []
    for place in dict.fromkeys((own, own.parent if own != top else own)):
        try:
            folder, caging = _make(place, alone=_sole_process(place))
        except OSError as error:
            reasons.append(f"{place}: {error.strerror}")
            continue
        if counting is not None:
            _remove(counting if caging else folder)
        if caging:
            return folder, True
        counting = counting or folder
    if counting is None:
        raise BoxError("; ".join(reasons))
    return counting, False


def _make(place: Path, *, alone: bool) -> tuple[Path, bool]:
    _sweep(place)
    folder = place / f"grader-{os.getpid()}-{secrets.token_hex(4)}"
    folder.mkdir()
    try:
        _try(folder)
        if alone and not _offers(place):
            # A group with processes in it can't divide itself: leave a delegated one to our own groups.
            inner = place / "grader"
            inner.mkdir(exist_ok=True)
            _write(inner / "cgroup.procs", str(os.getpid()))
            _write(place / "cgroup.subtree_control", " ".join(f"+{name}" for name in sorted(_CAGING)))
        caging = _offers(place)
        if caging:
            _write(folder / "cgroup.subtree_control", " ".join(f"+{name}" for name in sorted(_CAGING)))
    except OSError:
        _remove(folder)
        raise
    return folder, caging


def _try(folder: Path) -> None:
    """Whether processes can be put in: asked of the kernel, which has many reasons for refusing."""
    trial = folder / "trial"
    trial.mkdir()
    try:
        with subprocess.Popen([sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE) as process:
            try:
                Cage(trial).take([process.pid])
            finally:
                process.kill()
    finally:
        trial.rmdir()


def _offers(place: Path) -> bool:
    return set((place / "cgroup.subtree_control").read_text(encoding="ascii").split()) >= _CAGING


def _sole_process(place: Path) -> bool:
    """Whether a group could cage if we made room in it: it has the controllers, and nobody but us."""
    try:
        controllers = set((place / "cgroup.controllers").read_text(encoding="ascii").split())
        inside = set((place / "cgroup.procs").read_text(encoding="ascii").split())
    except OSError:
        return False
    return controllers >= _CAGING and inside == {str(os.getpid())}


def _hierarchy() -> tuple[Path, Path]:
    """Where the hierarchy is mounted, and our own group in it."""
    own = next((line[3:] for line in _lines("/proc/self/cgroup") if line.startswith("0::")), None)
    for line in _lines("/proc/self/mountinfo"):
        fields, _, rest = line.partition(" - ")
        if own is not None and rest.startswith("cgroup2 "):
            _, _, _, root, top = fields.split()[:5]
            inside = Path(own).relative_to(root) if Path(own).is_relative_to(root) else Path()
            return Path(top), Path(top) / inside
    raise BoxError("no cgroup2 hierarchy is mounted")


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _sweep(place: Path) -> None:
    """Remove what graders that were killed have left."""
    for left in place.glob("grader-*-*"):
        if not Path("/proc", left.name.split("-")[1]).exists():
            _remove(left)


def _remove(folder: Path) -> None:
    for group in (*folder.glob("*/"), folder):
        with contextlib.suppress(OSError):
            group.rmdir()


def _write(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(descriptor, text.encode("ascii"))
    finally:
        os.close(descriptor)


def _numbers(path: Path) -> dict[str, int]:
    pairs = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return {name: int(value) for name, value in pairs}
