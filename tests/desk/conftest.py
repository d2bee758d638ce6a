from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course.course import Course
from grader.results import Outcome
from tests.desk.service import Machine, Service, keep, report, served


@pytest.fixture(scope="session")
def plain_course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course that nothing is asked of: it has a name for its one assignment."""
    root = tmp_path_factory.mktemp("plain")
    for name in ("solutions", "testcases", "assignments/helpers"):
        (root / name).mkdir(parents=True)
    (root / "course.toml").write_text('title = "Numbers"\n', encoding="utf-8")
    return Course(root)


@pytest.fixture
def service(plain_course: Course, tmp_path: Path) -> Iterator[Service]:
    """A desk with a class of two: ann is wrong in one function, ben is right."""
    folder = tmp_path / "grades"
    folder.mkdir()
    keep(folder, "ann", report())
    keep(folder, "ben", report(Outcome.PASSED, message=""))
    with served(folder, tmp_path / "spool", Machine(plain_course)) as running:
        yield running
