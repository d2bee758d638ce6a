"""The text of a small course that asks a quiz, with a question of each kind."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TypeVar

from grader.course.assignment import QuizAssignment
from grader.course.quiz import Asked, Choice, Name, Number, OneOf, Option, Right, SeveralOf, Shape, TrueFalse, Wrong

Kind = TypeVar("Kind", bound=Asked)

TINY_QUIZ = """\
from grader import Name, Number, OneOf, Quiz, Right, SeveralOf, Shape, TrueFalse, Wrong

QUIZ = Quiz(1, "A small quiz", "Six questions.", (
    OneOf(
        title="Two shapes", text="What is `c.shape`?", points=20,
        code="a = np.zeros((2, 3))\\nb = np.zeros((2, 1))\\nc = a + b", asks="c.shape",
        options=(
            Wrong("`(2, 1)`", "The narrow one is repeated.", "the narrow one wins", gives="(2, 1)"),
            Right("`(2, 3)`", "The narrow one is repeated, so these fit.", gives="(2, 3)"),
            Wrong("It is an error", "Ones fit everything.", "shapes have to be equal", gives="ValueError"),
        ),
    ),
    SeveralOf(
        title="Primes", text="Which of these are prime?", points=20,
        options=(
            Right("two", "Nothing divides it."), Wrong("four", "Two divides it.", "even ones are prime"),
            Right("five", "Nothing divides five."), Wrong("nine", "Three divides it.", "odd ones are prime"),
        ),
    ),
    TrueFalse(
        title="Order", text="One is less than two.", points=10,
        options=(Right("True", "So it is."), Wrong("False", "Count again.", "numbers fall")),
    ),
    Number(
        title="Half", text="What is half of 17?", points=20, key=8.5, why="Eight and a half.",
        wrong=(Wrong("8", "That is rounded.", "halves are whole"),), otherwise="Divide it by two.",
    ),
    Shape(
        title="Sum", text="What is `S.shape`?", points=20, key=(4, 1), why="The axis keeps its place.",
        code="S = np.sum(np.zeros((4, 3)), axis=1, keepdims=True)", asks="S.shape",
        wrong=(Wrong("(4,)", "The axis stays, with length 1.", "keepdims is overlooked"),),
        otherwise="Axis 1 runs along a row.",
    ),
    Name(
        title="Kept", text="What goes from forward to backward?", points=10, key="cache", also=("caches",),
        why="It carries what is needed.", wrong=(Wrong("weights", "They change.", "weights carry"),),
        otherwise="It is what forward keeps.",
    ),
))
"""


def write_quiz_course(root: Path, text: str = TINY_QUIZ) -> Path:
    """A course of one quiz in a new folder."""
    for name in ("solutions", "testcases", "assignments"):
        (root / name).mkdir(parents=True)
    (root / "solutions" / "quiz_1.py").write_text(text, encoding="utf-8")
    return root


def rekeyed(quiz: QuizAssignment) -> QuizAssignment:
    """The same questions with other answers: right and wrong change places, values and explanations are others."""
    return dataclasses.replace(quiz, exercises=tuple(map(_other, quiz.exercises)))


def _other(question: Asked) -> Asked:
    if isinstance(question, Choice):
        return dataclasses.replace(question, options=tuple(map(_turned, question.options)), asks="", setup="")
    key = {Number: 123.0, Shape: (7, 7, 7), Name: "elsewhere"}[type(question)]
    other = dataclasses.replace(question, key=key, why="", otherwise="", wrong=(), asks="", setup="")
    return dataclasses.replace(other, also=()) if isinstance(other, Name) else other


def _turned(option: Option) -> Option:
    return Wrong(option.text, "other", "other") if isinstance(option, Right) else Right(option.text, "other")


__all__ = ["TINY_QUIZ", "OneOf", "SeveralOf", "TrueFalse", "rekeyed", "write_quiz_course"]
