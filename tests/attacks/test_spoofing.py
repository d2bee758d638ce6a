"""Text of strangers is shown harmlessly, proven on what the command really writes: terminal, CSV, JSON, pages."""

from __future__ import annotations

import csv
import html.parser
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.course.course import Course
from tests.attacks.arena import ADD_ALONE, IMPORT
from tests.tiny import RIGHT, notebook_bytes

NAMES = {
    "title": "\x1b]0;owned\x07mallory",
    "colours": "\x1b[31mred\x1b[2J",
    "return": "ann 100/100\rbob",
    "two lines": "ann\nroot,doubling,100,100,100,yes,60,40",
    "turned": "\u202egnitarg\u202c",
    "isolated": "\u2066ann\u2069",
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "formula": "=cmd|'calc'!A1",
    "sum": "@SUM(1+1)",
    "plus": "+1+1",
    "minus": "-1-1",
    "wide": "＝1+1",
    "tab": "\t=1+1",
    "dots": "..",
    "hidden dots": "...",
    "half": "half\udcff",
    "nothing": "\u200b",
    "markup": "[red]bold[/red] [link=http://example.org]x[/link]",
    "long": "n" * 200,
}
RAISES = """def double(x):
    \"\"\"<script>alert('docstring')</script> \x1b[31m \u202e\"\"\"
    raise ValueError('\\x1b[2J\\r\\x1b]0;owned\\x07<script>alert(2)</script>\\u202e=1+1\\ud800')"""
CLASS = "class Evil(Exception): pass\nEvil.__name__ = '<b>\\x1b[31m\\u202e\\ud800'\ndef double(x):\n    raise Evil"
RETURNS = "def double(x):\n    return {'<script>\\x1b[31m\\ud800': '\\u202e<img src=x onerror=alert(3)>\\r\\ud800'}"


@dataclass(frozen=True)
class Outputs:
    terminal: str
    folder: Path
    returncode: int

    def pages(self) -> dict[Path, str]:
        return {path: path.read_text(encoding="utf-8") for path in (self.folder / "feedback").rglob("*.html")}


@pytest.fixture(scope="module")
def outputs(tiny_course: Course, tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    """What `grader grade` makes of a folder in which every name and every text is hostile."""
    work = tmp_path_factory.mktemp("spoofing")
    handed_in, secret = work / "in", work / "secret.ipynb"
    secret.write_bytes(notebook_bytes(*RIGHT))
    for number, name in enumerate(NAMES.values()):
        place = handed_in / name.replace("/", "\u2215")
        if name in ("..", "..."):
            place = handed_in / f"{name}{number}"
        place.mkdir(parents=True)
        double = (RAISES, CLASS, RETURNS)[number % 3]
        (place / "\x1b[31m<b>\u202e\udcff.ipynb").write_bytes(notebook_bytes(IMPORT, double, ADD_ALONE))
    (handed_in / "linker").mkdir()
    (handed_in / "linker/mine.ipynb").symlink_to(secret)
    (handed_in / "folder-linker").symlink_to(work, target_is_directory=True)
    (handed_in / "waiting").mkdir()
    os.mkfifo(handed_in / "waiting/for.ipynb")
    command = ["grade", str(handed_in), "--course", str(tiny_course.root), "--output", str(work / "out"), "--seed", "1"]
    done = subprocess.run([sys.executable, "-m", "grader", *command], cwd=work, capture_output=True, check=False)
    assert done.stderr == b""
    return Outputs(done.stdout.decode("utf-8"), work / "out", done.returncode)


DANGEROUS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def test_every_submission_is_a_row(outputs: Outputs) -> None:
    with (outputs.folder / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) >= 1 + len(NAMES)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert {row[2] for row in rows[1:]} <= {"40", "0"}


def test_the_terminal_gets_no_control_character(outputs: Outputs) -> None:
    assert not DANGEROUS.search(outputs.terminal)
    assert "owned" in outputs.terminal
    assert "\\x1b" in outputs.terminal


def test_no_file_holds_a_control_character(outputs: Outputs) -> None:
    for path in (outputs.folder / "grades.csv", outputs.folder / "results.json", *outputs.pages()):
        found = DANGEROUS.search(path.read_text(encoding="utf-8"))
        assert not found, (path, found)


def test_no_cell_is_a_formula(outputs: Outputs) -> None:
    with (outputs.folder / "grades.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))]
    assert not [cell for cell in cells if "\n" in cell or "\r" in cell]


def test_results_are_json_and_name_everyone(outputs: Outputs) -> None:
    results = json.loads((outputs.folder / "results.json").read_text(encoding="utf-8"))
    assert len(results["submissions"]) >= len(NAMES)


class Tags(html.parser.HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs if name.startswith("on") or name == "src")}
        self.found |= {"a link outside" for name, value in attrs if name == "href" and not str(value).startswith("#")}


def test_no_page_has_a_tag_of_a_student_in_it(outputs: Outputs) -> None:
    assert len(outputs.pages()) >= len(NAMES)
    for path, text in outputs.pages().items():
        tags = Tags()
        tags.feed(text)
        assert tags.found.isdisjoint({"script", "img", "iframe", "onerror", "src", "a link outside"}), path


def test_every_page_lies_in_its_folder(outputs: Outputs) -> None:
    outside = [path for path in outputs.folder.parent.rglob("*.html") if not path.is_relative_to(outputs.folder)]
    assert not outside
    assert all(len(path.relative_to(outputs.folder / "feedback").parts) == 2 for path in outputs.pages())


def test_a_link_to_the_work_of_another_earns_nothing(outputs: Outputs) -> None:
    results = json.loads((outputs.folder / "results.json").read_text(encoding="utf-8"))
    linked = [item for item in results["submissions"] if "linker" in item["student"]]
    assert linked
    assert all(item["score"] == 0 for item in linked)
    assert outputs.returncode == 1
