"""Notices how a wrong answer is related to the right one: transposed, negated, a factor too large, and the like.

An observation is made only where it holds exactly, for all numbers at once. It says what is seen, never why.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from grader.answers.plain import Itself, mutable_parts
from grader.judging.describe import describe
from grader.judging.numeric import Numbers, is_real, numbers_in
from grader.sentence import Sentence

CLOSE = 1e-6
MAX_SIZE = 100_000
MAX_PARTS = 4
LARGEST_FACTOR = 1000
SMALLEST_FACTOR = 1e-6


@np.errstate(all="ignore")
def observe(expected: object, got: object, arguments: Sequence[object] = ()) -> Sentence | None:
    """What a wrong answer has in common with the right one, or None where nothing is seen.

    Parameters
    ----------
    arguments : sequence
        The inputs of the call: a factor that is the number of their columns is worth telling.
    """
    if got is None and expected is not None:
        return Sentence("is a `return` missing, or a line that still says None?")
    if isinstance(got, list | tuple) and any(isinstance(item, Itself) for item in got):
        return Sentence("it holds itself: is the list appended in place of what belongs into it?")
    if not is_real(expected) or not is_real(got):
        return None
    right, answer = numbers_in(expected), numbers_in(got)
    if max(right.size, answer.size) > MAX_SIZE:
        return None
    if right.shape != answer.shape:
        return _of_shapes(right, answer)
    return next(_of_values(right, answer, np.asarray(got).dtype.kind, arguments), None)


def observe_order(expected: object, got: object, agree: Callable[[object, object], bool]) -> Sentence | None:
    """Whether the values of a result are right but for their order."""
    if not isinstance(expected, tuple) or not isinstance(got, list | tuple):
        return None
    if len(expected) != len(got) or not 2 <= len(expected) <= MAX_PARTS:
        return None
    agreeing = [[agree(right, answer) for answer in got] for right in expected]
    for order in itertools.permutations(range(len(got))):
        if all(row[place] for row, place in zip(agreeing, order, strict=True)):
            return Sentence("the values are right, but returned in another order")
    return None


def _of_shapes(right: Numbers, answer: Numbers) -> Sentence | None:
    if right.ndim == 2 and answer.shape == right.shape[::-1]:
        if _same(answer.T, right):
            return Sentence("it is the transpose of the right answer")
        return Sentence("rows and columns are exchanged")
    if answer.ndim < right.ndim and answer.size == right.size:
        return Sentence("an axis of length 1 is lost: is `keepdims=True` or a `reshape` missing?")
    if right.ndim == 0 and answer.size == 1:
        return Sentence("a bare number is wanted: `np.squeeze` takes it out of its brackets")
    if answer.ndim == 2 and 1 in right.shape and answer.size > right.size == max(answer.shape):
        return Sentence("a row and a column together make a whole table: do both have the shape you think?")
    return None


def _of_values(
    right: Numbers,
    answer: Numbers,
    kind: str,
    arguments: Sequence[object],
) -> Iterator[Sentence]:
    if np.isfinite(right).all() and not np.isfinite(answer).all():
        yield Sentence("there is nan or inf in it: a division by 0, or a logarithm of 0 or less")
        return
    if kind in "iu" and _same(answer, np.trunc(right)):
        yield Sentence("everything behind the decimal point is cut off: the numbers are integers")
    if right.any() and not answer.any():
        yield Sentence("it is all zeros")
        return
    if _same(answer, -right):
        yield Sentence("it has the opposite sign")
    if right.ndim == 2 and right.shape[0] == right.shape[1] and right.shape[0] > 1 and _same(answer, right.T):
        yield Sentence("it is the transpose of the right answer")
    yield from _of_a_factor(right, answer, arguments)
    if right.size > 1 and np.ptp(right) > 0:
        yield from _of_an_offset(right, answer)


def _of_a_factor(right: Numbers, answer: Numbers, arguments: Sequence[object]) -> Iterator[Sentence]:
    counts = right != 0
    if not counts.any() or (answer[~counts] != 0).any():
        return
    factors = answer[counts] / right[counts]
    factor = float(factors.flat[0])
    if not SMALLEST_FACTOR <= abs(factor) <= 1 / SMALLEST_FACTOR:
        return
    if not _same(factors, np.full(factors.shape, factor)):
        return
    size = max(abs(factor), 1 / abs(factor))
    whole = abs(size - round(size)) < CLOSE * size and 2 <= round(size) <= LARGEST_FACTOR
    # Any two numbers have a ratio, and all the numbers of a column may share one that means nothing.
    if factors.size == 1 and not (whole and round(size) in _columns(arguments)):
        return
    given = any(isinstance(item, float) and _same(np.array(item), np.array(abs(factor))) for item in arguments)
    if not (whole or given):
        return
    number = str(round(size))
    large = abs(factor) >= 1
    if factor < 0 or not whole:
        yield Sentence("it is {factor} times the right answer", factor=describe(factor))
    elif whole and round(size) in _columns(arguments):
        if large:
            yield Sentence("it is {factor} times too large, and an input has {factor} columns", factor=number)
        else:
            yield Sentence("it is {factor} times too small, and an input has {factor} columns", factor=number)
    elif large:
        yield Sentence("it is {factor} times too large", factor=number)
    else:
        yield Sentence("it is {factor} times too small", factor=number)


def _of_an_offset(right: Numbers, answer: Numbers) -> Iterator[Sentence]:
    offset = float(answer.flat[0] - right.flat[0])
    # Taken off again, not added: beside an offset that is far larger, the right numbers would not be seen.
    if offset and np.isfinite(offset) and _same(answer - offset, right):
        yield Sentence("every number is the right one plus {offset}", offset=describe(offset))
    elif right.size > 2 and _same(np.sort(answer, axis=None), np.sort(right, axis=None)):
        yield Sentence("the numbers are right, but stand in other places")


def _columns(arguments: Sequence[object]) -> set[int]:
    arrays = (part for part in mutable_parts(list(arguments)) if isinstance(part, np.ndarray))
    return {int(array.shape[1]) for array in arrays if array.ndim == 2}


def _same(left: Numbers, right: Numbers) -> bool:
    return bool(np.allclose(left, right, rtol=CLOSE, atol=1e-12))
