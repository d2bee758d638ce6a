"""The gradebook as a table for spreadsheets: one row a submission."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterator

from grader.harmless import harmless_cell
from grader.results import Gradebook, SubmissionReport


def grades_csv(gradebook: Gradebook) -> str:
    """One row a submission, with a column for each function of each assignment in the gradebook, in course order.

    `late` has the days, `unpenalised` what it would be in time, `adjusted` what a teacher added to that or took.
    No cell is a formula, whether its reader splits at commas, as it should, or at semicolons or tabs.
    """
    functions = list(_functions(gradebook))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    heading = ["student", "assignment", "score", "max_score", "percent", "passed", "late", "unpenalised", "adjusted"]
    writer.writerow([*heading, *(harmless_cell(f"{assignment}.{function}") for assignment, function in functions)])
    writer.writerows(_row(report, functions, gradebook.passing) for report in gradebook.reports)
    return out.getvalue()


def _functions(gradebook: Gradebook) -> Iterator[tuple[str, str]]:
    """All functions with their assignments: two assignments may have one of the same name."""
    known = {name: dict[str, None]() for name in gradebook.assignments}
    for report in gradebook.reports:
        known.setdefault(report.assignment, {}).update(dict.fromkeys(item.function for item in report.exercises))
    return ((assignment, function) for assignment, functions in known.items() for function in functions)


def _row(report: SubmissionReport, functions: list[tuple[str, str]], passing: float) -> list[str | int]:
    earned = {(report.assignment, exercise.function): report.earned(exercise) for exercise in report.exercises}
    score = report.score
    return [
        harmless_cell(report.student),
        harmless_cell(report.assignment),
        score.earned,
        score.possible,
        f"{score.percent:g}",
        "yes" if score.passes(passing) else "no",
        report.late.days if report.late else "",
        report.unpenalised.earned,
        _by_hand(report) if report.adjustments else "",
        *(earned.get(function, "") for function in functions),
    ]


def _by_hand(report: SubmissionReport) -> int:
    """The points that a teacher added to what is measured and penalised, or took from it."""
    return report.score.earned - dataclasses.replace(report, adjustments=()).score.earned
