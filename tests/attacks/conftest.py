"""One arena for each level that this machine gives; what it doesn't give is said at the end of the run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.authoring.build import build
from grader.course.course import Course
from grader.sandbox import box
from grader.sandbox.box import Level
from grader.workers.pool import Limits, Zygote
from tests.attacks.arena import HURRIED, ROOMY, Arena

ALL = list(Level)
CONFINED = [Level.NAMESPACES, Level.LANDLOCK]


def needs(level: Level) -> None:
    reason = box.why_not(level)
    if reason is not None:
        pytest.skip(f"this machine gives no {level.value} box: {reason}")


@pytest.fixture(scope="session")
def arenas(tiny_course: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Arena]]:
    running: dict[str, Arena] = {}
    yield running
    for arena in running.values():
        arena.close()


def _fixture(levels: list[Level], **settings: object) -> object:
    @pytest.fixture(params=levels, ids=lambda level: level.value)
    def arena(
        request: pytest.FixtureRequest,
        arenas: dict[str, Arena],
        tiny_course: Course,
    ) -> Arena:
        needs(request.param)
        name = f"{request.param.value} {settings}"
        if name not in arenas:
            arenas[name] = Arena(tiny_course, request.param, **settings)
        return arenas[name]

    return arena


any_arena = _fixture(ALL)
confined_arena = _fixture(CONFINED)
strongest_arena = _fixture(CONFINED[:1])
# Where the clock is what stops an attack; everywhere else a busy machine must not be taken for one that hangs.
hurried_arena = _fixture(ALL, limits=HURRIED)
hurried_confined_arena = _fixture(CONFINED, limits=HURRIED)
roomy_arena = _fixture(ALL, limits=ROOMY)
honest_arena = _fixture(ALL, limits=Limits(seconds=8, patience=10), data=Path(__file__).parents[2] / "data")


@pytest.fixture(scope="session")
def make_course(tmp_path_factory: pytest.TempPathFactory) -> object:
    """Builds a course of one assignment from the texts of its solution and its cases."""

    def made(solution: str, cases: str, zygote: Zygote) -> Course:
        root = tmp_path_factory.mktemp("course")
        for name, text in {"solutions/it.py": solution, "testcases/it.py": cases, "data/known.txt": "known"}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        build(Course(root), zygote).write()
        return Course(root)

    return made


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    user = "root" if os.geteuid() == 0 else "an ordinary user"
    for level in ALL:
        reason = box.why_not(level)
        told = f"attacked as {user}" if reason is None else f"not here: {reason}"
        terminalreporter.write_line(f"whole grader, {level.value}: {told}")
