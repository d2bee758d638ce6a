"""`grader grade --execute`: what whole notebooks put out is kept beside the feedback, and costs nobody a point."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from grader.cli.main import main
from grader.course.course import Course
from grader.sandbox.box import Level
from tests.attacks.conftest import needs
from tests.tiny import RIGHT, notebook_bytes

CHECKED = "from grader import Checker\ncheck = Checker('doubling')\ncheck(double)"


@pytest.mark.slow
def test_whole_notebooks_are_run_and_kept(
    tiny_course: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needs(Level.NAMESPACES)
    handed_in = tmp_path / "in" / "ann" / "x.ipynb"
    handed_in.parent.mkdir(parents=True)
    handed_in.write_bytes(notebook_bytes(*RIGHT, CHECKED, "print(unheard_of)"))
    command = ["grade", str(tmp_path / "in"), "--course", str(tiny_course.root), "--output", str(tmp_path / "out")]
    main([*command, "--execute", "--seed", "1"])
    pages = tmp_path / "out" / "feedback" / "ann"
    copy = json.loads((pages / "doubling.ipynb").read_text())
    nbformat.validate(copy)
    assert "double: right" in json.dumps(copy["cells"][3]["outputs"])
    page = (pages / "doubling.html").read_text()
    assert "<strong>100</strong>" in page
    assert "cell 5 raised NameError: name &#39;unheard_of&#39; is not defined" in page
    capsys.readouterr()
    main([*command, "--seed", "1"])
    assert "unchanged 1 of 1 file, not run again" in capsys.readouterr().out
    assert (pages / "doubling.ipynb").exists()


def test_a_machine_without_that_box_refuses_before_it_reads_anything(
    tiny_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("grader.cli.setup.strongest_level", lambda required: Level.LANDLOCK)
    command = [
        "grade",
        str(tmp_path),
        "--course",
        str(tiny_course.root),
        "--output",
        str(tmp_path / "out"),
        "--execute",
    ]
    assert main(command) != 0
    assert "this machine gives the landlock box: leave --execute out" in " ".join(capsys.readouterr().err.split())
    assert list(tmp_path.iterdir()) == []
