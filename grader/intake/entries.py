"""Lists the files below a folder and in archives. Only names, sizes and times are looked at."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from grader.errors import CannotRead, Ungradable
from grader.intake.archives import Budget, files_in, is_archive
from grader.sentence import Sentence
from grader.submission import Member

PASSED_BY = {"__macosx", "__pycache__", "node_modules", "site-packages"}
MAX_DEPTH = 40

EMPTY_FOLDER = Sentence("The folder is empty.")
EMPTY_ARCHIVE = Sentence("The archive is empty.")
FILE_LINK = Sentence("This is a link to a file somewhere else: hand in the notebook itself.")
FOLDER_LINK = Sentence("This is a link to a folder somewhere else: hand in the folder itself.")
NO_FILE = Sentence("This is no ordinary file: hand in the notebook itself.")
TOO_DEEP = Sentence("More than {count} folders lie in each other: hand in the notebook itself.", count=MAX_DEPTH)
ARCHIVES_TOO_DEEP = Sentence(
    "This is an archive in an archive in an archive: unpack the outer one, and grade the folder."
)


@dataclass(frozen=True)
class HandedIn:
    """One file below a folder.

    Parameters
    ----------
    parts : sequence of str
        Its way there, with archives that were opened taken as folders. Where a folder itself is meant, since there
        is nothing in it to be had, an empty name stands last.
    hidden : bool
        Whether its name, or its folder's, is one that is passed by. What is in such a folder is not listed.
    refusal : str
        Why it will not be read.
    """

    parts: tuple[str, ...]
    path: Path
    members: tuple[Member, ...] = ()
    modified: float = 0.0
    hidden: bool = False
    refusal: str = ""

    @property
    def name(self) -> str:
        return self.parts[-1]

    @property
    def unreadable(self) -> bool:
        """Whether it stands for all that a folder or an archive may hold, which cannot be known."""
        return self.refusal not in ("", EMPTY_FOLDER) and (not self.name or is_archive(self.name))

    @property
    def unopened(self) -> bool:
        return is_archive(self.name) and not self.refusal and not self.hidden


def entries_in(root: Path) -> Iterator[HandedIn]:
    """All files below a folder, archives unopened.

    Raises
    ------
    CannotRead
        If the folder itself cannot be read.
    """
    folders: list[tuple[tuple[str, ...], Path]] = [((), root)]
    while folders:
        parts, folder = folders.pop()
        try:
            with os.scandir(folder) as scan:
                found = sorted(scan, key=lambda item: item.name)
        except OSError as error:
            words = error.strerror or type(error).__name__
            if not parts:
                raise CannotRead(root, words) from error
            reason = Sentence("The folder cannot be read ({words}): change its permissions.", words=words)
            yield HandedIn((*parts, ""), folder, refusal=reason)
            continue
        inner = []
        for item in found:
            path = folder / item.name
            if not item.is_dir(follow_symlinks=False):
                yield _file(path, (*parts, item.name))
            elif is_passed_by(item.name):
                yield HandedIn((*parts, item.name, ""), path, hidden=True)
            elif len(parts) == MAX_DEPTH:
                yield HandedIn((*parts, item.name, ""), path, refusal=TOO_DEEP)
            else:
                inner.append(((*parts, item.name), path))
        folders.extend(reversed(inner))
        if parts and not inner and all(is_passed_by(item.name) for item in found):
            yield HandedIn((*parts, ""), folder, refusal=EMPTY_FOLDER)


def _file(path: Path, parts: tuple[str, ...]) -> HandedIn:
    hidden = is_passed_by(path.name)
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            # Out of the folder, or to what another student has written.
            if path.is_dir():
                return HandedIn((*parts, ""), path, hidden=hidden, refusal=FOLDER_LINK)
            return HandedIn(parts, path, hidden=hidden, refusal=FILE_LINK)
    except OSError as error:
        words = error.strerror or type(error).__name__
        reason = Sentence("The file cannot be read ({words}): hand it in again.", words=words)
        return HandedIn(parts, path, hidden=hidden, refusal=reason)
    refusal = "" if stat.S_ISREG(status.st_mode) else NO_FILE
    return HandedIn(parts, path, modified=status.st_mtime, hidden=hidden, refusal=refusal)


def opened(entry: HandedIn, budget: Budget) -> Iterator[HandedIn]:
    """The files in an archive, and in archives in it; where there is nothing to be had, the archive with the reason."""
    nothing = True
    for inner in listed(entry, budget):
        nothing = nothing and inner.hidden
        if inner.unopened:
            yield from opened(inner, budget)
        else:
            yield inner
    if nothing:
        yield replace(entry, refusal=EMPTY_ARCHIVE)


def listed(entry: HandedIn, budget: Budget) -> Iterator[HandedIn]:
    """The files in an archive, with archives in it unopened; or the archive, with the reason why it cannot be read."""
    if len(entry.members) > 1:
        yield replace(entry, refusal=ARCHIVES_TOO_DEEP)
        return
    try:
        found = files_in(entry.path, entry.members, budget)
    except Ungradable as error:
        yield replace(entry, refusal=error.sentence)
        return
    except OSError as error:
        words = error.strerror or type(error).__name__
        yield replace(entry, refusal=Sentence("The file cannot be read ({words}): hand it in again.", words=words))
        return
    for item in found:
        members = (*entry.members, item.member)
        hidden = any(map(is_passed_by, item.parts))
        yield HandedIn((*entry.parts, *item.parts), entry.path, members, item.modified, hidden, item.refusal)


def is_passed_by(name: str) -> bool:
    """Whether a file or folder of this name is nobody's work: a hidden one, or one of a tool."""
    return name.startswith((".", "~$")) or name.lower() in PASSED_BY
