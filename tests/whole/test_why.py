"""A report says why, in words that a student understands."""

from __future__ import annotations

import pytest

from grader.judging.judge import pointed_to
from tests.tiny import RIGHT, Grade

IMPORT, DOUBLE, ADD = RIGHT


def first(report: object) -> str:
    return report.exercises[0].message  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("return np.array([2.0, 4.0])", "it gives the published answer whatever it is asked"),
        ("return 7.0", "it gives the same answer whatever it is asked"),
        ("x *= 2\n    return x", "the function changes what it is given, here `x`"),
        ("return -2 * x", "it has the opposite sign"),
        ("return 6 * x", "it is 3 times too large"),
        ("pass", "not attempted"),
        ("x = 3", "is a `return` missing"),
    ],
)
def test_what_all_answers_together_show_is_said(body: str, words: str, grade: Grade) -> None:
    assert words in first(grade(IMPORT, f"def double(x):\n    {body}", ADD))


def test_being_right_for_the_published_inputs_only_is_said(grade: Grade) -> None:
    report = grade(IMPORT, DOUBLE, "def double_and_add(x, n):\n    return 2 * x + n if x.shape == (2,) else x")
    assert report.exercises[1].remark.startswith("it is right for the published inputs only")


def test_reading_a_variable_of_the_notebook_is_named(grade: Grade) -> None:
    report = grade(IMPORT, "X = np.array([1.0, 2.0])", "def double(x):\n    return 2 * X", ADD)
    assert "it reads `X` from the notebook instead of its arguments" in first(report)


def test_a_constant_of_the_notebook_costs_nothing(grade: Grade) -> None:
    report = grade(IMPORT, "factor = 2", "def double(x):\n    return factor * x", ADD)
    assert report.score.earned == 100


def test_a_time_out_says_which_case_and_how_long(grade: Grade) -> None:
    report = grade(IMPORT, "def double(x):\n    while True: pass", ADD)
    assert first(report) == "published: stopped after 1 s of computing"


def test_an_error_in_the_open_is_quoted_and_translated(grade: Grade) -> None:
    case = grade(IMPORT, "def double(x):\n    y = 2 * X\n    return y", ADD).exercises[0].cases[0]
    assert case.message == "raised NameError in cell 2, line 2 (`y = 2 * X`): name 'X' is not defined"
    assert case.explanation.startswith("`X` is not an argument of this function")
    assert (case.cell, case.line) == (2, 2)


def test_an_error_behind_the_curtain_tells_nothing_of_the_input(grade: Grade) -> None:
    spy = "if len(x) == 3:\n        raise type('X' + str(x[0]), (KeyError,), {})('x%r' % x[0])\n    return 2 * x"
    hidden = grade(IMPORT, f"def double(x):\n    {spy}", ADD).exercises[0].cases[1]
    assert hidden.message.startswith("raised an error of its own kind in cell 2, line 3")
    assert hidden.explanation == ""


def test_a_function_is_judged_among_right_helpers_where_its_own_have_failed(grade: Grade) -> None:
    wrong = "def double_and_add(x, n):\n    return double(x) - n"
    report = grade(IMPORT, "def double(x):\n    return 3 * x", wrong).exercises[1]
    assert report.message.startswith("even with a right `double` (published: ")
    assert "[1. 3.]" in report.cases[0].got


def test_without_asking_again_the_hint_points_to_the_helper(grade: Grade) -> None:
    report = grade(IMPORT, "def double(x):\n    return 3 * x", ADD, follow_through=False).exercises[1]
    assert report.hint == "It calls `double`, which is not right yet: begin there."


def test_a_helper_that_is_right_is_not_said_to_be_wrong_for_being_advised(grade: Grade) -> None:
    advised = "def double(x):\n    return np.ma.masked_array(2 * x)"
    double, wrong = grade(IMPORT, advised, "def double_and_add(x, n):\n    return np.asarray(double(x)) - n").exercises
    assert double.advice
    assert wrong.message.startswith("published: ")


def test_a_mistake_is_not_told_where_a_helper_may_have_made_it(grade: Grade) -> None:
    squares = "def double(x):\n    return twice(x) * x / 2\ndef twice(x):\n    return 2 * x"
    report = grade(IMPORT, squares, ADD).exercises[0]
    assert report.mistake == "squares"
    pointed = pointed_to(report, ["twice"])
    assert (pointed.mistake, pointed.hint) == (None, "It calls `twice`, which is not right yet: begin there.")


def test_a_table_marks_the_entries_that_differ(grade: Grade) -> None:
    case = grade(IMPORT, "def double(x):\n    return x * x", ADD).exercises[0].cases[0]
    assert case.tables is not None
    expected, got = case.tables
    assert [(entry.text, entry.marked) for entry in expected.rows[0]] == [("2", True), ("4", False)]
    assert [(entry.text, entry.marked) for entry in got.rows[0]] == [("1", True), ("4", False)]


def test_a_name_that_numpy_has_dropped_is_right_as_it_was_then(grade: Grade) -> None:
    double = grade(RIGHT[0], "def double(x):\n    return 2 * x.astype(np.float_).astype(np.float)").exercises[0]
    assert double.outcome.value == "passed"
    assert double.advice == (
        "newer versions of NumPy have dropped `np.float_`: write `np.float64`",
        "newer versions of NumPy have dropped `np.float`: write `float`",
    )


def test_the_name_of_a_function_in_a_cell_that_is_no_python_is_not_said_to_be_misspelt(grade: Grade) -> None:
    broken, calling = grade(IMPORT, "def double(x):\n    return 2 * x))", ADD, follow_through=False).exercises
    assert "not valid Python" in broken.message
    assert "spelling" not in calling.cases[0].explanation
    assert calling.cases[0].explanation.endswith("begin there")
