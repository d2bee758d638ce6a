"""Remarks on what shows only when all answers are seen together; each has its own evidence, or is not made.

A student's text is read token by token, and no further: it is a stranger's, and parsing may cost anything.
"""

from __future__ import annotations

import ast
import io
import itertools
import keyword
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from grader.answers.answer import Answer, Returned
from grader.course.exercise import Ask
from grader.course.questions import Key, Turn
from grader.judging.compare import first_difference
from grader.judging.mistakes import are_same
from grader.judging.numeric import is_real, numbers_in
from grader.sentence import Sentence, quoted

MAX_NUMBERS = 2000
CLOSE = 1e-5
# Fewer are asked for anyway; more would take too long.
FEWEST_TURNS, MOST_TURNS = 100, 15_000
OPENING, CLOSING = frozenset("([{"), frozenset(")]}")
# Behind these a number is part of a formula, and 0 and 1 are everywhere.
OPERATORS = frozenset({"**", "//", "%"})
COMMON = frozenset({0.0, 1.0})


@dataclass(frozen=True)
class _Asked:
    """A question that counts, and the answer to it."""

    key: Key
    answer: Answer

    @property
    def right(self) -> bool:
        return self.gives(self.key.expected)

    @property
    def visible(self) -> bool:
        return self.key.question.case.visible

    def gives(self, value: object) -> bool:
        return isinstance(self.answer, Returned) and self._agree(value, self.answer.value)

    def is_asked_for(self, value: object) -> bool:
        """Whether a value would be right here."""
        return self._agree(self.key.expected, value)

    def _agree(self, expected: object, value: object) -> bool:
        return first_difference(expected, value, self.key.question.case.tolerance) is None


def keeps_an_answer(keys: Sequence[Key], answers: Sequence[Answer], source: str) -> bool:
    """Whether it gives a published answer to all that is held out, although it reads each of its arguments."""
    asked = [item for item in _asked_of(keys, answers) if item.key.question.turn is Turn.FIRST]
    hidden = [item for item in asked if not item.visible]
    published = any(item.visible and all(each.gives(item.key.expected) for each in hidden) for item in asked)
    return published and bool(hidden) and not leaves_argument_unread(source)


def _asked_of(keys: Sequence[Key], answers: Sequence[Answer]) -> list[_Asked]:
    return [
        _Asked(key, answer)
        for key, answer in zip(keys, answers, strict=True)
        if key.question.case.ask is Ask.RESULT and not key.question.case.advice
    ]


def remark_on(keys: Sequence[Key], answers: Sequence[Answer], source: str, variables: Sequence[str]) -> Sentence | None:
    """What shows only when all answers are seen together: a constant, a published answer, a variable of the notebook.

    Parameters
    ----------
    source : str
        The text of the student's function.
    variables : sequence of str
        The variables of the notebook that the function reads although they are not among its arguments.
    """
    asked = _asked_of(keys, answers)
    # Sizes written into the code are right for other numbers of the same shapes: what is asked once more tells nothing.
    cases = [item for item in asked if item.key.question.turn is Turn.FIRST]
    shown, hidden = [item for item in cases if item.visible], [item for item in cases if not item.visible]
    if all(item.right for item in asked):
        return None
    for_shown_only = bool(shown and hidden) and all(i.right for i in shown) and not any(i.right for i in hidden)
    if variables and (for_shown_only or leaves_argument_unread(source)):
        return Sentence("it reads {names} from the notebook instead of its arguments", names=quoted(variables))
    return _on_one_answer(asked, shown, hidden, source) or (_on_numbers(shown, source) if for_shown_only else None)


def _on_one_answer(
    asked: Sequence[_Asked], shown: Sequence[_Asked], hidden: Sequence[_Asked], source: str
) -> Sentence | None:
    """A remark on answers that are all the same, where more than one is right."""
    answers = [item.answer for item in asked]
    if len(asked) < 2 or not all(isinstance(answer, Returned) and _is_finite(answer.value) for answer in answers):
        return None
    for item in shown:
        if hidden and all(each.gives(item.key.expected) and not each.right for each in hidden):
            if _is_written_in(source, item.key.expected):
                return Sentence(
                    "it gives the published answer whatever it is asked: the numbers are written into the code"
                )
            return Sentence("it gives the published answer whatever it is asked")
    first = asked[0]
    assert isinstance(first.answer, Returned)
    alike = all(
        isinstance(item.answer, Returned)
        and are_same(first.answer.value, item.answer.value, item.key.question.case.tolerance)
        for item in asked
    )
    if alike and not all(item.is_asked_for(first.key.expected) for item in asked):
        return Sentence("it gives the same answer whatever it is asked")
    return None


