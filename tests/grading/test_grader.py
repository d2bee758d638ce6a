"""From a notebook to a report, whatever the notebook does."""

from __future__ import annotations

import pytest

from grader.results import Status
from tests.tiny import RIGHT, Grade, notebook_bytes, outcomes

IMPORT, DOUBLE, ADD = RIGHT


def test_right_functions_earn_their_points(grade: Grade) -> None:
    report = grade(*RIGHT)
    assert (report.assignment, report.score.earned, report.score.possible) == ("doubling", 100, 100)
    assert not report.problems


def test_a_wrong_function_loses_its_points_and_is_told_why(grade: Grade) -> None:
    report = grade(IMPORT, "def double(x):\n    return 3 * x", "def double_and_add(x, n):\n    return 2 * x + n")
    assert outcomes(report) == {"double": "wrong", "double_and_add": "passed"}
    wrong = report.exercises[0].cases[0]
    assert (wrong.expected, wrong.got) == ("[2. 4.]", "[3. 6.]")
    assert report.first_trouble.startswith("double: published:")


def test_a_wrong_helper_costs_its_own_points_only(grade: Grade) -> None:
    report = grade(IMPORT, "def double(x):\n    return 3 * x", ADD)
    assert outcomes(report) == {"double": "wrong", "double_and_add": "passed"}
    assert report.exercises[1].carried
    assert report.exercises[1].message == "right, given a right `double`"


def test_what_a_helper_was_not_asked_costs_its_caller_nothing(grade: Grade) -> None:
    double = "def double(x):\n    return 2 * x + ('n' in sys._getframe(1).f_locals)"
    report = grade(IMPORT, "import sys", double, ADD)
    assert outcomes(report) == {"double": "passed", "double_and_add": "passed"}
    assert report.exercises[1].carried


def test_follow_through_can_be_turned_off(grade: Grade) -> None:
    report = grade(IMPORT, "def double(x):\n    return 3 * x", ADD, follow_through=False)
    assert outcomes(report) == {"double": "wrong", "double_and_add": "wrong"}


def test_a_missing_helper_is_stood_in_for(grade: Grade) -> None:
    assert outcomes(grade(IMPORT, ADD)) == {"double": "not attempted", "double_and_add": "passed"}


def test_a_known_mistake_is_recognised(grade: Grade) -> None:
    exercise = grade(IMPORT, "def double(number):\n    return number ** 2", ADD).exercises[0]
    assert (exercise.mistake, exercise.hint) == ("squares", "This is the square of x.")


def test_changing_an_input_is_caught(grade: Grade) -> None:
    report = grade(IMPORT, "def double(x):\n    x *= 2\n    return x", ADD)
    assert report.exercises[0].outcome.value == "wrong"
    assert "changes what it is given" in report.exercises[0].message


def test_hard_coded_answers_do_not_pass(grade: Grade) -> None:
    report = grade(IMPORT, "def double(x):\n    return np.array([2.0, 4.0])", ADD)
    assert report.exercises[0].cases[0].outcome.value == "passed"
    assert report.exercises[0].outcome.value == "wrong"


def test_the_last_of_two_definitions_counts(grade: Grade) -> None:
    report = grade(IMPORT, "def double(x):\n    return 0", DOUBLE, ADD)
    assert report.score.earned == 100
    assert report.problems == ("`double` is defined more than once: the last one counts.",)


def test_stubs_are_not_attempted(grade: Grade) -> None:
    stub = "def double(x):\n    ### START CODE HERE ###\n    y = None\n    ### END CODE HERE ###\n    return y"
    assert outcomes(grade(stub)) == {"double": "not attempted", "double_and_add": "not attempted"}


def test_nothing_is_run_to_tell_a_stub(grade: Grade) -> None:
    """As where a later cell trains, and gives its result the name that the stub returns."""
    stub = "def double(x):\n    # YOUR CODE STARTS HERE\n\n    # YOUR CODE ENDS HERE\n    return twice"
    report = grade(IMPORT, stub, "twice = 1 / 0", "def double_and_add(x, n):\n    pass")
    assert outcomes(report) == {"double": "not attempted", "double_and_add": "not attempted"}
    assert not any("ZeroDivisionError" in problem for problem in report.problems)


def test_an_answer_outside_the_markers_counts(grade: Grade) -> None:
    outside = "def double(x):\n    ### START CODE HERE ###\n    ### END CODE HERE ###\n    return 2 * x"
    assert grade(IMPORT, outside, ADD).score.earned == 100


def test_a_broken_cell_costs_only_its_functions(grade: Grade) -> None:
    report = grade(IMPORT, "def double(x):\n    return 2 * * x", ADD)
    assert outcomes(report) == {"double": "crashed", "double_and_add": "passed"}
    assert "cell 2 is not valid Python (line 2)" in report.exercises[0].message


def test_an_exception_is_told_with_its_line(grade: Grade) -> None:
    report = grade(IMPORT, "def double(x):\n    y = x\n    return y.nothing", ADD)
    assert "in cell 2, line 3 (`return y.nothing`)" in report.exercises[0].message


