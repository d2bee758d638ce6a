"""Reads the bytes of what was handed in, after a look at their number."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Protocol

from grader.errors import Ungradable
from grader.intake.archives import read_member
from grader.intake.entries import FILE_LINK, NO_FILE
from grader.submission import Member

# Neither a link is followed nor a pipe waited for, even if one has taken the file's place by now.
FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Readable(Protocol):
    """Where the bytes are, and whether they may be read."""

    @property
    def path(self) -> Path: ...
    @property
    def members(self) -> tuple[Member, ...]: ...
    @property
    def refusal(self) -> str: ...


def read_bytes(source: Readable, *, limit: int) -> bytes:
    """The bytes of one file, on the disk or in an archive.

    Raises
    ------
    Ungradable
        If it may not be read, or is too large.
    OSError
        If it cannot be read.
    """
    if source.refusal:
        raise Ungradable(source.refusal)
    if source.path.is_symlink():
        raise Ungradable(FILE_LINK)
    if source.members:
        return read_member(source.path, source.members, limit=limit)
    with os.fdopen(os.open(source.path, FLAGS), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise Ungradable(NO_FILE)
        if status.st_size > limit:
            raise Ungradable(
                "The file is larger than {size} MB: clear its outputs and hand it in again.", size=limit // 2**20
            )
        return file.read(limit + 1)
