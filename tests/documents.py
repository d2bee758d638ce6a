"""Whether a report comes back from its document, with every sentence put together as it was."""

from __future__ import annotations

import dataclasses
from typing import Any

from grader.reports.results_json import read_results, results_json
from grader.results import Gradebook, SubmissionReport
from grader.sentence import Sentence


def taken_apart(part: Any) -> Any:
    """A record as nested tuples, in which a sentence is its template and its values: equal texts are not enough."""
    if isinstance(part, Sentence):
        return "Sentence", part.template, [(name, taken_apart(value)) for name, value in part.values.items()]
    if isinstance(part, tuple):
        return tuple(map(taken_apart, part))
    if dataclasses.is_dataclass(part):
        fields = dataclasses.fields(part)
        return type(part), [(field.name, taken_apart(getattr(part, field.name))) for field in fields]
    return type(part), part


def comes_back(*reports: SubmissionReport) -> bool:
    """Whether reports are the same after they were written as JSON, and read."""
    return taken_apart(read_results(results_json(Gradebook(reports, seed=1)))) == taken_apart(reports)
