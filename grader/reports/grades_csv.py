"""The gradebook as a table for spreadsheets: one row a submission."""

from __future__ import annotations

import csv
import io
import re

from grader.harmless import harmless_line
from grader.results import Gradebook, SubmissionReport

# What begins a formula: signs, also those that spreadsheets set to Japanese or a looser reader take for them.
SIGNS = "=+\\-@|＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−"
# Where a cell may begin, whichever of commas and semicolons a reader splits at, quoted or not. Tabs are spaces here.
CELL_START = re.compile(rf"""(^|[,;，；])([\s"]*)(?=[{SIGNS}])""")


def grades_csv(gradebook: Gradebook) -> str:
    """One row a submission, then one column for each function of the assignments in the gradebook.

    No cell is a formula, whether its reader splits at commas, as it should, or at semicolons or tabs.
    """
    functions = list(dict.fromkeys(item.function for report in gradebook.reports for item in report.exercises))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["student", "assignment", "score", "max_score", "percent", "passed", *map(_cell, functions)])
    writer.writerows(_row(report, functions) for report in gradebook.reports)
    return out.getvalue()


def _row(report: SubmissionReport, functions: list[str]) -> list[str | int]:
    earned = {exercise.function: exercise.score.earned for exercise in report.exercises}
    score = report.score
    return [
        _cell(report.student),
        _cell(report.assignment),
        score.earned,
        score.possible,
        f"{score.percent:g}",
        "yes" if score.passed else "no",
        *(earned.get(function, "") for function in functions),
    ]


def _cell(text: str) -> str:
    """A text in which no cell begins with a sign: an apostrophe, which spreadsheets know for it, stands before."""
    return CELL_START.sub(r"\1\2'", harmless_line(text))
