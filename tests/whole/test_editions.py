"""Notebooks of every published edition of every assignment earn what they deserve, by their own edition's contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.results import ExerciseReport, SubmissionReport
from grader.submission import Submission
from grader.workers.pool import Zygote
from tests import classes
from tests.documents import comes_back
from tests.specimens.corpus_editions import EDITIONS, PUBLISHED
from tests.tiny import notebook_bytes, outcomes

GradeAll = Callable[[Mapping[str, list[str]]], dict[str, SubmissionReport]]

EVERY = [(assignment, edition) for assignment in PUBLISHED for edition in EDITIONS]
# The first and the last assignment, an old and the newest edition; the other pairs are slow.
CORNERS = {("python_basics", "2021"), ("dnn_application", "v3")}
# Contracts changed from edition to edition in one assignment; in the others between the first and the newest.
DIFFERENT = [(name, edition) for name, edition in EVERY if name == "dnn_step_by_step" or edition in ("v1", "2021")]
EVERY_ASSIGNMENT_AND_EDITION = pytest.mark.parametrize(
    ("assignment", "edition"),
    [
        *(pytest.param(*both) for both in sorted(CORNERS)),
        *(pytest.param(*both, marks=pytest.mark.slow) for both in DIFFERENT if both not in CORNERS),
    ],
)


@pytest.fixture(scope="module")
def grade_all(
    examinations: list[LiveExamination], zygote: Zygote, tmp_path_factory: pytest.TempPathFactory
) -> GradeAll:
    """Grade notebooks, `{student: cells}`, in one run."""
    grader = Grader(examinations, zygote)
    folder = tmp_path_factory.mktemp("editions")

    def graded(notebooks: Mapping[str, list[str]]) -> dict[str, SubmissionReport]:
        submissions = []
        for student, cells in notebooks.items():
            path = folder / f"{student.replace(' ', '_')}.ipynb"
            path.write_bytes(notebook_bytes(*cells))
            submissions.append(Submission(student, path))
        return {report.student: report for report in classes.grade_all(grader, submissions, seed=3).reports}

    return graded


@pytest.fixture
def judged(examination_in: Callable[[str, str], LiveExamination], zygote: Zygote) -> Callable[..., ExerciseReport]:
    """One function of an otherwise right notebook, changed by the pieces given; the others are there, and not asked."""

    def report(assignment: str, edition: str, function: str, pieces: Mapping[str, str]) -> ExerciseReport:
        text = PUBLISHED[assignment].texts(edition)[function]
        for old, new in pieces.items():
            assert old in text, old
            text = text.replace(old, new)
        cells = PUBLISHED[assignment].cells(edition, **{function: text})
        (graded,) = Grader([examination_in(assignment, function)], zygote).grade(notebook_bytes(*cells), "theirs.ipynb")
        (exercise,) = graded.exercises
        return exercise

    return report


def failed(report: SubmissionReport) -> list[str]:
    return [function for function, outcome in outcomes(report).items() if outcome != "passed"]


@pytest.fixture(scope="module")
def right(grade_all: GradeAll) -> dict[str, SubmissionReport]:
    """The reports on right notebooks of all assignments and editions, "planar_data v2", graded in one run."""
    return grade_all({f"{name} {edition}": PUBLISHED[name].cells(edition) for name, edition in EVERY})


def test_right_notebooks_of_all_editions_earn_everything_in_one_run(right: dict[str, SubmissionReport]) -> None:
    assert {student: report.score.percent for student, report in right.items()} == dict.fromkeys(right, 100.0)
    assert all(report.assignment == student.split()[0] for student, report in right.items())
    assert {student: report.problems for student, report in right.items() if report.problems} == {}
    assert comes_back(*right.values())


def test_they_do_so_where_the_edition_is_not_told(grade_all: GradeAll) -> None:
    reports = grade_all({f"{n} {edition}": PUBLISHED[n].cells(edition, told=False) for n, edition in DIFFERENT})
    assert {student: report.score.percent for student, report in reports.items()} == dict.fromkeys(reports, 100.0)


@EVERY_ASSIGNMENT_AND_EDITION
def test_one_wrong_function_loses_that_function(assignment: str, edition: str, grade_all: GradeAll) -> None:
    published = PUBLISHED[assignment]
    reports = grade_all({name: published.with_one_wrong(edition, name) for name in published.functions})
    assert {name: failed(report) for name, report in reports.items()} == {name: [name] for name in reports}
    assert comes_back(*reports.values())


@pytest.mark.slow
@pytest.mark.parametrize("assignment", PUBLISHED)
@pytest.mark.parametrize("edition", ["v1", "2021"])
def test_one_missing_function_loses_that_function(assignment: str, edition: str, grade_all: GradeAll) -> None:
    published = PUBLISHED[assignment]
    reports = grade_all({name: published.cells(edition, **{name: ""}) for name in published.functions})
    assert {name: failed(report) for name, report in reports.items()} == {name: [name] for name in reports}


@pytest.mark.parametrize(
    ("assignment", "told"),
    [
        ("dnn_step_by_step", ["v1", "v2", "v3", "v4", "v4a", "2021"]),
        ("planar_data", ["v1", "v2", "v3", "v4", "v4a", "2021"]),
        ("dnn_application", ["v1", "v2", "v3", "v3", "v3", "2021"]),
        ("python_basics", ["", "", "", "", "", "2021"]),
    ],
)
def test_the_edition_is_told_by_the_imports(
    assignment: str, told: list[str], right: dict[str, SubmissionReport]
) -> None:
    assert [right[f"{assignment} {edition}"].edition for edition in EDITIONS] == told


def contracts(report: SubmissionReport) -> dict[str, str]:
    return {exercise.function: exercise.contract for exercise in report.exercises if exercise.contract}


def test_the_report_says_which_contract_counted(right: dict[str, SubmissionReport]) -> None:
    newest = [right[f"{name} 2021"] for name in PUBLISHED]
    found = {function: contract for report in newest for function, contract in contracts(report).items()}
    assert found == {
        "normalizeRows": "edition 2021: called normalize_rows",
        "compute_cost": "edition 2021: compute_cost(A2, Y), without parameters",
        "nn_model": "edition 2021: initialize_parameters sets no seed",
        "two_layer_model": "edition 2021: returns (parameters, costs)",
        "L_layer_model": "edition 2021: returns (parameters, costs)",
    }
    assert contracts(right["dnn_step_by_step v3"]) == {
        "L_model_backward": "editions v1 to v3: what layer l hands back is dA of l"
    }


Judged = Callable[..., ExerciseReport]

SHIFTED = {
    'grads["dA" + str(L-1)]': 'grads["dA" + str(L)]',
    'grads["dA" + str(l + 1)], current': 'grads["dA" + str(l + 2)], current',
    'grads["dA" + str(l)] =': 'grads["dA" + str(l + 1)] =',
}


def test_keys_of_an_earlier_edition_are_a_mistake_where_a_later_one_is_told(judged: Judged) -> None:
    report = judged("dnn_step_by_step", "v4", "L_model_backward", SHIFTED)
    assert (report.outcome.value, report.mistake) == ("wrong", "gradient-keys-one-too-high")


def test_known_mistakes_are_recognised_in_other_editions_too(judged: Judged) -> None:
    forgot_sign = {"cost = -np.sum(": "cost = np.sum("}
    report = judged("planar_data", "2021", "compute_cost", forgot_sign)
    assert report.mistake == "sign-forgotten"
    assert report.contract == "edition 2021: compute_cost(A2, Y), without parameters"


def test_one_number_for_all_of_db_is_wrong_after_the_first_edition(judged: Judged) -> None:
    one_number = {"1 / m * np.sum(dZ, axis=1, keepdims=True)": "np.sum(dZ) / m"}
    assert judged("dnn_step_by_step", "2021", "linear_backward", one_number).outcome.value == "wrong"


@pytest.mark.parametrize(
    ("assignment", "function", "pieces"),
    [
        (
            "dnn_step_by_step",
            "update_parameters",
            {'parameters["W" + str(l+1)] = parameters["W" + str(l+1)] -': 'parameters["W" + str(l+1)] -='},
        ),
        ("planar_data", "update_parameters", {"W1 = W1 - learning": "W1 -= learning"}),
        ("logistic_regression", "optimize", {"w = w - learning": "w -= learning"}),
        ("logistic_regression", "propagate", {"np.sum(A - Y)": "np.sum(A - Y, axis=1, keepdims=True)"}),
        ("logistic_regression", "propagate", {"np.sum(A - Y)": "np.sum(A - Y, axis=1)"}),
        ("logistic_regression", "initialize_with_zeros", {"b = 0": "b = 0.0"}),
    ],
)
def test_what_no_published_check_minds_is_right(
    assignment: str, function: str, pieces: dict[str, str], judged: Judged
) -> None:
    assert judged(assignment, "v2", function, pieces).outcome.value == "passed"


IN_PLACE = {"parameters = update_parameters(": "update_parameters("}


@pytest.mark.parametrize(
    ("assignment", "function", "pieces"),
    [
        ("dnn_application", "two_layer_model", IN_PLACE),
        ("dnn_application", "L_layer_model", IN_PLACE),
        ("python_basics", "sigmoid", {"1 / (1 + np.exp(-x))": "__import__('scipy.special').special.expit(x)"}),
        ("logistic_regression", "sigmoid", {"np.exp(-z)": "scipy.special.expit(z) * 0 + np.exp(-z)"}),
    ],
)
def test_helpers_and_libraries_are_as_notebooks_knew_them(
    assignment: str, function: str, pieces: dict[str, str], judged: Judged
) -> None:
    assert judged(assignment, "v2", function, pieces).outcome.value == "passed"


def test_a_star_import_gives_numpy_as_it_did(grade_all: GradeAll) -> None:
    published = PUBLISHED["dnn_application"]
    reports = grade_all(
        {
            edition: [cell.replace("import numpy as np\n", "") for cell in published.cells(edition)]
            for edition in ("v1", "v2", "v3")
        }
    )
    assert [failed(report) for report in reports.values()] == [[], [], []]


@pytest.mark.parametrize(
    ("assignment", "function", "pieces", "advice"),
    [
        ("planar_data", "predict", {"return predictions": "return predictions.ravel()"}, "has shape ("),
        ("dnn_step_by_step", "compute_cost", {"cost = np.squeeze(cost)": "cost = np.reshape(cost, (1, 1))",
            "assert(cost.shape == ())": "pass"}, "has shape (1, 1)"),
        ("planar_data", "layer_sizes", {"return (n_x, n_h, n_y)": "return np.array([n_x, n_h, n_y])"}, "is an array"),
    ],
)  # fmt: skip
def test_shapes_that_no_published_check_minds_are_advice(
    assignment: str, function: str, pieces: dict[str, str], advice: str, judged: Judged
) -> None:
    report = judged(assignment, "v2", function, pieces)
    assert (report.outcome.value, advice in " ".join(report.advice)) == ("passed", True), report


RATE, TURNS = "learning_rate = 0.0075", "num_iterations = 3000"


@pytest.mark.parametrize(
    ("assignment", "function", "pieces", "advice"),
    [
        ("dnn_application", "two_layer_model", {f"{RATE}, {TURNS}": "learning_rate, num_iterations"}, ""),
        ("dnn_application", "two_layer_model", {f"{RATE}, {TURNS}": f"{TURNS}, {RATE}"}, ""),
        ("dnn_application", "L_layer_model", {"0.0075": "0.009"}, "`learning_rate` is 0.009"),
        ("logistic_regression", "optimize", {"print_cost = False": "print_cost"}, ""),
        (
            "logistic_regression",
            "optimize",
            {"num_iterations, learning_rate,": "learning_rate = 0.009, num_iterations = 100,"},
            "",
        ),
        ("planar_data", "update_parameters", {"learning_rate = 1.2": "learning_rate = 0.5"}, "`learning_rate` is 0.5"),
    ],
)
def test_a_default_is_the_scaffolds(
    assignment: str, function: str, pieces: dict[str, str], advice: str, judged: Judged
) -> None:
    report = judged(assignment, "v2", function, pieces)
    assert (report.outcome.value, advice in " ".join(report.advice)) == ("passed", True)
    assert bool(report.advice) == bool(advice)


def test_who_counts_on_another_default_is_asked_with_the_courses(grade_all: GradeAll) -> None:
    published = PUBLISHED["planar_data"]
    other = published.texts("v2")["update_parameters"].replace("1.2", "0.5")
    report = grade_all({"stranger": published.cells("v2", update_parameters=other)})["stranger"]
    assert failed(report) == []
    assert [exercise.function for exercise in report.exercises if exercise.carried] == ["nn_model"]


def test_an_array_for_the_bias_is_wrong_where_the_notebook_asserts_a_number(judged: Judged) -> None:
    as_array = {"b = 0\n": "b = np.zeros((1, 1))\n"}
    assert judged("logistic_regression", "v2", "initialize_with_zeros", as_array).outcome.value == "crashed"


def test_a_notebook_of_this_course_is_held_to_its_own_contract(grade_all: GradeAll) -> None:
    cells = PUBLISHED["dnn_application"].cells("2021")
    report = grade_all({"ours": ["from grader import Checker", *cells]})["ours"]
    assert (report.edition, failed(report)) == ("this course", ["two_layer_model", "L_layer_model"])
