"""Every specimen of the corpus gets the verdict it deserves, function by function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from grader.course.course import Course
from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.results import Status, SubmissionReport, made_harmless
from grader.workers.pool import Zygote
from tests.documents import comes_back
from tests.specimens.corpus import answers, formats, functions, markers, scripts, texts
from tests.specimens.corpus.specimen import Specimen
from tests.tiny import outcomes

SPECIMENS = [
    specimen for module in (answers, formats, texts, functions, markers, scripts) for specimen in module.specimens()
]


# A specimen shows how notebooks are written, and not all the ways in which a function can be wrong.
CASES = 3


@pytest.fixture(scope="module")
def graded(real_course: Course, zygote: Zygote) -> Callable[[Specimen], tuple[SubmissionReport, ...]]:
    examinations = []
    for assignment in real_course.of_functions():
        few = tuple(replace(exercise, cases=exercise.cases[:CASES]) for exercise in assignment.exercises)
        examinations.append(LiveExamination(real_course, replace(assignment, exercises=few), zygote, seed=3))
    grader = Grader(examinations, zygote)

    def grade(specimen: Specimen) -> tuple[SubmissionReport, ...]:
        return grader.grade(specimen.data, specimen.file)

    return grade


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda specimen: specimen.name)
def test_a_specimen_gets_its_verdicts(
    specimen: Specimen, graded: Callable[[Specimen], tuple[SubmissionReport, ...]]
) -> None:
    (report,) = graded(specimen)
    assert (report.status is Status.UNGRADABLE) == bool(specimen.reason), report.problems
    assert outcomes(report) == specimen.verdicts, report
    told = (text for exercise in report.exercises for text in (exercise.message, *exercise.advice))
    said = " ".join([*report.problems, *told])
    assert specimen.says in said
    assert specimen.reason in said
    assert comes_back(made_harmless(report))


def test_the_corpus_is_large_and_its_names_are_unique() -> None:
    names = [specimen.name for specimen in SPECIMENS]
    assert len(names) == len(set(names)) >= 60
