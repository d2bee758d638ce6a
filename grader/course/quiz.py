"""The vocabulary in which a course states a quiz: its questions, their options, and what each option tells.

A question is data. What is right is said where it stands, `Right(...)` among `Wrong(...)`, so that no letter has to
be kept in step with it; letters come with the notebook, in whatever order that has them. Where code decides what is
right, the question carries that code, and `grader verify` runs it.
"""

from __future__ import annotations

import hashlib
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


@dataclass(frozen=True)
class Unsaid:
    """An option of which it is not said whether it is right: as students have it at home."""

    text: str


Option: TypeAlias = Right | Wrong | Unsaid


@dataclass(frozen=True, kw_only=True)
class Question:
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

    @property
    def names(self) -> tuple[str, ...]:
        """What the answer is called in a notebook."""
        return (self.name,)

    def sentences(self) -> Iterator[str]:
        """All that the question may tell a student."""
        yield from (self.title, self.text)


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """What every question has that one answers by choosing.

    Parameters
    ----------
    options : tuple
        They get their letters in the order that a notebook has them in.
    in_order : bool
        Keep them in this order where each student gets another: numbers that rise, for example.
    """

    options: tuple[Option, ...]
    in_order: bool = False

    @property
    def keyed(self) -> bool:
        """Whether it is known which options are right."""
        return not any(isinstance(option, Unsaid) for option in self.options)

    def sentences(self) -> Iterator[str]:
        yield from super().sentences()
        for option in self.options:
            yield from _told_by(option)

    def withheld(self) -> Choice:
        """The question without all that tells what is right."""
        options = tuple(Unsaid(option.text) for option in self.options)
        return replace(self, options=options, asks="", setup="")


@dataclass(frozen=True, kw_only=True)
class OneOf(Choice):
    """Single choice: one option is right. `q3 = "b"`."""


@dataclass(frozen=True, kw_only=True)
class SeveralOf(Choice):
    """Several choices: all the right options and no others are right. `q6 = {"a", "d"}`."""


@dataclass(frozen=True, kw_only=True)
class TrueFalse(Choice):
    """A statement; its two options have the texts "True" and "False". `q7 = True`."""

    in_order: bool = True


@dataclass(frozen=True, kw_only=True)
class Short(Question):
    """What every question has that one answers with a value.

    Parameters
    ----------
    key : number, tuple of int, or str
        The right answer; None as students have it at home.
    why : str
        What is told of the right answer.
    otherwise : str
        What is told of any other answer: how to find the right one, and not which it is.
    wrong : tuple of Wrong
        Answers that are often given, as a student would write them, each with what it tells.
    """

    key: float | str | tuple[int, ...] | None
    why: str
    otherwise: str
    wrong: tuple[Wrong, ...] = ()

    @property
    def keyed(self) -> bool:
        """Whether the right answer is known."""
        return self.key is not None

    def sentences(self) -> Iterator[str]:
        yield from super().sentences()
        yield from filter(None, (self.why, self.otherwise))
        for option in self.wrong:
            yield from _told_by(option)

    def withheld(self) -> Short:
        """The question without all that tells what is right."""
        return replace(self, key=None, why="", otherwise="", wrong=(), asks="", setup="")


@dataclass(frozen=True, kw_only=True)
class Number(Short):
    """A number; right is what is at most `within` away from the key. `q4 = 12288`."""

    within: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Shape(Short):
    """The shape of an array. `q5 = (4, 1)`."""


@dataclass(frozen=True, kw_only=True)
class Name(Short):
    """A word or two; `also` are other names of the same thing. Case, spaces, dashes and underscores make no difference.

    `q8 = "cache"`.
    """

    also: tuple[str, ...] = ()

    def withheld(self) -> Name:
        return replace(self, key=None, why="", otherwise="", wrong=(), asks="", setup="", also=())


Asked: TypeAlias = Choice | Short
KINDS: tuple[type[Asked], ...] = (OneOf, SeveralOf, TrueFalse, Number, Shape, Name)


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
    """

    number: int
    title: str
    intro: str
    questions: tuple[Asked, ...]

    @property
    def named(self) -> tuple[Asked, ...]:
        """The questions with their names."""
        return tuple(replace(item, name=f"q{place}") for place, item in enumerate(self.questions, start=1))


def shuffled(question: Asked, order: int) -> Asked:
    """The question with its options in one of their orders; 0 is the author's own.

    An order is drawn from hashes, so that every version of Python draws the same.
    """
    if not order or not isinstance(question, Choice) or question.in_order:
        return question

    def place(option: Option) -> bytes:
        return hashlib.sha256(f"{order}\n{question.name}\n{option.text}".encode()).digest()

    return replace(question, options=tuple(sorted(question.options, key=place)))


def _told_by(option: Option) -> Iterator[str]:
    yield option.text
    if not isinstance(option, Unsaid):
        yield option.why
    if isinstance(option, Wrong):
        yield option.misconception
