"""A quiz goes through the whole: handed in beside an assignment, graded, kept, and shown."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from grader.cli.main import main
from tests.conftest import ROOT


def test_a_quiz_is_graded_from_the_shell_and_has_its_row_and_its_page(tmp_path: Path) -> None:
    for student, source in (("ada", "solutions"), ("ben", "assignments")):
        (tmp_path / "in" / student).mkdir(parents=True)
        shutil.copy(ROOT / source / "quiz_1.ipynb", tmp_path / "in" / student / "any name.ipynb")
    out = tmp_path / "out"
    assert main(["grade", str(tmp_path / "in"), "--course", str(ROOT), "--output", str(out)]) == 0
    rows = list(csv.DictReader((out / "grades.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["student"], row["assignment"], row["score"]) for row in rows] == [
        ("ada", "quiz_1", "100"),
        ("ben", "quiz_1", "0"),
    ]
    assert (out / "feedback" / "ada" / "quiz_1.html").is_file()
