"""Any value is put into a few words, whatever it is and however large."""

from __future__ import annotations

import numpy as np
import pytest

from grader.answers.plain import Opaque
from grader.judging.describe import MAX_SHOWN, describe, describe_key, kind_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (10**600, "1.0000000e+600"),
        (-(10**4000), "-1.0000000e+4000"),
        ([10**600, True], "[1.0000000e+600, True]"),
        ((1,), "(1,)"),
        ({"W": (1, [2])}, "{'W': (1, [2])}"),
        ([[[[1]]]], "[[[…]]]"),
        ("text", "text"),
        (["text"], "['text']"),
        (Opaque("Foo"), "a Foo object"),
        ([Opaque("Foo")], "[<Foo object>]"),
        (np.array(["a", "b"]), "['a' 'b']"),
        (np.zeros(1001), "array of shape (1001,)"),
        (np.float16(65504), "65504"),
    ],
)
def test_a_value_is_written_as_a_student_would_print_it(value: object, text: str) -> None:
    assert describe(value) == text


@pytest.mark.parametrize("value", ["x" * 10**6, [0.5] * 10**6, dict.fromkeys(range(10**5)), [["x" * 10**6] * 10**4]])
def test_a_long_value_is_cut(value: object) -> None:
    assert len(describe(value)) == MAX_SHOWN + 2
    assert len(describe_key((value, value))) < 100


def test_options_that_a_student_has_set_change_nothing() -> None:
    with np.printoptions(formatter={"float": lambda number: 1 / 0}, sign="+", nanstr="NOTHING"):
        assert describe(np.array([1.5, np.nan])) == "[1.5 nan]"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.array(["a"]), "an array of strings"),
        (Opaque("ndarray"), "an array of other things than numbers"),
        (np.zeros((2, 0)), "an array of shape (2, 0)"),
        (np.str_("a"), "a string"),
        (np.bool_(1), "a truth value"),
        (10**600, "a number"),
        (1j, "a number"),
        (b"a", "a bytes object"),
    ],
)
def test_a_kind_is_named(value: object, words: str) -> None:
    assert kind_of(value) == words


def test_an_integer_of_more_digits_than_python_writes_is_written() -> None:
    assert describe(10**6000) == "1.0000000e+6000"
    assert describe_key((10**6000,)) == "(1.0000000e+6000,)"
