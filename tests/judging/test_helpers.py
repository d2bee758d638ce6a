"""What is told of an error that the course's helper raised, and of an answer that is too large to cross."""

from __future__ import annotations

import pytest

from grader.answers.answer import Raised, TooLarge
from grader.answers.outline import Outline
from grader.course.exercise import Ask, Case
from grader.course.questions import Key, Question
from grader.judging.judge import CHANGES_INPUTS, judge_case
from grader.results import CaseResult

GIVEN = (("dA", Outline("array", (1, 2))), ("activation", Outline("text", text="rel")))


def judged(answer: Raised | TooLarge, *, visible: bool = True, ask: Ask = Ask.RESULT) -> CaseResult:
    case = Case("one", lambda rng: (), visible, ask)
    return judge_case(Key(Question("f", case, (), seed=1), 0.5), answer)


def raised(**told: object) -> Raised:
    message = "not enough values to unpack (expected 2, got 1)"
    return Raised("ValueError", message, 3, 5, "dZ = back(dA)", helper="back", **told)  # type: ignore[arg-type]


def test_the_helper_is_named_with_what_it_was_given_and_its_own_line_is_not_explained() -> None:
    result = judged(raised(given=GIVEN))
    assert result.message == (
        "the course's `back` was given something that it cannot use in cell 3, line 5 (`dZ = back(dA)`): "
        "`dA` is an array of shape (1, 2), `activation` is 'rel'"
    )
    assert "brackets of the call" in result.explanation


def test_what_a_held_out_case_gave_it_is_not_told() -> None:
    assert "rel" not in judged(raised(given=GIVEN), visible=False).message


def test_what_is_still_none_is_said_to_be() -> None:
    assert "still None" in judged(raised(given=(("dA", Outline("None")),))).explanation


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (Ask.RESULT, "it returned a list of 9, too large to hand over with all that is in it: any right answer is far "
                     "smaller"),
        (Ask.INPUTS, CHANGES_INPUTS),
    ],
)  # fmt: skip
def test_what_is_too_large_is_told_in_outline(ask: Ask, message: str) -> None:
    result = judged(TooLarge(Outline("list", (9,))), ask=ask)
    assert (result.outcome.value, result.message) == ("wrong", message)
