"""The gradebook as JSON, for other programs; docs/results.md describes it."""

from __future__ import annotations

import json

from grader.harmless import harmless
from grader.language.catalogue import ENGLISH, Language
from grader.reports.translated import in_language
from grader.results import ExerciseReport, Gradebook, Status, SubmissionReport

RESULTS_VERSION = 1


def results_json(gradebook: Gradebook, language: Language = ENGLISH) -> str:
    """The whole gradebook in the schema that `docs/results.md` describes."""
    document = {
        "version": RESULTS_VERSION,
        "seed": gradebook.seed,
        "submissions": [_submission_tree(in_language(report, language)) for report in gradebook.reports],
    }
    return json.dumps(_harmless_tree(document), indent=1, ensure_ascii=False) + "\n"


def _submission_tree(report: SubmissionReport) -> dict[str, object]:
    return {
        "student": report.student,
        "assignment": report.assignment,
        "path": report.path,
        "edition": report.edition,
        "status": report.status.value,
        "score": report.score.earned,
        "max_score": report.score.possible,
        "percent": report.score.percent,
        "passed": report.status is Status.GRADED and report.score.passed,
        "problems": list(report.problems),
        "exercises": [_exercise_tree(exercise) for exercise in report.exercises],
    }


def _exercise_tree(exercise: ExerciseReport) -> dict[str, object]:
    return {
        "function": exercise.function,
        "points": exercise.points,
        "earned": exercise.score.earned,
        "outcome": exercise.outcome.value,
        "carried": exercise.carried,
        "mistake": exercise.mistake,
        "contract": exercise.contract,
        "message": exercise.message,
        "cases": [
            {"name": case.name, "outcome": case.outcome.value, "message": case.message} for case in exercise.cases
        ],
    }


def _harmless_tree(tree: object) -> object:
    """The tree with harmless text: half a character, which a name of a file may hold, cannot even be written."""
    if isinstance(tree, dict):
        return {key: _harmless_tree(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_harmless_tree(item) for item in tree]
    return harmless(tree) if isinstance(tree, str) else tree
