"""The files of a gradebook: one row a submission as CSV, everything as JSON, a page of feedback for each student.

What is made of the same as before is not made again. All that is new is written aside first, and then takes its place:
a disk that is full, or a folder that cannot be written, leaves the files as they were.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.course.settings import Settings
from grader.document import document_of
from grader.errors import CannotWrite, WouldOverwrite
from grader.faults import place_of
from grader.gradebook.book import Book, Row
from grader.gradebook.records import Written, digest_of
from grader.gradebook.store import NAME, Store
from grader.language.catalogue import ENGLISH, Language
from grader.reports.feedback import apology_page, feedback_page
from grader.reports.grades_csv import grades_csv
from grader.reports.items_csv import items_csv
from grader.reports.results_json import results_json
from grader.reports.term_csv import term_csv
from grader.results import Status, SubmissionReport

GRADES = Path("grades.csv")
TERM = Path("term.csv")
ITEMS = Path("items.csv")
RESULTS = Path("results.json")
TABLES = (RESULTS, GRADES, TERM, ITEMS)
FEEDBACK = Path("feedback")
ASIDE = ".writing"
UNSAFE_IN_A_FILE_NAME = re.compile(r"[^\w.@+-]+")
# A name may have 255 bytes on most file systems, and 143 on those that encrypt.
MAX_NAME_BYTES = 120


@dataclass(frozen=True)
class Fault:
    """A page that could not be made, by a fault of the grader at a place of its own code."""

    student: str
    assignment: str
    place: str


def check_folder(folder: Path) -> None:
    """Find out before anything is graded whether there is a place for it, and nothing of anybody's in its way.

    Raises
    ------
    CannotWrite
        If the folder cannot be made, or nothing can be written to it.
    WouldOverwrite
        If files of these names are there, and no gradebook that they were made of.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(4096))
            file.flush()
    except OSError as error:
        raise CannotWrite(folder, error.strerror or str(error)) from error
    for path in (folder / table for table in TABLES):
        if path.exists() and not (folder / NAME).exists():
            raise WouldOverwrite(path, f"there is no {NAME} beside it that it was made of")


def set_aside(folder: Path) -> Path | None:
    """Move the gradebook of a folder, and all that was made of it, into a folder within; none where there is nothing.

    Raises
    ------
    CannotWrite
        If something cannot be moved.
    """
    names = (NAME, f"{NAME}-wal", f"{NAME}-shm", f"{NAME}-journal", *(table.name for table in TABLES), FEEDBACK.name)
    there = [folder / name for name in names if (folder / name).exists()]
    if not there:
        return None
    number = next(number for number in range(1, 10**6) if not (folder / f"earlier-{number}").exists())
    earlier = folder / f"earlier-{number}"
    try:
        earlier.mkdir()
        for path in there:
            path.rename(earlier / path.name)
    except OSError as error:
        raise CannotWrite(earlier, error.strerror or str(error)) from error
    return earlier


def update_files(
    folder: Path, store: Store, read: Callable[[Store], Book], language: Language = ENGLISH, looks: str = ""
) -> tuple[Book, list[Fault]]:
    """Bring the files beside a store to what it holds; what has not changed is left alone.

    Nobody else writes to the store meanwhile, so of several that are done at once the last one has the last word.

    Parameters
    ----------
    read : callable
        What reads the gradebook from the store.
    looks : str
        A digest of all that decides how the same results look.

    Returns
    -------
    The gradebook as it was written, and the pages that could not be made: an apology is in the place of each.

    Raises
    ------
    CannotWrite
        If a file cannot be written; all are as they were then.
    """
    with store.transaction():
        book, before, faults = read(store), store.written(), list[Fault]()
        paths = page_paths([row.report for row in book.rows])
        pages = {path: row for path, row in zip(paths, book.rows, strict=True) if path}
        of_rows = [_key(row, looks) for row in book.rows]
        keys = {path.as_posix(): key for path, key in zip(paths, of_rows, strict=True) if path}
        whole = digest_of("\n".join([looks, str(book.seed), *map(str, book.ids.items()), *of_rows]).encode())
        keys |= {table.as_posix(): whole for table in TABLES}
        stale = {path for path, key in keys.items() if not _is_current(folder / path, before.get(path), key)}

        def contents() -> Iterator[tuple[Path, bytes]]:
            for path, row in pages.items():
                if path.as_posix() in stale:
                    yield path, _page(book.whole(row), language, book.settings, faults).encode()
            if stale & {table.as_posix() for table in TABLES}:
                whole_reports = book.reports()
                yield RESULTS, results_json(whole_reports, language)
                yield ITEMS, items_csv(whole_reports).encode()
                yield GRADES, grades_csv(book.outlines()).encode()
                yield TERM, term_csv(book).encode()

        write_files(folder, contents())
        gone = before.keys() - keys.keys()
        _remove(folder, gone)
        if stale or gone:
            failed = {(fault.student, fault.assignment) for fault in faults}
            kept = {path: key for path, key in keys.items() if not _is_of(pages.get(Path(path)), failed)}
            store.set_written({path: _as_written(folder / path, key) for path, key in kept.items()})
    return book, faults


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


