"""Writes files: whole or not at all, and of several all of them or none.

All that is new is written aside first, and then takes its place: a disk that is full, or a folder that cannot be
written, leaves the files as they were.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from grader.errors import CannotWrite

ASIDE = ".writing"


def write_files(folder: Path, files: Iterable[tuple[Path, bytes]]) -> None:
    """Write files below a folder: all of them, or none.

    Raises
    ------
    CannotWrite
        If the folder, or a file in it, cannot be written.
    """
    aside = folder / ASIDE
    made: list[Path] = []
    places: list[tuple[Path, Path]] = []
    place = folder
    try:
        # What an earlier grader left there was killed on its way.
        shutil.rmtree(aside, ignore_errors=True)
        for path, data in files:
            place = folder / path
            made += _make_folders(place.parent) + _make_folders(aside)
            if place.is_dir():
                raise IsADirectoryError(None, "a folder has its name")
            part = aside / str(len(places))
            _write(part, data, safely=path.parent == Path())
            places.append((part, place))
        for part, place in places:
            part.replace(place)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        for empty in reversed(made):
            with contextlib.suppress(OSError):
                empty.rmdir()
        raise CannotWrite(place, error.strerror or str(error)) from error
    shutil.rmtree(aside, ignore_errors=True)


def write_file(path: Path, data: bytes) -> None:
    """Write one file anywhere, whole or not at all.

    Raises
    ------
    CannotWrite
        If it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=ASIDE, dir=path.parent) as aside:
            part = Path(aside) / path.name
            _write(part, data, safely=True)
            part.replace(path)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error), "name another place") from error


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder, and those around it; which of them were not there, outermost first."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir()
    return missing[::-1]


def _write(path: Path, data: bytes, *, safely: bool) -> None:
    """Write a file; `safely`, so that it is whole even if the machine loses its power."""
    with path.open("wb") as file:
        file.write(data)
        if safely:
            file.flush()
            os.fsync(file.fileno())
