"""Any spelling that is plainly meant counts; what cannot be read is told, and never an exception."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from grader.course.quiz import Asked, Name, Number, OneOf, Right, SeveralOf, Shape, TrueFalse, Wrong
from grader.judging.choices import judge_answer
from grader.judging.spellings import Blank, Unclear, read_answer, spelled
from grader.results import Outcome
from tests.fuzz.strangers import VALUES

FOUR = tuple(Right(text, "") if text == "two" else Wrong(text, "", text) for text in ("one", "two", "`(2, 3)`", "four"))
ONE = OneOf(title="", text="", options=FOUR)
SEVERAL = SeveralOf(title="", text="", options=FOUR)
TRUTH = TrueFalse(title="", text="", options=(Wrong("True", "", ""), Right("False", "")))
NUMBER = Number(title="", text="", key=12288, why="", otherwise="")
SHAPE = Shape(title="", text="", key=(4, 1), why="", otherwise="")
NAME = Name(title="", text="", key="cache", why="", otherwise="")
KINDS: list[Asked] = [ONE, SEVERAL, TRUTH, NUMBER, SHAPE, NAME]


@pytest.mark.parametrize(
    "value",
    [
        "b",
        "B",
        " b ",
        "'b'",
        "b)",
        "(b)",
        "b.",
        "option b",
        "Answer B",
        ["b"],
        ("b",),
        {"b"},
        "ｂ",
        "two",
        "TWO",
        "「b」"[1],
    ],
)
def test_one_letter_is_read_however_it_is_written(value: object) -> None:
    assert read_answer(ONE, value) == frozenset({1})


@pytest.mark.parametrize(
    "value", [{"a", "d"}, ["a", "D"], ("d", "a"), "a, d", "ad", "a d", "a and d", "{a, d}", "A;D", "['a', 'd']", "a、d"]
)
def test_several_letters_are_read_however_they_are_written(value: object) -> None:
    assert read_answer(SEVERAL, value) == frozenset({0, 3})


@pytest.mark.parametrize("value", [True, "true", "TRUE", "T", " True ", ["True"], 1, np.bool_(True), "yes"])
def test_what_is_true_is_read_however_it_is_written(value: object) -> None:
    assert read_answer(TRUTH, value) == frozenset({0})


@pytest.mark.parametrize("value", [12288, 12288.0, "12288", "12,288", "12 288", "= 12288", np.int64(12288), [12288]])
def test_a_number_is_read_however_it_is_written(value: object) -> None:
    assert read_answer(NUMBER, value) == 12288.0


@pytest.mark.parametrize(
    "value",
    [
        (4, 1),
        [4, 1],
        "(4, 1)",
        "4x1",
        "4 × 1",
        "4*1",
        "4, 1",
        "[4,1]",
        "4 by 1",
        "（4，1）",
        np.array([4, 1]),
        [(4, 1)],
    ],
)
def test_a_shape_is_read_however_it_is_written(value: object) -> None:
    assert read_answer(SHAPE, value) == (4, 1)


@pytest.mark.parametrize("value", ["cache", "Cache", " the cache ", "`cache`", "CACHE.", ["cache"]])
def test_a_name_is_read_however_it_is_written(value: object) -> None:
    assert judge_answer(NAME, value).outcome is Outcome.PASSED


@pytest.mark.parametrize("value", [None, ..., "", "  ", "?", "..."])
@pytest.mark.parametrize("question", KINDS)
def test_nothing_is_no_answer(question: Asked, value: object) -> None:
    assert read_answer(question, value) == Blank()


@pytest.mark.parametrize(
    ("question", "value"),
    [
        *((ONE, value) for value in ("e", "a or b", 2, ["a", "b"], {}, "maybe", True)),
        *((SEVERAL, value) for value in ("ae", [], 3, "a to d")),
        *((TRUTH, value) for value in ("maybe", "a", 2)),
        *((NUMBER, value) for value in ("many", True, float("nan"), "2²", 10**400, [1, 2])),
        *((SHAPE, value) for value in ("four by one", (4, -1), {4, 1}, (4, "x"), True, [[]])),
        *((NAME, value) for value in (3, [1, 2], "x" * 1000)),
    ],
)
def test_what_cannot_be_read_is_told_with_what_would_be(question: Asked, value: object) -> None:
    read = read_answer(question, value)
    assert isinstance(read, Unclear)
    report = judge_answer(question, value)
    assert report.outcome is Outcome.NOT_UNDERSTOOD and read.wanted in report.message and report.score.earned == 0


def test_what_is_spelled_out_is_read_again() -> None:
    for question, value in zip(KINDS, ["b", "ac", False, 0.1, "4x1", 'a "b" \\c'], strict=True):
        read = read_answer(question, value)
        assert not isinstance(read, Blank | Unclear)
        assert read_answer(question, eval(spelled(question, read))) == read


@given(VALUES)
def test_no_value_is_too_strange(value: object) -> None:
    for question in KINDS:
        judge_answer(question, value)
