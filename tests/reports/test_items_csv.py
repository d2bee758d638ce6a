"""The table of exercises: how hard each is, whether it tells who knows, and what is believed."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from grader.reports.items_csv import items_csv
from grader.results import CaseResult, ExerciseReport, Gradebook, Outcome, SubmissionReport

CHOSEN = CaseResult("=three", Outcome.WRONG)
WRONG = ExerciseReport("q1", 10, Outcome.WRONG, (CHOSEN,), mistake="all are even", question="Which?")
RIGHT = replace(WRONG, outcome=Outcome.PASSED, cases=(), mistake=None)
FUNCTION = ExerciseReport("dot", 10, Outcome.PASSED, ())


def test_each_exercise_is_a_row_in_the_order_of_the_course() -> None:
    reports = [SubmissionReport(name, name, "quiz", exercises=(item,)) for name, item in (("a", WRONG), ("b", RIGHT))]
    reports.append(SubmissionReport("a", "c", "late", exercises=(FUNCTION,)))
    table = items_csv(Gradebook(tuple(reports), 0, assignments=("quiz", "late")))
    first, second = list(csv.reader(io.StringIO(table)))[1:]
    assert first == ["quiz", "q1", "Which?", "2", "0.50", "", "'=three", "1", "all are even", "", ""]
    assert second == ["late", "dot", "", "1", "1.00", "", "", "", "", "", ""]
