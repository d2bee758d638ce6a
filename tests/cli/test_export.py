"""`grader export`: a class as platforms take it, from the gradebook alone."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.cli.main import main
from grader.course.course import Course
from grader.gradebook.journal import Decision, Kind
from grader.gradebook.store import Store
from tests.tiny import RIGHT, notebook_bytes

pytestmark = pytest.mark.usefixtures("box_at_hand")

WRONG = (RIGHT[0], "def double(x):\n    return x * x", RIGHT[2])
CANVAS = (
    "\ufeffStudent,ID,SIS Login ID,Section,Doubling (501),Essay (502)\r\n"
    "    Points Possible,,,,20,10\r\n"
    '"Lee, Ann",11,alee,One,,\r\n'
    '"Moss, Ben",12,bmoss,One,20,7\r\n'
    '"Roy, Cem",13,croy,One,4,\r\n'
)
MOODLE = (
    'Identifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed",'
    '"Last modified (grade)","Feedback comments"\n'
    '"Participant 71","Ann Lee",a@x.edu,"Submitted for grading",,10.00,Yes,-,\n'
    '"Participant 72","Ben Moss",b@x.edu,"Submitted for grading",3.00,10.00,Yes,-,"see me"\n'
    '"Participant 73","Cem Roy",c@x.edu,"No submission",,10.00,No,-,\n'
)
Export = Callable[..., int]


def rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Path(path).read_text(encoding="utf-8-sig"))))


@pytest.fixture
def export(
    tiny_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Export:
    """A class of three, graded: Ann is right, Ben is wrong in one function, and whoever sent the third is not known."""
    for name, cells in {
        "Ann Lee_71_assignsubmission_file_": RIGHT,
        "Ben Moss_72_assignsubmission_file_": WRONG,
        "Stranger_79_assignsubmission_file_": RIGHT,
    }.items():
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "x.ipynb").write_bytes(notebook_bytes(*cells))
    monkeypatch.chdir(tmp_path)
    Path("canvas.csv").write_text(CANVAS, encoding="utf-8", newline="")
    Path("moodle.csv").write_text(MOODLE, encoding="utf-8", newline="")
    course = ["--course", str(tiny_course.root)]
    assert main(["grade", "in", "--seed", "1", *course]) == 0
    capsys.readouterr()
    return lambda *arguments: main(["export", *arguments, *course])


def test_canvas_is_told_who_earned_what_and_the_teacher_what_would_change(
    export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["adjust", "Ann Lee", "doubling", "-10", "--reason", "Late."])
    capsys.readouterr()
    assert export("canvas", "canvas.csv") == 1
    assert capsys.readouterr().out.splitlines() == [
        "wrote     grades/canvas.csv",
        "Lee, Ann  Doubling (501)  nothing → 18",
        "Moss, Ben  Doubling (501)  20 → 8",
        "2 scores would change.",
        "not in the file, or more than one there: Stranger",
    ]
    assert [(row["ID"], row["Doubling (501)"]) for row in rows("grades/canvas.csv")] == [
        ("", "20"),
        ("11", "18"),
        ("12", "8"),
    ]
    assert Path("canvas.csv").read_text(encoding="utf-8") == CANVAS.replace("\r\n", "\n")


def test_no_platform_is_told_what_is_held_back(export: Export, capsys: pytest.CaptureFixture[str]) -> None:
    with Store(Path("grades")) as store:
        store.journal.decide(Decision(Kind.HOLD, "Ann Lee", "doubling"))
    export("canvas", "canvas.csv")
    assert "1 score would change." in capsys.readouterr().out
    assert not Path("grades/feedback/Ann_Lee").exists()


def test_a_column_of_another_heading_can_be_chosen(export: Export, capsys: pytest.CaptureFixture[str]) -> None:
    export("canvas", "canvas.csv", "--column", "doubling=Essay", "--output-file", "new/up.csv")
    assert "Moss, Ben  Essay (502)  7 → 4" in capsys.readouterr().out
    assert list(rows("new/up.csv")[0])[-1] == "Essay (502)"


def test_the_file_that_was_given_is_written_over_only_where_that_is_said(
    export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("canvas.csv").rename("grades/canvas.csv")
    assert export("canvas", "grades/canvas.csv") == 2
    assert "say --output-file if that is meant" in capsys.readouterr().err
    assert len(rows("grades/canvas.csv")) == 4
    assert export("canvas", "grades/canvas.csv", "--output-file", "grades/canvas.csv") == 1
    assert len(rows("grades/canvas.csv")) == 3


def test_moodle_gets_its_worksheet_with_comments_and_pages(export: Export, capsys: pytest.CaptureFixture[str]) -> None:
    assert export("moodle", "moodle.csv", "--comments", "--feedback-zip", "pages.zip") == 1
    told = capsys.readouterr().out
    assert "Ann Lee  Grade  nothing → 10\nBen Moss  Grade  3.00 → 4\n2 scores would change.\n" in told
    assert told.endswith("not in the file, or more than one there: Stranger\n")
    ann, ben, cem = rows("grades/moodle.csv")
    assert [row["Grade"] for row in (ann, ben, cem)] == ["10", "4", ""]
    assert (ann["Feedback comments"], ben["Feedback comments"][:18]) == ("", "double: published:")
    with zipfile.ZipFile("pages.zip") as archive:
        pages = archive.namelist()
        assert pages[0] == "Ann Lee_71_assignsubmission_file_/feedback.html"
        assert archive.read(pages[0]) == Path("grades/feedback/Ann_Lee/doubling.html").read_bytes()


def test_moodle_is_not_told_by_number_who_somebody_of_canvas_is(export: Export) -> None:
    Path("other.csv").write_text(CANVAS.replace(",13,", ",79,"), encoding="utf-8")
    export("canvas", "other.csv")
    assert "79" not in {row["ID"] for row in rows("grades/canvas.csv")}


def test_continuous_integration_gets_junit(export: Export) -> None:
    assert export("junit", "--output-file", "out/report.xml") == 0
    suites = ET.parse("out/report.xml").getroot()
    assert [suite.get("failures") for suite in suites] == ["0", "1", "0"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["canvas", "nowhere.csv"], "nowhere.csv is not there"),
        (["canvas", "."], "cannot be read"),
        (["canvas", "moodle.csv"], "no file to fill in of Canvas"),
        (["moodle", "canvas.csv"], "no file to fill in of Moodle"),
        (["canvas", "canvas.csv", "--column", "tripling=Essay"], "There is no assignment 'tripling'"),
        (["canvas", "canvas.csv", "--output", "nowhere"], "nowhere/gradebook.sqlite is not there"),
        (["junit", "--output-file", "/proc/nope/x"], "cannot be written"),
    ],
)
def test_what_cannot_be_exported_is_one_sentence(
    export: Export, arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(*arguments) == 2
    told = capsys.readouterr().err
    assert complaint in told
    assert told.count("\n") == 1


def test_a_workflow_is_annotated_and_gets_a_summary(
    export: Export, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    assert export("github") == 0
    error, *notices = capsys.readouterr().out.splitlines()
    assert error.startswith("::error file=in/Ben Moss_72_assignsubmission_file_/x.ipynb,title=double::")
    assert notices[0] == "::notice title=Autograding complete::Points 240/300"
    assert "### Ben Moss" in Path("summary.md").read_text(encoding="utf-8")
