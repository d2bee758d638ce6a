"""A fault of ours costs the one submission, or the one page, that meets it: the run goes on and says so."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from grader.cli.main import main
from grader.course.course import Course
from grader.errors import BrokenCases
from grader.judging import turns
from grader.judging.judge import judge_case
from grader.reports import feedback
from grader.results import CaseResult, SubmissionReport
from grader.selfcheck import checker
from grader.selfcheck.checker import Checker
from tests.tiny import RIGHT, notebook_bytes

IMPORT, DOUBLE, ADD = RIGHT
CURSED = "def double(x):\n    return x + x  # cursed"
SECRET = "0.123456789"
pytestmark = pytest.mark.usefixtures("box_at_hand")


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    for student, cells in {"ann": RIGHT, "bob": (IMPORT, CURSED, ADD), "cat": RIGHT}.items():
        (folder / student).mkdir(parents=True)
        (folder / student / "x.ipynb").write_bytes(notebook_bytes(*cells))
    return folder


@pytest.fixture
def cursed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A judge that fails on one student's function, with a held-out value in its words."""

    def judge(*arguments: Any, source: str = "", **options: Any) -> CaseResult:
        if "cursed" in source:
            raise ZeroDivisionError(SECRET)
        return judge_case(*arguments, source=source, **options)

    monkeypatch.setattr(turns, "judge_case", judge)
    monkeypatch.setattr(checker, "source_of", lambda function: "cursed")


def test_a_fault_in_judging_is_the_row_of_one_submission(
    handed_in: Path, cursed: None, tiny_course: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["grade", str(handed_in), "--course", str(tiny_course.root), "--output", str(tmp_path / "out")])
    told = capsys.readouterr()
    assert (code, told.err) == (1, "")
    rows = list(csv.reader((tmp_path / "out" / "grades.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row[0], row[2]) for row in rows[1:]] == [("ann", "100"), ("bob", "0"), ("cat", "100")]
    text = (tmp_path / "out" / "results.json").read_text(encoding="utf-8")
    ann, bob, cat = json.loads(text)["submissions"]
    assert [item["status"] for item in (ann, bob, cat)] == ["graded", "ungradable", "graded"]
    assert "could not be judged" in bob["problems"][0]
    assert "ZeroDivisionError in grader/judging/turns.py, line " in bob["problems"][0]
    assert len(list((tmp_path / "out" / "feedback").rglob("*.html"))) == 3
    assert SECRET not in text + told.out
    assert "Traceback" not in text + told.out


def test_a_broken_course_still_stops_the_run(
    handed_in: Path,
    monkeypatch: pytest.MonkeyPatch,
    tiny_course: Course,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def judge(*arguments: Any, **options: Any) -> CaseResult:
        raise BrokenCases(Path("cases.py"), "it is broken")

    monkeypatch.setattr(turns, "judge_case", judge)
    code = main(["grade", str(handed_in), "--course", str(tiny_course.root), "--output", str(tmp_path / "out")])
    assert code == 2
    assert "cases.py: it is broken" in capsys.readouterr().err.replace("\n", " ")


def test_check_in_the_shell_says_a_fault_in_a_sentence(
    handed_in: Path, cursed: None, tiny_course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(handed_in / "bob" / "x.ipynb"), "--course", str(tiny_course.root)]) == 1
    assert "could not be judged" in capsys.readouterr().out


@pytest.mark.parametrize(("language", "words"), [("en", "could not be checked"), ("zh", "无法检查")])
def test_check_in_a_notebook_says_a_fault_in_a_sentence(
    language: str, words: str, cursed: None, tiny_course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    def double(x: object) -> object:
        return x

    Checker("doubling", course=tiny_course.root, language=language)(double)
    told = capsys.readouterr().out
    assert words in told
    assert "ZeroDivisionError in grader/judging/turns.py, line " in told
    assert SECRET not in told


def test_a_page_that_cannot_be_made_costs_that_page(
    handed_in: Path,
    monkeypatch: pytest.MonkeyPatch,
    tiny_course: Course,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def render(name: str, *, report: SubmissionReport, **values: Any) -> str:
        if report.student == "bob":
            raise RecursionError(SECRET)
        return real(name, report=report, **values)

    real = feedback.render
    monkeypatch.setattr(feedback, "render", render)
    arguments = ["--course", str(tiny_course.root), "--output", str(tmp_path / "out"), "--language", "zh"]
    assert main(["grade", str(handed_in), *arguments]) == 1
    assert "The page of bob, doubling could not be made" in capsys.readouterr().out
    pages = tmp_path / "out" / "feedback"
    page = (pages / "bob" / "doubling.html").read_text(encoding="utf-8")
    assert "RecursionError in grader/reports/feedback.py, line " in page
    assert SECRET not in page
    assert "100" in (pages / "cat" / "doubling.html").read_text(encoding="utf-8")
