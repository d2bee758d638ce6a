"""The table on a terminal of any width, and in a pipe."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from grader.reports.terminal import gradebook_table
from grader.results import ExerciseReport, Gradebook, Outcome, SubmissionReport

WRONG = ExerciseReport("double", 100, Outcome.WRONG, (), "a long message " * 30 + "its end")
REPORT = SubmissionReport("Ada " + "Lovelace " * 9, "a.ipynb", "an_assignment_of_a_long_name", exercises=(WRONG,))


def shown(width: int, wide: int | None) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=width).print(gradebook_table(Gradebook((REPORT,), 0), width=wide))
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [60, 80, 200])
def test_a_row_is_one_line_with_its_score_and_the_beginning_of_what_is_wrong(width: int) -> None:
    row = shown(width, width)[1]
    assert len(row) == width
    assert "0/100" in row
    assert "double: a" in row


def test_a_pipe_gets_whole_lines() -> None:
    row = shown(10_000, None)[1]
    assert row.startswith("Ada Lovelace Lovelace")
    assert row.rstrip().endswith("its end")
