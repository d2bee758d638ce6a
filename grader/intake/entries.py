"""Lists the files below a folder and in its archives. Only names, sizes and times are looked at."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from grader.errors import Ungradable
from grader.intake.archives import is_archive, members_of
from grader.sentence import Sentence

PASSED_BY = {"__macosx", "__pycache__", "node_modules", "site-packages"}
UNREADABLE = "(unreadable)"
GRADES = {"grades.csv", "results.json"}


@dataclass(frozen=True)
class Entry:
    """One file below a folder: `parts` is its way there, with archives taken as folders."""

    parts: tuple[str, ...]
    path: Path
    members: tuple[str, ...] = ()
    modified: float = 0.0
    refusal: str = ""


def entries_in(root: Path) -> list[Entry]:
    """All files below a folder, archives opened; hidden ones and those of tools are passed by."""
    found: list[Entry] = []

    def unreadable(error: OSError) -> None:
        path = Path(error.filename)
        reason = Sentence("The folder cannot be read ({words}): change its permissions.", words=error.strerror)
        found.append(Entry((*path.relative_to(root).parts, UNREADABLE), path, refusal=reason))

    for folder, folders, files in os.walk(root, onerror=unreadable):
        # What this grader wrote is nobody's work.
        if GRADES.issubset(files):
            folders[:] = []
            continue
        folders[:] = sorted(name for name in folders if not _is_passed_by(name))
        parts = Path(folder).relative_to(root).parts
        for name in sorted(files):
            if not _is_passed_by(name):
                found.extend(_file(Path(folder, name), (*parts, name)))
        if not folders and not files and parts:
            found.append(Entry((*parts, ""), Path(folder), refusal=Sentence("The folder is empty.")))
    return found


def _file(path: Path, parts: tuple[str, ...]) -> Iterator[Entry]:
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            # Out of the folder, or to what another student has written.
            yield Entry(
                parts, path, refusal=Sentence("This is a link to a file somewhere else: hand in the notebook itself.")
            )
            return
    except OSError as error:
        yield Entry(
            parts, path, refusal=Sentence("The file cannot be read ({words}): hand it in again.", words=error.strerror)
        )
        return
    if not stat.S_ISREG(status.st_mode):
        yield Entry(parts, path, refusal=Sentence("This is no ordinary file: hand in the notebook itself."))
    elif is_archive(path.name):
        yield from entries_in_archive(path, parts, status.st_mtime)
    else:
        yield Entry(parts, path, modified=status.st_mtime)


def entries_in_archive(path: Path, parts: tuple[str, ...] = (), modified: float = 0.0) -> Iterator[Entry]:
    """All files in an archive; one entry that says why where there is none, or where it cannot be opened."""
    archive = Entry(parts or (path.name,), path, modified=modified, refusal=Sentence("The archive is empty."))
    try:
        for member in members_of(path):
            if not any(map(_is_passed_by, member.parts)):
                archive = replace(archive, refusal="")
                yield Entry((*parts, *member.parts), path, member.names, member.modified, member.refusal)
    except Ungradable as error:
        archive = replace(archive, refusal=error.sentence)
    if archive.refusal:
        yield archive


def _is_passed_by(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in PASSED_BY
