"""`from grader import Checker` lets a notebook import the rest of its course."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from grader.course.course import Course
from grader.selfcheck import importing


@pytest.fixture(autouse=True)
def path(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(sys, "path", ["/somewhere"])
    return sys.path


def test_the_course_around_a_notebook_comes_last_on_the_path(
    tiny_course: Course, monkeypatch: pytest.MonkeyPatch, path: list[str]
) -> None:
    monkeypatch.chdir(tiny_course.assignments)
    monkeypatch.setattr(importing, "OFFERED", ("no_such_package",))
    importing.offer_course()
    assert path == ["/somewhere", str(tiny_course.root)]


def test_what_can_be_imported_already_stays_where_it_is(path: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "OFFERED", ("sys",))
    importing.offer_course()
    assert path == ["/somewhere"]


def test_without_a_course_nothing_is_changed(path: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(importing, "OFFERED", ("no_such_package",))
    importing.offer_course()
    assert path == ["/somewhere"]
