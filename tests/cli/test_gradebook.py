"""The commands on a gradebook: what they say and write, and what they leave alone."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.cli.main import main
from grader.course.course import Course
from grader.gradebook.records import Content
from grader.gradebook.store import Store
from grader.submission import Submission
from tests.tiny import RIGHT, notebook_bytes

IMPORT, DOUBLE, ADD = RIGHT
WRONG = "def double(x):\n    return x"
PAGE = Path("grades/feedback/bob/doubling.html")


@pytest.fixture
def course(tiny_course: Course, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_course.root, tmp_path / "course"))


@pytest.fixture
def say(
    course: Path,
    box_at_hand: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., str]:
    """A class of two, graded; returns what carries out a command, and tells what it said (and complained)."""
    for student, cells in {"ann": RIGHT, "bob": (IMPORT, WRONG, ADD)}.items():
        (tmp_path / "in" / student).mkdir(parents=True)
        (tmp_path / "in" / student / "x.ipynb").write_bytes(notebook_bytes(*cells))
    monkeypatch.chdir(tmp_path)
    assert main(["grade", "in", "--course", str(course), "--seed", "1"]) == 0

    def carried_out(*arguments: str, code: int = 0) -> str:
        capsys.readouterr()
        assert main(list(arguments)) == code
        told = capsys.readouterr()
        return told.out + told.err

    return carried_out


def scores() -> dict[str, str]:
    rows = csv.DictReader(Path("grades/grades.csv").read_text(encoding="utf-8").splitlines())
    return {row["student"]: row["score"] for row in rows}


def submission(student: str) -> dict[str, object]:
    tree = json.loads(Path("grades/results.json").read_text(encoding="utf-8"))
    return next(item for item in tree["submissions"] if item["student"] == student)


def test_report_writes_all_files_without_running_anything(
    say: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.cli.setup.Zygote", None)
    shutil.rmtree("in")
    shutil.rmtree("grades/feedback")
    Path("grades/grades.csv").unlink()
    said = say("report", "--language", "zh")
    assert "40/100" in said
    assert scores() == {"ann": "100", "bob": "40"}
    assert 'lang="zh"' in PAGE.read_text(encoding="utf-8")


def test_later_commands_keep_to_the_language(say: Callable[..., str]) -> None:
    say("report", "--language", "zh")
    say("adjust", "bob", "doubling", "+1", "--reason", "Why not.")
    assert 'lang="zh"' in PAGE.read_text(encoding="utf-8")


def test_an_adjustment_is_shown_everywhere_apart_from_what_was_measured(say: Callable[..., str]) -> None:
    assert "bob, doubling: 40/100 → 70/100" in say("adjust", "bob", "doubling", "double", "30", "--reason", "Half <b>")
    assert "bob, doubling: 70/100 → 68/100" in say("adjust", "bob", "doubling", "-2", "--reason", "late\x1b[2J")
    page = PAGE.read_text(encoding="utf-8")
    assert "<code>double</code> counts 30 points, by hand on" in page
    assert "Half &lt;b&gt;" in page
    assert "measured: 40 of 100 points" in page
    bob = submission("bob")
    assert (bob["score"], bob["measured"], len(bob["adjustments"])) == (68, 40, 2)  # type: ignore[arg-type]
    rows = csv.DictReader(Path("grades/grades.csv").read_text(encoding="utf-8").splitlines())
    row = next(row for row in rows if row["student"] == "bob")
    assert (row["score"], row["adjusted"], row["doubling.double"]) == ("68", "28", "30")
    said = say("report")
    assert "68/100*" in said
    assert "\x1b" not in said + say("history", "bob")


def test_an_adjustment_survives_grading_again_and_can_be_withdrawn(say: Callable[..., str], course: Path) -> None:
    say("adjust", "bob", "doubling", "double", "30", "--reason", "Half.")
    Path("in/bob/x.ipynb").write_bytes(notebook_bytes(IMPORT, WRONG, ADD, "# again"))
    say("grade", "in", "--course", str(course))
    assert scores()["bob"] == "70"
    say("regrade", "--course", str(course), "--student", "bob")
    assert scores()["bob"] == "70"
    assert "70/100 → 40/100" in say("adjust", "bob", "doubling", "double", "withdraw")
    assert "nothing to withdraw" in say("adjust", "bob", "doubling", "double", "withdraw", code=2)
    assert "withdrawn doubling" in say("history", "bob")


def test_points_of_two_people_of_one_name_are_not_adjusted_as_one(say: Callable[..., str], course: Path) -> None:
    with Store(Path("grades")) as store:
        rival = Submission("bob", Path("other/bob.ipynb"), sender="8")
        given = [attempt for attempt in store.attempts() if attempt.submission.student == "bob"]
        run = store.begin("grade")
        for submission in (given[0].submission, rival):
            store.keep(run, submission, Content.of(submission.sender.encode()), [store.whole(given[0])])
    said = say("adjust", "bob", "doubling", "+1", "--reason", "Why not.", code=2)
    assert "Two senders are called bob, and handed in in/bob/x.ipynb and other/bob.ipynb" in said


def test_regrade_asks_the_course_as_it_is_now_when_the_files_are_gone(
    say: Callable[..., str], course: Path, tmp_path: Path
) -> None:
    shutil.rmtree("in")
    new = Path(shutil.copytree(course, tmp_path / "new"))
    cases = new / "testcases" / "doubling.py"
    cases.write_text(cases.read_text().replace('"double", 60', '"double", 50').replace('add", 40', 'add", 30'))
    said = say("regrade", "--course", "new", "--function", "double", "--student", "bob")
    assert "regraded  1 file; --seed 1" in said
    assert [submission(name)["max_score"] for name in ("ann", "bob")] == [100, 90]
    assert "ann  doubling  100/100 → 80/80" in say("regrade", "--course", "new")
    assert [submission(name)["max_score"] for name in ("ann", "bob")] == [80, 80]
    assert say("history", "ann").count("graded") == 2


def test_diff_tells_whose_score_a_course_changes_and_why_and_writes_nothing(
    say: Callable[..., str], course: Path, tmp_path: Path
) -> None:
    new = Path(shutil.copytree(course, tmp_path / "new"))
    solution = next((new / "solutions").glob("*.ipynb"))
    solution.write_text(solution.read_text().replace("n + OFFSET", "n - OFFSET + 1"))
    before = Path("grades/gradebook.sqlite").read_bytes()
    said = say("diff", str(course), str(new))
    assert "ann  doubling  100/100 → 60/100" in said
    assert "  double_and_add  40 → 0  published: " in said
    assert "ann  doubling  100/100 → 60/100" in say("diff", "grades", str(new))
    assert say("diff", "grades", "grades") == "No score changes.\n"
    assert Path("grades/gradebook.sqlite").read_bytes() == before
    assert "nowhere/gradebook.sqlite is not there" in say("diff", "nowhere", "grades", code=2)


def test_history_tells_every_attempt_and_which_one_counts(say: Callable[..., str], course: Path) -> None:
    Path("in/bob/x.ipynb").write_bytes(notebook_bytes(*RIGHT))
    say("grade", "in/bob/x.ipynb", "--course", str(course))
    first, second = say("history", "bob").splitlines()
    assert first.endswith("graded    in/bob/x.ipynb  doubling  40/100")
    assert second.endswith("graded    in/bob/x.ipynb  doubling  100/100  (counts)")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["history", "bb"], "There is no student 'bb' in this gradebook; did you mean 'bob'?"),
        (["history", "zoe\x1b"], "There is no student 'zoe\\x1b' in this gradebook; it has ann, bob."),
        (["adjust", "bob", "doublin", "3", "--reason", "x"], "no assignment 'doublin' in this gradebook; did you mean"),
        (["adjust", "bob", "doubling", "add", "3", "--reason", "x"], "did you mean 'double_and_add'?"),
        (["adjust", "bob", "doubling", "3"], "Say why, with --reason"),
        (["adjust", "bob", "doubling", "3.5", "--reason", "x"], "'3.5' is no number of points: say 8, +2, -2 or"),
        (["regrade", "--function", "treble"], "There is no function 'treble' in this gradebook; did you mean 'double'"),
        (["report", "nowhere"], "name the folder that `grader grade` wrote to"),
        (["report", "--language", "xx"], "There is no language 'xx'"),
    ],
)
def test_what_is_not_there_gets_one_sentence(arguments: list[str], complaint: str, say: Callable[..., str]) -> None:
    if "points" in complaint:
        with pytest.raises(SystemExit):
            say(*arguments)
        return
    course = ["--course", "course"] if arguments[0] == "regrade" else []
    assert complaint in say(*arguments, *course, code=2)


@pytest.mark.parametrize(("place", "worth"), [(["doubling"], 100), (["doubling", "double"], 60)])
def test_nobody_is_given_more_than_there_is_by_a_slip(place: list[str], worth: int, say: Callable[..., str]) -> None:
    told = say("adjust", "bob", *place, "500", "--reason", "Fine.", code=2)
    assert told == f"grader: {place[-1]} is worth {worth} points: say 0 to {worth}, or +N for more.\n"
    say("adjust", "bob", *place, str(worth), "--reason", "Fine.")
    assert scores()["bob"] == "100"


BAD = [
    (["adjust", "nobody", "doubling", "3", "--reason", "x"], "There is no student 'nobody' in this gradebook; it has"),
    (
        ["adjust", "bob", "nothing", "3", "--reason", "x"],
        "There is no assignment 'nothing' in this gradebook; did you mean 'doubling'?",
    ),
    (["adjust", "bob", "doubling", "dubble", "3", "--reason", "x"], "There is no function 'dubble' in this gradebook;"),
    (["adjust", "bob", "doubling", "3"], "Say why, with --reason:"),
    (["adjust", "bob", "doubling", "withdraw"], "There is nothing to withdraw for bob, doubling."),
    (["history", "nobody"], "There is no student 'nobody'"),
    (["regrade", "--student", "nobody"], "There is no student 'nobody'"),
    (["regrade", "--assignment", "nothing"], "There is no assignment 'nothing'"),
    (["regrade", "--output", "nowhere"], "nowhere/gradebook.sqlite is not there: name the folder"),
    (["diff", "grades", "nowhere"], "nowhere/gradebook.sqlite is not there"),
    (["report", "empty"], "is not a course: a course is a folder with"),
    (["report", "text"], "text/gradebook.sqlite is damaged (file is not a database), and was left as it is"),
    (["regrade", "--output", "text"], "text/gradebook.sqlite is damaged"),
    (["history", "ann", "--output", "newer"], "newer/gradebook.sqlite was written by a newer grader (form 999;"),
    (["diff", "newer", "grades"], "newer/gradebook.sqlite was written by a newer grader"),
]


def test_what_cannot_be_meant_is_one_sentence(say: Callable[..., str]) -> None:
    for folder, data in {"empty": b"", "text": b"no database, but a text"}.items():
        Path(folder).mkdir()
        Path(folder, "gradebook.sqlite").write_bytes(data)
    Path("newer").mkdir()
    with sqlite3.connect("newer/gradebook.sqlite") as newer:
        newer.execute("PRAGMA user_version = 999")
    newer.close()
    before = Path("grades/gradebook.sqlite").stat().st_size, scores()
    for command, complaint in BAD:
        told = say(*command, code=2)
        assert told.startswith("grader: ") and complaint in told and told.count("\n") == 1
    assert (Path("grades/gradebook.sqlite").stat().st_size, scores()) == before
