"""A student's first hour, in a real Jupyter and a real browser."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.cli.main import main
from grader.course.course import Course
from grader.course.quiz import LETTERS, Choice, Right, TrueFalse
from tests.browser.axe import axe_core, findings
from tests.browser.jupyter import ROOT, Lab, OpenNotebook, jupyter_lab
from tests.browser.pictures import keep

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

    from tests.browser.conftest import OpenPage

PLANAR, CARDS = "3_planar_data.ipynb", "cards.ipynb"
WRONG = "def layer_sizes(X, Y):\n    return X.shape[1], 4, Y.shape[0]\n"
RIGHT = "def layer_sizes(X, Y):\n    return X.shape[0], 4, Y.shape[0]\n"
MISSPELT = "def initialize_parameters(n_x, n_h, n_y):\n    return np.random.rand_n(n_h, n_x)\n"
ENDLESS = "def forward_propagation(X, parameters):\n    while True:\n        pass\n"
COST = "def compute_cost(A2, Y, parameters):\n    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))\n"
ERROR = '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"]'
TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll(".grader-card")]
    .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML.slice(0, 300))"""
SEEN = "(picture) => picture.complete && picture.naturalWidth > 0"


@pytest.fixture(scope="module")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab in a folder that `grader start` has made."""
    folder = tmp_path_factory.mktemp("student") / "my_course"
    assert main(["start", str(folder), "--course", str(ROOT)]) == 0
    with jupyter_lab(folder, tmp_path_factory.mktemp("home")) as started:
        yield started


def example(notebook: OpenNotebook, function: str) -> Locator:
    """Runs the cell below a function, with its example and its check; what it shows."""
    return notebook.run(notebook.cell(f"with check.attempted({function})"))


def after(notebook: OpenNotebook, function: str, text: str) -> str:
    """What is shown below a function after it was written anew."""
    cell = notebook.cell(f"def {function}")
    notebook.write(cell, text)
    notebook.run(cell)
    shown = example(notebook, function)
    assert shown.locator(ERROR).count() == 0
    return shown.inner_text()


def right_ones(notebook: OpenNotebook) -> list[str]:
    """The functions that the notebook's last cell shows as right, when it has been run."""
    shown = notebook.cell("check.progress()").locator(".grader-card")
    names = shown.locator("li.good code").all_inner_texts()
    assert f"{len(names)} of 8 right" in shown.inner_text()
    return names


def score(path: Path, output: Path) -> int:
    """What `grader grade` gives for a notebook that was saved."""
    path = Path(shutil.copy(path, output))
    assert main(["grade", str(path), "--course", str(ROOT), "--output", str(output / "grades"), "--seconds", "2"]) == 0
    (row,) = csv.DictReader((output / "grades/grades.csv").read_text(encoding="utf-8-sig").splitlines())
    return int(row["score"])


def test_what_a_student_meets_in_the_first_hour_and_what_it_earns(
    open_page: OpenPage, lab: Lab, tmp_path: Path, real_course: Course
) -> None:
    notebook = OpenNotebook(open_page(1300), lab, PLANAR)
    notebook.run_to(notebook.cell("X, Y = load_planar_dataset()"))
    plot = notebook.cell("X, Y = load_planar_dataset()").locator(".jp-RenderedImage img")
    drawing = notebook.cells.locator(".jp-RenderedMarkdown img").first
    drawing.scroll_into_view_if_needed()
    for picture in plot, drawing:
        notebook.page.wait_for_function(SEEN, arg=picture.element_handle())

    notebook.run(notebook.cell("def layer_sizes"))
    shown = example(notebook, "layer_sizes").inner_text()
    assert "not attempted yet" in shown
    notebook.run(notebook.cell("check.progress()"))
    assert right_ones(notebook) == []

    assert "expected\n\n5\n\ngot\n\n3" in after(notebook, "layer_sizes", WRONG)
    shown = after(notebook, "initialize_parameters", MISSPELT)
    assert "AttributeError" in shown and "line 2" in shown and "traceback" in shown
    assert "stopped after 5 s" in after(notebook, "forward_propagation", ENDLESS)
    assert "right" in after(notebook, "layer_sizes", RIGHT)
    assert "right" in after(notebook, "compute_cost", COST)
    notebook.run(notebook.cell("check.progress()"))
    assert right_ones(notebook) == ["layer_sizes", "compute_cost"]

    notebook.restart_and_run_all()
    assert notebook.page.locator(ERROR).count() == 0
    assert right_ones(notebook) == ["layer_sizes", "compute_cost"]
    notebook.save()
    points = {one.name: one.points for one in real_course.assignment("planar_data").exercises}
    assert score(notebook.path, tmp_path) == points["layer_sizes"] + points["compute_cost"]


def test_a_quiz_is_answered_by_clicks(open_page: OpenPage, lab: Lab, tmp_path: Path, real_course: Course) -> None:
    notebook = OpenNotebook(open_page(1300), lab, "quiz_1.ipynb")
    notebook.run_all()
    questions = real_course.quiz("quiz_1").exercises
    wrong, *others = questions
    for question in questions:
        assert isinstance(question, Choice)
        below = notebook.cell(f"# quiz_1, {question.name}:")
        below.locator(".grader-card, .jp-OutputArea-output").first.scroll_into_view_if_needed()
        for place, option in enumerate(question.options):
            if isinstance(option, Right) is (question is not wrong):
                below.locator("label:has(input)").nth(place).click()
                said = option.text if isinstance(question, TrueFalse) else f'"{LETTERS[place]}"'
                # A second click is told in the place of the first.
                below.get_by_text(re.compile(f"{question.name}: answered: .*{said}")).wait_for()
                if question is wrong:
                    break
    notebook.save()
    assert score(notebook.path, tmp_path) == sum(question.points for question in others)


def test_cards_can_be_read_in_a_light_and_a_dark_theme_on_screens_wide_and_narrow(
    open_page: OpenPage, lab: Lab
) -> None:
    axe = axe_core()
    prepare(lab, {"layer_sizes": WRONG, "initialize_parameters": MISSPELT, "compute_cost": COST})
    notebook = OpenNotebook(open_page(1300), lab, CARDS)
    notebook.run_all()
    page = notebook.page
    wrong = notebook.cell("with check.attempted(layer_sizes)")
    crashed = notebook.cell("with check.attempted(initialize_parameters)")
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        notebook.theme(theme)
        for width in (1300, 800):
            page.set_viewport_size({"width": width, "height": 900})
            for cell in wrong, crashed, notebook.cell("check.progress()"):
                cell.locator(".grader-card").last.scroll_into_view_if_needed()
                assert findings(page, axe, ".grader-card") == []
            assert page.evaluate(TOO_WIDE) == []
            if width == 800:
                keep(f"cards_{theme.removeprefix('JupyterLab ').lower()}", crashed.screenshot())
    notebook.theme("JupyterLab Light")
    page.set_viewport_size({"width": 1300, "height": 900})
    wrong.locator(".grader-card").last.scroll_into_view_if_needed()
    keep("notebook", page.screenshot())


def prepare(lab: Lab, functions: dict[str, str]) -> None:
    """Write a notebook in which a student has written these functions."""
    document = json.loads((lab.folder / "assignments" / PLANAR).read_bytes())
    for cell in document["cells"]:
        for name, text in functions.items():
            if any(line.startswith(f"def {name}(") for line in cell["source"]):
                cell["source"] = [text]
    (lab.folder / "assignments" / CARDS).write_text(json.dumps(document), encoding="utf-8")
