"""What the terminal shows, as rich renderables; printing them is the cli's."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from grader.harmless import harmless, harmless_line
from grader.language.catalogue import ENGLISH, Language
from grader.reports.translated import translated
from grader.reports.verdict import verdict
from grader.results import ExerciseReport, Gradebook, Status, SubmissionReport

COLOURS = {"good": "green", "bad": "red", "idle": "dim"}


def gradebook_table(gradebook: Gradebook, language: Language = ENGLISH, width: int | None = None) -> Table:
    """One row a submission: student, assignment, score (with a star if late or adjusted), and what is wrong first.

    Parameters
    ----------
    width : int, optional
        How many characters a line has, of which names take no more than a quarter each; None: as many as it needs.
    """
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", expand=width is not None)
    table.add_column("student", no_wrap=True, max_width=min(32, width // 4) if width else None)
    table.add_column("assignment", no_wrap=True, max_width=min(24, width // 4) if width else None)
    table.add_column("score", justify="right", no_wrap=True, min_width=7)
    table.add_column("first thing that is wrong", overflow="ellipsis", no_wrap=True, ratio=1)
    for report in gradebook.reports:
        trouble = translated(report.first_trouble, language.about(report.assignment))
        table.add_row(*_row(report, trouble, gradebook.passing))
    return table


def _row(report: SubmissionReport, first_trouble: str, passing: float) -> tuple[Text, Text, Text, Text]:
    if report.status is Status.MISSING:
        return Text(harmless_line(report.student)), Text(""), Text("–", "dim"), Text(first_trouble, "dim")
    if report.status is Status.UNGRADABLE:
        name = report.path.rpartition("/")[2]
        trouble = Text(harmless_line(first_trouble), "red")
        return Text(harmless_line(report.student)), Text(harmless_line(name), "dim"), Text("–", "red"), trouble
    score = report.score
    style = "green" if score.passes(passing) else "yellow"
    trouble = Text(harmless_line(first_trouble), "dim")
    earned = Text(f"{score}{'*' if report.adjustments or report.late else ''}", style)
    return Text(harmless_line(report.student)), Text(report.assignment), earned, trouble


def verdict_lines(report: ExerciseReport, language: Language) -> Iterator[Text]:
    """The verdict on one function; its first line in the colour of its outcome."""
    colour = COLOURS[report.outcome.tone]
    for number, line in enumerate(verdict(report, language)):
        yield Text(harmless(line), "" if number else colour)
