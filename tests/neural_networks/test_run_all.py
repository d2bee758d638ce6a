"""“Run All” comes to the end of a notebook, whatever stands in one of its functions, and `check` says what is wrong.

Cells are run in this process: what a cell raises would be raised here.
"""

from __future__ import annotations

import functools
import itertools
import json
import linecache
import re
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest

from grader.course import expected
from grader.course.course import Course
from grader.notebooks.cells import read_notebook
from grader.reports.card import Card
from grader.selfcheck import calling
from grader.selfcheck import checker as check_module

COURSE = Course(Path(__file__).parents[2])
# Where a training takes a thousand turns, a few show as much of what is asked here.
TURNS = re.compile(r"\bnum_iterations=\d{3,}")
A_RACE = "def milliseconds("
EXPECTED_BELOW = re.compile(r"\*\*Expected output\*\*\n\n```text\n(.*?)```", re.DOTALL)
EXPECTED = re.compile(r"  # expected: (.+)")
LAST_RETURN = re.compile(r"^    return .*\Z", re.MULTILINE | re.DOTALL)
FUNCTIONS = [(name, exercise.name) for name in COURSE.names for exercise in COURSE.exercises(name)]
ENDLESS = "while True: pass"
ERRORS = {
    "one number is wanted": "import math; math.exp(np.arange(3))",
    "a misspelt helper": "sigmiod(1)",
    "an index beyond the end": "[1, 2][2]",
    "a loop without end": ENDLESS,
    "nothing is returned": "return print()",
    "a text is returned": "return 'text'",
    "too much is returned": "return 1, 2, 3, 4, 5, 6",
}
CORNERS = [
    ("python_basics", "basic_sigmoid", "one number is wanted"),
    ("python_basics", "image2vector", "nothing is returned"),
    ("logistic_regression", "sigmoid", "a loop without end"),
    ("dnn_step_by_step", "linear_forward", "a misspelt helper"),
    ("dnn_step_by_step", "initialize_parameters_deep", "an index beyond the end"),
    ("planar_data", "backward_propagation", "a text is returned"),
    ("dnn_application", "two_layer_model", "too much is returned"),
]


@functools.cache
def cells_of(folder: Path, name: str) -> tuple[str, ...]:
    """The code of a notebook, with short trainings and without races against the clock."""
    path = COURSE.notebook_path(folder, name)
    assert path is not None
    cells = (cell.source for cell in read_notebook(path.read_bytes()).cells)
    return tuple(TURNS.sub("num_iterations=3", cell) for cell in cells if A_RACE not in cell)


def run(text: str, number: int, space: dict[str, Any]) -> None:
    file = f"cell {number}"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    exec(compile(text, file, "exec"), space)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the cells show."""
    texts: list[str] = []

    def show(card: Card) -> Any:
        texts.append(card.text)
        return lambda other: texts.append(other.text)

    monkeypatch.setattr(check_module, "show", show)
    # What is the same for all of these notebooks is read once.
    monkeypatch.setattr(check_module, "find_course", lambda course, around: COURSE)
    monkeypatch.setattr(expected, "load", functools.cache(expected.load))
    return texts


@pytest.fixture(autouse=True)
def in_the_folder(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(COURSE.assignments)
    monkeypatch.setattr(plt, "show", lambda: plt.close("all"))
    yield
    plt.close("all")


# Two of the errors for each function, in turn: all of them take minutes, and tell no more.
MATRIX = [
    (name, function, error)
    for place, (name, function) in enumerate(FUNCTIONS)
    for error in (list(ERRORS) * 2)[2 * place % len(ERRORS) :][:2]
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("name", "function", "error"),
    [*CORNERS, *(pytest.param(*corner, marks=pytest.mark.slow) for corner in MATRIX if corner not in CORNERS)],
)
def test_an_error_in_a_function_stops_no_cell_and_is_told(
    name: str, function: str, error: str, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if ERRORS[error] == ENDLESS:
        monkeypatch.setattr(calling, "SECONDS", 0.3)
        monkeypatch.setattr(calling, "BRIEFLY", 0.05)
    space: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(cells_of(COURSE.solutions, name), start=1):
        if f"# GRADED FUNCTION: {function}\n" in cell:
            cell = LAST_RETURN.sub(f"    {ERRORS[error]}\n\\g<0>", cell)
        run(cell, number, space)
        assert plt.get_fignums() == []
    assert [text for text in shown if text.startswith(f"✗ {function}, ")]
    assert function in shown[-1].partition("to do: ")[2].split(", ")


@pytest.mark.parametrize("name", COURSE.names)
def test_an_untouched_notebook_shows_what_it_waits_for(name: str, shown: list[str]) -> None:
    space: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(cells_of(COURSE.assignments, name), start=1):
        run(cell, number, space)
        assert plt.get_fignums() == []
    assert {text[0] for text in shown} == {"…", "–", "░"}


@pytest.mark.parametrize("name", COURSE.names)
def test_what_is_expected_is_what_the_cell_above_prints(
    name: str, shown: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling, "SECONDS", 600)
    path = COURSE.notebook_path(COURSE.solutions, name)
    assert path is not None
    space: dict[str, Any] = {"__name__": "__main__"}
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    for number, (cell, below) in enumerate(itertools.pairwise(cells)):
        text = "".join(cell["source"])
        if cell["cell_type"] == "code" and A_RACE not in text:
            an_example = "\ncheck(" in text
            run(text if an_example else TURNS.sub("num_iterations=3", text), number, space)
            printed = capsys.readouterr().out
            if said := EXPECTED_BELOW.match("".join(below["source"])):
                assert printed.strip() == said[1].strip()
            for said in EXPECTED.finditer(text) if an_example or "num_iterations" not in text else ():
                assert said[1] in printed or said[1] == "the same five numbers"
