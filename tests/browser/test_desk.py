"""An evening at the desk, in a real browser: from a dropped zip to the student's page and the table."""

from __future__ import annotations

import contextlib
import csv
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.cli.setup import Setup
from grader.course.course import Course
from grader.gradebook.run import Grades
from grader.gradebook.terms import Terms
from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.results import Outcome
from grader.sandbox.box import Level
from grader.workers.limits import Limits
from grader.workers.pool import Zygote
from tests.browser.axe import axe_core, findings
from tests.desk.service import Service, keep, report, served, zipped
from tests.tiny import RIGHT, notebook_bytes

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage

SQUARE = (RIGHT[0], "def double(x):\n    return x * x", RIGHT[2])
CLASS = zipped(
    ("ann/x.ipynb", notebook_bytes(*SQUARE)),
    ("ben/x.ipynb", notebook_bytes(*RIGHT)),
    ("<b>cleo/x.ipynb", b"no notebook"),
)


@dataclass
class Machine:
    """Grades in boxes as the command does, by processes that are there already."""

    course: Course
    zygote: Zygote
    gate: threading.Event = field(default_factory=threading.Event)

    @contextlib.contextmanager
    def grader(self, seed: int) -> Iterator[Grades]:
        yield Grader(
            [LiveExamination(self.course, self.course.assignment("doubling"), self.zygote, seed=seed)], self.zygote
        )

    def terms(self, seed: int) -> Terms:
        return Setup(self.course, Limits(), Level.LIMITS).terms(seed)


@pytest.fixture
def service(tiny_course: Course, zygote: Zygote, tmp_path: Path) -> Iterator[Service]:
    (tmp_path / "grades").mkdir()
    with served(tmp_path / "grades", tmp_path / "spool", Machine(tiny_course, zygote)) as running:  # type: ignore[arg-type]
        yield running
        assert running.complaints == []


# In tests a desk stands before `open_page`: pages are closed while it is still there, as they ask it how far it is.
def enter(page: Page, service: Service) -> None:
    """Open the first address, which goes on by itself to one without the token."""
    page.goto(service.server.access.address)
    page.wait_for_url(f"{service.server.access.origin}/")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_class_is_graded_adjusted_commented_and_released(
    service: Service, open_page: OpenPage, tmp_path: Path, scripts: bool
) -> None:
    (tmp_path / "week 1.zip").write_bytes(CLASS)
    page = open_page(scripts=scripts)
    enter(page, service)
    page.click("nav >> text=Grade")
    page.set_input_files("input[type=file]", tmp_path / "week 1.zip")
    page.click("button:text('Grade it')")
    page.wait_for_selector("text=3 students, 3 files", timeout=120_000)

    page.click("nav >> text=Queue")
    assert "<b>cleo" in page.inner_text("main")
    page.click("li:has-text('cleo') a")
    page.click("button:has-text('Seen, next')")
    page.wait_for_selector("text=Nothing is left to look at")

    page.click("nav >> text=Class")
    page.click("a:text-is('ann')")
    page.click("a:text-is('double')")
    assert "return x * x" in page.inner_text("pre.code")
    page.fill("#points", "+25")
    page.fill("#reason", "The idea is right.")
    page.click("button:text-is('Adjust')")
    page.wait_for_selector("[role=status]:has-text('The idea is right.')")
    for text in ("A slip of mine.", "Look at x + x."):
        page.fill("#text", text)
        page.click("button:text-is('Comment')")
        page.wait_for_selector(f"[role=status]:has-text('{text}')")
        if text == "A slip of mine.":
            page.click("[role=status] button")
            page.wait_for_selector("[role=status]:has-text('taken back')")
    page.click("button:text-is('Release 3 pages')")
    page.wait_for_selector("text=3 pages are written", timeout=60_000)

    told = open_page(360, scripts=False)
    told.goto((service.folder / "feedback/ann/doubling.html").as_uri())
    text = told.inner_text("body")
    assert "The idea is right." in text and "Look at x + x." in text and "A slip of mine." not in text
    rows = csv.DictReader((service.folder / "grades.csv").read_text(encoding="utf-8-sig").splitlines())
    assert {row["student"]: (row["score"], row["adjusted"]) for row in rows if row["score"]}["ann"] == ("65", "25")


@pytest.fixture
def three(service: Service) -> Service:
    for name in ("ann", "ben", "cleo"):
        keep(service.folder, name, report(Outcome.WRONG))
    return service


def test_everything_is_reached_by_the_keyboard(three: Service, open_page: OpenPage) -> None:
    page = open_page()
    enter(page, three)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    for key in "jjk":
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent") == "ann"
    page.keyboard.press("/")
    page.keyboard.type("ben")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=1 of 3 students")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text-is('ben')")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/work/2")
    page.keyboard.press("u")
    page.wait_for_selector("h1:text-is('ben')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_a_telephone(three: Service, open_page: OpenPage, scheme: str) -> None:
    page = open_page(360, scheme)  # type: ignore[arg-type]
    enter(page, three)
    for path in ("/", "/functions", "/queue", "/journal", "/grading", "/work/1", "/work/1/0"):
        page.goto(three.server.access.origin + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_the_address_may_be_opened_from_a_page_of_anybody(three: Service, open_page: OpenPage, tmp_path: Path) -> None:
    link = tmp_path / "mail.html"
    link.write_text(f"<title>x</title><a href='{three.server.access.address}'>the desk</a>", encoding="utf-8")
    page = open_page()
    page.goto(link.as_uri())
    page.click("a")
    page.wait_for_selector("text=3 of 3 students")
    assert page.url == f"{three.server.access.origin}/"
    page.go_back()
    assert three.server.access.token not in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(three: Service, open_page: OpenPage, scheme: str) -> None:
    visitor = three.visitor
    visitor.post(visitor.form("/work/1/0", "adjust") | {"points": "5", "reason": "Nearly."})
    visitor.post(visitor.form("/journal", "undo"))
    visitor.post(visitor.form("/work/1/0", "comment") | {"text": "Look again."})
    visitor.post(visitor.form("/work/1/0", "contest") | {"text": "It is right."})
    axe, page = axe_core(), open_page(1280, scheme)  # type: ignore[arg-type]
    enter(page, three)
    student = page.get_attribute("tbody a", "href")
    for path in ("/", str(student), "/functions", "/queue", "/journal", "/grading", "/work/1", "/work/1/0?done=3"):
        page.goto(three.server.access.origin + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert findings(page, axe) == [], path


def test_another_tab_is_told_what_happened_meanwhile(three: Service, open_page: OpenPage) -> None:
    one = open_page()
    enter(one, three)
    one.goto(three.server.access.origin + "/work/1/0")
    other = one.context.new_page()
    other.goto(one.url)
    one.fill("#text", "First.")
    one.click("button:text-is('Comment')")
    one.wait_for_selector("[role=status]")
    other.fill("#text", "Second.")
    with other.expect_response("**/deeds") as answer:
        other.click("button:text-is('Comment')")
    assert answer.value.status == 409
    assert "nothing was changed" in other.inner_text("[role=alert]")
    assert other.input_value("#text") == "Second."
    other.click("button:text-is('Comment')")
    other.wait_for_selector("[role=status]:has-text('Second.')")
