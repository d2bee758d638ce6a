"""The inner box: a guard and a worker, forked from the zygote for one submission."""

import contextlib
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from grader.sandbox import landlock, limits, linux, network, outer, root, seccomp, tree
from grader.sandbox.levels import BOX_FAILED, BoxError, Level
from grader.sandbox.limits import Rlimits


def fork_worker(
    level: Level,
    limits: Rlimits,
    *,
    keep_fds: Sequence[int],
    main: Callable[[], object],
    private: Path | None = None,
    sockets: bool = False,
) -> int:
    """Fork a guard that builds a box and runs `main()` in a worker inside it; the guard's pid, as the zygote
    sees it.

    Send `os.pidfd_open(pid)` to the grader, where `Tree.from_pidfd` makes it a tree to measure and kill. When
    `os.waitpid` gives the guard's status, `Ended.from_status` reads it, and nothing of the box is left.

    The worker keeps `keep_fds` alone; of 0, 1 and 2 those not kept are /dev/null (`input()` meets its end of
    file). `private` is a folder from `make_private`, on the levels below namespaces. The zygote's own data is in
    the worker's memory: have none. With `sockets` its processes may talk by TCP to each other, on a loopback of their
    own, which only the namespaces level has.
    """
    if sockets and level is not Level.NAMESPACES:
        raise BoxError(f"the {level.value} level has no loopback of a worker's own")
    if level is not Level.NAMESPACES and private is None:
        raise BoxError(f"the {level.value} level needs a private folder for the worker: private=...")
    with _new_pid_namespace() if level is Level.NAMESPACES else contextlib.nullcontext():
        guard = _fork()
        if guard == 0:
            _Guard(level, limits, keep_fds, main, private or root.PRIVATE, sockets=sockets).run()
    return guard


@contextlib.contextmanager
def _new_pid_namespace() -> Iterator[None]:
    """What is forked inside is PID 1 of a new pid namespace; no process in between, which would cost a
    fork."""
    ours = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    try:
        linux.unshare(linux.CLONE_NEWPID)
        try:
            yield
        finally:  # also where the fork failed: in a namespace without a PID 1 no other can be had
            linux.setns(ours, linux.CLONE_NEWPID)
    finally:
        os.close(ours)


def _fork() -> int:
    with warnings.catch_warnings():
        # OpenBLAS stops its threads before a fork and starts them again after it.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


class _Guard:
    """The process between zygote and worker; none of its methods that fork or run return."""

    def __init__(
        self,
        level: Level,
        limits: Rlimits,
        keep_fds: Sequence[int],
        main: Callable[[], object],
        private: Path,
        *,
        sockets: bool,
    ) -> None:
        self._level, self._limits, self._private, self._sockets = level, limits, private, sockets
        self._keep_fds, self._main = tuple(keep_fds), main

    def run(self) -> NoReturn:
        code = BOX_FAILED
        try:
            usual = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
            self._build()
            started, starts = os.pipe()
            worker = _fork()
            if worker == 0:
                self._work(usual, starts)
            outer.close_all_but((started,))
            code = self._watch(worker, started)
        except BaseException as error:  # noqa: BLE001 - nothing may go on in the zygote's place
            _complain(error)
        finally:
            os._exit(code)

    def _build(self) -> None:
        os.setsid()
        if self._level is Level.NAMESPACES:
            proc_self = outer.open_proc_self()
            apart = linux.CLONE_NEWNS | linux.CLONE_NEWIPC | linux.CLONE_NEWNET | linux.CLONE_NEWUTS
            linux.unshare(apart)
            if self._sockets:
                network.raise_loopback()
            root.mount_worker_folders(size=self._limits.disk, inodes=self._limits.inodes)
            root.make_home(root.PRIVATE)
            # The mounts above stay with the zygote's namespace: nobody in this one could undo them. It also
            # gives the worker a count of processes of its own.
            outer.unshare_user(proc_self=proc_self)
            linux.set_capabilities()
            others = 1
        else:
            outer.settle_in(self._private)
            others = limits.tasks_of_this_user()
            if sys.platform == "linux":
                linux.become_subreaper()
                linux.die_with_parent()
        limits.apply(self._limits, other_tasks=others, address_space=limits.mapped())
        if self._level is not Level.LIMITS:
            linux.no_new_privileges()
            linux.install_filter(seccomp.program(linux.machine_name(), self._level, sockets=self._sockets))

    def _work(self, usual_signals: set[int | signal.Signals], starts: int) -> NoReturn:
        code = BOX_FAILED
        try:
            if self._level is not Level.NAMESPACES:
                self._confine_worker()
            outer.close_all_but((*self._keep_fds, starts))
            for descriptor in self._keep_fds:
                os.set_inheritable(descriptor, descriptor < 3)
            signal.pthread_sigmask(signal.SIG_SETMASK, usual_signals)
            os.write(starts, b"1")
            os.close(starts)
            code = 1
            self._main()
            code = 0
        except SystemExit as asked:
            code = asked.code if isinstance(asked.code, int) else int(asked.code is not None)
        except BaseException as error:  # noqa: BLE001 - nothing may go on in the guard's place
            _complain(error)
        finally:
            os._exit(code & 0xFF)

    def _confine_worker(self) -> None:
        """The worker alone, so that Landlock keeps it from signalling the guard."""
        if sys.platform == "linux":
            linux.die_with_parent()
        if self._level is Level.LANDLOCK:
            landlock.confine(outer.worker_rules(self._private))

    def _watch(self, worker: int, started: int) -> int:
        """Reap until the worker has ended; then end the rest. The guard's exit code."""
        pid, status = 0, 0
        while pid != worker:
            pid, status = os.waitpid(-1, 0)
        if self._level is not Level.NAMESPACES and sys.platform == "linux":
            tree.kill_descendants(os.getpid())
            with contextlib.suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
        code = os.waitstatus_to_exitcode(status)
        if code < 0:
            return 128 - code
        return min(code, BOX_FAILED - 1) if os.read(started, 1) else BOX_FAILED


def _complain(error: BaseException) -> None:
    """To the zygote's or the worker's stderr, whichever this process still has."""
    import traceback

    text = "".join(traceback.format_exception(error, limit=-20))
    with contextlib.suppress(OSError):
        os.write(2, text.encode("utf-8", "backslashreplace"))
