"""The files of a gradebook: tables as CSV, everything as JSON, a page for each submission and one of the class.

What is made of the same as before is not made again.
"""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.course.settings import Settings
from grader.document import document_of
from grader.errors import CannotWrite, WouldOverwrite
from grader.faults import place_of
from grader.gradebook.book import Book, Row
from grader.gradebook.class_numbers import class_numbers
from grader.gradebook.records import Written, digest_of
from grader.gradebook.store import NAME, Store
from grader.language.catalogue import ENGLISH, Language
from grader.reports.class_page import class_page
from grader.reports.feedback import apology_page, feedback_page
from grader.reports.grades_csv import grades_csv
from grader.reports.items_csv import items_csv
from grader.reports.page_paths import FEEDBACK, SIMILAR, copy_path, page_paths
from grader.reports.results_json import results_json
from grader.reports.term_csv import term_csv
from grader.reports.writing import write_files
from grader.results import Gradebook, SubmissionReport

GRADES = Path("grades.csv")
TERM = Path("term.csv")
ITEMS = Path("items.csv")
RESULTS = Path("results.json")
CLASS = Path("class.html")
TABLES = (RESULTS, GRADES, TERM, ITEMS, CLASS)


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
    made = [table.name for table in (*TABLES, FEEDBACK, SIMILAR)]
    names = (NAME, f"{NAME}-wal", f"{NAME}-shm", f"{NAME}-journal", *made)
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
        keys = _keys(book, paths, looks)
        stale = {path for path, key in keys.items() if not _is_current(folder / path, before.get(path), key)}
        write_files(folder, _contents(book, paths, stale, language, faults))
        gone = before.keys() - keys.keys()
        _remove(folder, gone)
        if stale or gone:
            failed = {(fault.student, fault.assignment) for fault in faults}
            kept = {path: key for path, key in keys.items() if not _is_of(pages.get(Path(path)), failed)}
            if any(fault.student == CLASS.name for fault in faults):
                del kept[CLASS.as_posix()]
            store.set_written({path: _as_written(folder / path, key) for path, key in kept.items()})
    return book, faults


def unwritten(store: Store, book: Book, looks: str) -> list[bool | None]:
    """Of each row whether its page is still to be written, as it would be now; None where there is to be none."""
    before, paths = store.written(), page_paths([row.report for row in book.rows])
    keys = _keys(book, paths, looks)
    return [
        not _is_current(store.folder / path, before.get(path.as_posix()), keys[path.as_posix()]) if path else None
        for path in paths
    ]


def take_away(store: Store, pages: Iterable[str]) -> None:
    """Remove pages that were written, as if they had not been."""
    with store.transaction():
        there = set(pages) & store.written().keys() - {table.as_posix() for table in TABLES}
        _remove(store.folder, there)
        store.forget_written(there)


def _contents(
    book: Book, paths: Sequence[Path | None], stale: Collection[str], language: Language, faults: list[Fault]
) -> Iterator[tuple[Path, bytes]]:
    """What is to be written anew, made as it is asked for; `faults` learns of the pages that cannot be made."""
    for path, row in zip(paths, book.rows, strict=True):
        if path and path.as_posix() in stale:
            yield path, _page(book.whole(row), path, language, book.settings, faults).encode()
        if path and row.report.executed and copy_path(path).as_posix() in stale:
            yield copy_path(path), book.executed(row)
    if any(table.as_posix() in stale for table in TABLES):
        whole = book.reports()
        yield RESULTS, results_json(whole, language)
        yield ITEMS, items_csv(whole).encode()
        yield GRADES, grades_csv(book.outlines()).encode()
        yield TERM, term_csv(book).encode()
        yield CLASS, _class_page(book, whole, paths, language, faults).encode()


def _keys(book: Book, paths: Sequence[Path | None], looks: str) -> dict[str, str]:
    """A digest for each file of all that it is made of; `paths` are those of the rows' pages."""
    of_rows = [_key(row, looks) for row in book.rows]
    of_class = [str(book.seed), str(len(book.attempts)), *map(str, book.ids.items())]
    of_class += [str(row.before) for row in book.rows]
    whole = digest_of("\n".join([looks, *of_class, *of_rows]).encode())
    of_pages = {path.as_posix(): key for path, key in zip(paths, of_rows, strict=True) if path}
    of_copies = {
        copy_path(path).as_posix(): row.report.executed.digest
        for path, row in zip(paths, book.rows, strict=True)
        if path and row.report.executed
    }
    return of_pages | of_copies | {table.as_posix(): whole for table in TABLES}


def _key(row: Row, looks: str) -> str:
    """A digest of all that a page, or a row of a table, is made of."""
    told = json.dumps(document_of(replace(row.report, exercises=())))
    return digest_of("\n".join((looks, row.attempt.digest if row.attempt else "", told)).encode())


def _page(report: SubmissionReport, path: Path, language: Language, settings: Settings, faults: list[Fault]) -> str:
    try:
        return feedback_page(report, language, settings, copy=copy_path(path).name)
    except Exception as error:  # noqa: BLE001 - a page less is no reason to lose a class
        faults.append(Fault(report.student, report.assignment, place_of(error)))
        return apology_page(report, language, faults[-1].place)


def _class_page(
    book: Book, whole: Gradebook, paths: Sequence[Path | None], language: Language, faults: list[Fault]
) -> str:
    try:
        return class_page(book, class_numbers(book, whole.reports), paths, language)
    except Exception as error:  # noqa: BLE001 - as above
        faults.append(Fault(CLASS.name, "", place_of(error)))
        return apology_page(SubmissionReport(CLASS.name), language, faults[-1].place)


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


def _remove(folder: Path, paths: Iterable[str]) -> None:
    """Remove files that nothing is the reason for any more, and folders that are empty then."""
    for path in paths:
        with contextlib.suppress(OSError):
            (folder / path).unlink()
            (folder / path).parent.rmdir()
