"""Deadlines, weights and attempts as course.toml has them: what a whole gradebook comes to."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.course.settings import Counts, Late, Missing, Settings
from grader.errors import UnknownName
from grader.gradebook.book import Book
from grader.gradebook.records import Content
from grader.gradebook.store import Store
from grader.gradebook.term import term
from grader.reports.grades_csv import grades_csv
from grader.reports.term_csv import term_csv
from grader.results import ExerciseReport, Outcome, SubmissionReport
from grader.submission import Submission

DUE = dt.datetime(2026, 10, 12, tzinfo=dt.UTC)
COURSE = Settings(("first", "second"), late=Late(percent_a_day=10), deadlines={"first": DUE})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as store:
        yield store


def hand_in(store: Store, student: str, assignment: str, earned: int, *, days: float = -1, alias: str = "") -> None:
    """One file, which earns so many of 100 points, so many days after the deadline."""
    exercises = (
        ExerciseReport("f", earned, Outcome.PASSED, ()),
        ExerciseReport("g", 100 - earned, Outcome.WRONG, ()),
    )
    moment = (DUE + dt.timedelta(days=days)).timestamp()
    place = Path(f"{student}/{assignment}/{days}.ipynb")
    aliases = (alias,) if alias else ()
    submission = Submission(student, place, sender=student, aliases=aliases, modified=moment, handed_in=moment)
    report = SubmissionReport(assignment=assignment, exercises=exercises)
    store.keep(store.begin("grade"), submission, Content.of(str(place).encode()), [report], "terms")


def totals(store: Store, settings: Settings) -> dict[str, float | None]:
    return {line.student: line.total for line in term(Book(store, settings)).lines}


def test_a_total_is_by_weights_and_what_is_missing_counts_as_the_course_says(store: Store) -> None:
    hand_in(store, "ada", "first", 80)
    hand_in(store, "ada", "second", 50)
    hand_in(store, "ben", "second", 90)
    store.expect([("cleo", ("17",), ("Nothing was handed in.",))])
    weighed = replace(COURSE, weights={"first": 2.0})
    assert totals(store, weighed) == {"ada": 70, "ben": 30, "cleo": 0}
    assert totals(store, replace(weighed, missing=Missing.EMPTY)) == {"ada": 70, "ben": 90, "cleo": None}


def test_what_nobody_has_handed_in_yet_counts_for_nobody(store: Store) -> None:
    hand_in(store, "ada", "first", 80)
    store.expect([("cleo", ("17",), ("Nothing was handed in.",))])
    assert totals(store, COURSE) == {"ada": 80, "cleo": 0}


def test_a_deadline_that_moves_works_the_penalties_out_anew(store: Store) -> None:
    hand_in(store, "ada", "first", 80, days=1.5)
    (row,) = Book(store, COURSE).rows
    assert (row.report.score.earned, row.report.unpenalised.earned) == (64, 80)
    moved = replace(COURSE, deadlines={"first": DUE + dt.timedelta(days=1)})
    assert Book(store, moved).rows[0].report.score.earned == 72
    extended = replace(COURSE, extensions={"s17": {"first": DUE + dt.timedelta(days=2)}})
    assert Book(store, extended).rows[0].report.late is not None
    store.expect([("ada", ("s17",), ())])
    assert Book(store, extended).rows[0].report.late is None


@pytest.mark.parametrize(("counts", "earned"), [(Counts.NEWEST, 30), (Counts.BEST, 90), (Counts.LAST_IN_TIME, 40)])
def test_which_attempt_counts_is_a_rule_of_the_course(store: Store, counts: Counts, earned: int) -> None:
    for points, days in ((90, -3), (40, -2), (30, 1)):
        hand_in(store, "ada", "first", points, days=days)
    (row,) = Book(store, replace(COURSE, counts=counts)).rows
    assert row.report.unpenalised.earned == earned


def test_the_tables_say_how_late_and_what_it_would_be_and_whose_columns_are_whose(store: Store) -> None:
    hand_in(store, "=1+1", "second", 100, alias="=2")
    hand_in(store, "=1+1", "first", 80, days=0.5, alias="=2")
    book = Book(store, COURSE)
    first, second = csv.DictReader(io.StringIO(grades_csv(book.outlines())))
    assert [first[name] for name in ("assignment", "score", "late", "unpenalised", "first.f")] == [
        *("first", "72", "1", "80", "80")
    ]
    assert (second["assignment"], second["late"], second["second.f"], second["first.f"]) == ("second", "", "100", "")
    (line,) = csv.DictReader(io.StringIO(term_csv(book)))
    assert line == {"student": "'=1+1", "ids": "'=2", "first": "72", "second": "100", "total": "86", "passed": "yes"}


def test_what_passes_is_what_the_course_says(store: Store) -> None:
    hand_in(store, "ada", "second", 60)
    assert ",no,," in grades_csv(Book(store, COURSE).outlines())
    assert ",yes,," in grades_csv(Book(store, replace(COURSE, passing=60)).outlines())


def test_a_student_may_be_named_by_an_id(store: Store) -> None:
    hand_in(store, "ada", "first", 80, alias="4711")
    store.expect([("ben", ("17",), ()), ("cat", ("17",), ())])
    book = Book(store, COURSE)
    assert (book.student("4711"), book.student("ADA")) == ("ada", "ada")
    with pytest.raises(UnknownName):
        book.student("17")
