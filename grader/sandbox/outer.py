"""The outer box: the zygote shuts itself in, before it imports anything of use to a thief."""

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from grader.sandbox import landlock, linux, root
from grader.sandbox.levels import BoxError, Level, environment

# Out of the way of people and of services; inside containers with 65,536 users, too.
_UNPRIVILEGED = 61_001
_INSIDE = 1000
_MOST_DESCRIPTORS = 1 << 20
# Not the accounts, as on the namespaces level; pip asks for the distribution's version before it gives up.
_ETC = (
    *("ld.so.cache", "fonts", "localtime", "alternatives", "mime.types"),
    *("nsswitch.conf", "os-release", "debian_version"),
)
# What the zygote was shown, for its workers; written once, by `confine_zygote`: a process is at most one
# zygote.
_shown: list[Path] = []
_PROC_FILES = ("cpuinfo", "filesystems")


def unprivileged_owner() -> tuple[int, int] | None:
    """(uid, gid) that workers run as when the grader is root, to own private folders; None for an ordinary
    user."""
    return (_UNPRIVILEGED, _UNPRIVILEGED) if sys.platform == "linux" and os.geteuid() == 0 else None


def confine_zygote(
    level: Level,
    *,
    readable: Sequence[Path] = (),
    hidden: Sequence[Path] = (),
    keep_fds: Sequence[int] = (),
    private: Path | None = None,
) -> None:
    """Close the calling process in, before it imports anything heavy; it must have a single thread.

    `readable` paths are shown besides Python, its packages and the system's programs; `hidden` ones inside
    them are not. Descriptors other than 0, 1, 2 and `keep_fds` are closed. `private`, from `make_private`, is
    the folder in which the trusted side makes the workers' folders; only the levels below namespaces need it.
    On the namespaces level the call returns in a child, which is PID 1 of its pid namespace, while the caller
    waits and ends as the child ends.

    Raises BoxError when the machine doesn't give this level.
    """
    close_all_but((0, 1, 2, *keep_fds))
    _scrub_environment()
    if level is not Level.NAMESPACES and private is None:
        raise BoxError(f"the {level.value} level needs a folder for private folders: private=...")
    try:
        if level is Level.NAMESPACES:
            _enter_namespaces(readable, hidden)
        elif private is not None:
            _leave_root(readable)
            if level is Level.LANDLOCK:
                _restrict_zygote(readable, hidden, private)
            settle_in(private)
        if sys.platform == "linux":
            linux.become_subreaper()
    except OSError as error:
        raise BoxError(f"no {level.value} box on this machine: {error}") from error


def _scrub_environment() -> None:
    wanted = {name: os.environ[name] for name in environment() if name in os.environ}
    for name in list(os.environ):
        del os.environ[name]
    os.environ.update(wanted)  # copies, so that the originals can be wiped
    if sys.platform == "linux":
        linux.wipe_initial_environment()


def _enter_namespaces(readable: Sequence[Path], hidden: Sequence[Path]) -> None:
    if os.geteuid() == 0 and linux.has_capability(linux.CAP_SYS_ADMIN):
        # As root the folders above Python needn't let others in: binds are made first, root is left after.
        linux.unshare(linux.CLONE_NEWNS)
        root.enter(readable, hidden, owner=unprivileged_owner())
        _become_unprivileged(())
        unshare_user(linux.CLONE_NEWNS)
    else:
        _leave_root(readable)
        unshare_user(linux.CLONE_NEWNS)
        root.enter(readable, hidden, owner=None)
    linux.no_new_privileges()
    apart = linux.CLONE_NEWIPC | linux.CLONE_NEWNET | linux.CLONE_NEWUTS | linux.CLONE_NEWCGROUP
    linux.unshare(linux.CLONE_NEWPID | apart)
    linux.sethostname(b"box")
    child = os.fork()
    if child:
        _wait_for_zygote(child)
    linux.die_with_parent()
    linux.mount("proc", "/proc", "proc", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC)
    root.make_home(root.PRIVATE)


def _wait_for_zygote(child: int) -> NoReturn:
    os.closerange(0, _MOST_DESCRIPTORS)
    _, status = os.waitpid(child, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0x7F)


