"""Private folders on disk, for the levels that have no tmpfs of their own: made and removed by the trusted
side.

What a worker leaves is hostile: links to elsewhere, folders a thousand deep, names without permissions. It is
removed through descriptors of folders, never through a path with a student's name in it, and no link is
followed.
"""

import os
import stat
import tempfile
from pathlib import Path

from grader.sandbox.outer import unprivileged_owner

_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)


def make_private(under: Path) -> Path:
    """A new folder under `under` with `home`, `tmp` and `shm` in it, for the user alone that workers run as."""
    owner = unprivileged_owner()
    place = Path(tempfile.mkdtemp(prefix="box-", dir=under)).resolve()
    for folder in (place, *(place / name for name in ("home", "tmp", "shm"))):
        folder.mkdir(mode=0o700, exist_ok=True)
        if owner is not None:
            os.chown(folder, *owner)
    return place


def remove_private(place: Path) -> None:
    """Remove a private folder with all it holds; the worker must have ended.

    Depth costs neither stack nor descriptors: every folder found is first moved up to the top, then emptied.
    """
    top = os.open(place, _FOLDER)
    try:
        os.fchmod(top, 0o700)
        number = 0
        while folders := _unlink_files(top):
            for name in folders:
                number = _lift(top, name, number)
                os.rmdir(name, dir_fd=top)
    finally:
        os.close(top)
    place.rmdir()


def _unlink_files(folder: int) -> list[str]:
    """Unlink what isn't a folder; the names of the folders."""
    folders = []
    for name in os.listdir(folder):
        if stat.S_ISDIR(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
            folders.append(name)
        else:
            os.unlink(name, dir_fd=folder)
    return folders


def _lift(top: int, name: str, number: int) -> int:
    """Empty the folder `name` in `top`; its own folders move to `top` under fresh names."""
    os.chmod(name, 0o700, dir_fd=top)  # the worker is gone: nobody swaps it for a link between these two lines
    folder = os.open(name, _FOLDER, dir_fd=top)
    try:
        for inner in _unlink_files(folder):
            os.chmod(inner, 0o700, dir_fd=folder)  # moving a folder rewrites its "..", which asks for permission
            number += 1
            while _exists(f"lifted-{number}", top):
                number += 1
            os.rename(inner, f"lifted-{number}", src_dir_fd=folder, dst_dir_fd=top)
    finally:
        os.close(folder)
    return number


def _exists(name: str, folder: int) -> bool:
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True
