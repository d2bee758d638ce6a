"""The pages that teachers and students read, in a browser: by everybody, on any screen, and without a pause."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import pytest

from grader.course.settings import Settings
from grader.gradebook.class_numbers import class_numbers
from grader.language.catalogue import find_language
from grader.reports.class_page import class_page
from grader.reports.feedback import feedback_page
from grader.reports.page_paths import page_paths
from grader.results import CaseResult, ExerciseReport, Outcome, SubmissionReport
from tests.browser.axe import axe_core, findings
from tests.classes import MadeUpBook, made_up_class

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

SCREENS = list(itertools.product((360, 1280), ("light", "dark")))
MANY = 5000


@pytest.fixture(scope="module")
def axe() -> str:
    return axe_core()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The address of each page."""
    folder = tmp_path_factory.mktemp("pages")

    def kept(name: str, text: str) -> str:
        path = folder / f"{name}.html"
        path.write_text(text, encoding="utf-8")
        return path.as_uri()

    class_of_40, nobody = made_up_class(40), made_up_class(0)
    return {
        "feedback": kept("feedback", _feedback()),
        "class": kept("class", _class(class_of_40)),
        "nobody": kept("nobody", _class(nobody)),
        "many": kept("many", _class([_one(number) for number in range(MANY)])),
    }


def _class(reports: list[SubmissionReport]) -> str:
    book = MadeUpBook(reports, Settings(("week_1", "week_2"), {"week_1": "Arrays", "week_2": "Networks: the first"}))
    links = page_paths([row.report for row in book.rows])
    return class_page(book, class_numbers(book, reports), links, find_language("en"))


def _one(number: int) -> SubmissionReport:
    right = ExerciseReport("f", 1 + number % 7, Outcome.PASSED, ())
    wrong = ExerciseReport("g", 3, Outcome.NOT_ATTEMPTED, ())
    return SubmissionReport(f"student {number:04}", "hw.ipynb", "week_1", exercises=(right, wrong))


def _feedback() -> str:
    return feedback_page(SubmissionReport("Ada", "hw.ipynb", "one", problems=("One.",), exercises=tuple(_answers())))


def _answers() -> Iterator[ExerciseReport]:
    for place, outcome in enumerate(Outcome):
        failed = CaseResult("published", outcome, "it differs", True, "[1. 2.]", "[1. 3.]", part="y", cell=1, line=3)
        source = "def f(x):\n    y = x\n    return " + "y + " * 60 + "1\n"
        cases = failed, CaseResult("one example", outcome, "and so does `y`", False)
        yield ExerciseReport(
            f"f{place}", 10, outcome, cases, "Wrong.", "Look at `y`.", "", source=source, cell=1, line=1
        )
        yield ExerciseReport(f"q{place}", 10, outcome, cases, "Wrong.", question="Which one?")


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [*((name, *screen) for name in ("feedback", "class") for screen in SCREENS), ("nobody", 360, "dark")],
)
def test_nothing_serious_is_found_by_axe(
    open_page: OpenPage, pages: dict[str, str], axe: str, name: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = open_page(width, scheme)
    page.goto(pages[name])
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert findings(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_axe_finds_what_is_wrong(open_page: OpenPage, axe: str) -> None:
    page = open_page()
    page.goto("data:text/html,<title>x</title><p style='color: rgb(200 200 200)'>faint</p><img src='data:,'>")
    assert {line.partition(" ")[0] for line in findings(page, axe)} >= {"color-contrast", "image-alt", "html-has-lang"}


def test_the_table_sorts_both_ways_and_filters_by_name_and_by_what_is_missing(
    open_page: OpenPage, pages: dict[str, str]
) -> None:
    page = open_page()
    page.goto(pages["class"])
    rows = page.locator("#table tbody tr")

    def column(number: int) -> list[str]:
        return page.eval_on_selector_all(
            f"#table tbody tr > :nth-child({number})", "all => all.map(x => x.textContent)"
        )

    names = column(1)
    page.click("#table thead button >> nth=1")
    percents = [text for text in column(2) if text != "–"]
    assert percents == sorted(percents, key=float, reverse=True) and column(2)[-1] == "–"
    page.click("#table thead button >> nth=1")
    assert [text for text in column(2) if text != "–"] == percents[::-1] and column(2)[-1] == "–"
    assert page.get_attribute("#table thead th >> nth=1", "aria-sort") == "ascending"
    page.click("#table thead button >> nth=0")
    assert column(1) == names
    page.fill("#find", "STUDENT 001")
    assert rows.count() == 10 and page.inner_text("#shown") == "10 of 40 students"
    page.fill("#find", "")
    page.select_option("#show", "late")
    assert rows.count() == 0
    page.select_option("#show", "missing")
    assert 0 < rows.count() == sum("–" in pair for pair in zip(column(2), column(3), strict=True))


def test_without_a_script_the_whole_class_is_there(open_page: OpenPage, pages: dict[str, str]) -> None:
    page = open_page(scripts=False)
    page.goto(pages["many"])
    assert page.locator("#table tbody tr:visible").count() == MANY
    assert not page.is_visible("#find")


def test_five_thousand_rows_sort_without_a_pause_and_can_all_be_shown(
    open_page: OpenPage, pages: dict[str, str]
) -> None:
    page = open_page()
    page.goto(pages["many"])
    shown = page.locator("#table tbody tr")
    assert shown.count() < MANY / 10
    # What a browser has to lay out when it has sorted decides how long that takes, on any machine.
    page.click("#table thead button >> nth=1")
    assert shown.count() < MANY / 10
    page.fill("#find", "4999")
    assert shown.count() == 1 and page.inner_text("#shown") == f"1 of {MANY} students"
    page.fill("#find", "")
    page.click("#more")
    assert shown.count() == MANY
