"""Whether a report comes back from its document, with every sentence put together as it was."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from grader.document import document_of, report_from
from grader.results import SubmissionReport
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
    """Whether reports are the same after they were written as documents, and read."""
    texts = [json.dumps(document_of(report)) for report in reports]
    return taken_apart(tuple(report_from(json.loads(text)) for text in texts)) == taken_apart(reports)
