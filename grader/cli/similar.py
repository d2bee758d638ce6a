"""`grader similar`: who is suspiciously alike, in a class and with those of earlier terms."""

from __future__ import annotations

import argparse
import contextlib
import math
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.cli.gradebook import AS_BEFORE, course_of, existing, read_book
from grader.cli.options import add_course, add_gradebook, add_language
from grader.errors import CourseNotFound
from grader.gradebook.book import Book
from grader.gradebook.records import digest_of
from grader.gradebook.store import Store
from grader.harmless import harmless_line
from grader.language.catalogue import find_language
from grader.reports.files import check_folder
from grader.reports.page_paths import SIMILAR
from grader.reports.similar import (
    CAUTION,
    FEW,
    SMALL,
    SameFile,
    anonymous,
    plain_name,
    same_file_lines,
    similar_page,
    similar_table,
)
from grader.reports.writing import write_files
from grader.results import Gradebook
from grader.similarity.given import given_texts
from grader.similarity.pairs import THRESHOLD, Person, Task, pairs

SHOWN = 50


def add_similar(command: argparse.ArgumentParser) -> None:
    add_gradebook(command)
    command.add_argument(
        "--against", type=Path, nargs="+", default=[], metavar="OLD", help="folders of earlier terms' gradebooks"
    )
    command.add_argument(
        "--together",
        nargs="+",
        action="append",
        default=[],
        metavar="STUDENT",
        help="students who worked together as they may; they are no pair (give it once for each group)",
    )
    command.add_argument(
        "--threshold",
        type=_bits,
        default=THRESHOLD,
        metavar="BITS",
        help="show pairs with as many bits beyond chance (default: %(default)g)",
    )
    command.add_argument("--anonymous", action="store_true", help="number the students instead of naming them")
    add_course(command)
    add_language(command, before=AS_BEFORE)
    command.set_defaults(carry_out=_similar)


def _similar(options: argparse.Namespace, console: Console) -> bool:
    find_language(options.language)
    earlier = {_term(path): _earlier(path) for path in options.against if path.resolve() != options.output.resolve()}
    with existing(options.output) as store:
        check_folder(options.output)
        language = find_language(options.language or store.setting("language"))
        book = read_book(store)
        together = [[book.student(name) for name in group] for group in options.together]
        same = _same_files(book, store)
        gradebook = book.reports()
        given = _given(options, store)
    found = pairs(
        gradebook,
        options.threshold,
        earlier=earlier,
        given=given,
        together=together,
        identical=[(group.assignment, {person.student for person in group.people}) for group in same],
    )
    names = anonymous(found, same, language) if options.anonymous else plain_name
    students = len({report.student for report in gradebook.reports if report.exercises})
    page = similar_page(found, same, names, language, students=students)
    _write(options.output, page)
    for line in same_file_lines(same, names, language):
        console.print(Text(harmless_line(line)), soft_wrap=True)
    if found:
        console.print(similar_table(found[:SHOWN], names, language))
    elif not same:
        console.print(f"No two of {students} students are more alike than chance explains.", soft_wrap=True)
    if students < FEW:
        console.print(Text(language.say(SMALL), "dim"), soft_wrap=True)
    console.print(Text(language.say(CAUTION), "dim"), soft_wrap=True)
    console.print()
    more = f"  ({len(found)} pairs)" if len(found) > SHOWN else ""
    console.print(Text(f"side by side  {options.output / SIMILAR}{more}"), soft_wrap=True)
    return True


def _write(output: Path, page: str) -> None:
    """Nobody else writes beside the gradebook meanwhile."""
    with existing(output) as store, store.transaction():
        write_files(output, [(SIMILAR, page.encode())])


def _given(options: argparse.Namespace, store: Store) -> dict[Task, tuple[str, ...]]:
    """The texts that the course gave; none where it is gone, for then what most wrote alike tells it as well."""
    with contextlib.suppress(CourseNotFound):
        return dict(given_texts(course_of(options, store)))
    return {}


def _earlier(folder: Path) -> Gradebook:
    with existing(folder) as store:
        return read_book(store).reports()


def _term(folder: Path) -> str:
    """What an earlier gradebook is called: its folder, as it was given."""
    return harmless_line(folder.as_posix())


def _same_files(book: Book, store: Store) -> list[SameFile]:
    groups: dict[tuple[str, str], list[Person]] = {}
    for row in book.rows:
        data = store.content(row.attempt.file) if row.attempt and row.report.exercises else None
        if data is not None and any(exercise.outcome.attempted for exercise in row.report.exercises):
            groups.setdefault((row.report.assignment, digest_of(data)), []).append(Person(row.report.student))
    return list(_of_several(groups))


def _of_several(groups: dict[tuple[str, str], list[Person]]) -> Iterator[SameFile]:
    for (assignment, _), people in groups.items():
        several = tuple(dict.fromkeys(people))
        if len(several) > 1:
            yield SameFile(assignment, several)


def _bits(text: str) -> float:
    with contextlib.suppress(ValueError):
        if math.isfinite(value := float(text)):
            return value
    raise argparse.ArgumentTypeError(f"{text!r} is no number of bits")
