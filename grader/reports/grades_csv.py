"""The gradebook as a table for spreadsheets: one row a submission."""

from __future__ import annotations

import csv
import io

from grader.harmless import harmless_line
from grader.results import Gradebook

# The wide ones are formulas to spreadsheets set to Japanese.
FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def grades_csv(gradebook: Gradebook) -> str:
    """One row a submission, then one column for each function of the assignments in the gradebook."""
    functions = list(dict.fromkeys(item.function for report in gradebook.reports for item in report.exercises))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["student", "assignment", "score", "max_score", "percent", "passed", *functions])
    for report in gradebook.reports:
        earned = {exercise.function: exercise.score.earned for exercise in report.exercises}
        score = report.score
        passed = "yes" if score.passed else "no"
        head = [_cell(report.student), report.assignment, score.earned, score.possible, f"{score.percent:g}", passed]
        writer.writerow([*head, *(earned.get(function, "") for function in functions)])
    return out.getvalue()


def _cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    shown = harmless_line(text)
    return f"'{shown}" if shown.startswith(FORMULA_START) or text.startswith(FORMULA_START) else shown
