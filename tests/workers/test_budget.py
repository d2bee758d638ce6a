"""What all workers of a submission may use together, and what becomes of it when that is spent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from grader.course.course import Course
from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.results import SubmissionReport
from grader.workers.budget import Budget
from grader.workers.pool import Limits, Zygote
from tests.tiny import RIGHT, notebook_bytes

IMPORT, DOUBLE, _ = RIGHT
ADD_ALONE = "def double_and_add(x, n):\n    return 2 * x + n"
SPENT = "the time for this notebook is spent"


def test_a_budget_is_spent_by_all_of_its_workers_together() -> None:
    budget = Budget(3)
    first, second = budget.account(), budget.account()
    first.computed, second.computed = 2.0, 1.0
    assert not budget.spent
    second.computed = 1.5
    assert (budget.computed, budget.waited, budget.spent) == (3.5, 0.0, True)


def test_waiting_has_a_budget_as_large() -> None:
    budget = Budget(3)
    budget.account().waited = 3.5
    assert budget.spent


def test_what_nobody_limits_has_no_end() -> None:
    budget = Budget()
    budget.account().computed = 1e9
    assert not budget.spent


@pytest.fixture(scope="module")
def frugal(tiny_course: Course) -> Iterator[Zygote]:
    with Zygote(Limits(seconds=2, patience=1, memory=2**30, budget=1)) as zygote:
        yield zygote


def graded(course: Course, zygote: Zygote, *cells: str) -> SubmissionReport:
    examination = LiveExamination(course, course.assignment("doubling"), zygote, seed=1)
    return Grader([examination], zygote).grade(notebook_bytes(*cells), "handed_in.ipynb")[0]


def test_a_hundred_cells_that_sleep_are_stopped_together(tiny_course: Course, frugal: Zygote) -> None:
    cells = [f"import time\nk{n} = time.sleep(0.5) or 1" for n in range(100)]
    uses = " + ".join(f"k{n}" for n in range(100))
    report = graded(tiny_course, frugal, IMPORT, *cells, f"def double(x):\n    return x * ({uses})", ADD_ALONE)
    assert [exercise.outcome.value for exercise in report.exercises] == ["timed out", "timed out"]
    assert SPENT in report.exercises[0].message


def test_what_had_been_answered_before_counts(tiny_course: Course, frugal: Zygote) -> None:
    slow = "def double_and_add(x, n):\n    import time; time.sleep(1.5)\n    return 2 * x + n"
    report = graded(tiny_course, frugal, IMPORT, DOUBLE, slow)
    assert [exercise.outcome.value for exercise in report.exercises] == ["passed", "timed out"]
    assert SPENT in report.exercises[1].message


@pytest.mark.parametrize("burn", ["while True: pass", "import os\n    os.fork() or os.fork()\n    while True: pass"])
def test_computing_is_counted_too(tiny_course: Course, frugal: Zygote, burn: str) -> None:
    report = graded(tiny_course, frugal, IMPORT, f"def double(x):\n    {burn}", ADD_ALONE)
    assert report.exercises[0].outcome.value == "timed out"
    assert SPENT in report.exercises[0].message


@pytest.mark.parametrize(
    "cells", [["def double(x):\n    time.sleep(1e6)"], ["k = time.sleep(1e6)", "def double(x):\n    return k * x"]]
)
def test_what_only_the_clock_stopped_is_asked_once_more_alone_and_then_believed(
    tiny_course: Course, monkeypatch: pytest.MonkeyPatch, cells: list[str]
) -> None:
    alone: list[str] = []
    with Zygote(Limits(seconds=1, patience=1, memory=2**30)) as zygote:

        @contextmanager
        def recorded() -> Iterator[None]:
            alone.append("entered")
            yield

        monkeypatch.setattr(zygote, "alone", recorded)
        sleeper = "def double_and_add(x, n):\n    time.sleep(1e6)"
        report = graded(tiny_course, zygote, "import time", *cells, sleeper)
    assert all(exercise.outcome.value != "passed" for exercise in report.exercises)
    assert alone == ["entered"]