def _on_numbers(shown: Sequence[_Asked], source: str) -> Sentence | None:
    """A remark on a function that is right where inputs are published, if numbers or sizes of these stand in it."""
    published = [value for item in shown for value in (*item.key.question.arguments, item.key.expected)]
    if found := _written_in(source, published):
        return Sentence(
            "it is right for the published inputs only: {numbers} is written into the code", numbers=quoted(found)
        )
    return None


def leaves_argument_unread(source: str) -> bool:
    """Whether an argument of a function, the text of which is `source`, stands in its first line only."""
    names = [token.string for token in _tokens(source) if token.type == tokenize.NAME]
    return any(names.count(argument) == 1 for argument in _arguments(source))


def largest_count(source: str) -> int:
    """The largest number in a text that may end a training early; 0 where there is none."""
    numbers = (number for _, number in _constants(source) if number.is_integer() and number <= MOST_TURNS)
    return max((int(number) for number in numbers if number >= FEWEST_TURNS), default=0)


def _arguments(source: str) -> Iterator[str]:
    depth, before = 0, ""
    for token in _tokens(source):
        depth += (token.string in OPENING) - (token.string in CLOSING)
        if depth == 0 and token.string == ")":
            return
        if depth == 1 and token.type == tokenize.NAME and before in {"(", ","} and not keyword.iskeyword(token.string):
            yield token.string
        before = token.string


def _is_written_in(source: str, value: object) -> bool:
    """Whether all numbers of a value stand in the code, as far as they are told apart from others."""
    written = [number for _, number in _constants(source)]
    wanted = {number for number in _numbers([value], sizes=False) if number not in COMMON}
    return bool(wanted) and all(np.isclose(written, number, rtol=CLOSE, atol=0).any() for number in wanted)


def _written_in(source: str, values: Sequence[object]) -> list[str]:
    """The numbers of the code, as they stand there, that are among these values or their sizes."""
    known = list(_numbers(values, sizes=True))
    found = [text for text, number in _constants(source) if np.isclose(known, number, rtol=CLOSE, atol=0).any()]
    return list(dict.fromkeys(found))


def _numbers(values: Iterable[object], *, sizes: bool) -> Iterator[float]:
    """The first of the numbers in plain values, without their signs; `sizes` adds those of arrays, lists and tuples."""
    return itertools.islice((number for value in values for number in _numbers_in(value, sizes)), MAX_NUMBERS)


def _numbers_in(value: object, sizes: bool) -> Iterator[float]:
    if is_real(value):
        numbers = numbers_in(value)
        yield from numbers.shape if sizes else ()
        yield from map(float, np.abs(numbers).flat)
    elif isinstance(value, dict | list | tuple):
        if sizes and not isinstance(value, dict):
            yield len(value)
        for item in value.values() if isinstance(value, dict) else value:
            yield from _numbers_in(item, sizes)


def _constants(source: str) -> Iterator[tuple[str, float]]:
    """The numbers in a text that are no part of a formula: no exponent, index, seed, default or `axis=1`."""
    depth, before = 0, ["", "", ""]
    for token in _tokens(source):
        depth += (token.string in OPENING) - (token.string in CLOSING)
        if token.type == tokenize.NUMBER and (number := _number(token.string)) not in COMMON:
            third, second, last = before
            index = last == "[" and (second.isidentifier() or second in CLOSING)
            option = last == "=" and depth > 0
            if not (last in OPERATORS or index or option or (second == "seed" and third)):
                yield token.string, number
        before = [*before[1:], token.string]


def _number(text: str) -> float:
    try:
        return float(ast.literal_eval(text))
    except (ValueError, TypeError, SyntaxError, OverflowError, MemoryError):
        return 0.0


def _tokens(source: str) -> Iterator[tokenize.TokenInfo]:
    try:
        yield from tokenize.generate_tokens(io.StringIO(source).readline)
    except (tokenize.TokenError, SyntaxError, ValueError):
        return


def _is_finite(value: object) -> bool:
    """Whether a plain value holds numbers, and only such as tell something."""
    if isinstance(value, dict | list | tuple):
        return bool(value) and all(map(_is_finite, value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) or (is_real(value) and bool(np.isfinite(numbers_in(value)).all()))
