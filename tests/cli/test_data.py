"""`grader data` hands on what a course says of its data, and the grader knows nothing of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.cli.main import main

HELPER = """\
def import_data(folder):
    if not folder.is_dir():
        raise ValueError(f"{folder} is not there: name another folder.")
    return [f"took {folder.name}", "[bold] is only text"]

def data_status():
    return ["In use: apples."]
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for name in ("testcases", "solutions", "assignments/helpers"):
        (tmp_path / "course" / name).mkdir(parents=True)
    (tmp_path / "course" / "assignments" / "helpers" / "datasets.py").write_text(HELPER, encoding="utf-8")
    return tmp_path / "course"


def test_status_is_what_the_course_says(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "status", "--course", str(course)]) == 0
    assert capsys.readouterr().out == "In use: apples.\n"


def test_an_import_is_told_line_by_line(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "import", str(tmp_path), "--course", str(course)]) == 0
    assert capsys.readouterr().out == f"took {tmp_path.name}\n[bold] is only text\n"


def test_data_that_cannot_be_used_are_one_sentence(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "import", "/nowhere", "--course", str(course)]) == 2
    assert capsys.readouterr().err == "grader: /nowhere is not there: name another folder.\n"


def test_a_course_without_data_says_so(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (course / "assignments" / "helpers" / "datasets.py").unlink()
    assert main(["data", "status", "--course", str(course)]) == 2
    assert "this course has no data to choose" in capsys.readouterr().err
