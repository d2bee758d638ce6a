"""Recognises a known mistake by the answers that it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.answers.answer import Answer, Raised, Returned
from grader.course.questions import Key
from grader.judging.compare import first_difference


def recognise(keys: Sequence[Key], answers: Sequence[Answer], mistakes: Mapping[str, Sequence[Answer]]) -> str | None:
    """The known mistake that gives these very answers to all questions, if there is one."""
    for name, known in mistakes.items():
        if all(_same(key, left, right) for key, left, right in zip(keys, known, answers, strict=True)):
            return name
    return None


def _same(key: Key, known: Answer, answer: Answer) -> bool:
    if isinstance(known, Returned) and isinstance(answer, Returned):
        return first_difference(known.value, answer.value, key.question.case.tolerance) is None
    if isinstance(known, Raised) and isinstance(answer, Raised):
        return known.type_name == answer.type_name
    return False
