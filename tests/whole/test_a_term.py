"""A term as an instructor has it, week by week on the command line; totals are worked out here by hand."""

from __future__ import annotations

import csv
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.cli.main import main
from grader.course.course import Course
from tests.tiny import RIGHT, TINY_CASES, TINY_SOLUTION, notebook_bytes

SETTINGS = """\
passing = 50
timezone = "UTC"
counts = "best"
[late]
times = "files"
grace = "30 minutes"
percent_a_day = 10
[deadlines]
doubling = 2026-10-05
halving = 2026-10-12T18:00:00
[extensions.s2]
doubling = "2 days"
[weights]
halving = 3
"""
ROSTER = "id;name\ns1;Ann Lee\ns2;Ben Moss\ns3;Cem Roy\ns4;Dan Ode\n"


def halved(text: str) -> str:
    """The small course's assignment, made into another one."""
    for old, new in (("double", "halve"), ("Doubling", "Halving"), ("number: 1", "number: 2"), ("2 * x", "x / 2")):
        text = text.replace(old, new)
    return text


DOUBLING, HALVING = RIGHT, tuple(map(halved, RIGHT))
WRONG = (RIGHT[0], "def double(x):\n    return x", RIGHT[2])


@pytest.fixture
def hand_in(tiny_course: Course, tmp_path: Path, box_at_hand: None, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Hands in a notebook on a day; the folder is that of the course."""
    shutil.copytree(tiny_course.root, tmp_path / "course")
    monkeypatch.chdir(tmp_path / "course")
    Path("solutions/halving.py").write_text(halved(TINY_SOLUTION), encoding="utf-8")
    Path("testcases/halving.py").write_text(halved(TINY_CASES), encoding="utf-8")
    Path("course.toml").write_text(SETTINGS, encoding="utf-8")
    Path("students.csv").write_text(ROSTER, encoding="utf-8")
    assert main(["build"]) == 0

    def put(folder: str, student: str, cells: tuple[str, ...], day: int, hour: int = 12) -> None:
        path = Path(folder) / student / "notebook.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(notebook_bytes(*cells))
        moment = datetime(2026, 10, day, hour, tzinfo=UTC).timestamp()
        os.utime(path, (moment, moment))

    return put


def rows(name: str) -> list[dict[str, str]]:
    """A table, as a program that reads CSV has it."""
    return list(csv.DictReader(Path("grades", name).read_text(encoding="utf-8-sig").splitlines()))


def test_a_term_comes_to_what_its_rules_say(hand_in, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    grade = ["grade", "--roster", "students.csv", "--seed", "1"]
    hand_in("week 1", "Ann Lee", DOUBLING, 5)
    hand_in("week 1", "s2", WRONG, 7)  # in time by an extension: 40
    hand_in("week 1", "Cem Roy", DOUBLING, 7)  # two days begun after the 5th: 80 of 100
    assert main([*grade, "week 1"]) == 0
    assert "nothing from 1 on the roster" in capsys.readouterr().out
    hand_in("again", "Ann Lee", WRONG, 6)  # a worse second attempt does not count
    assert main([*grade, "again"]) == 0
    hand_in("week 2", "Ann Lee", HALVING, 12, 18)
    hand_in("week 2", "Ben Moss", HALVING, 12, 19)  # an hour late: 90
    assert main([*grade, "week 2"]) == 0
    assert main(["adjust", "s2", "doubling", "+3", "--reason", "A good comment."]) == 0
    assert main(["adjust", "Dan Ode", "doubling", "+3", "--reason", "No."]) == 2

    by_hand = {
        "Ann Lee": (100, 100, (100 + 3 * 100) / 4),
        "Ben Moss": (40 + 3, 90, (43 + 3 * 90) / 4),
        "Cem Roy": (80, 0, 80 / 4),
        "Dan Ode": (0, 0, 0),
    }
    told = {
        row["student"]: tuple(float(row[key]) for key in ("doubling", "halving", "total")) for row in rows("term.csv")
    }
    assert told == by_hand
    scores = {(row["student"], row["assignment"]): (row["score"], row["late"]) for row in rows("grades.csv")}
    assert scores["Cem Roy", "doubling"] == ("80", "2") and scores["Ben Moss", "halving"] == ("90", "1")

    # A deadline that is moved works penalties out anew, and nothing is run.
    Path("course.toml").write_text(SETTINGS.replace("18:00:00", "20:00:00"), encoding="utf-8")
    assert main(["report"]) == 0
    assert rows("term.csv")[1]["total"] == "85.75"
    capsys.readouterr()
    assert main(["history", "s2"]) == 0
    assert [line[21:31].strip() for line in capsys.readouterr().out.splitlines()] == ["graded", "graded", "adjusted"]