def test_words_of_a_held_out_case_are_not_shown(grade: Grade) -> None:
    leak = "def double(x):\n    if len(x) == 3:\n        raise ValueError(str(x))\n    return 2 * x"
    shown, hidden, *_ = grade(IMPORT, leak, ADD).exercises[0].cases
    assert shown.outcome.value == "passed"
    assert hidden.message == "raised ValueError in cell 2, line 3 (`raise ValueError(str(x))`)"


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("    while True: pass", "timed out"),
        ("    import sys; sys.exit()", "crashed"),
        ("    import os; os._exit(0)", "crashed"),
        ("    import os; os.kill(os.getpid(), 11)", "crashed"),
        ("    return np.ones((10 * 2**27,))", "out of memory"),
        ("    return double(x)", "crashed"),
        ("    return (lambda: 1)", "wrong"),
        ("    return np.ones(3_000_000)", "wrong"),
    ],
)
def test_a_function_that_ends_badly_costs_only_itself(grade: Grade, body: str, outcome: str) -> None:
    report = grade(IMPORT, f"def double(x):\n{body}", "def double_and_add(x, n):\n    return 2 * x + n")
    assert outcomes(report) == {"double": outcome, "double_and_add": "passed"}


def test_a_sleeping_function_is_stopped_by_the_clock(grade: Grade) -> None:
    report = grade(
        IMPORT, "import time\ndef double(x):\n    time.sleep(100)", "def double_and_add(x, n):\n    return 2*x+n"
    )
    assert outcomes(report) == {"double": "timed out", "double_and_add": "passed"}


def test_a_gigabyte_printed_is_stopped_and_named(grade: Grade) -> None:
    noisy = "def double(x):\n    for _ in range(1000):\n        print('x' * 2**20)\n    return 2 * x"
    report = grade(IMPORT, noisy, "def double_and_add(x, n):\n    return 2 * x + n")
    assert outcomes(report) == {"double": "crashed", "double_and_add": "passed"}
    assert "printed more than 16 MB" in report.exercises[0].message


def test_a_megabyte_printed_is_no_fault(grade: Grade) -> None:
    chatty = "def double(x):\n    print('x' * 2**20)\n    return 2 * x"
    assert grade(IMPORT, chatty, ADD).score.earned == 100


@pytest.mark.parametrize("cell", ["import sys; sys.exit()", "import os; os._exit(0)", "while True: pass", "1 / 0"])
def test_cells_that_no_function_needs_are_never_run(grade: Grade, cell: str) -> None:
    report = grade(IMPORT, cell, DOUBLE, ADD)
    assert (report.score.earned, report.problems) == (100, ())


def test_a_needed_cell_that_ends_the_process_is_left_out(grade: Grade) -> None:
    needed = "import os\nk = os._exit(0)"
    report = grade(
        IMPORT, needed, "def double(x):\n    return k * x", "def double_and_add(x, n):\n    return 2 * x + n"
    )
    assert outcomes(report) == {"double": "crashed", "double_and_add": "passed"}
    assert "Cell 2 was left out" in report.problems[0]


def test_a_package_that_is_missing_costs_nothing(grade: Grade) -> None:
    report = grade("import tensorflow\nimport numpy as np", DOUBLE, ADD)
    assert report.score.earned == 100


def test_helpers_of_the_course_can_be_imported(grade: Grade) -> None:
    report = grade(
        IMPORT,
        "from assignments.helpers.offsets import OFFSET\nfrom testcases.doubling import double_test_case",
        "example = double_test_case()",
        "def double(x):\n    return 2 * x + OFFSET + 0 * example.sum()",
        ADD,
    )
    assert report.score.earned == 100


def test_held_out_cases_are_not_in_the_module_a_worker_gets(grade: Grade) -> None:
    spy = "import testcases.doubling as cases\ndef double(x):\n    return sorted(vars(cases))"
    report = grade(IMPORT, spy, ADD)
    assert "EXERCISES" not in report.exercises[0].cases[0].got
    assert "double_test_case" in report.exercises[0].cases[0].got


def test_a_notebook_without_graded_functions_is_not_gradable(grade: Grade) -> None:
    report = grade("def something_else(): pass")
    assert report.status is Status.UNGRADABLE
    assert "it defines something_else" in report.problems[0]


@pytest.mark.parametrize("data", [b"{", b"<html>", b'{"cells": []}', b"\x00\xff"])
def test_files_that_are_no_notebooks_are_reported(grade: Grade, data: bytes) -> None:
    report = grade(data=data)
    assert report.status is Status.UNGRADABLE
    assert len(report.problems) == 1


def test_the_same_seed_gives_the_same_report(grade: Grade) -> None:
    cells = (IMPORT, "def double(x):\n    return x + 1", ADD)
    assert grade(*cells) == grade(*cells)


def test_random_state_of_one_case_does_not_reach_the_next(grade: Grade) -> None:
    drawing = "def double(x):\n    np.random.rand(100)\n    return 2 * x"
    assert grade(IMPORT, drawing, ADD, data=notebook_bytes(IMPORT, drawing, ADD)).score.earned == 100