def unshare_user(others: int = 0, *, proc_self: int | None = None) -> None:
    """A new user namespace in which we are an ordinary user; we hold all capabilities in it until we drop
    them.

    `proc_self` is an open `/proc/self` that may be written; by default that of `/proc` as it is mounted now.
    """
    uid, gid = os.geteuid(), os.getegid()
    here = open_proc_self() if proc_self is None else proc_self
    try:
        linux.unshare(linux.CLONE_NEWUSER | others)
        _write_map(here, uid, gid)
    finally:
        os.close(here)


def open_proc_self() -> int:
    """A descriptor of our own folder in /proc."""
    return os.open("/proc/self", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)


def _write_map(proc_self: int, uid: int, gid: int) -> None:
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{_INSIDE} {uid} 1"),
        ("gid_map", f"{_INSIDE} {gid} 1"),
    ):
        descriptor = os.open(name, os.O_WRONLY | os.O_CLOEXEC, dir_fd=proc_self)
        try:
            os.write(descriptor, text.encode("ascii"))
        finally:
            os.close(descriptor)


def _become_unprivileged(kept: Sequence[int]) -> None:
    if kept:
        linux.keep_capabilities_over_setuid()
    with contextlib.suppress(OSError):  # a namespace with a single user has nobody to change to
        os.setgroups([])
        os.setresgid(*(_UNPRIVILEGED,) * 3)
        os.setresuid(*(_UNPRIVILEGED,) * 3)
    linux.set_capabilities(kept)
    linux.set_dumpable(True)


def _leave_root(readable: Sequence[Path]) -> None:
    """Root ignores the limit on processes and is a danger of its own; an ordinary user stays who it is.

    Where Python lives in root's own folders, one capability to read stays: what may be read is Landlock's to
    say.
    """
    if sys.platform != "linux" or os.geteuid() != 0:
        return
    needed = [*root.python_paths(), *readable]
    if all(_open_to_others(path) for path in needed):
        return _become_unprivileged(())
    for capability in (linux.CAP_DAC_READ_SEARCH, linux.CAP_DAC_OVERRIDE):  # Docker gives only the second
        if linux.has_capability(capability):
            return _become_unprivileged((capability,))
    closed = next(path for path in needed if not _open_to_others(path))
    raise BoxError(f"{closed} can be read by root only: install Python elsewhere, or run as an ordinary user")


def _open_to_others(path: Path) -> bool:
    place = path.resolve()
    return all(folder.stat().st_mode & 0o005 == 0o005 for folder in (place, *place.parents) if folder.is_dir())


def settle_in(place: Path) -> None:
    """Be at home in a folder from `make_private`."""
    os.environ.update(HOME=str(place / "home"), TMPDIR=str(place / "tmp"))
    if "tempfile" in sys.modules:
        vars(sys.modules["tempfile"])["tempdir"] = None  # it remembers the zygote's
    os.chdir(place / "home")


def _restrict_zygote(readable: Sequence[Path], hidden: Sequence[Path], private: Path) -> None:
    etc = [Path("/etc", name) for name in _ETC]
    _shown.extend(landlock.around([*root.system_paths(), *root.python_paths(), *etc, *readable], hidden))
    shown = [(path, landlock.READ) for path in (*_shown, Path("/proc"))]
    landlock.confine([*shown, *_device_rules(), (private, landlock.OWN)])


def worker_rules(private: Path) -> list[tuple[Path, int]]:
    """The zygote's rules without `/proc` and with one private folder, for a worker to add: both then hold."""
    proc = [Path("/proc", name) for name in _PROC_FILES]
    shown = [(path, landlock.READ) for path in (*_shown, *proc)]
    return [*shown, *_device_rules(), (private, landlock.OWN)]


def _device_rules() -> list[tuple[Path, int]]:
    devices = [(Path("/dev", name), landlock.WRITE_DEVICE) for name in root.DEVICES]
    return [*devices, (Path("/dev/shm"), landlock.SEMAPHORES)]


def close_all_but(kept: Sequence[int]) -> None:
    """Close every other descriptor; of 0, 1 and 2 those not kept become /dev/null."""
    empty = os.open(os.devnull, os.O_RDWR)
    for standard in {0, 1, 2} - set(kept):
        os.dup2(empty, standard)
    last = -1
    for descriptor in sorted({0, 1, 2, *kept}):
        if descriptor > last + 1:  # os.closerange(0, 0) closes everything
            os.closerange(last + 1, descriptor)
        last = descriptor
    os.closerange(last + 1, _MOST_DESCRIPTORS)
