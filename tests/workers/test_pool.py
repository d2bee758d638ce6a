"""A box that cannot be built now is tried again; what cannot be graded here is a row, and the run goes on."""

from __future__ import annotations

import os
import resource
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

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

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of other processes are set on Linux only")


# tests/sandbox/test_ordinary.py runs these as an ordinary user.
not_as_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may fork as it likes")


@pytest.fixture(scope="module", params=available_levels(), ids=lambda level: level.value)
def started(request: pytest.FixtureRequest) -> Iterator[Zygote]:
    with Zygote(Limits(seconds=1, memory=2**30), level=request.param) as zygote:
        yield zygote


@pytest.fixture
def running(started: Zygote) -> Zygote:
    """One that has met no shortage yet, or none any more."""
    started.worker().close()
    return started


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
