"""The gradebook as JSON, for other programs; docs/results.md describes it."""

from __future__ import annotations

import dataclasses
import json

from grader.language.catalogue import ENGLISH, Language
from grader.reports.translated import in_language
from grader.results import Adjustment, CaseResult, ExerciseReport, Gradebook, Status, SubmissionReport

RESULTS_VERSION = 1


def results_json(gradebook: Gradebook, language: Language = ENGLISH) -> bytes:
    """The whole gradebook, told in a language."""
    document = {
        "version": RESULTS_VERSION,
        "language": language.code,
        "seed": gradebook.seed,
        "passing": gradebook.passing,
        "submissions": [
            _submission_tree(in_language(report, language), gradebook.passing) for report in gradebook.reports
        ],
    }
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    # Half a character cannot be written; what stands for it here is its escape in JSON, too.
    return text.encode(errors="backslashreplace")


def _submission_tree(report: SubmissionReport, passing: float) -> dict[str, object]:
    return {
        "student": report.student,
        "assignment": report.assignment,
        "path": report.path,
        "edition": report.edition,
        "status": report.status.value,
        "seed": report.seed,
        "score": report.score.earned,
        "max_score": report.score.possible,
        "measured": report.measured.earned,
        "unpenalised": report.unpenalised.earned,
        "late": dataclasses.asdict(report.late) if report.late else None,
        "percent": report.score.percent,
        "passed": report.status is Status.GRADED and report.score.passes(passing),
        "problems": list(report.problems),
        "adjustments": [_adjustment_tree(adjustment) for adjustment in report.adjustments],
        "comments": [dataclasses.asdict(comment) for comment in report.comments],
        "held": report.held,
        "exercises": [_exercise_tree(exercise, report.earned(exercise)) for exercise in report.exercises],
    }


def _adjustment_tree(adjustment: Adjustment) -> dict[str, object]:
    names = ("function", "points", "relative", "reason", "made")
    return {name: getattr(adjustment, name) for name in names}


def _exercise_tree(exercise: ExerciseReport, earned: int) -> dict[str, object]:
    return {
        "function": exercise.function,
        "question": exercise.question,
        "asked": exercise.asked,
        "code": exercise.code,
        "points": exercise.points,
        "earned": earned,
        "measured": exercise.score.earned,
        "outcome": exercise.outcome.value,
        "carried": exercise.carried,
        "mistake": exercise.mistake,
        "contract": exercise.contract,
        "message": exercise.message,
        "hint": exercise.hint,
        "remark": exercise.remark,
        "advice": list(exercise.advice),
        "cell": exercise.cell,
        "line": exercise.line,
        "source": exercise.source,
        "cases": [_case_tree(case) for case in exercise.cases],
    }


def _case_tree(case: CaseResult) -> dict[str, object]:
    tables = [dataclasses.asdict(table) for table in case.tables] if case.tables else None
    return {**dataclasses.asdict(case), "outcome": case.outcome.value, "tables": tables}
