"""`grader similar`: what it shows of a class, and what it leaves alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from grader.cli.main import main
from grader.gradebook.records import Content
from grader.gradebook.store import Store
from grader.submission import Submission
from tests.similarity.classroom import Student, klass, planted, pool, renamed, reports


def keep(folder: Path, students: list[Student], same: tuple[str, ...] = ()) -> None:
    """A gradebook of a class; these handed in the same bytes."""
    folder.mkdir(exist_ok=True)
    with Store(folder) as store:
        run = store.begin("grade", seed=1)
        for one in students:
            place = Path(one.name, "a.ipynb")
            data = b"the same" if one.name in same else one.name.encode()
            store.keep(run, Submission(one.name, place), Content.of(data), list(reports(one)))


@pytest.fixture(scope="module")
def students() -> list[Student]:
    """A class of thirty, in which s0007 has what s0003 has under other names."""
    students = klass(4, 30, pool())
    students[7] = planted(random.Random(1), students[3], students[7], list(pool()), renamed)
    return students


@pytest.fixture
def grades(students: list[Student], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    keep(tmp_path / "grades", students)
    return tmp_path / "grades"


def test_a_copy_is_a_row_and_stands_on_a_page_beside_its_source(
    grades: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["similar"]) == 0
    told = capsys.readouterr().out
    assert "s0003 · s0007" in told and "rare lines in" in told and "no proof" in told
    page = (grades / "similar.html").read_text(encoding="utf-8")
    assert page.count("<section") == 1 and "No points are taken" in page
    assert sorted(path.name for path in grades.iterdir()) == ["gradebook.sqlite", "similar.html"]


def test_students_may_be_numbered_instead_of_named(grades: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["similar", "--anonymous", "--language", "zh"]) == 0
    told = capsys.readouterr().out + (grades / "similar.html").read_text(encoding="utf-8")
    assert "学生 1 · 学生 2" in told and "s0003" not in told


def test_those_who_worked_together_are_not_shown(grades: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["similar", "--together", "s0003", "S0007"]) == 0
    assert "No two of 30 students" in capsys.readouterr().out


def test_the_same_file_is_told_first_and_is_no_pair(
    students: list[Student], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(tmp_path, students, ("s0003", "s0007"))
    assert main(["similar", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("2 handed in the very same file for dnn_step_by_step: s0003, s0007\n")
    assert "rare lines" not in told


def test_a_copy_from_an_earlier_term_names_the_term(
    grades: Path, students: list[Student], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(tmp_path / "old", [Student("long_gone", students[11].functions, {})])
    assert main(["similar", "--against", "old", "--together", "s0003", "s0007"]) == 0
    assert "s0011 · long_gone, old" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere/gradebook.sqlite is not there"),
        (["--against", "nowhere"], "nowhere/gradebook.sqlite is not there"),
        (["--together", "s0003", "s9999"], "no student 's9999'"),
    ],
)
def test_what_is_not_there_is_told(
    grades: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["similar", *arguments]) == 2
    assert said in capsys.readouterr().err
