"""A box that cannot be built now is tried again; what cannot be graded here is a row, and the run goes on."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader.course.course import Course
from grader.errors import SandboxError
from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.results import Status
from grader.sandbox.box import available_levels
from grader.sandbox.tree import descendants
from grader.workers import pool
from grader.workers.pool import Limits, Zygote
from tests.tiny import RIGHT, notebook_bytes

ORDINARY = Path(__file__).parents[1] / "sandbox" / "ordinary.py"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of other processes are set on Linux only")


@pytest.mark.skipif(os.geteuid() != 0, reason="the tests run as an ordinary user already")
def test_the_same_as_an_ordinary_user() -> None:
    """Root may fork as it likes, so these tests are for others."""
    root = ORDINARY.parents[2]
    command = [sys.executable, str(ORDINARY), "-m", "pytest", "-p", "no:cacheprovider", "--color=no", __file__]
    environment = os.environ | {"PYTHONPATH": str(root)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=root, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert "passed" in done.stdout


not_as_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may fork as it likes")


@pytest.fixture(params=available_levels(), ids=lambda level: level.value)
def running(request: pytest.FixtureRequest) -> Iterator[Zygote]:
    with Zygote(Limits(seconds=1, memory=2**30), level=request.param) as zygote:
        zygote.worker().close()
        yield zygote


def forks(zygote: Zygote, *, allowed: bool) -> None:
    """Let the kernel answer the zygote's `fork` with EAGAIN, as it does where `ulimit -u` is reached; or no longer."""
    for pid in (zygote._process.pid, *descendants(zygote._process.pid)):
        _, hard = resource.prlimit(pid, resource.RLIMIT_NPROC)
        resource.prlimit(pid, resource.RLIMIT_NPROC, (hard if allowed else 1, hard))


@contextmanager
def short_of_processes(zygote: Zygote) -> Iterator[None]:
    forks(zygote, allowed=False)
    try:
        yield
    finally:
        forks(zygote, allowed=True)


@not_as_root
def test_a_shortage_that_passes_is_waited_for(running: Zygote) -> None:
    with short_of_processes(running):
        relief = threading.Timer(0.3, forks, [running], {"allowed": True})
        relief.start()
        with running.worker() as worker:
            assert worker.call("survey", cells=[(1, "def f(): pass")])["functions"][0]["name"] == "f"
        relief.join()


@not_as_root
def test_a_shortage_that_stays_is_told_with_what_to_do(running: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "PAUSES", (0.01, 0.01))
    with short_of_processes(running), pytest.raises(SandboxError, match=r"ulimit -u"):
        running.worker()
    running.worker().close()


@not_as_root
def test_who_could_not_be_graded_here_is_a_row_and_the_next_one_is_graded(
    running: Zygote, tiny_course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "PAUSES", (0.01, 0.01))
    examination = LiveExamination(tiny_course, tiny_course.assignment("doubling"), running, seed=1)
    examination.keys()
    grader = Grader([examination], running)
    with short_of_processes(running):
        report = grader.grade(notebook_bytes(*RIGHT), "handed_in.ipynb")[0]
    assert report.status is Status.UNGRADABLE
    assert "could not be graded here: no box could be built" in report.problems[0]
    assert grader.grade(notebook_bytes(*RIGHT), "handed_in.ipynb")[0].score.earned == 100


@not_as_root
def test_after_one_shortage_others_are_tried_once_only(running: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("grader.workers.pool.time.sleep", pauses.append)
    with short_of_processes(running):
        for _ in range(3):
            with pytest.raises(SandboxError):
                running.worker()
    assert pauses == list(pool.PAUSES)
