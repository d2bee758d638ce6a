"""On which terms a file is graded: what is changed in one assignment is nothing to those of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.course import Course
from grader.gradebook.terms import Terms, terms_of
from grader.workers.limits import Limits

CASES = 'from grader import Case\nEXERCISES = (Exercise("{name}_it", 100, cases=(Case("near zero", draw),)),)\n'
FILES = {
    "testcases/doubling.py": CASES.format(name="double"),
    "testcases/halving.py": CASES.format(name="halve"),
    "testcases/later.py": "from .halving import draw\n" + CASES.format(name="later"),
    "testcases/mistakes/doubling.py": "MISTAKES = {}\n",
    "testcases/mistakes/shared.py": "HALF = 0.5\n",
    "testcases/oracles/doubling.py": "def oracle(): ...\n",
    "testcases/languages/zh.json": "{}",
    "solutions/1_doubling.ipynb": '{"source": [\n"def double_it(x):\\n",\n"    y = 2 * x"]}\n',
    "solutions/quiz_1.py": "QUIZ = Quiz()\n",
    "assignments/helpers/shapes.py": "A = 1\n",
    "data/cats.csv": "1\n",
}
ALL = {"doubling", "halving", "later", "quiz_1"}


def terms(root: Path) -> Terms:
    return terms_of(Course(root), Limits(), seed=1, level="namespaces", follow_through=True)


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        ("testcases/doubling.py", "near zero", "far left", {"doubling"}),
        ("testcases/doubling.py", "double_it", "twice", ALL),
        ("testcases/halving.py", "draw", "drawn", {"halving", "later"}),
        ("testcases/mistakes/doubling.py", "{}", "{1: 2}", {"doubling"}),
        ("testcases/mistakes/shared.py", "0.5", "0.25", ALL),
        ("testcases/oracles/doubling.py", "...", "1", set()),
        ("testcases/languages/zh.json", "{}", "{ }", set()),
        ("solutions/1_doubling.ipynb", "2 * x", "x + x", {"doubling"}),
        ("solutions/1_doubling.ipynb", "(x)", "(x, y)", ALL),
        ("solutions/quiz_1.py", "Quiz()", "Quiz(1)", {"quiz_1"}),
        ("assignments/helpers/shapes.py", "1", "2", ALL),
        ("data/cats.csv", "1", "2", ALL),
    ],
)
def test_a_change_is_of_those_assignments_that_it_may_make_a_difference_to(
    file: str, old: str, new: str, changed: set[str], tmp_path: Path
) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    before = terms(tmp_path)
    (tmp_path / file).write_text(FILES[file].replace(old, new), encoding="utf-8")
    after = terms(tmp_path)
    assert {name for name in ALL if before.of([name]) != after.of([name])} == changed
    assert (before.of(["doubling", "quiz_1"]) != after.of(["quiz_1", "doubling"])) is bool(
        {"doubling", "quiz_1"} & changed
    )
    for nothing in ([], [""], ["gone"]):
        assert (before.of(nothing) != after.of(nothing)) is bool(changed)
