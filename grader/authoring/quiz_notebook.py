"""Makes the notebooks of a quiz: the student's, in whatever order, and the teacher's, with answers and explanations."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

import nbformat

from grader.course.assignment import QuizAssignment
from grader.course.course import Course
from grader.course.quiz import LETTERS, Asked, Choice, Option, Right, TrueFalse, Wrong
from grader.judging.choices import solved
from grader.judging.spellings import spelled, wanted
from grader.notebooks.marks import mark_above

HOW_TO = """\
Run the next cell first. Then, for each question, put your answer in place of `None` and run the cell; or run it as it
is, and click. `check` tells whether your answer is understood, and not whether it is right. Save the notebook before
you hand it in. What is written in a cell counts before what was clicked."""
MOST_ORDERS = 10**6
UNSAFE_IN_A_FOLDER_NAME = re.compile(r"[^\w.@+-]+")
LAST = "Run this to see what is still open. Then save, and hand in."


def quiz_notebook(quiz: QuizAssignment, *, order: int = 0, with_answers: bool = False) -> Any:
    """The notebook of a quiz.

    Parameters
    ----------
    order : int
        In which order the options stand; 0 is the author's own.
    with_answers : bool
        Fill in what is right, and say below each question what every option tells.
    """
    shown = quiz.ordered(order)
    told = f", order={order}" if order else ""
    text = "\n\n".join(filter(None, (f"# {quiz.title}", quiz.intro, HOW_TO)))
    cells = [("markdown", text), ("code", f'from grader import Checker\n\ncheck = Checker("{quiz.name}"{told})')]
    for question in shown.exercises:
        answer = spelled(question, solved(question)) if with_answers else "None"
        mark = f"{mark_above(quiz.name, order, question.name)} {wanted(question).replace('`', '')}"
        cells.append(("markdown", "\n\n".join(_asked(question))))
        cells.append(("code", f"{mark}\n{question.name} = {answer}\ncheck({question.name})"))
        if with_answers:
            cells.append(("markdown", "\n".join(_told(question))))
    cells += [("markdown", LAST), ("code", "check.progress()")]
    heading = {"name": quiz.name, "number": quiz.number, "title": quiz.title} | ({"order": order} if order else {})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"course": heading, "kernelspec": kernel, "language_info": {"name": "python"}}
    return nbformat.v4.new_notebook(cells=[_cell(*cell, at) for at, cell in enumerate(cells, 1)], metadata=metadata)


def shuffled_quizzes(course: Course, students: Sequence[str]) -> dict[PurePosixPath, bytes]:
    """For each student the notebooks of all quizzes, in an order of their own: `STUDENT/quiz_1.ipynb`.

    The same student has the same order every time; the notebook tells the grader which.
    """
    return {
        PurePosixPath(_folder(student), f"{quiz.name}.ipynb"): notebook_bytes(
            quiz_notebook(quiz, order=order_of(student))
        )
        for student in students
        for quiz in course.quizzes()
    }


def order_of(student: str) -> int:
    """The order of the options in a student's notebooks."""
    return 1 + int(hashlib.sha256(student.encode()).hexdigest(), 16) % (MOST_ORDERS - 1)


def notebook_bytes(notebook: Any) -> bytes:
    """The file that holds a notebook."""
    text: str = nbformat.writes(notebook, version=4)
    return (text.rstrip("\n") + "\n").encode()


def _folder(student: str) -> str:
    return UNSAFE_IN_A_FOLDER_NAME.sub("_", student).strip(".")[:80] or "_"


def _cell(kind: str, source: str, number: int) -> Any:
    make = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
    return make(source, id=f"cell-{number}")


def _asked(question: Asked) -> Iterator[str]:
    yield f"### {question.name} · {question.title}"
    yield question.text
    if question.code:
        yield f"```python\n{question.code}\n```"
    if isinstance(question, Choice) and not isinstance(question, TrueFalse):
        yield "\n".join(f"- **{LETTERS[place]})** {option.text}" for place, option in enumerate(question.options))


def _told(question: Asked) -> Iterator[str]:
    """What every option tells, for the teacher."""
    if isinstance(question, Choice):
        for place, option in enumerate(question.options):
            letter = "" if isinstance(question, TrueFalse) else f"{LETTERS[place]}) "
            yield f"- {_of_an_option(option, letter)}"
        return
    yield f"- ✓ **{spelled(question, solved(question))}**: {question.why}"
    yield from (f"- {_of_an_option(option, '')}" for option in question.wrong)
    yield f"- ✗ anything else: {question.otherwise}"


def _of_an_option(option: Option, letter: str) -> str:
    if isinstance(option, Wrong):
        return f"✗ **{letter}{option.text}** ({option.misconception}): {option.why}"
    return f"✓ **{letter}{option.text}**: {option.why if isinstance(option, Right) else ''}"
