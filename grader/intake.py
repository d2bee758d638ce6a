"""Finds the submissions in a folder. Nothing of them is read or run here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from grader.errors import NoNotebooks, PathNotFound
from grader.model import Submission

PASSED_BY = {".ipynb_checkpoints", "__MACOSX", "__pycache__", ".git"}


def find_submissions(path: Path) -> tuple[Submission, ...]:
    """All notebooks under `path`, which may be one file; a notebook's student is named by its first folder.

    Raises
    ------
    PathNotFound
        If nothing is there.
    NoNotebooks
        If there is no notebook in it.
    """
    if not path.exists():
        raise PathNotFound(path)
    if path.is_file():
        return (Submission(path.parent.resolve().name, path.resolve() if path.is_symlink() else path),)
    found = tuple(_submissions(path))
    if not found:
        raise NoNotebooks(path)
    return found


def _submissions(folder: Path) -> Iterator[Submission]:
    for path in sorted(folder.rglob("*.ipynb")):
        inside = path.relative_to(folder)
        if PASSED_BY.isdisjoint(inside.parts) and path.is_file():
            yield Submission(inside.parts[0] if len(inside.parts) > 1 else path.stem, path)
