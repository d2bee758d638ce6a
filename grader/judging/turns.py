"""Judges what was asked a second time: an answer may not depend on what was asked before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grader.answers.answer import Answer, Returned
from grader.course.questions import Key, Turn
from grader.judging.judge import judge_case
from grader.results import CaseResult, Outcome
from grader.sentence import Sentence

Asked = Sequence[tuple[Key, Answer]]


def judge_turns(asked: Asked, source: str) -> tuple[CaseResult, ...]:
    """The results of the cases of one function; what was wrong the first time is not held against it a second time."""
    results: list[CaseResult] = []
    for key, answer in asked:
        result = judge_case(key, answer, source=source)
        if key.question.turn is Turn.AGAIN:
            if results[0].outcome is not Outcome.PASSED:
                continue
            if result.outcome is Outcome.PASSED and _has_grown(asked[0][1], answer):
                result = replace(result, outcome=Outcome.WRONG, message=Sentence("it holds more than the first time"))
        results.append(result)
    return tuple(results)


def remark_on_turns(asked: Asked, results: Sequence[CaseResult]) -> Sentence | None:
    """What is to be said of a function that was right about a question, and wrong when asked it again."""
    for key, answer in asked:
        if key.question.turn is not Turn.AGAIN or not isinstance(answer, Returned):
            continue
        if any(result.name == key.question.name and result.outcome is Outcome.WRONG for result in results):
            return Sentence(
                "it answered “{case}” rightly the first time, and otherwise when asked again after other calls: "
                "something is kept between calls",
                case=asked[0][0].question.name,
            )
    return None


def _has_grown(first: Answer, again: Answer) -> bool:
    """Whether a dictionary holds other keys than the first time, and so what is not of this call."""
    return isinstance(first, Returned) and isinstance(again, Returned) and not _same_keys(first.value, again.value)


def _same_keys(left: object, right: object) -> bool:
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(_same_keys(value, right[key]) for key, value in left.items())
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(_same_keys, left, right))
    return True
