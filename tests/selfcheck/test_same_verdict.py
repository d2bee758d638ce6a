"""Whoever asks, in the notebook or in a box, the verdict is the same."""

from __future__ import annotations

import linecache
from typing import Any

import pytest

from grader.course import expected
from grader.course.course import Course
from grader.grading.grader import Grader
from grader.reports.card import Card
from grader.reports.verdict import verdict
from grader.selfcheck import checker as check_module
from grader.selfcheck.checker import Checker
from grader.workers.pool import Zygote
from tests.tiny import notebook_bytes

BODIES = {
    "right": "return 2 * x",
    "a known mistake": "return x * x",
    "another mistake": "return x",
    "a stub": "### START CODE HERE ###\n    y = None\n    ### END CODE HERE ###\n    return y",
    "drawn from Python's stream": "import random\n    return x + random.random()",
    "drawn from NumPy's stream": "return x + np.random.rand()",
    "a text": "return 'a'",
    "an error": "raise ValueError('no')",
    "a variable of the notebook": "return OUTSIDE * x * 3",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_check_and_the_grader_say_the_same(
    body: str, tiny_course: Course, zygote: Zygote, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"def double(x):\n    {body}\n"
    cells = ("import numpy as np\nOutside = 1\nOUTSIDE = outside = 1\n", text.replace("OUTSIDE", "outside"))
    report = Grader([expected.load(tiny_course, "doubling")], zygote).grade(notebook_bytes(*cells), "x.ipynb")[0]
    space: dict[str, Any] = {}
    for number, cell in enumerate(cells):
        linecache.cache[f"cell {number}"] = (len(cell), None, cell.splitlines(keepends=True), f"cell {number}")
        exec(compile(cell, f"cell {number}", "exec"), space)
    cards: list[Card] = []
    monkeypatch.setattr(check_module, "show", cards.append)
    Checker("doubling", course=tiny_course.root, language="en")(space["double"])
    in_a_box = "\n".join(verdict(report.exercises[0]))
    assert cards[0].text == in_a_box.replace(" in cell 2, line 2 (`raise ValueError('no')`)", "")
