"""What a teacher would say of a right answer without taking points for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from grader.answers.answer import Answer, Returned
from grader.answers.dropped import INSTEAD, dropped_names_in
from grader.answers.plain import Discouraged
from grader.course.questions import Key
from grader.judging.describe import describe
from grader.judging.judge import difference_from
from grader.sentence import Sentence

OF_KINDS = {
    Discouraged.MATRIX: Sentence(
        "what it returns is an `np.matrix`, whose `*` is the matrix product: NumPy advises against it, return an array"
    ),
    Discouraged.MASKED: Sentence("what it returns is a masked array, in which nothing is masked: return a plain array"),
    Discouraged.OBJECTS: Sentence(
        "what it returns is an array of objects (`dtype=object`), with which NumPy can hardly calculate: "
        "make it an array of numbers, or a list"
    ),
    Discouraged.ITERATOR: Sentence(
        "what it returns can be gone through only once, as a generator, `map` or `zip`: put `list(...)` around it"
    ),
    Discouraged.EXACT: Sentence(
        "what it returns is a `Decimal` or a `Fraction`, which do not mix with the numbers of NumPy: return a float"
    ),
}


def advice_on_kinds(answers: Sequence[Answer]) -> Iterator[Sentence]:
    """What is to be said of what was returned, where it was no plain data before."""
    for answer in answers:
        if isinstance(answer, Returned):
            yield from (OF_KINDS[kind] for kind in answer.discouraged)


def advice_on_names(source: str) -> Iterator[Sentence]:
    """What is to be said of names in a function's text that newer versions of NumPy do not have."""
    for name in dropped_names_in(source):
        yield Sentence(
            "newer versions of NumPy have dropped `np.{name}`: write `{instead}`", name=name, instead=INSTEAD[name]
        )


def advice_on_shapes(keys: Sequence[Key], answers: Sequence[Answer]) -> Iterator[Sentence]:
    """The first shape that is another than the course's and will do; `answers` are right."""
    for key, answer in zip(keys, answers, strict=True):
        if isinstance(answer, Returned) and not key.question.case.advice:
            difference = difference_from(key, answer.value, exactly=True)
            if difference is not None:
                yield difference.message
                return


def advice_on_defaults(keys: Sequence[Key], options: Mapping[str, object]) -> Iterator[Sentence]:
    """Where a function has another default than the solution; `options` are its own."""
    for key in keys:
        for name, default in key.question.options.items():
            if name in options and options[name] != default:
                yield Sentence(
                    "the default of `{name}` is {got}, where the task has {expected}",
                    name=name,
                    got=describe(options[name]),
                    expected=describe(default),
                )
