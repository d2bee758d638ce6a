"""The gradebook as a table for spreadsheets: one row a submission."""

from __future__ import annotations

import csv
import io

from grader.harmless import harmless_cell
from grader.results import Gradebook, SubmissionReport


def grades_csv(gradebook: Gradebook) -> str:
    """One row a submission, then one column for each function of the assignments in the gradebook.

    No cell is a formula, whether its reader splits at commas, as it should, or at semicolons or tabs.
    """
    functions = list(dict.fromkeys(item.function for report in gradebook.reports for item in report.exercises))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["student", "assignment", "score", "max_score", "percent", "passed", "adjusted", *map(harmless_cell, functions)]
    )
    writer.writerows(_row(report, functions) for report in gradebook.reports)
    return out.getvalue()


def _row(report: SubmissionReport, functions: list[str]) -> list[str | int]:
    earned = {exercise.function: report.earned(exercise) for exercise in report.exercises}
    score = report.score
    return [
        harmless_cell(report.student),
        harmless_cell(report.assignment),
        score.earned,
        score.possible,
        f"{score.percent:g}",
        "yes" if score.passed else "no",
        score.earned - report.measured.earned if report.adjustments else "",
        *(earned.get(function, "") for function in functions),
    ]
