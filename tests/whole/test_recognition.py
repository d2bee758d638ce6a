"""Which assignments a file answers; where it answers several, each is a row, graded by its own cells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.results import SubmissionReport
from grader.workers.pool import Zygote
from tests.specimens.corpus.specimen import as_bytes, code, document, markdown
from tests.specimens.corpus_editions import PUBLISHED
from tests.tiny import notebook_bytes

GradeCells = Callable[..., tuple[SubmissionReport, ...]]


@pytest.fixture(scope="module")
def grade_cells(examinations: list[LiveExamination], zygote: Zygote) -> GradeCells:
    grader = Grader(examinations, zygote)
    return lambda *cells, name="handed_in.ipynb": grader.grade(notebook_bytes(*cells), name)


def scores(reports: tuple[SubmissionReport, ...]) -> dict[str, int]:
    return {report.assignment: report.score.earned for report in reports}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("planar_data", "v2"), ("dnn_step_by_step", "v4a")),
        (("dnn_step_by_step", "2021"), ("planar_data", "v1")),
        (("python_basics", "v3"), ("logistic_regression", "v3")),
        (("dnn_step_by_step", "v4"), ("dnn_application", "v3")),
    ],
)
def test_two_assignments_in_one_file_are_two_rows(
    first: tuple[str, str], second: tuple[str, str], grade_cells: GradeCells
) -> None:
    """The functions that both ask for have one name and two meanings."""
    cells = [cell for name, edition in (first, second) for cell in PUBLISHED[name].cells(edition)]
    assert scores(grade_cells(*cells)) == dict.fromkeys((first[0], second[0]), 100)


def test_two_assignments_in_one_script_without_cells_are_two_rows(
    examinations: list[LiveExamination], zygote: Zygote
) -> None:
    cells = [cell for name in ("planar_data", "dnn_step_by_step") for cell in PUBLISHED[name].cells("v1")]
    reports = Grader(examinations, zygote).grade("\n\n".join(cells).encode(), "both.py")
    assert scores(reports) == {"planar_data": 100, "dnn_step_by_step": 100}


def test_what_is_wrong_in_one_of_two_costs_nothing_in_the_other(grade_cells: GradeCells) -> None:
    wrong = PUBLISHED["planar_data"].with_one_wrong("v2", "compute_cost")
    reports = grade_cells(*wrong, *PUBLISHED["dnn_step_by_step"].cells("v4"))
    failed = [
        (report.assignment, item.function) for report in reports for item in report.exercises if item.cases[0].message
    ]
    assert scores(reports)["dnn_step_by_step"] == 100
    assert ("planar_data", "compute_cost") in failed
    assert not any("more than once" in problem for report in reports for problem in report.problems)


def test_the_three_assignments_of_a_term_are_three_rows(grade_cells: GradeCells) -> None:
    names = ("logistic_regression", "planar_data", "dnn_step_by_step")
    assert scores(grade_cells(*(cell for name in names for cell in PUBLISHED[name].cells("2021")))) == dict.fromkeys(
        names, 100
    )


def test_a_few_pasted_functions_are_no_second_assignment(grade_cells: GradeCells) -> None:
    pasted = PUBLISHED["dnn_step_by_step"].texts("v3")
    helpers = [pasted[name] for name in ("linear_forward", "compute_cost", "update_parameters")]
    reports = grade_cells(*PUBLISHED["dnn_application"].cells("v3"), *helpers)
    assert scores(reports) == {"dnn_application": 100}


LONE = "def compute_cost({arguments}):\n    return 0"


@pytest.mark.parametrize(
    ("cells", "name", "assignment"),
    [
        ([LONE.format(arguments="A2, Y, parameters")], "x.ipynb", "planar_data"),
        ([LONE.format(arguments="AL, Y")], "x.ipynb", "dnn_step_by_step"),
        (
            [LONE.format(arguments="a, b")],
            "Building_your_Deep_Neural_Network_Step_by_Step_v8a.ipynb",
            "dnn_step_by_step",
        ),
        ([LONE.format(arguments="a, b")], "Planar data classification.ipynb", "planar_data"),
        (["from planar_utils import sigmoid", LONE.format(arguments="a, b")], "x.ipynb", "planar_data"),
        ([LONE.format(arguments="a, b"), "caches = L_model_forward(X, P)"], "x.ipynb", "dnn_step_by_step"),
    ],
)
def test_a_function_that_several_ask_for_goes_where_something_else_tells(
    cells: list[str], name: str, assignment: str, grade_cells: GradeCells
) -> None:
    (report,) = grade_cells(*cells, name=name)
    assert report.assignment == assignment
    assert report.problems[0].startswith("Several assignments ask for `compute_cost`")


def test_a_heading_tells_too(examinations: list[LiveExamination], zygote: Zygote) -> None:
    lone = code(LONE.format(arguments="a, b"))
    heading = markdown("<img src='x'>\n\n# Planar data classification with one hidden layer")
    (report,) = Grader(examinations, zygote).grade(as_bytes(document([heading, lone])), "week3.ipynb")
    assert report.assignment == "planar_data"
