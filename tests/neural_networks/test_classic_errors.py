"""At least nine in ten of the classic errors get their own name, and none a false one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.results import ExerciseReport
from grader.workers.pool import Zygote
from tests.neural_networks.classic_errors import CLASSICS, Classic
from tests.specimens.corpus_editions import PUBLISHED
from tests.tiny import notebook_bytes

EDITION = "v4"
# What of python_basics a quick run asks.
QUICK = 4
ExaminationIn = Callable[[str, str], LiveExamination]


def made(assignment: str, error: Classic, examination_in: ExaminationIn, zygote: Zygote) -> ExerciseReport:
    """The report on a function in which the error was made, in a notebook of that edition."""
    text = PUBLISHED[assignment].texts(EDITION)[error.function]
    assert error.old in text, error
    cells = PUBLISHED[assignment].cells(EDITION, **{error.function: text.replace(error.old, error.new)})
    grader = Grader([examination_in(assignment, error.function)], zygote)
    (report,) = grader.grade(notebook_bytes(*cells), "theirs.ipynb")
    (exercise,) = report.exercises
    return exercise


def is_named(error: Classic, report: ExerciseReport) -> bool:
    told = [report.hint if report.mistake else "", report.message, *(case.explanation for case in report.cases)]
    return report.outcome.tone == "bad" and any(re.search(error.words, text) for text in told)


def is_named_falsely(error: Classic, report: ExerciseReport) -> bool:
    return bool(report.mistake) and not re.search(error.words, report.hint)


def unnamed(assignment: str, errors: Sequence[Classic], examination_in: ExaminationIn, zygote: Zygote) -> list[str]:
    reports = [(error, made(assignment, error, examination_in, zygote)) for error in errors]
    assert [(error.new, report.hint) for error, report in reports if is_named_falsely(error, report)] == []
    return [error.new for error, report in reports if not is_named(error, report)]


def test_classic_errors_are_named(examination_in: ExaminationIn, zygote: Zygote) -> None:
    assert unnamed("python_basics", CLASSICS["python_basics"][:QUICK], examination_in, zygote) == []


@pytest.mark.slow
def test_nine_in_ten_of_the_classic_errors_are_named(examination_in: ExaminationIn, zygote: Zygote) -> None:
    missed = [new for name, errors in CLASSICS.items() for new in unnamed(name, errors, examination_in, zygote)]
    assert len(missed) <= sum(map(len, CLASSICS.values())) / 10, missed
