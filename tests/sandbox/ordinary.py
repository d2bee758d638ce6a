"""Run a command as an ordinary user, when we are root: `python tests/sandbox/ordinary.py COMMAND ...`.

Python may live in root's own folders (pyenv does). So the command gets a mount namespace in which the closed
folders above Python and this repository are open, and hold nothing else.
"""

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from grader.sandbox import linux

USER = 61_002


def closed_folders(paths):
    """The outermost folders above `paths` that others can't pass through."""
    found = set()
    for path in paths:
        closed = [folder for folder in reversed(path.parents) if folder.stat().st_mode & 0o001 == 0]
        found |= set(closed[:1])
    return found


def open_up(paths):
    linux.unshare(linux.CLONE_NEWNS)
    linux.mount("none", "/", flags=linux.MS_REC | linux.MS_SLAVE)
    for closed in closed_folders(paths):
        inside = [path for path in paths if path.is_relative_to(closed)]
        handles = [os.open(path, os.O_PATH) for path in inside]
        linux.mount("tmpfs", str(closed), "tmpfs", 0, "mode=755")
        for path, handle in zip(inside, handles, strict=True):
            path.mkdir(parents=True, exist_ok=True)
            linux.mount(f"/proc/self/fd/{handle}", str(path), flags=linux.MS_BIND | linux.MS_REC)
            os.close(handle)


def become(user):
    home = tempfile.mkdtemp(prefix="ordinary-")
    os.chown(home, user, user)
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    os.environ.update(HOME=home, TMPDIR=home, PYTHONDONTWRITEBYTECODE="1")


if __name__ == "__main__":
    repository = Path(__file__).resolve().parents[2]
    wanted = {Path(sys.base_prefix).resolve(), Path(sys.prefix).resolve(), repository}
    open_up(sorted(wanted))
    become(USER)
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
