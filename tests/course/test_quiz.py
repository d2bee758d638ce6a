"""A quiz is data: what is right stands with its option, and names come by order."""

from __future__ import annotations

from grader import OneOf, Quiz, Right, TrueFalse, Wrong
from grader.course.quiz import sentences_of

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
    assert list(sentences_of(SIZES)) == said
