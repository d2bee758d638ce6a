"""`grader start` brings what a student works in, and never takes away work."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.cli.main import main
from grader.course.course import Course

NOTEBOOK = "assignments/1_doubling.ipynb"


def start(course: Course, folder: Path) -> int:
    return main(["start", str(folder), "--course", str(course.root)])


def test_it_copies_what_a_student_works_in(
    tiny_course: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start(tiny_course, tmp_path / "mine") == 0
    assert (tmp_path / "mine" / NOTEBOOK).read_bytes() == (tiny_course.root / NOTEBOOK).read_bytes()
    assert (tmp_path / "mine/assignments/helpers/offsets.py").is_file()
    assert not (tmp_path / "mine/solutions").exists()
    assert "EXERCISES" not in (tmp_path / "mine/testcases/doubling.py").read_text(encoding="utf-8")
    assert f"lab --ServerApp.root_dir={tmp_path}/mine {tmp_path}/mine/{NOTEBOOK}" in capsys.readouterr().out


def test_work_is_left_alone_and_what_is_missing_comes_back(
    tiny_course: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start(tiny_course, tmp_path)
    (tmp_path / NOTEBOOK).write_text("my work", encoding="utf-8")
    (tmp_path / "assignments/helpers/offsets.py").unlink()
    capsys.readouterr()
    assert start(tiny_course, tmp_path) == 0
    assert (tmp_path / NOTEBOOK).read_text(encoding="utf-8") == "my work"
    assert capsys.readouterr().out.splitlines()[:2] == [
        f"left alone: {tmp_path / NOTEBOOK}",
        f"{tmp_path}: 1 files written, 1 left alone, since they hold something else.",
    ]


def test_a_student_may_start_from_what_a_student_was_given(tiny_course: Course, tmp_path: Path) -> None:
    start(tiny_course, tmp_path / "one")
    assert start(Course(tmp_path / "one"), tmp_path / "two") == 0
    names = [{path.relative_to(tmp_path / it) for path in (tmp_path / it).rglob("*")} for it in ("one", "two")]
    assert names[0] == names[1]


def test_the_course_itself_is_no_place_to_work_in(tiny_course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    assert start(tiny_course, tiny_course.root) == 2
    assert "it is the course itself" in capsys.readouterr().err
