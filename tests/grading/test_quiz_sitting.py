"""A quiz is handed in, recognised and graded like an assignment; no answer is worth more than what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.authoring.quiz_notebook import quiz_notebook
from grader.course.course import Course
from grader.course.examination import QuizExamination
from grader.grading.grader import Grader
from grader.notebooks.marks import ANSWER_TYPE, click
from grader.results import Status, SubmissionReport
from grader.workers.pool import Zygote
from tests.quizzes import TINY_QUIZ, write_quiz_course
from tests.tiny import notebook_bytes, outcomes

CHECKER = 'from grader import Checker\ncheck = Checker("quiz_1")'


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = write_quiz_course(tmp_path_factory.mktemp("quiz") / "course")
    (root / "solutions" / "quiz_2.py").write_text(TINY_QUIZ, encoding="utf-8")
    return Course(root)


@pytest.fixture(scope="module")
def grader(course: Course, zygote: Zygote) -> Grader:
    return Grader([QuizExamination(quiz) for quiz in course.quizzes()], zygote)


def graded(grader: Grader, *cells: str, data: bytes = b"") -> SubmissionReport:
    (report,) = grader.grade(data or notebook_bytes(CHECKER, *cells), "quiz.ipynb")
    return report


@pytest.mark.parametrize("order", [0, 1, 7, 48213])
def test_right_answers_earn_everything_and_none_earn_nothing_in_every_order(
    grader: Grader, course: Course, order: int
) -> None:
    quiz = course.quiz("quiz_2")
    for with_answers, score in ((True, 100), (False, 0)):
        notebook = quiz_notebook(quiz, order=order, with_answers=with_answers)
        report = graded(grader, data=json.dumps(notebook).encode())
        assert (report.assignment, report.score.earned) == ("quiz_2", score)


def test_answers_are_read_where_they_stand_and_worked_out_where_they_have_to_be(grader: Grader) -> None:
    cells = (
        "q1 = b",
        "q2 = {'c'} | {'a'}",
        "import numpy as np\nS = np.zeros((4, 1))",
        "q5 = S.shape",
        "q4 = 17 / 2",
    )
    report = graded(grader, *cells)
    assert {outcomes(report)[name] for name in ("q1", "q2", "q4", "q5")} == {"passed"}


def test_an_answer_that_cannot_be_worked_out_is_not_understood(grader: Grader) -> None:
    report = graded(grader, "q4 = 1 / 0", "q5 = input()")
    assert {outcomes(report)[name] for name in ("q4", "q5")} == {"not understood"}
    assert "ZeroDivisionError" in report.exercises[3].message


def test_an_answer_without_end_costs_only_itself(grader: Grader) -> None:
    report = graded(grader, "q1 = 'b'", "q4 = [1 for _ in iter(int, 1)]")
    assert (outcomes(report)["q1"], outcomes(report)["q4"]) == ("passed", "not understood")
    assert "left out" in report.exercises[3].message


def test_what_is_written_counts_before_what_was_clicked(grader: Grader) -> None:
    def with_clicks(*cells: str) -> bytes:
        tree = json.loads(notebook_bytes(CHECKER, *cells))
        data = [{ANSWER_TYPE: click("quiz_1", 0, "q1", '"b"')}, {ANSWER_TYPE: click("quiz_1", 0, "q3", "True")}]
        tree["cells"][0]["outputs"] = [{"output_type": "display_data", "data": item} for item in data]
        return json.dumps(tree).encode()

    report = graded(grader, data=with_clicks("q1 = 'a'", "q3 = None"))
    assert (outcomes(report)["q1"], outcomes(report)["q3"]) == ("wrong", "passed")


def test_a_quiz_that_does_not_tell_which_it_is_cannot_be_graded(grader: Grader) -> None:
    (report,) = grader.grade(notebook_bytes("q1 = 'b'"), "quiz.ipynb")
    assert report.status is Status.UNGRADABLE and "Checker" in report.problems[0]


def test_a_quiz_of_which_nothing_is_left_but_its_name_is_not_attempted(grader: Grader) -> None:
    assert set(outcomes(graded(grader)).values()) == {"not attempted"}


def test_functions_beside_a_quiz_are_somebodys_way_to_an_answer(
    grader: Grader, course: Course, zygote: Zygote, tiny_examination: object
) -> None:
    both = Grader([tiny_examination, *(QuizExamination(quiz) for quiz in course.quizzes())], zygote)  # type: ignore[list-item]
    cells = [CHECKER, "q1 = 'b'", "def double(x):\n    return 2 * x"]
    assert [item.assignment for item in both.grade(notebook_bytes(*cells), "a.ipynb")] == ["quiz_1"]
    cells.append("def double_and_add(x, n):\n    return double(x) + n")
    assert [item.assignment for item in both.grade(notebook_bytes(*cells), "a.ipynb")] == ["doubling", "quiz_1"]


def test_the_path_of_the_tests_is_a_course(course: Course) -> None:
    assert course.quiz_names == ("quiz_1", "quiz_2") and isinstance(course.root, Path)


def test_an_answer_that_is_changed_below_is_what_it_is_then(grader: Grader) -> None:
    assert outcomes(graded(grader, "q2 = {'a'}\nq2.add('c')"))["q2"] == "passed"


def test_two_quizzes_in_one_file_are_two_rows(grader: Grader, course: Course) -> None:
    answered, blank = (
        quiz_notebook(course.quiz(name), order=5, with_answers=name == "quiz_2") for name in ("quiz_2", "quiz_1")
    )
    both = answered | {"cells": [*answered["cells"], *blank["cells"]]}  # type: ignore[misc]
    reports = grader.grade(json.dumps(both).encode(), "both.ipynb")
    assert [(report.assignment, report.score.earned) for report in reports] == [("quiz_1", 0), ("quiz_2", 100)]
