"""Says a report in another language: every renderer begins with this, and nothing before it does."""

from __future__ import annotations

from typing import TypeVar

from grader.language.catalogue import Language
from grader.results import SubmissionReport, with_texts

T = TypeVar("T")


def in_language(report: SubmissionReport, language: Language) -> SubmissionReport:
    """A report with everything that it tells a student in a language, as plain text."""
    return translated(report, language.about(report.assignment))


def translated(record: T, language: Language) -> T:
    """The same for a part of a report; `language` knows what its assignment says."""
    return with_texts(record, language.repeat)
