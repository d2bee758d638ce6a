"""Writes a gradebook down: one row a submission as CSV, everything as JSON, a page of feedback for each student."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

from grader.errors import CannotWrite
from grader.harmless import harmless, harmless_line
from grader.language.catalogue import ENGLISH, Language
from grader.reports.feedback import feedback_page
from grader.results import ExerciseReport, Gradebook, Status, SubmissionReport

RESULTS_VERSION = 1
UNSAFE_IN_A_FILE_NAME = re.compile(r"[^\w.@+-]+")
# The wide ones are formulas to spreadsheets set to Japanese.
FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def gradebook_files(gradebook: Gradebook, language: Language = ENGLISH) -> dict[Path, bytes]:
    """All files of a gradebook, by their path within the output folder; the same gradebook gives the same bytes."""
    files = {
        Path("grades.csv"): grades_csv(gradebook).encode(),
        Path("results.json"): results_json(gradebook).encode(),
    }
    for path, report in feedback_paths(gradebook):
        files[path] = feedback_page(report, language).encode()
    return files


def write_files(folder: Path, files: dict[Path, bytes]) -> None:
    """Write files below a folder.

    Raises
    ------
    CannotWrite
        If the folder, or a file in it, cannot be written.
    """
    for path, data in files.items():
        try:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        except OSError as error:
            raise CannotWrite(folder / path, error.strerror or str(error)) from error


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


def results_json(gradebook: Gradebook) -> str:
    """The whole gradebook in the schema that `docs/results.md` describes."""
    document = {
        "version": RESULTS_VERSION,
        "seed": gradebook.seed,
        "submissions": [_submission_tree(report) for report in gradebook.reports],
    }
    return json.dumps(_harmless_tree(document), indent=1, ensure_ascii=False) + "\n"


def feedback_paths(gradebook: Gradebook) -> Iterator[tuple[Path, SubmissionReport]]:
    """Where the page of each report goes: `feedback/<student>/<assignment>.html`; no two share one."""
    taken: set[str] = set()
    for report in gradebook.reports:
        if report.status is Status.MISSING:
            continue
        student = _file_name(report.student)
        name = _file_name(report.assignment or Path(report.path).stem)
        number, chosen = 1, name
        while f"{student}/{chosen}".casefold() in taken:
            number += 1
            chosen = f"{name}-{number}"
        taken.add(f"{student}/{chosen}".casefold())
        yield Path("feedback", student, f"{chosen}.html"), report


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


def _file_name(text: str) -> str:
    """A name that stays in its folder, whatever a student called themselves."""
    return UNSAFE_IN_A_FILE_NAME.sub("_", text).strip(".")[:80] or "_"


def _cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    shown = harmless_line(text)
    return f"'{shown}" if shown.startswith(FORMULA_START) or text.startswith(FORMULA_START) else shown