def page_paths(reports: Sequence[SubmissionReport]) -> list[Path | None]:
    """Where the page of each report goes: `feedback/<student>/<assignment>.html`; each student has a folder alone.

    None for those who handed in nothing: they have no page.
    """
    taken: set[str] = set()
    folders: dict[str, str] = {}
    paths: list[Path | None] = []
    for report in reports:
        if report.status is Status.MISSING:
            paths.append(None)
            continue
        if report.student not in folders:
            folders[report.student] = _unlike(taken, "", report.student)
        folder = folders[report.student]
        name = _unlike(taken, f"{folder}/", report.assignment or Path(report.path).stem)
        paths.append(FEEDBACK / folder / f"{name}.html")
    return paths


def _key(row: Row, looks: str) -> str:
    """A digest of all that a page, or a row of a table, is made of."""
    told = json.dumps(document_of(replace(row.report, exercises=())))
    return digest_of("\n".join((looks, row.attempt.digest if row.attempt else "", told)).encode())


def _page(report: SubmissionReport, language: Language, settings: Settings, faults: list[Fault]) -> str:
    try:
        return feedback_page(report, language, settings)
    except Exception as error:  # noqa: BLE001 - a page less is no reason to lose a class
        faults.append(Fault(report.student, report.assignment, place_of(error)))
        return apology_page(report, language, faults[-1].place)


def _is_of(row: Row | None, failed: set[tuple[str, str]]) -> bool:
    return row is not None and (row.report.student, row.report.assignment) in failed


def _is_current(path: Path, before: Written | None, key: str) -> bool:
    """Whether a file is as it was written, of the same."""
    if before is None or before.made_of != key:
        return False
    try:
        status = path.stat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == (before.size, before.modified)


def _as_written(path: Path, key: str) -> Written:
    status = path.stat()
    return Written(key, status.st_size, status.st_mtime_ns)


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


def _remove(folder: Path, paths: Iterable[str]) -> None:
    """Remove files that nothing is the reason for any more, and folders that are empty then."""
    for path in paths:
        with contextlib.suppress(OSError):
            (folder / path).unlink()
            (folder / path).parent.rmdir()


def _unlike(taken: set[str], folder: str, text: str) -> str:
    """A file name for a text, numbered where another has it; `taken` are those that there are, and learns of it."""
    number, name = 1, _file_name(text)
    chosen = name
    while _on_disk(folder + chosen) in taken:
        number += 1
        chosen = f"{name}-{number}"
    taken.add(_on_disk(folder + chosen))
    return chosen


def _file_name(text: str) -> str:
    """A name that stays in its folder and fits into it, whatever a student called themselves."""
    safe = UNSAFE_IN_A_FILE_NAME.sub("_", text).strip(".")
    return safe.encode()[:MAX_NAME_BYTES].decode(errors="ignore") or "_"


def _on_disk(name: str) -> str:
    """What file systems take for the same name that make no difference of case, or of how an accent is written."""
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
