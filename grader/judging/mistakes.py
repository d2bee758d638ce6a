"""Recognises a known mistake by the answers that it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.answers.answer import Answer, Raised, Returned
from grader.answers.plain import Opaque
from grader.course.exercise import Ask, Tolerance
from grader.course.questions import Key
from grader.judging.compare import first_difference
from grader.judging.explain import is_same_error
from grader.judging.judge import difference_from


def recognise(
    keys: Sequence[Key], answers: Sequence[Answer], mistakes: Mapping[str, Sequence[Answer]], hints: Mapping[str, str]
) -> str | None:
    """The known mistake that gives these very answers, if what is told of it is told of no other that gives them, too.

    Parameters
    ----------
    mistakes, hints : mapping
        For each known mistake, by name, its answers to the same questions, and what is told of it.
    """
    fitting = [name for name, known in mistakes.items() if _fits(keys, known, answers)]
    return fitting[0] if len({hints[name] for name in fitting}) == 1 else None


def _fits(keys: Sequence[Key], known: Sequence[Answer], answers: Sequence[Answer]) -> bool:
    """Whether the answers to all that counts are the same; what is asked for advice is no part of a mistake."""
    return all(
        _same(key, left, right)
        for key, left, right in zip(keys, known, answers, strict=True)
        if not key.question.case.advice
    )


def _same(key: Key, known: Answer, answer: Answer) -> bool:
    if isinstance(known, Returned) and isinstance(answer, Returned):
        if are_same(known.value, answer.value, key.question.case.tolerance):
            return True
        # Two ways of leaving the inputs alone, as far as that is asked, are the same, too.
        leaves_alone = (difference_from(key, item.value) is None for item in (known, answer))
        return key.question.case.ask is Ask.INPUTS and all(leaves_alone)
    if isinstance(known, Raised) and isinstance(answer, Raised):
        return is_same_error(known, answer)
    return False


def are_same(left: object, right: object, tolerance: Tolerance) -> bool:
    """Whether two plain values hold the same, and neither more: of what is no plain data nothing is known."""
    if first_difference(left, right, tolerance) is not None or first_difference(right, left, tolerance) is not None:
        return False
    return not _holds_unknown(left)


def _holds_unknown(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_holds_unknown, value.values()))
    if isinstance(value, list | tuple):
        return any(map(_holds_unknown, value))
    return isinstance(value, Opaque)
