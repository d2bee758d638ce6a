"""A small course of one assignment, and ways to hand something in."""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings

from grader.authoring.build import build
from grader.course.course import Course
from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.results import SubmissionReport
from grader.workers.pool import Limits, Zygote
from tests.corners import one_level_each
from tests.tiny import TINY_CASES, TINY_SOLUTION, Grade, notebook_bytes

ROOT = Path(__file__).parents[1]

# A machine that is doing something else as well is no reason to fail: nothing has a deadline. The same examples come
# each time, so that what is red was made so by the change at hand. `make test-all` says --hypothesis-profile=long.
settings.register_profile("fast", deadline=None, derandomize=True, max_examples=30)
settings.register_profile("long", deadline=None, derandomize=True, max_examples=500)
settings.load_profile("fast")

# Where every test is asked on all levels of the box, and costs a second on each.
MATRICES = ("tests/attacks/", "tests/sandbox/test_hoarding.py")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    one_level_each(item for item in items if item.nodeid.startswith(MATRICES))


@pytest.fixture(autouse=True)
def _no_figures_are_left() -> Iterator[None]:
    """Cells of notebooks draw; what one test leaves open another one would count."""
    yield
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    with Zygote(Limits(seconds=1, memory=2**30)) as started:
        yield started


@pytest.fixture
def box_at_hand(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands carried out in this process get a box that is there already: to start one is most of their work."""
    for place in ("grader.cli.setup", "grader.cli.check", "grader.workers.pool"):
        monkeypatch.setattr(f"{place}.Zygote", lambda *limits, **settings: contextlib.nullcontext(zygote))


@pytest.fixture(scope="session")
def tiny_course(tmp_path_factory: pytest.TempPathFactory, zygote: Zygote) -> Course:
    root = tmp_path_factory.mktemp("tiny")
    for name, text in {
        "solutions/doubling.py": TINY_SOLUTION,
        "testcases/doubling.py": TINY_CASES,
        "assignments/helpers/offsets.py": "OFFSET = 0\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    build(Course(root), zygote).write()
    return Course(root)


@pytest.fixture(scope="session")
def real_course() -> Course:
    return Course(ROOT)


@pytest.fixture(scope="session")
def examinations(real_course: Course, zygote: Zygote) -> list[LiveExamination]:
    """Those of all assignments: to ask solutions and known mistakes takes seconds, so it is done once."""
    return [LiveExamination(real_course, item, zygote, seed=3) for item in real_course.of_functions()]


@pytest.fixture(scope="session")
def examination_in(real_course: Course, zygote: Zygote) -> Callable[[str, str], LiveExamination]:
    """That of one function alone, by its assignment and its name: what a test does not look at is not asked."""

    @functools.cache
    def examination(name: str, function: str) -> LiveExamination:
        assignment = real_course.assignment(name)
        alone = replace(assignment, exercises=(assignment.exercise(function),))
        made = LiveExamination(real_course, alone, zygote, seed=3)
        made.modules = real_course.modules.offered(name, assignment.functions)
        return made

    return examination


@pytest.fixture(scope="session")
def tiny_examination(tiny_course: Course, zygote: Zygote) -> LiveExamination:
    return LiveExamination(tiny_course, tiny_course.assignment("doubling"), zygote, seed=1)


@pytest.fixture
def grade(tiny_examination: LiveExamination, zygote: Zygote) -> Grade:
    """Grade a notebook of these cells (or these bytes) in the tiny course."""

    def graded(*cells: str, data: bytes = b"", follow_through: bool = True) -> SubmissionReport:
        handed_in = data or notebook_bytes(*cells)
        return Grader([tiny_examination], zygote, follow_through=follow_through).grade(handed_in, "handed_in.ipynb")[0]

    return graded
