"""`grader verify` finds what is wrong with a course, and a notebook's `check` answers its student."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.authoring.verify import _notebook_proofs, proofs
from grader.cli.main import main
from grader.course.course import Course
from grader.errors import BrokenCases
from grader.language.catalogue import find_language
from grader.sandbox.box import Level
from grader.selfcheck.checker import Checker
from grader.workers.pool import Zygote
from tests.attacks.conftest import needs

ORACLE = "import numpy as np\n\ndef oracle_by_hand(solution):\n    assert solution.double(2.0) == {answer}\n"

Copy = Callable[..., Course]


@pytest.fixture
def changed(tiny_course: Course, tmp_path: Path) -> Copy:
    """A copy of the tiny course with pieces of its files replaced, and an oracle."""

    def make(file: str = "testcases/doubling.py", old: str = "", new: str = "", answer: float = 4.0) -> Course:
        root = tmp_path / "course"
        shutil.copytree(tiny_course.root, root)
        (root / "testcases" / "oracles").mkdir()
        (root / "testcases" / "oracles" / "doubling.py").write_text(ORACLE.format(answer=answer), encoding="utf-8")
        text = (root / file).read_text(encoding="utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new), encoding="utf-8")
        return Course(root)

    return make


def findings(course: Course, zygote: Zygote) -> list[str]:
    tried = proofs(course, zygote, seed=0, notebooks=False)
    return [str(finding) for proof in tried for finding in proof.findings()]


def test_a_sound_course_holds(changed: Copy, zygote: Zygote) -> None:
    assert findings(changed(), zygote) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        ("testcases/doubling.py", '"double", 60', '"double", 50', "add up to 90"),
        ("testcases/doubling.py", "Add x to itself.", "", "double: has no hint"),
        ("testcases/doubling.py", ', visible=True),\n        Case("three numbers", drawn)', ")", "has no visible case"),
        ("testcases/doubling.py", 'Case("a matrix", lambda rng: (rng.randn(3, 2), 2.0)),', "", "fewer than 2 held-out"),
        ("testcases/doubling.py", '"x * x"', '"x + x"', "the mistake 'squares' passes every case"),
        ("solutions/1_doubling.ipynb", "2 * x", "3 * x", "solutions/1_doubling.ipynb: is stale"),
        ("solutions/doubling.py", "Twice x", "Two times x", "is stale"),
    ],
)
def test_what_is_wrong_is_found(file: str, old: str, new: str, found: str, changed: Copy, zygote: Zygote) -> None:
    assert any(found in finding for finding in findings(changed(file, old, new), zygote))


def test_what_the_grader_says_itself_in_another_language_needs_no_translation(changed: Copy, zygote: Zygote) -> None:
    course = changed()
    (course.testcases / "languages" / "zh").mkdir(parents=True)
    missing = [finding for finding in findings(course, zygote) if "is missing" in finding]
    assert any("'three numbers'" in finding for finding in missing)
    assert not any("published" in finding or "leaves its inputs" in finding for finding in missing)
    said = course.in_language(find_language("zh")).about("doubling")
    assert said.say("leaves its inputs alone") == "不修改输入"


def test_a_case_that_cannot_be_drawn_is_told_once(
    changed: Copy, box_at_hand: None, capsys: pytest.CaptureFixture[str]
) -> None:
    course = changed("testcases/doubling.py", "return (rng.randn(3),)", "return (rng.randn(oops),)")
    assert main(["verify", "--no-notebooks", "--course", str(course.root)]) == 1
    told = capsys.readouterr().out
    assert told.count("name 'oops' is not defined") == 1
    assert told.count("as above") >= 2 and "proofs failed." in told


MISTAKES = "from grader import Mistake\nMISTAKES = {}\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{"double": (Mistake("x", 3),)}', "Exercise 'double', Mistake 'x': hint should be a text, and not 3."),
        ('{"double": Mistake("x", "No.")}', "MISTAKES['double'] should be a tuple, and not Mistake("),
        ('[Mistake("x", "No.")]', "MISTAKES should be a dictionary, and not ["),
        ('{"treble": ()}', "MISTAKES speaks of treble, which is not an exercise."),
    ],
)
def test_a_mistake_that_cannot_be_meant_is_told_with_its_file(text: str, complaint: str, changed: Copy) -> None:
    course = changed()
    (course.testcases / "mistakes").mkdir()
    (course.testcases / "mistakes" / "doubling.py").write_text(MISTAKES.format(text), encoding="utf-8")
    with pytest.raises(BrokenCases) as told:
        course.exercises("doubling")
    assert complaint in str(told.value) and "mistakes/doubling.py" in str(told.value)


def test_an_oracle_that_disagrees_is_heard(changed: Copy, zygote: Zygote) -> None:
    assert any("oracle_by_hand: AssertionError" in finding for finding in findings(changed(answer=5.0), zygote))


@pytest.fixture
def check(tiny_course: Course) -> Checker:
    return Checker("doubling", course=tiny_course.root)


def test_check_says_right_in_one_line(check: Checker, capsys: pytest.CaptureFixture[str]) -> None:
    def double(x: float) -> float:
        return 2 * x

    check(double)
    assert capsys.readouterr().out == "✓ double: right\n"


def test_check_says_wrong_in_three(check: Checker, capsys: pytest.CaptureFixture[str]) -> None:
    def double(x: float) -> float:
        return x * x

    check(double)
    assert capsys.readouterr().out.splitlines() == [
        "✗ double, published: `y` has the right shape, but not the right values: at [0] expected 2, got 1",
        "  expected [2. 4.]   got [1. 4.]",
        "  hint: This is the square of x.",
    ]


def test_check_knows_a_stub(check: Checker, capsys: pytest.CaptureFixture[str]) -> None:
    def double(x):  # type: ignore[no-untyped-def]
        ### START CODE HERE ###
        y = None
        ### END CODE HERE ###
        return y

    check(double)
    with check.attempted(double):
        print("half of it:", double(3) / 2)
    assert capsys.readouterr().out.splitlines() == [
        "– double: not attempted yet",
        "… this waits for double",
    ]


def test_check_survives_what_a_function_does(check: Checker, capsys: pytest.CaptureFixture[str]) -> None:
    def double(x: float) -> float:
        print("noise")
        raise KeyError("W1")

    check(double)
    assert capsys.readouterr().out.splitlines()[0] == "✗ double, published: raised KeyError: 'W1'"


def test_check_shows_progress(check: Checker, capsys: pytest.CaptureFixture[str]) -> None:
    def double(x: float) -> float:
        return 2 * x

    check(double)
    capsys.readouterr()
    check.progress()
    assert capsys.readouterr().out == "█░ 1 of 2 right; to do: double_and_add\n"


def test_check_of_another_function_says_what_it_knows(check: Checker, capsys: pytest.CaptureFixture[str]) -> None:
    check(len)
    assert "check one of double, double_and_add" in capsys.readouterr().out


@pytest.mark.slow
def test_the_solution_s_notebook_is_run_in_the_box(tiny_course: Course) -> None:
    needs(Level.NAMESPACES)
    for proof in _notebook_proofs(tiny_course, Level.NAMESPACES):
        assert proof.title == "doubling: the solution's notebook runs from top to bottom"
        assert proof.findings() == []


@pytest.mark.slow
@pytest.mark.parametrize("level", [Level.NAMESPACES, Level.LANDLOCK], ids=["boxed", "as at home"])
def test_what_the_solution_s_notebook_raises_is_found(changed: Copy, level: Level) -> None:
    needs(level)
    course = changed("solutions/1_doubling.ipynb", '"import numpy as np\\n', '"import unheard_of\\n')
    (finding,) = [finding for proof in _notebook_proofs(course, level) for finding in proof.findings()]
    assert "No module named 'unheard_of'" in str(finding)
