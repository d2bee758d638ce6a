"""The term as a table for spreadsheets: one row a student, one column an assignment, and the total by weights."""

from __future__ import annotations

import csv
import io

from grader.gradebook.book import Book
from grader.gradebook.term import term
from grader.harmless import harmless_cell


def term_csv(book: Book) -> str:
    """Percentages, penalties and adjustments in them; a cell is empty where nothing was handed in."""
    whole = term(book)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["student", "ids", *map(harmless_cell, whole.assignments), "total", "passed"])
    for line in whole.lines:
        percents = [line.percents.get(name) for name in whole.assignments]
        writer.writerow(
            [
                harmless_cell(line.student),
                harmless_cell(" ".join(line.ids)),
                *("" if percent is None else f"{percent:g}" for percent in percents),
                "" if line.total is None else f"{line.total:g}",
                "yes" if line.passed else "no",
            ]
        )
    return out.getvalue()
