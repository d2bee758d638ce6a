"""What does not hold of a quiz: what is missing from a question, and keys that its own code does not give."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import Any

import numpy as np

from grader.course.assignment import QuizAssignment
from grader.course.quiz import Asked, Choice, OneOf, Option, Right, SeveralOf, Short, TrueFalse, Wrong
from grader.judging.choices import is_right, solved
from grader.judging.spellings import Blank, Unclear, read_answer, same_texts

FEWEST_OPTIONS, MOST_OPTIONS = 3, 6

Complaint = tuple[str, str]
"""The name of a question, and what an author has to mend in it."""


def incomplete(quiz: QuizAssignment) -> Iterator[Complaint]:
    """Keys that are missing, options that are alike, and explanations that nobody has written."""
    titles = [question.title for question in quiz.exercises]
    for question in quiz.exercises:
        if titles.count(question.title) > 1:
            yield question.name, "has the title of another question"
        complaints = _on_options(question) if isinstance(question, Choice) else _on_a_key(question)
        yield from ((question.name, text) for text in (*_on_texts(question), *complaints))


def undecided(quiz: QuizAssignment) -> Iterator[Complaint]:
    """Keys that differ from what the code of their question gives; that code is the course's, and is run here."""
    for question in quiz.exercises:
        if question.asks:
            yield from ((question.name, text) for text in _against_code(question))
        elif isinstance(question, Choice) and any(getattr(option, "gives", "") for option in question.options):
            yield question.name, "has options that give something, and does not say what it asks for"


def _on_texts(question: Asked) -> Iterator[str]:
    if not question.title or not question.text:
        yield "has no title, or no text"
    lines = [text for text in question.sentences() if text != question.text]
    for text in lines:
        if not text.strip():
            yield "has an empty text: each option and answer has an explanation, and each wrong one a misconception"
        elif "\n" in text or "$" in text:
            yield f"has a formula or a second line where neither can be shown: {text!r}"
    options = question.options if isinstance(question, Choice) else question.wrong
    beliefs = [option.misconception for option in options if isinstance(option, Wrong)]
    if len(set(beliefs)) < len(beliefs):
        yield "has two wrong options of the same misconception"


def _on_options(question: Choice) -> Iterator[str]:
    right = sum(isinstance(option, Right) for option in question.options)
    if isinstance(question, TrueFalse):
        if sorted(option.text for option in question.options) != ["False", "True"]:
            yield "should have the options True and False"
    elif not FEWEST_OPTIONS <= len(question.options) <= MOST_OPTIONS:
        yield f"has {len(question.options)} options, not {FEWEST_OPTIONS} to {MOST_OPTIONS}"
    if isinstance(question, OneOf | TrueFalse) and right != 1:
        yield f"has {right} right options, not one"
    if isinstance(question, SeveralOf) and not 0 < right < len(question.options):
        yield "should have both right and wrong options"
    if alike := same_texts(question):
        yield f"has two options of the same text: {alike[0]!r}"


def _on_a_key(question: Short) -> Iterator[str]:
    if isinstance(read_answer(question, question.key), Blank | Unclear):
        yield f"has a key that is no answer to it: {question.key!r}"
        return
    if not question.wrong:
        yield "knows no wrong answer"
    for option in question.wrong:
        read = read_answer(question, option.text)
        if isinstance(read, Blank | Unclear):
            yield f"cannot read its wrong answer {option.text!r}"
        elif is_right(question, read):
            yield f"takes its wrong answer {option.text!r} for right"


def _against_code(question: Asked) -> Iterator[str]:
    space, error = _run(question)
    given = error or _value(question.asks, space)
    if isinstance(question, Short):
        read = read_answer(question, given)
        if isinstance(read, Blank | Unclear) or not is_right(question, read):
            yield f"has the key {question.key!r}, but its code gives {given!r}"
        return
    for place, option in enumerate(question.options):
        right = place in _places(question)
        if not _gives(option):
            if right:
                yield f"does not say what its right option {option.text!r} gives"
        elif _same(_value(_gives(option), space), given) is not right:
            yield f"calls {option.text!r} {'right' if right else 'wrong'}, but its code gives {given!r}"


def _places(question: Choice) -> frozenset[int]:
    places = solved(question)
    assert isinstance(places, frozenset)
    return places


def _gives(option: Option) -> str:
    if isinstance(option, Right | Wrong):
        # The options of a statement give what they are called.
        return option.gives or (option.text if option.text in ("True", "False") else "")
    return ""


def _run(question: Asked) -> tuple[dict[str, Any], type[Exception] | None]:
    """What stands after the code of a question, and the type of the error where it raises one."""
    space: dict[str, Any] = {"np": np}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            for text in (question.setup, question.code):
                exec(compile(text, f"<{question.name}>", "exec"), space)
    except Exception as error:  # noqa: BLE001 - that it is an error may be what is asked
        return space, type(error)
    return space, None


def _value(expression: str, space: dict[str, Any]) -> Any:
    """What an expression gives; of an error, its type."""
    try:
        return eval(expression, space)
    except Exception as error:  # noqa: BLE001 - as above
        return type(error)


def _same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.shape == other.shape and bool(np.allclose(one, other))
    return type(one) is type(other) and bool(one == other)
