"""All files of a gradebook: one row a submission as CSV, everything as JSON, a page of feedback for each student."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from grader.errors import CannotWrite
from grader.language.catalogue import ENGLISH, Language
from grader.reports.feedback import feedback_page
from grader.reports.grades_csv import grades_csv
from grader.reports.results_json import results_json
from grader.results import Gradebook, Status, SubmissionReport

UNSAFE_IN_A_FILE_NAME = re.compile(r"[^\w.@+-]+")


def gradebook_files(gradebook: Gradebook, language: Language = ENGLISH) -> dict[Path, bytes]:
    """All files of a gradebook, by their path within the output folder; the same gradebook gives the same bytes."""
    files = {
        Path("grades.csv"): grades_csv(gradebook).encode(),
        Path("results.json"): results_json(gradebook, language),
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


def _file_name(text: str) -> str:
    """A name that stays in its folder, whatever a student called themselves."""
    return UNSAFE_IN_A_FILE_NAME.sub("_", text).strip(".")[:80] or "_"
