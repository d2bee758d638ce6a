"""What feedback tells of held-out cases that failed, as the course says."""

from __future__ import annotations

from dataclasses import replace

from grader.course.settings import HeldOut
from grader.reports.verdict import first_failed
from grader.results import CaseResult, ExerciseReport, Outcome, SubmissionReport
from grader.sentence import Sentence


def without_held_out(report: SubmissionReport, held_out: HeldOut) -> SubmissionReport:
    """The report, with no more of its held-out cases in it than their names, or names and messages."""
    if held_out is HeldOut.ALL:
        return report
    return replace(report, exercises=tuple(_shown(exercise, held_out) for exercise in report.exercises))


def _shown(exercise: ExerciseReport, held_out: HeldOut) -> ExerciseReport:
    failed = first_failed(exercise)
    cases = tuple(_cut(case, held_out) for case in exercise.cases)
    if failed is None or failed.visible or held_out is HeldOut.MESSAGE:
        return replace(exercise, cases=cases)
    return replace(exercise, cases=cases, message=Sentence(exercise.outcome.value), remark="")


def _cut(case: CaseResult, held_out: HeldOut) -> CaseResult:
    if case.visible or case.outcome is Outcome.PASSED:
        return case
    message = case.message if held_out is HeldOut.MESSAGE else Sentence(case.outcome.value)
    return replace(case, message=message, expected="", got="", tables=None)
