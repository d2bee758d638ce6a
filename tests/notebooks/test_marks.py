"""Which quiz a notebook answers is told many times over, and found whatever else is lost."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.notebooks.cells import read_notebook
from grader.notebooks.marks import ANSWER_TYPE, Marks, click, mark_above, marks_of

TOLD = ("quiz_1", 48)


def notebook(*sources: str, course: object = None, clicks: tuple[object, ...] = ()) -> bytes:
    outputs = [{"output_type": "display_data", "data": {"text/plain": "x", ANSWER_TYPE: item}} for item in clicks]
    cells = [{"cell_type": "code", "source": text, "outputs": outputs} for text in sources or ("",)]
    return json.dumps({"cells": cells, "metadata": {"course": course} if course else {}}).encode()


def told(data: bytes) -> tuple[str, int]:
    marks = read_notebook(data).marks
    return marks.assignment, marks.order


@pytest.mark.parametrize(
    "data",
    [
        notebook('check = Checker("quiz_1", order=48)'),
        notebook("check = Checker('quiz_1', language='zh', order=48)"),
        notebook(f"{mark_above('quiz_1', 48, 'q1')} one letter\nq1 = None"),
        notebook(course={"name": "quiz_1", "order": 48}),
        notebook(clicks=(click("quiz_1", 48, "q1", '"b"'),)),
    ],
)
def test_each_mark_tells_by_itself(data: bytes) -> None:
    assert told(data) == TOLD


def test_what_is_told_most_often_counts() -> None:
    above = [f"{mark_above('quiz_1', 48, f'q{number}')} x\nq{number} = 1" for number in range(1, 4)]
    assert told(notebook(*above, 'Checker("quiz_2")', course={"name": "quiz_2"})) == TOLD


def test_the_last_click_on_a_question_counts() -> None:
    clicks = [click("quiz_1", 0, "q1", '"a"'), click("quiz_2", 0, "q2", '"d"'), click("quiz_1", 0, "q1", '{"a", "b"}')]
    assert read_notebook(notebook(clicks=tuple(clicks))).marks.clicked == {"q1": '{"a", "b"}'}


def test_a_click_is_found_beside_outputs_that_are_too_many_to_be_parsed() -> None:
    data = notebook('Checker("quiz_1", order=48)', clicks=(click("quiz_1", 48, "q1", '"b"'), "x" * 3_000_000))
    assert read_notebook(data).marks == Marks(*TOLD, {"q1": '"b"'})


def test_a_click_that_is_only_quoted_is_none() -> None:
    assert read_notebook(notebook(json.dumps({ANSWER_TYPE: click("quiz_1", 0, "q1", "1")}))).marks == Marks()


@pytest.mark.parametrize("item", [{}, {"assignment": 1}, {"assignment": "quiz_1", "question": [], "answer": None}])
def test_a_strange_click_is_none(item: object) -> None:
    assert read_notebook(notebook(clicks=(item,))).marks == Marks()


@given(
    st.lists(st.text()),
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda c: st.dictionaries(st.sampled_from(["course", "name", "order"]), c),
    ),
    st.binary(),
)
def test_nothing_is_too_strange(sources: list[str], metadata: object, data: bytes) -> None:
    marks_of(sources, metadata, b'"application/vnd.neural-course.answer+json": {' + data + b"}")


def test_two_quizzes_in_one_file_are_told_apart_but_a_copied_cell_is_no_quiz() -> None:
    cells = [f"{mark_above(quiz, 0, f'q{number}')} x\nq{number} = 1" for quiz in ("a", "b") for number in (1, 2, 3)]
    marks = read_notebook(notebook(*cells, mark_above("c", 0, "q1"))).marks
    assert (marks.assignment, [other.assignment for other in marks.others]) == ("a", ["b"])
