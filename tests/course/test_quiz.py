"""A quiz is data: what is right stands with its option, and names come by order."""

from __future__ import annotations

from dataclasses import replace

from grader import OneOf, Quiz, Right, TrueFalse, Wrong
from grader.course.quiz import Unsaid, shuffled

SIZES = OneOf(
    title="Sizes",
    text="Which is larger?",
    options=(Right("Two", "It is."), Wrong("One", "It is not.", "small is large")),
)
HOLDS = TrueFalse(title="Holds", text="1 < 2", options=(Right("True", "Yes."), Wrong("False", "No.", "turned around")))


def test_questions_are_called_by_their_order() -> None:
    quiz = Quiz(1, "A quiz", "", (SIZES, HOLDS))
    assert [question.name for question in quiz.named] == ["q1", "q2"]


def test_what_a_question_may_tell_is_each_text_in_it() -> None:
    said = ["Sizes", "Which is larger?", "Two", "It is.", "One", "It is not.", "small is large"]
    assert list(SIZES.sentences()) == said


def test_an_order_is_the_same_whatever_the_author_s_was_and_tells_nothing_of_what_is_right() -> None:
    turned = replace(SIZES, options=SIZES.options[::-1])
    other = replace(SIZES, options=(Wrong("Two", "", ""), Right("One", "")))
    for order in range(1, 20):
        texts = [[option.text for option in shuffled(item, order).options] for item in (SIZES, turned, other)]
        assert texts[0] == texts[1] == texts[2]


def test_orders_differ_and_none_of_them_moves_what_keeps_its_order() -> None:
    assert len({shuffled(SIZES, order).options for order in range(1, 20)}) == 2
    assert {shuffled(HOLDS, order) for order in range(20)} == {HOLDS}


def test_what_students_have_says_of_no_option_whether_it_is_right() -> None:
    assert SIZES.withheld().options == (Unsaid("Two"), Unsaid("One"))
    other = replace(SIZES, options=(Wrong("Two", "a", "b"), Right("One", "c")))
    assert other.withheld() == SIZES.withheld()
