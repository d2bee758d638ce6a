"""The answers to a quiz are found in a notebook's cells, and nothing is run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.notebooks.answers import WrittenAnswer, find_answers
from grader.notebooks.cells import Cell
from grader.notebooks.definitions import find_definitions


def answers(*sources: str) -> dict[str, WrittenAnswer]:
    cells = [Cell(number, text) for number, text in enumerate(sources, start=1)]
    return find_answers(find_definitions(cells, str), cells)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('q3 = "b"', "'b'"),
        ("q3 = b", "'b'"),
        ("Q3 = True", "True"),
        ("q3 = true", "'true'"),
        ("q3 = {a, d}", "{'a', 'd'}"),
        ('q3: str = "b"', "'b'"),
        ('q3: "b"', "'b'"),
        ("q3 = (4, 1)", "(4, 1)"),
        ("q3 = 4 x 1", "'4 x 1'"),
        ("x = q3 = -1", "-1"),
        ("q2, q3 = 1, 2", "2"),
        ("q3 = None", "None"),
        ("q3 = W.shape", ""),
        ("q3 = 2 * 3", ""),
        ("q3 = {'a'}\nq3.add('d')", ""),
        ("q3 = {'a'}\nq3 |= {'d'}", ""),
        ("q3 = ['a']\nq3[0] = 'd'", ""),
        ("q3 = {'a'}\ncheck(q3)", "{'a'}"),
        ("for q3 in 'ab': pass", ""),
    ],
)
def test_an_answer_is_a_literal_or_has_to_be_worked_out(cell: str, text: str) -> None:
    assert answers(cell)["q3"].text == text


def test_a_name_that_the_notebook_knows_is_no_text() -> None:
    assert answers("b = 3", "q3 = b")["q3"].text == ""


def test_the_last_answer_that_is_not_blank_counts() -> None:
    found = answers('q1 = "a"', "\nq1 = 'c'", "q1 = None")["q1"]
    assert (found.text, found.cell, found.line) == ("'c'", 2, 2)


def test_other_names_are_no_answers() -> None:
    assert answers("q = 1\nq100 = 2\nquality = 3\nq0 = 4") == {}


@given(st.text(max_size=80))
def test_no_text_is_too_strange(text: str) -> None:
    answers(f"q1 = {text}", text)


@pytest.mark.parametrize(
    "text", ["(" * 5000, "-" * 5000 + "1", "[" * 90 + "]" * 90, "'" + "x" * 10**6 + "'", "{[]: 1}"]
)
def test_what_is_too_deep_or_too_long_is_left_to_be_worked_out(text: str) -> None:
    assert len(answers(f"q1 = {text}").get("q1", WrittenAnswer("", "", "", "", 0, 0)).text) <= 320
