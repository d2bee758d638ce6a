"""Pictures of what an instructor meets, of the sample submissions; `make pictures` takes them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.cli.main import main
from grader.course.settings import Settings
from grader.gradebook.class_numbers import class_numbers
from grader.language.catalogue import find_language
from grader.reports.class_page import class_page
from grader.reports.page_paths import page_paths
from tests.browser.jupyter import ROOT
from tests.browser.pictures import PICTURES, keep
from tests.classes import MadeUpBook, made_up_class

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.skipif(not PICTURES, reason="pictures are taken by `make pictures`")


@pytest.fixture(scope="module")
def grades(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("pictures") / "grades"
    main(["grade", str(ROOT / "submissions"), "--course", str(ROOT), "--output", str(output), "--seed", "1"])
    return output


@pytest.fixture
def desk(grades: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "grader", "desk", str(grades), "--no-browser", "--course", str(ROOT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stdout is not None
        yield next(found[0] for line in server.stdout if (found := re.search(r"http://\S+", line)))
        server.terminate()


def test_a_page_of_feedback_is_in_the_picture(open_page: OpenPage, grades: Path) -> None:
    page = open_page(1000)
    page.goto((grades / "feedback/chi_classic_errors/dnn_step_by_step.html").as_uri())
    keep("feedback", page.screenshot())


def test_a_class_is_in_the_picture(open_page: OpenPage, tmp_path: Path) -> None:
    reports = made_up_class(40)
    book = MadeUpBook(reports, Settings(("week_1", "week_2"), {"week_1": "Arrays", "week_2": "Networks: the first"}))
    links = page_paths([row.report for row in book.rows])
    path = tmp_path / "class.html"
    path.write_text(class_page(book, class_numbers(book, reports), links, find_language("en")), encoding="utf-8")
    page = open_page(1000)
    page.goto(path.as_uri())
    keep("class", page.screenshot())


def test_the_desk_is_in_the_picture(desk: str, open_page: OpenPage) -> None:
    page = open_page(1000)
    page.set_viewport_size({"width": 1000, "height": 600})
    page.goto(desk)
    keep("desk", page.screenshot())
