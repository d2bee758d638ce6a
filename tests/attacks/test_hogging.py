"""Who burns processor time takes it from nobody's points, and is stopped even when nobody waits for it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader.answers.answer import Lost
from grader.course.course import Course
from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.submission import Submission
from grader.workers.pool import Limits, Zygote
from tests.attacks.arena import ADD_ALONE, IMPORT, Arena
from tests.classes import grade_all
from tests.tiny import notebook_bytes

BURNERS = """
    import os
    for _ in range(8):
        if os.fork() == 0:
            while True: pass"""
TRAINS = "import time; start = time.process_time()\n    while time.process_time() - start < 0.5: pass"


@contextmanager
def busy_loops(count: int) -> Iterator[None]:
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


@pytest.fixture(scope="module")
def strict(tiny_course: Course) -> Iterator[tuple[Zygote, Grader]]:
    with Zygote(Limits(seconds=1, patience=2, memory=2**30)) as zygote:
        examination = LiveExamination(tiny_course, tiny_course.assignment("doubling"), zygote, seed=1)
        examination.keys()
        yield zygote, Grader([examination], zygote)


@pytest.mark.slow
def test_no_neighbour_loses_points_to_load(strict: tuple[Zygote, Grader], tmp_path: Path) -> None:
    """Half a second of computing takes four and more here, where nobody may wait for longer than two."""
    honest = notebook_bytes(
        IMPORT,
        f"def double(x):\n    {TRAINS}\n    return 2 * x",
        f"def double_and_add(x, n):\n    {TRAINS}\n    return 2 * x + n",
    )
    hostile = notebook_bytes(IMPORT, f"def double(x):\n    {BURNERS}\n    return 2 * x", ADD_ALONE)
    handed_in = {"ada": honest, "eve": hostile, "ben": honest}
    submissions = []
    for name, data in handed_in.items():
        path = tmp_path / f"{name}.ipynb"
        path.write_bytes(data)
        submissions.append(Submission(name, path))
    with busy_loops(8):
        reports = grade_all(strict[1], submissions, seed=1).reports
    earned = {report.student: report.score.earned for report in reports}
    assert (earned["ada"], earned["ben"]) == (100, 100), [item.message for item in reports[0].exercises]


def test_burning_after_an_answer_costs_nobody_else(any_arena: Arena) -> None:
    """The function that comes next is asked in a fresh worker, where nothing burns."""
    report, _ = any_arena.attack(f"def double(x):{BURNERS}\n    return 2 * x")
    assert report.outcome.value in ("passed", "timed out", "crashed")


def test_children_that_end_are_counted(any_arena: Arena) -> None:
    """A stream of children, each for a moment, none of which computes for long."""
    body = """
    import os, time
    while True:
        if os.fork() == 0:
            start = time.process_time()
            while time.process_time() - start < 0.1: pass
            os._exit(0)
        os.wait()"""
    report, _ = any_arena.attack(f"def double(x):{body}")
    assert "stopped after 1 s of computing" in report.message


def test_who_computes_when_nobody_asks_is_ended(any_arena: Arena) -> None:
    late = BURNERS.replace("while True", "__import__('time').sleep(2)\n            while True")
    answer = any_arena.asked_twice(f"def double(x):{late}\n    return 2 * x")
    assert isinstance(answer, Lost)
    assert "went on computing after its answer" in answer.message
