"""How much is told by what two answers share."""

from __future__ import annotations

import math

import pytest

from grader.similarity.evidence import Answers
from grader.similarity.fragments import Fragment, Kind, fragments_of

USUAL = fragments_of("def f(x):\n    return x + 1")
RARE = fragments_of("def f(x):\n    total = 1\n    for one in [x]:\n        total += one\n    return total")


def test_what_two_of_many_wrote_tells_the_logarithm_of_their_number() -> None:
    answers = Answers([RARE, RARE, *[USUAL] * 62])
    assert answers.matches(0, 1, set())[0].bits == math.log2(64)


def test_a_further_line_tells_less_than_the_first() -> None:
    first, *others = Answers([RARE, RARE, *[USUAL] * 62]).matches(0, 1, set())
    assert sum(match.bits for match in others) > 1 and all(match.bits < first.bits / 2 for match in others)


def test_what_most_wrote_and_what_was_given_tell_nothing() -> None:
    assert Answers([RARE, RARE, *[USUAL] * 62]).matches(2, 3, set()) == []
    given = {fragment.key for fragment in RARE}
    assert Answers([RARE, RARE, *[USUAL] * 62], given).matches(0, 1, set()) == []


def test_a_line_that_others_wrote_with_the_same_line_tells_nearly_nothing_more() -> None:
    bits = [match.bits for match in Answers([*[RARE] * 20, *[USUAL] * 80]).matches(0, 1, set())]
    assert sum(bits[1:]) < 0.2 * len(bits)


def test_a_habit_counts_once() -> None:
    answers = Answers([RARE, RARE, *[USUAL] * 62])
    habits = {fragment.habit for fragment in RARE if fragment.kind is Kind.NAME}
    told = [match.bits for match in answers.matches(0, 1, habits) if match.kind is Kind.NAME]
    assert told and not any(told)


@pytest.mark.parametrize(("left", "right", "unlike"), [(0, 0, 0), (0, 1, 1), (1, 0, 1)])
def test_lines_are_unlike_by_the_shorter_side(left: int, right: int, unlike: int) -> None:
    answers = Answers([USUAL, (*RARE, Fragment(Kind.LINE, b"other"))])
    assert answers.unlike(left, right) == unlike
