"""What a workflow of GitHub is told: annotations on its log, and a summary where it asks for one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.errors import CannotWrite
from grader.language.catalogue import Language
from grader.reports.github import points, remarks, summary
from grader.results import Score, SubmissionReport

SUMMARY = "GITHUB_STEP_SUMMARY"
# What GitHub takes of one step's summary, and of a notebook in which a line is looked for.
MAX_SUMMARY = 2**20
MAX_TEXT = 16 * 2**20


def tell_github(reports: Sequence[SubmissionReport], language: Language, console: Console) -> None:
    """Print annotations and points, and add to the summary of the step.

    Raises
    ------
    CannotWrite
        If the summary cannot be written.
    """
    for report in reports:
        for line in remarks(report, language, _text_of(report.path)):
            console.print(Text(line), soft_wrap=True)
    for line in points(sum((report.score for report in reports), Score())):
        console.print(Text(line), soft_wrap=True)
    if place := os.environ.get(SUMMARY):
        text = summary(reports, language).encode()[:MAX_SUMMARY].decode(errors="ignore")
        try:
            with Path(place).open("a", encoding="utf-8") as file:
                file.write(text + "\n")
        except OSError as error:
            raise CannotWrite(Path(place), error.strerror or str(error), f"look at {SUMMARY}") from error


def _text_of(path: str) -> str:
    """The text of a file that is there as such; what is in an archive, or cannot be read, has no lines."""
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_TEXT).decode(errors="replace")
    except (OSError, ValueError):
        return ""
