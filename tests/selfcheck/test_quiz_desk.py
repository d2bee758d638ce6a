"""At home `check(q3)` says whether an answer is understood; a click stays in the notebook that is handed in."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from grader.authoring.build import build_quiz
from grader.authoring.quiz_notebook import notebook_bytes, quiz_notebook
from grader.course.course import Course
from grader.course.examination import QuizExamination
from grader.grading.grader import Grader
from grader.selfcheck.checker import Checker
from grader.workers.pool import Zygote
from tests.quizzes import write_quiz_course
from tests.tiny import outcomes


def built(root: Path, practice: bool = False) -> Course:
    write_quiz_course(root)
    if practice:
        (root / "course.toml").write_text("[feedback]\npractice = true\n", encoding="utf-8")
    course = Course(root)
    for path, data in build_quiz(course, "quiz_1").items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Course(root)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return built(tmp_path_factory.mktemp("quiz") / "course")


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.strip()


def test_an_answer_is_understood_or_not_and_never_right(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    check = Checker("quiz_1", course=course.root)
    q1, q2, q3, q4 = "B", "cab", "perhaps", None
    check(q1)
    assert said(capsys) == '• q1: answered: "b"'
    check(q2)
    assert said(capsys) == '• q2: answered: {"a", "b", "c"}'
    check(q3)
    assert said(capsys) == "✗ q3, not understood: write `True` or `False`"
    check(q4)
    assert said(capsys) == "– q4: not attempted yet"
    check.progress()
    assert said(capsys) == "3 of 6 questions are answered."


def test_what_is_no_answer_of_the_quiz_is_told(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    check = Checker("quiz_1", course=course.root)
    for strange in (len, "b", object(), [q for q in "ab"]):
        check(strange)  # type: ignore[arg-type]
        assert "no answer of this quiz" in said(capsys)


def test_in_chinese_too(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    q1 = "b"
    Checker("quiz_1", course=course.root, language="zh")(q1)
    assert "已作答" in said(capsys)


def test_where_the_course_lets_one_practise_it_explains(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    q1 = "a"
    Checker("quiz_1", course=built(tmp_path / "course", practice=True).root)(q1)
    assert said(capsys) == '✗ q1, "a" is not right\n  `(2, 1)`: The narrow one is repeated.'


CLICK = """
import ipywidgets
from ipywidgets.widgets.widget import _instances
radio = [w for w in _instances.values() if isinstance(w, ipywidgets.RadioButtons)]
boxes = [w for w in _instances.values() if isinstance(w, ipywidgets.Checkbox)]
fields = [w for w in _instances.values() if isinstance(w, ipywidgets.Text)]
radio[0].value = [place for label, place in radio[0].options if "(2, 3)" in label][0]
for box in boxes:
    box.value = "two" in box.description or "five" in box.description
fields[0].value = "17/2"
fields[0].value = "8.5"
"""


def test_what_was_clicked_is_in_the_notebook_and_counts(course: Course, zygote: Zygote) -> None:
    pytest.importorskip("ipywidgets")
    notebook = quiz_notebook(course.quiz("quiz_1"), order=7)
    notebook.cells.insert(-2, nbformat.v4.new_code_cell(CLICK))
    folder = {"metadata": {"path": str(course.assignments)}}
    ran = NotebookClient(notebook, timeout=120, kernel_name="python3", resources=folder).execute()
    ran.cells.pop(-3)
    (report,) = Grader([QuizExamination(course.quiz("quiz_1"))], zygote).grade(notebook_bytes(ran), "quiz.ipynb")
    assert [name for name, outcome in outcomes(report).items() if outcome == "passed"] == ["q1", "q2", "q4"]
    kept = json.loads((course.assignments / ".quiz_1.answers.json").read_text(encoding="utf-8"))
    assert kept["q4"] == "8.5"
    (course.assignments / ".quiz_1.answers.json").unlink()
