"""An anonymous gradebook names nobody, in no text and no file name, and keeps its pseudonyms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.gradebook.book import Book
from grader.gradebook.pseudonyms import SECRET, AnonymousBook
from grader.gradebook.records import Content, digest_of
from grader.gradebook.store import NAME, Store
from grader.reports.files import update_files
from grader.results import CaseResult, Executed, ExerciseReport, Outcome, Status, SubmissionReport
from grader.sentence import Sentence
from grader.submission import Submission

ADA, BEN = "Ada Lovelace", "ben_okri"
PSEUDONYM = re.compile(r"student-[a-z2-7]{10}")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        yield opened


def keep(store: Store, student: str, source: str = "", status: Status = Status.GRADED, **details: object) -> None:
    case = CaseResult("published", Outcome.CRASHED, Sentence("raised {words}", words=source), got=source)
    exercise = ExerciseReport("f", 10, Outcome.CRASHED, (case,), message=Sentence("raised {words}", words=source))
    report = SubmissionReport(
        assignment="one" if status is Status.GRADED else "",
        status=status,
        problems=(Sentence("The file cannot be read ({words}): hand it in again.", words=source),),
        exercises=(exercise, ExerciseReport("g", 1, Outcome.WRONG, (), source=source))
        if status is Status.GRADED
        else (),
        executed=Executed(digest_of(source.encode()), source),
    )
    submission = Submission(student, Path(f"/srv/{student}/hw by {student}.ipynb"), **details)  # type: ignore[arg-type]
    store.keep(store.begin("grade"), submission, Content.of(source.encode()), [report], "terms")


def texts(folder: Path) -> str:
    """All that is written, and what the files are called."""
    there = [path for path in folder.rglob("*") if not path.name.startswith(NAME)]
    read = [path.read_text(encoding="utf-8") for path in there if path.is_file()]
    return "\n".join([*(path.relative_to(folder).as_posix() for path in there), *read])


def test_no_name_and_no_id_is_in_any_file_or_its_name(store: Store) -> None:
    text = "# by ada lovelace, Ada, LOVELACE Ada (s4711, ada@example.org) and C:/Users/lovelace_ada"
    keep(store, ADA, text, aliases=("s4711", "ada@example.org"), problems=(Sentence("{name} is late.", name=ADA),))
    keep(store, BEN, "ben okri's", status=Status.UNGRADABLE)
    nobody = Sentence("Nothing is known for certain; it may be what came from {names}.", names=BEN)
    store.expect([("Cem Öz", ("s99812",), (nobody,))])
    update_files(store.folder, store, AnonymousBook)
    found = texts(store.folder)
    assert not re.search(r"lovelace|\bada\b|4711|example\.org|okri|\bcem\b|öz\b|99812|/srv", found, re.IGNORECASE)
    assert len(set(PSEUDONYM.findall(found))) == 3


def test_a_pseudonym_stays_within_a_gradebook_and_is_another_in_the_next(store: Store, tmp_path: Path) -> None:
    keep(store, ADA)
    (first,) = AnonymousBook(store).students
    keep(store, BEN)
    assert PSEUDONYM.fullmatch(first) and first in AnonymousBook(store).students
    with Store(tmp_path / "..") as other:
        keep(other, ADA)
        assert AnonymousBook(other).students != (first,)


def test_without_the_secret_nobody_finds_out_who_it_is(store: Store) -> None:
    keep(store, ADA)
    before = AnonymousBook(store).students
    assert len(bytes.fromhex(store.setting(SECRET))) == 32
    store.set(SECRET, "00" * 32)
    assert AnonymousBook(store).students != before


def test_the_order_of_the_rows_tells_no_name(store: Store) -> None:
    for name in "abcdefghijkl":
        keep(store, name * 3)
    found = [row.report.student for row in AnonymousBook(store).rows]
    assert found == sorted(found)


def test_what_the_course_calls_its_functions_stays_whatever_somebody_is_called(store: Store) -> None:
    keep(store, "one", "def one(x): ...")
    (row,) = AnonymousBook(store).rows
    assert row.report.assignment == "one"
    assert [item.function for item in row.report.exercises] == ["f", "g"]


@pytest.mark.parametrize("name", ["", ".", "((", "a|b", "\\", "[x", "张伟", "_", "😀", "x" * 300])
def test_any_name_has_a_pseudonym(store: Store, name: str) -> None:
    keep(store, name, f"by {name}!")
    book = AnonymousBook(store)
    assert PSEUDONYM.fullmatch(book.whole(book.rows[0]).student)


def test_names_come_back_with_the_next_report_that_is_not_anonymous(store: Store) -> None:
    keep(store, ADA)
    update_files(store.folder, store, AnonymousBook)
    update_files(store.folder, store, Book)
    assert not PSEUDONYM.search(texts(store.folder)) and "Ada_Lovelace" in texts(store.folder)
