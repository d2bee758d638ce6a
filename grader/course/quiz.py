"""The vocabulary in which a course states a quiz: its questions, their options, and what each option tells.

A question is data. What is right is said where it stands, `Right(...)` among `Wrong(...)`, so that no letter has to
be kept in step with it; letters come with the notebook, in whatever order that has them. Where code decides what is
right, the question carries that code, and `grader verify` runs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

LETTERS = "abcdefgh"


@dataclass(frozen=True)
class Right:
    """An option that is right.

    Parameters
    ----------
    text : str
        The option, with code between backticks; no LaTeX, which neither a button nor a page of feedback can set.
    why : str
        What whoever chose it is told: a sentence or two.
    gives : str
        The Python expression that it stands for, where code decides: `"(2, 3)"`, or `"ValueError"` for an error.
    """

    text: str
    why: str
    gives: str = ""


@dataclass(frozen=True)
class Wrong:
    """An option, or a short answer, that is wrong.

    Parameters
    ----------
    text : str
        The option; of a short answer, one that is often given: `"(4,)"`.
    why : str
        What whoever chose it is told: why it is tempting, and why it is not right.
    misconception : str
        What somebody believes who chooses it, in a few words, other than those of its neighbours: "sums over rows".
    gives : str
        As for `Right`.
    """

    text: str
    why: str
    misconception: str
    gives: str = ""


Option: TypeAlias = Right | Wrong


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What every kind of question has.

    Parameters
    ----------
    title : str
        A few words that name the question in tables and give nothing away.
    text : str
        The question itself, in Markdown as in a notebook.
    code : str
        Python that is shown below the text, and that `grader verify` runs; `np` is NumPy.
    asks : str
        The expression that is evaluated after it, and whose value decides; an error is its type. Empty where no code
        decides.
    setup : str
        Python that is run before `code`, and not shown.
    points : int
        What the question is worth; those of a quiz add up to 100.
    name : str
        What a notebook calls the answer: `q3`. A quiz gives its questions their names, in their order.
    """

    title: str
    text: str
    code: str = ""
    asks: str = ""
    setup: str = ""
    points: int = 10
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class OneOf(_Asked):
    """Single choice: one option is right. `q3 = "b"`.

    `in_order` keeps the options in their order where each student gets another: numbers that rise, for example.
    """

    options: tuple[Option, ...]
    in_order: bool = False


@dataclass(frozen=True, kw_only=True)
class SeveralOf(_Asked):
    """Several choices: all the right options and no others are right. `q6 = {"a", "d"}`."""

    options: tuple[Option, ...]
    in_order: bool = False


@dataclass(frozen=True, kw_only=True)
class TrueFalse(_Asked):
    """A statement; its two options have the texts "True" and "False". `q7 = True`."""

    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class _Short(_Asked):
    """What a short answer has.

    Parameters
    ----------
    why : str
        What is told of the right answer.
    wrong : tuple of Wrong
        Answers that are often given, each with what it tells.
    otherwise : str
        What is told of any other answer: how to find the right one, and not which it is.
    """

    why: str
    otherwise: str
    wrong: tuple[Wrong, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Number(_Short):
    """A number; right is what is at most `within` away from the key. `q4 = 12288`."""

    key: float
    within: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Shape(_Short):
    """The shape of an array. `q5 = (4, 1)`."""

    key: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Name(_Short):
    """A word or two; `also` are other names of the same thing. Case, spaces, dashes and underscores make no difference.

    `q8 = "cache"`.
    """

    key: str
    also: tuple[str, ...] = ()


Chosen: TypeAlias = OneOf | SeveralOf | TrueFalse
Written: TypeAlias = Number | Shape | Name
Asked: TypeAlias = Chosen | Written


@dataclass(frozen=True)
class Quiz:
    """A quiz, as `QUIZ = Quiz(...)` in solutions/NAME.py.

    Parameters
    ----------
    number : int
        Its place in the order of the course: the number of the assignment that it goes with.
    title : str
        As it stands at the top of the notebook.
    intro : str
        What the notebook says below the title, in Markdown: how to answer is said by itself.
    questions : tuple
        They are called q1, q2, ... in this order.
    practice : bool
        Whether what students get may say at home what is right. Then it holds the keys.
    """

    number: int
    title: str
    intro: str
    questions: tuple[Asked, ...]
    practice: bool = False

    @property
    def named(self) -> tuple[Asked, ...]:
        """The questions with their names."""
        return tuple(replace(item, name=f"q{place}") for place, item in enumerate(self.questions, start=1))


def sentences_of(question: Asked) -> Iterator[str]:
    """All that a question may tell a student."""
    yield from (question.title, question.text)
    if isinstance(question, OneOf | SeveralOf | TrueFalse):
        options = question.options
    else:
        options = question.wrong
        yield from (question.why, question.otherwise)
    for option in options:
        yield from (option.text, option.why)
        if isinstance(option, Wrong):
            yield option.misconception
