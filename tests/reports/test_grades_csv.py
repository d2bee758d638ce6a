"""No cell of grades.csv is a formula, whatever its reader takes for the end of a cell."""

from __future__ import annotations

import csv
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.reports.grades_csv import grades_csv
from grader.results import ExerciseReport, Gradebook, Outcome, SubmissionReport

SIGNS = ("=", "+", "-", "@", "−")
pieces = st.sampled_from([*SIGNS, *"＝＋－＠", ",", ";", "\t", '"', "'", " ", "\n", "\r", "\u2028", "\xa0", "a", "1"])
texts = st.lists(pieces, max_size=12).map("".join) | st.text(st.characters())


def table(student: str, assignment: str = "doubling", function: str = "double") -> str:
    exercise = ExerciseReport(function, 3, Outcome.PASSED, ())
    return grades_csv(Gradebook.of([SubmissionReport(student, "x", assignment, exercises=(exercise,))], seed=1))


def is_formula(cell: str) -> bool:
    return unicodedata.normalize("NFKC", cell.strip(' "\t')).startswith(SIGNS)


def formulas(text: str, delimiter: str) -> list[str]:
    lines = text.split("\n")
    quoted = [cell for row in csv.reader(lines, delimiter=delimiter) for cell in row]
    unquoted = [cell for line in lines for cell in line.split(delimiter)]
    return [cell for cell in quoted + unquoted if is_formula(cell)]


@given(texts, texts, texts)
@example("a;=1+1", "b", "c")
@example("x\t=cmd", "b", "c")
@example("a", 'b;"=1+1', 'c,""=1')
@example("a;＝1", "b; ＠x", "c;﹣1")
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula(delimiter: str, student: str, assignment: str, function: str) -> None:
    assert formulas(table(student, assignment, function), delimiter) == []


def test_one_row_stays_one_row() -> None:
    assert len(table("a\r\nb\x0bc\u2028d\x85e", "b\nc", "d\ne").splitlines()) == 2


@pytest.mark.parametrize("name", ["Ann-Marie O'Neill", "Doe, Jane", "a+b@c.org", "李 明", "1-2; 3"])
def test_ordinary_names_stay_as_they_are(name: str) -> None:
    assert list(csv.reader(table(name).splitlines()))[1][0] == name
