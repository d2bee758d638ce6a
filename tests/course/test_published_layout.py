"""Notebooks in the published v4 layout, written by nobody here, earn what they deserve."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from published_v4 import FUNCTIONS, cells, with_one_wrong
from tiny import notebook_bytes, outcomes

from grader.course import Course
from grader.examination import LiveExamination
from grader.grade import Grader
from grader.model import Submission, SubmissionReport
from grader.sandbox.pool import Zygote

GradeCells = Callable[[list[str]], SubmissionReport]


@pytest.fixture(scope="module")
def grade_cells(real_course: Course, zygote: Zygote, tmp_path_factory: pytest.TempPathFactory) -> GradeCells:
    examinations = [LiveExamination(real_course, item, zygote, seed=3) for item in real_course.all_assignments()]
    grader = Grader(examinations, zygote)
    path = tmp_path_factory.mktemp("published") / "whatever it is called.ipynb"

    def graded(texts: list[str]) -> SubmissionReport:
        path.write_bytes(notebook_bytes(*texts))
        return grader.grade(Submission("stranger", path))

    return graded


def test_a_right_notebook_earns_everything(grade_cells: GradeCells) -> None:
    report = grade_cells(cells())
    assert (report.assignment, report.score.earned, report.problems) == ("dnn_step_by_step", 100, ())


@pytest.mark.parametrize("name", FUNCTIONS)
def test_one_wrong_function_loses_that_function(name: str, grade_cells: GradeCells) -> None:
    found = outcomes(grade_cells(with_one_wrong(name)))
    assert [function for function, outcome in found.items() if outcome != "passed"] == [name]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_one_missing_function_loses_that_function(name: str, grade_cells: GradeCells) -> None:
    found = outcomes(grade_cells(cells(**{name: ""})))
    assert {function for function, outcome in found.items() if outcome != "passed"} == {name}
    assert found[name] == "not attempted"
