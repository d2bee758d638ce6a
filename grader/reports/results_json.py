"""The gradebook as JSON, for other programs, and read back by the next run; docs/results.md describes it."""

from __future__ import annotations

import dataclasses
import json

from grader.document import BadDocument, document_of, report_from
from grader.language.catalogue import ENGLISH, Language
from grader.reports.translated import in_language
from grader.results import CaseResult, ExerciseReport, Gradebook, Status, SubmissionReport

RESULTS_VERSION = 1


class UnknownResults(ValueError):
    """Bytes that no gradebook can be read from; the text says why, as in "it is no JSON"."""


def results_json(gradebook: Gradebook, language: Language = ENGLISH) -> bytes:
    """The whole gradebook, told in a language, with the document that each report comes back from."""
    document = {
        "version": RESULTS_VERSION,
        "language": language.code,
        "seed": gradebook.seed,
        "submissions": [
            {**_submission_tree(in_language(report, language)), "document": document_of(report)}
            for report in gradebook.reports
        ],
    }
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    # Half a character cannot be written; what stands for it here is its escape in JSON, too.
    return text.encode(errors="backslashreplace")


def read_results(data: bytes) -> tuple[SubmissionReport, ...]:
    """The reports that were written with `results_json`.

    Raises
    ------
    UnknownResults
        If they were not.
    """
    try:
        tree = json.loads(data)
        version, submissions = tree["version"], list(tree["submissions"])
    except (ValueError, RecursionError) as error:
        raise UnknownResults("it is no JSON") from error
    except (TypeError, LookupError) as error:
        raise UnknownResults("it is no gradebook of this grader") from error
    if version != RESULTS_VERSION:
        raise UnknownResults(f"it is of version {version}, which this grader does not know")
    return tuple(_report_from(item, number) for number, item in enumerate(submissions, start=1))


def _report_from(item: object, number: int) -> SubmissionReport:
    if not isinstance(item, dict) or "document" not in item:
        raise UnknownResults("it was written by an earlier grader, which kept too little to add to it")
    try:
        return report_from(item["document"])
    except BadDocument as error:
        raise UnknownResults(f"the document of its submission {number} is damaged ({error})") from error


def _submission_tree(report: SubmissionReport) -> dict[str, object]:
    return {
        "student": report.student,
        "assignment": report.assignment,
        "path": report.path,
        "edition": report.edition,
        "status": report.status.value,
        "seed": report.seed,
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
