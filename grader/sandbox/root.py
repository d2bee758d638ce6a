"""The world that a boxed process sees: Python and its packages read-only, a stub of /etc, four devices,
nothing else.

Built once by the zygote on a tmpfs in a mount namespace of its own, then made the root; each worker later
covers `/private` with a tmpfs and `/proc` with a view of its own.
"""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from grader.sandbox import linux

PRIVATE = Path("/private")
DEVICES = ("null", "zero", "full", "random", "urandom")
_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin", "/nix/store", "/gnu/store")
# What libraries and the shell look up; users, hosts and name servers are stubs of ours.
_FROM_ETC = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "fonts", "localtime", "alternatives", "mime.types")
_STUBS = {
    "passwd": "student:x:1000:1000:student:/private/home:/bin/sh\n",
    "group": "student:x:1000:\n",
    "hosts": "127.0.0.1 localhost\n",
    "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
    "resolv.conf": "",
}
_LINKS = {"/tmp": "/private/tmp", "/dev/shm": "/private/shm", "/home/student": "/private/home"}
_FD_LINKS = {"fd": "", "stdin": "/0", "stdout": "/1", "stderr": "/2"}
_READ_ONLY = linux.MOUNT_ATTR_RDONLY | linux.MOUNT_ATTR_NOSUID


def python_paths() -> list[Path]:
    """Where this Python and its packages live, outside the system's own folders."""
    return [Path(path) for path in dict.fromkeys((sys.base_prefix, sys.base_exec_prefix, sys.prefix))]


def system_paths() -> list[Path]:
    """The system's programs and libraries."""
    return [Path(path) for path in _SYSTEM if Path(path).exists()]


def outermost(paths: Iterable[Path]) -> list[Path]:
    """Absolute `paths` without those inside another one."""
    kept: list[Path] = []
    for path in sorted({path.absolute() for path in paths}, key=lambda path: (len(path.parts), path)):
        if not any(path.is_relative_to(other) for other in kept):
            kept.append(path)
    return kept


def enter(readable: Sequence[Path], hidden: Sequence[Path], *, owner: tuple[int, int] | None) -> None:
    """Build the new root and make it ours; needs a mount namespace of our own and CAP_SYS_ADMIN in it.

    `owner` (uid, gid) gets the zygote's own `/private` when that isn't the user who builds.
    """
    linux.mount("none", "/", flags=linux.MS_REC | linux.MS_SLAVE)
    new = Path("/sys")  # any folder will do that holds nothing to be shown
    linux.mount("tmpfs", str(new), "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "mode=755,size=4m")
    shown = [*system_paths(), *python_paths(), *readable]
    for path in outermost([*shown, *(path.resolve() for path in shown)]):
        _show(new, path)
    _fill_etc(new)
    _fill_dev(new)
    for link, target in _LINKS.items():
        place = new / link[1:]
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.exists():  # it does where something readable lies in /tmp; TMPDIR then still leads to ours
            place.symlink_to(target)
    for path in hidden:
        _cover(new, path.resolve())
    _mount_private(new, owner)
    # Shown so that the kernel lets our own /proc be mounted over it: it asks for one that was already
    # visible.
    (new / "proc").mkdir()
    linux.mount("/proc", str(new / "proc"), flags=linux.MS_BIND | linux.MS_REC)
    _pivot(new)


def _inside(new: Path, path: Path) -> Path:
    return new / path.relative_to("/")


def _bind(source: Path, target: Path, attributes: int) -> None:
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    linux.mount(str(source), str(target), flags=linux.MS_BIND | linux.MS_REC)
    linux.mount_attributes(str(target), attributes)


def _show(new: Path, path: Path) -> None:
    target = _inside(new, path)
    if path.is_symlink() and len(path.parts) == 2:  # /lib -> usr/lib
        target.symlink_to(path.readlink())
    elif path.exists() and not target.exists():
        _bind(path.resolve(), target, _READ_ONLY | linux.MOUNT_ATTR_NODEV)


def _cover(new: Path, path: Path) -> None:
    """Put an empty folder or file over `path`, if it can be seen at all."""
    target = _inside(new, path)
    if target.is_dir():
        flags = linux.MS_RDONLY | linux.MS_NOSUID | linux.MS_NODEV
        linux.mount("tmpfs", str(target), "tmpfs", flags, "mode=755,size=4k,nr_inodes=2")
    elif target.exists():
        linux.mount(str(new / "etc/resolv.conf"), str(target), flags=linux.MS_BIND)
        linux.mount_attributes(str(target), _READ_ONLY)


def _fill_etc(new: Path) -> None:
    (new / "etc").mkdir(exist_ok=True)
    for name, text in _STUBS.items():
        (new / "etc" / name).write_text(text, encoding="ascii")
    for name in _FROM_ETC:
        source = Path("/etc", name)
        if source.exists():
            _bind(source.resolve(), new / "etc" / name, _READ_ONLY | linux.MOUNT_ATTR_NODEV)


def _fill_dev(new: Path) -> None:
    (new / "dev").mkdir(exist_ok=True)
    for name in DEVICES:
        # What is written to a device doesn't change it; its times, which all boxes would see, would.
        _bind(Path("/dev", name), new / "dev" / name, _READ_ONLY | linux.MOUNT_ATTR_NOEXEC)
    for name, end in _FD_LINKS.items():
        (new / "dev" / name).symlink_to(f"/proc/self/fd{end}")


def _mount_private(new: Path, owner: tuple[int, int] | None) -> None:
    target = _inside(new, PRIVATE)
    target.mkdir()
    mine = f",uid={owner[0]},gid={owner[1]}" if owner else ""
    flags = linux.MS_NOSUID | linux.MS_NODEV
    linux.mount("tmpfs", str(target), "tmpfs", flags, f"mode=700,size=64m,nr_inodes=4096{mine}")


def _pivot(new: Path) -> None:
    os.chdir(new)
    (new / "old").mkdir()
    linux.pivot_root(".", "old")
    os.chdir("/")
    linux.unmount("/old")
    os.rmdir("/old")  # noqa: PTH106
    linux.mount_attributes("/", _READ_ONLY | linux.MOUNT_ATTR_NODEV, recursive=False)


def mount_worker_folders(*, size: int, inodes: int) -> None:
    """Cover `/proc` and `/private` with the worker's own; in its mount and pid namespaces."""
    silent = linux.MS_NOSUID | linux.MS_NODEV
    # subset=pid: processes only, nothing of the machine (its boot line, loads, mounts, keys).
    linux.mount("proc", "/proc", "proc", silent | linux.MS_NOEXEC | linux.MS_RDONLY, "subset=pid")
    linux.mount("tmpfs", str(PRIVATE), "tmpfs", silent, f"mode=700,size={size},nr_inodes={inodes}")


def make_home(private: Path) -> None:
    """The three folders of a private place, and the current folder in it."""
    for name in ("home", "tmp", "shm"):
        (private / name).mkdir(mode=0o700, exist_ok=True)
    os.chdir(private / "home")
