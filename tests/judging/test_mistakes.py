"""A known mistake is recognised by its answers, where nothing else gives them."""

from __future__ import annotations

import numpy as np
import pytest

from grader.answers.answer import Answer, Lost, Raised, Returned
from grader.answers.plain import Opaque
from grader.course.exercise import Case, leaves_inputs_alone
from grader.course.questions import Key, Question
from grader.judging.mistakes import recognise
from grader.results import Outcome

DOUBLE_BRACKETS = Raised("TypeError", "'int' object is not iterable", operation="zeros()")
PRODUCT = "shapes (1,3) and (1,2) not aligned: 3 (dim 1) != 1 (dim 0)"
OF_MATMUL = "matmul: Input operand 1 has a mismatch in its core dimension 0 (size 1 is different from 3)"


def product(text: str, message: str) -> Raised:
    return Raised("ValueError", message, text=text, operation="@")


def recognised(answer: Answer, **known: Answer) -> str | None:
    """Which of these mistakes gives this answer to the only question; what is told of each is its name."""
    key = Key(Question("f", Case("one", lambda rng: ()), (), 0), 1.0)
    hints = {name: name.rstrip("0123456789") for name in known}
    return recognise([key], [answer], {name: [item] for name, item in known.items()}, hints)


def test_the_same_answer_is_the_same_mistake() -> None:
    assert recognised(Returned(np.ones(2)), half=Returned(np.ones(2) / 2), all=Returned(np.ones(2))) == "all"


@pytest.mark.parametrize("answer", [{"W1": 1.0, "W2": 2.0}, {}, {"W1": 1.5}, Opaque("Foo"), None])
def test_what_holds_more_or_less_is_another(answer: object) -> None:
    assert recognised(Returned(answer), short=Returned({"W1": 1.0})) is None


def test_of_two_unknown_objects_nothing_is_known() -> None:
    assert recognised(Returned([Opaque("Foo")]), foo=Returned([Opaque("Foo")])) is None


def test_where_two_fit_nothing_is_told_unless_both_tell_the_same() -> None:
    same = Returned(2.0)
    assert recognised(same, one=same, other=same) is None
    assert recognised(same, one1=same, one2=same) == "one1"


@pytest.mark.parametrize(("left", "same"), [({"W1": 2.0}, True), ({}, False)])
def test_of_two_that_leave_their_inputs_alone_it_makes_no_difference_how(left: object, same: bool) -> None:
    parameters = {"W1": 1.0}
    key = Key(Question("f", leaves_inputs_alone(lambda rng: (), rebinding=True), (parameters,), 0), [parameters])
    known = {"uphill": [Returned([parameters])]}
    assert recognise([key], [Returned([left])], known, {"uphill": "uphill"}) == ("uphill" if same else None)


@pytest.mark.parametrize(
    ("known", "answer", "same"),
    [
        (DOUBLE_BRACKETS, DOUBLE_BRACKETS, True),
        (DOUBLE_BRACKETS, Raised("TypeError", "'int' object is not iterable", operation="name"), False),
        (DOUBLE_BRACKETS, Raised("TypeError", "'int' object is not iterable"), False),
        (Raised("KeyError", "'W0'", operation="[]"), Raised("KeyError", "'W4'", operation="[]"), False),
        (Raised("KeyError", "0", operation="[]"), Raised("KeyError", "4", operation="[]"), False),
        (product("dW = np.dot(dZ, A)", PRODUCT), product("dW = dZ @ A", OF_MATMUL), True),
        (product("dW = dZ @ A", OF_MATMUL), product("dW = 1 / m * dZ @ B", OF_MATMUL), True),
        (product("dW = dZ @ A", OF_MATMUL), product("cost = Y @ B", OF_MATMUL), False),
        (product("dW = np.dot(dZ, A)", PRODUCT), product("dw = np.dot(dZ, A)", PRODUCT), True),
        (product("dW = np.dot(dZ, A)", PRODUCT), product("dW = np.dot(dZ, A)", PRODUCT.replace("2", "7")), False),
        (
            Raised("NameError", "name 'x' is not defined", operation="name"),
            Raised("NameError", "name 'longer' is not defined", operation="name"),
            True,
        ),
        (Raised("OddError", "3 of 4", operation="f()"), Raised("OddError", "3 of 5", operation="f()"), False),
        (DOUBLE_BRACKETS, Lost(Outcome.TIMED_OUT, ""), False),
        (Lost(Outcome.TIMED_OUT, ""), Lost(Outcome.TIMED_OUT, ""), False),
    ],
)
def test_an_error_is_the_same_if_the_same_operation_failed_for_the_same_reason(
    known: Answer, answer: Answer, same: bool
) -> None:
    assert recognised(answer, known=known) == ("known" if same else None)
