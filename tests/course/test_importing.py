"""The files of a course are modules that can import each other, and that no other course can take the place of."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from grader.course.importing import import_file
from grader.errors import BrokenCases


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_two_courses_of_the_same_names_never_meet(tmp_path: Path) -> None:
    for name in ("one", "two"):
        path = written(tmp_path / name / "testcases" / "numbers.py", f"NAME = {name!r}")
        assert name == import_file(tmp_path / name, path).NAME


def test_a_file_reaches_its_neighbours(tmp_path: Path) -> None:
    written(tmp_path / "testcases" / "numbers.py", "NUMBER = 3")
    path = written(tmp_path / "testcases" / "oracles" / "numbers.py", "from ..numbers import NUMBER")
    assert import_file(tmp_path, path).NUMBER == 3


def test_a_file_that_was_written_after_its_folder_was_read_is_found(tmp_path: Path) -> None:
    import_file(tmp_path, written(tmp_path / "testcases" / "first.py", ""))
    assert import_file(tmp_path, written(tmp_path / "testcases" / "second.py", "X = 1")).X == 1


def test_what_cannot_be_imported_is_told_with_its_place(tmp_path: Path) -> None:
    path = written(tmp_path / "testcases" / "numbers.py", "1 / 0")
    with pytest.raises(BrokenCases, match=r"numbers.py.*ZeroDivisionError"):
        import_file(tmp_path, path)


def test_a_module_has_the_same_name_in_every_process(tmp_path: Path) -> None:
    path = written(tmp_path / "testcases" / "numbers.py", "")
    program = (
        "import sys; from pathlib import Path; from grader.course.importing import import_file\n"
        "print(import_file(*map(Path, sys.argv[1:])).__name__)"
    )
    command = [sys.executable, "-c", program, str(tmp_path), str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told.strip() == import_file(tmp_path, path).__name__
