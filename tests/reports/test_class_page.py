"""The page of a class: it stands by itself, whatever anybody is called is text in it, and it needs no script."""

from __future__ import annotations

import base64
import collections
import hashlib
import html
import html.parser
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from grader.course.settings import Settings
from grader.gradebook.book import Book
from grader.gradebook.class_numbers import class_numbers
from grader.gradebook.store import Content, Store
from grader.language.catalogue import find_language
from grader.reports import files
from grader.reports.class_page import FEWEST_DRAWN, class_page
from grader.reports.files import update_files
from grader.reports.page_paths import page_paths
from grader.results import CaseResult, ExerciseReport, Outcome, Status, SubmissionReport
from grader.submission import Submission
from tests.classes import MadeUpBook, made_up_class
from tests.reports.test_feedback import HOSTILE

LONG = "x" * 300
NAMES = [*HOSTILE, LONG, 'a"b', "a\nb", "‏ab", "`code`", "a&amp;b", "../../x", "C:\\x", "'; alert(1) //"]


def page(reports: list[SubmissionReport], settings: Settings | None = None, code: str = "en") -> str:
    book = MadeUpBook(reports, settings)
    return class_page(
        book, class_numbers(book, reports), page_paths([row.report for row in book.rows]), find_language(code)
    )


class Reader(html.parser.HTMLParser):
    """Notes tags, attributes, and what stands in cells that head a row."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def tally(reader: Reader) -> collections.Counter[str]:
    return collections.Counter(tag for tag in reader.tags if tag != "code")


def named(text: str) -> list[SubmissionReport]:
    case = CaseResult(text, Outcome.WRONG, text, False, text, text)
    wrong = ExerciseReport(text, 10, Outcome.WRONG, (case,), text, text, text, text, source="(")
    shown = replace(wrong, source=f"def f(x):\n    return {text!r}")
    chosen = replace(wrong, question=text, cases=(replace(case, visible=True),))
    return [
        SubmissionReport(text, text, text, problems=(text,), exercises=(wrong, chosen)),
        SubmissionReport(f"{text}{text}", text, text, exercises=(wrong, chosen)),
        SubmissionReport("the author of the example", text, text, exercises=(shown, chosen)),
        SubmissionReport(f"2{text}", text, status=Status.UNGRADABLE, problems=(text,)),
        SubmissionReport(f"3{text}", status=Status.MISSING, problems=(text,)),
    ]


@pytest.mark.parametrize("text", NAMES)
def test_nothing_that_anybody_is_called_is_markup(text: str) -> None:
    reader, tame = Reader(page(named(text), Settings(titles={text: text}))), Reader(page(named("ann")))
    assert tally(reader) == tally(tame)
    assert {(tag, name) for tag, name, _ in reader.attributes} == {(tag, name) for tag, name, _ in tame.attributes}
    links = [value for _, name, value in reader.attributes if name == "href"]
    assert all(re.fullmatch(r"#[\w]+|feedback/[\w.@+%~-]+/[\w.@+%~-]+", link) for link in links)
    assert not re.search("[\u202e\u200f\x1b]", page(named(text)))


def test_it_loads_nothing_and_runs_only_the_scripts_that_its_policy_names() -> None:
    text = page(made_up_class(10))
    (policy,) = map(html.unescape, re.findall(r'Content-Security-Policy" content="([^"]*)"', text))
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert re.search(r"script-src ([^;]*);", policy)[1].split() == [f"'sha256-{digest}'" for digest in digests]
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy.replace("style-src 'unsafe-inline'", "")
    assert not re.findall(r"https?://(?!www\.w3\.org/)|@import|url\(|src=", text)


def test_it_is_whole_without_a_script() -> None:
    reports = made_up_class(300)
    text = page(reports)
    rows = re.findall(
        r'<tr(?: data-marks="[\w ]*")?><th scope="row">(.*?)</th>', text.partition('<table id="table">')[2]
    )
    assert rows == sorted({report.student for report in reports})
    assert '<p class="tools" hidden>' in text


def test_each_number_leads_to_its_page_and_who_is_late_has_a_star(tmp_path: Path) -> None:
    settings = Settings(("one",))
    right = ExerciseReport("f", 3, Outcome.PASSED, ())
    wrong = replace(right, outcome=Outcome.WRONG, points=1)
    text = page([SubmissionReport("Ann B", "x.ipynb", "one", exercises=(right, wrong))], settings)
    assert '<a href="feedback/Ann_B/one.html">75</a>' in text


def test_each_plot_has_its_numbers_in_words_and_the_colours_of_the_page() -> None:
    text = page(made_up_class(30))
    drawings = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert len(drawings) == 4
    assert all(re.search(r'role="img" aria-label="[^"]{30,}"', drawing) for drawing in drawings)
    assert not [drawing for drawing in drawings if re.search(r"#[0-9a-f]{6}|\sid=|clip-path", drawing)]
    assert "function_7: " in drawings[1] and "not attempted" in drawings[1]


def test_of_few_submissions_nothing_is_drawn_and_no_one_waits_for_a_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    few = made_up_class(FEWEST_DRAWN - 1)
    assert "<svg" not in page(few)
    assert "Plots are drawn from 3 submissions on" in page(few)


def test_the_same_class_gives_the_same_bytes() -> None:
    assert page(made_up_class(12)) == page(made_up_class(12))


@pytest.mark.parametrize("code", ["en", "zh"])
def test_a_class_of_nobody_has_a_page(code: str) -> None:
    assert f'<html lang="{code}">' in page([], code=code)


def test_what_cannot_be_drawn_costs_one_page_and_no_class(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*ignored: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(files, "class_page", broken)
    report = SubmissionReport(assignment="one", exercises=(ExerciseReport("f", 1, Outcome.PASSED, ()),))
    with Store(tmp_path) as store:
        store.keep(store.begin("grade"), Submission("ann", Path("x.ipynb")), Content.of(b"x"), [report], "terms")
        _, faults = update_files(tmp_path, store, Book)
        assert [fault.student for fault in faults] == ["class.html"]
        assert "by a fault of the grader" in (tmp_path / "class.html").read_text(encoding="utf-8")
        monkeypatch.undo()
        update_files(tmp_path, store, Book)
    assert "ann" in (tmp_path / "class.html").read_text(encoding="utf-8")
