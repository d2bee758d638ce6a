"""A function may be right by the contract of another edition, in a notebook of that edition or of none that is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.authoring.build import build
from grader.course import expected
from grader.course.course import Course
from grader.errors import BrokenCases
from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.results import SubmissionReport
from grader.workers.pool import Zygote
from tests.tiny import RIGHT, Grade, notebook_bytes, outcomes

EDITIONS = """\
from grader import Contract

EDITIONS = {"old_helpers": "2017", "new_helpers": "2020"}

CONTRACTS = {
    "double": (
        Contract("called twice", alias="twice"),
        Contract("returns a pair", editions=("2017",), changes={"double": {"return y": "return y, None"}}),
        Contract("may change its input", editions=("2020",), in_place=True),
    ),
    "double_and_add": (
        Contract("takes n first", arguments=lambda x, n: (n, x), changes={"double_and_add": {"(x, n)": "(n, x)"}}),
    ),
}
"""

IMPORT, DOUBLE, ADD = RIGHT
PAIR = "def double(x):\n    return 2 * x, None"
WRONG_PAIR = "def double(x):\n    return 3 * x, None"
ADD_TO_PAIR = "def double_and_add(x, n):\n    return double(x)[0] + n"


@pytest.fixture(scope="module")
def course(tiny_course: Course, zygote: Zygote, tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = tmp_path_factory.mktemp("editions") / "course"
    shutil.copytree(tiny_course.root, root)
    (root / "testcases" / "editions").mkdir()
    (root / "testcases" / "editions" / "doubling.py").write_text(EDITIONS, encoding="utf-8")
    build(Course(root), zygote).write()
    return Course(root)


@pytest.fixture
def grade(course: Course, zygote: Zygote) -> Grade:
    def graded(*cells: str, stored: bool = False) -> SubmissionReport:
        live = LiveExamination(course, course.assignment("doubling"), zygote, seed=1)
        examination = expected.load(course, "doubling") if stored else live
        return Grader([examination], zygote).grade(notebook_bytes(*cells), "handed_in.ipynb")[0]

    return graded


def told(report: SubmissionReport) -> list[tuple[str, str]]:
    return [(exercise.outcome.value, exercise.contract) for exercise in report.exercises]


def test_the_course_s_own_contract_is_not_mentioned(grade: Grade) -> None:
    report = grade(*RIGHT)
    assert told(report) == [("passed", ""), ("passed", "")]
    assert report.edition == ""


def test_whichever_contract_is_kept_counts_where_no_edition_is_told(grade: Grade) -> None:
    assert told(grade(IMPORT, PAIR, ADD_TO_PAIR)) == [("passed", "returns a pair"), ("passed", "")]


@pytest.mark.parametrize(("module", "outcome"), [("old_helpers", "passed"), ("new_helpers", "wrong")])
def test_a_told_edition_has_its_own_contracts(module: str, outcome: str, grade: Grade) -> None:
    report = grade(f"import {module}\n{IMPORT}", PAIR, ADD_TO_PAIR)
    assert outcomes(report) == {"double": outcome, "double_and_add": "passed"}


@pytest.mark.parametrize("module", ["grader", "assignments.helpers.offsets", "testcases.doubling"])
def test_a_notebook_of_this_course_has_the_course_s_contract_alone(module: str, grade: Grade) -> None:
    report = grade(f"import {module}\n{IMPORT}", PAIR, ADD_TO_PAIR)
    assert (report.edition, report.exercises[0].outcome.value) == ("this course", "wrong")


def test_a_function_may_have_another_name(grade: Grade) -> None:
    report = grade(IMPORT, DOUBLE.replace("double", "twice"), ADD.replace("double(", "twice("))
    assert told(report) == [("passed", "called twice"), ("passed", "")]


def test_a_function_may_take_other_arguments(grade: Grade) -> None:
    report = grade(IMPORT, DOUBLE, "def double_and_add(n, x):\n    return 2 * x + n * np.ones_like(x)")
    assert outcomes(report)["double_and_add"] == "passed"


def test_a_function_may_change_its_input_where_the_contract_says_so(grade: Grade) -> None:
    report = grade(IMPORT, "def double(x):\n    x *= 2\n    return x", ADD)
    assert told(report)[0] == ("passed", "may change its input")


def test_a_wrong_helper_of_another_name_is_stood_in_for(grade: Grade) -> None:
    report = grade(IMPORT, "def twice(x):\n    return 3 * x", "def double_and_add(x, n):\n    return twice(x) + n")
    assert outcomes(report) == {"double": "wrong", "double_and_add": "passed"}
    assert report.exercises[1].message == "right, given a right `twice`"


def test_a_wrong_helper_is_stood_in_for_by_its_own_edition_s(grade: Grade) -> None:
    report = grade(IMPORT, WRONG_PAIR, ADD_TO_PAIR)
    assert outcomes(report) == {"double": "wrong", "double_and_add": "passed"}
    assert report.exercises[1].carried


def test_what_fails_is_held_against_the_nearest_contract(grade: Grade) -> None:
    wrong = grade(f"import old_helpers\n{IMPORT}", WRONG_PAIR, ADD_TO_PAIR).exercises[0]
    assert (wrong.contract, wrong.cases[0].expected) == ("returns a pair", "[2. 4.]")


@pytest.mark.parametrize(
    ("told_by", "contract"), [("new_helpers", "may change its input"), ("old_helpers", "returns a pair"), ("math", "")]
)
def test_what_fails_by_every_contract_is_shown_by_that_of_its_own_edition(
    told_by: str, contract: str, grade: Grade
) -> None:
    """A contract that does not ask whether the inputs are left alone asks one case less."""
    report = grade(f"import {told_by}\n{IMPORT}", "def double(x):\n    return 5 * x", ADD)
    assert told(report)[0] == ("wrong", contract)


def test_a_known_mistake_is_recognised_under_another_contract(grade: Grade) -> None:
    report = grade(f"import old_helpers\n{IMPORT}", "def double(x):\n    return x * x, None", ADD_TO_PAIR)
    assert (report.exercises[0].mistake, report.exercises[0].contract) == ("squares", "returns a pair")


def test_a_stub_of_another_name_is_not_attempted(grade: Grade) -> None:
    assert outcomes(grade(IMPORT, "def twice(x):\n    pass", ADD))["double"] == "not attempted"


def test_a_student_s_own_check_knows_the_contracts_too(grade: Grade) -> None:
    report = grade(f"import old_helpers\n{IMPORT}", PAIR, ADD_TO_PAIR, stored=True)
    assert told(report)[0] == ("passed", "returns a pair")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"double": (\n', '"triple": (\n', "CONTRACTS speaks of triple"),
        ('{"return y": ', '{"return z": ', "'return z' does not stand in the solution"),
    ],
)
def test_a_contract_about_nothing_is_a_broken_course(
    old: str, new: str, what: str, course: Course, zygote: Zygote, tmp_path: Path
) -> None:
    root = tmp_path / "course"
    shutil.copytree(course.root, root)
    path = root / "testcases" / "editions" / "doubling.py"
    assert old in EDITIONS
    path.write_text(EDITIONS.replace(old, new), encoding="utf-8")
    with pytest.raises(BrokenCases, match=what):
        build(Course(root), zygote)
