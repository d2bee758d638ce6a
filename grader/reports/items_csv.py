"""How a class fared with each function and each question, as a table for spreadsheets."""

from __future__ import annotations

import csv
import io

from grader.gradebook.items import items_of
from grader.harmless import harmless_cell
from grader.results import Gradebook

HEADING = (
    *("assignment", "exercise", "title", "attempted", "difficulty", "discrimination"),
    *("wrong option most chosen", "by how many", "misconception or mistake"),
    *("held-out case that decides", "for how many"),
)


def items_csv(gradebook: Gradebook) -> str:
    """One row for each exercise, in the order of the course; a discrimination is empty where all answers are alike."""
    order = {name: place for place, name in enumerate(gradebook.assignments)}
    items = sorted(items_of(gradebook.reports), key=lambda item: order.get(item.assignment, len(order)))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADING)
    for item in items:
        discrimination = "" if item.discrimination is None else f"{item.discrimination:.2f}"
        numbers = item.answers, f"{item.difficulty:.2f}", discrimination
        texts = item.assignment, item.name, item.title
        told = harmless_cell(item.chosen), item.count or "", harmless_cell(item.misconception)
        decides = harmless_cell(item.deciding), item.decided or ""
        writer.writerow([*map(harmless_cell, texts), *numbers, *told, *decides])
    return out.getvalue()
