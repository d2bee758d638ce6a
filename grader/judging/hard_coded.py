"""Remarks on what shows only when all answers are seen together."""

from __future__ import annotations

from collections.abc import Sequence

from grader.answers.answer import Answer, Returned
from grader.course.exercise import Ask
from grader.course.questions import Key
from grader.judging.compare import first_difference
from grader.sentence import Sentence, quoted


def remark_on(keys: Sequence[Key], answers: Sequence[Answer], variables: Sequence[str]) -> Sentence | None:
    """What shows only when all answers are seen together: a constant, a published answer, a variable of the notebook.

    Parameters
    ----------
    variables : sequence of str
        The variables of the notebook that the function reads although they are not among its arguments.
    """
    pairs = [
        (key, answer)
        for key, answer in zip(keys, answers, strict=True)
        if key.question.case.ask is Ask.RESULT and not key.question.case.advice
    ]
    right = [_is_right(key, answer) for key, answer in pairs]
    if all(right):
        return None
    if variables:
        return Sentence("it reads {names} from the notebook instead of its arguments", names=quoted(variables))
    shown = [(key, answer) for key, answer in pairs if key.question.case.visible]
    hidden = [(key, answer) for key, answer in pairs if not key.question.case.visible]
    if not hidden or not all(isinstance(answer, Returned) for _, answer in hidden):
        return None
    published = [key.expected for key, _ in shown]
    if all(any(_equals(key, value, answer) for value in published) for key, answer in hidden):
        return Sentence("it gives the published answer whatever it is asked: the numbers are written into the code")
    first = hidden[0][1]
    if (
        isinstance(first, Returned)
        and len(pairs) > 1
        and all(_equals(key, first.value, answer) for key, answer in pairs)
    ):
        return Sentence("it gives the same answer whatever it is asked")
    if (
        shown
        and len(hidden) > 1
        and all(_is_right(*pair) for pair in shown)
        and not any(_is_right(*pair) for pair in hidden)
    ):
        return Sentence(
            "it is right for the published inputs only: are numbers or shapes of them written into the code?"
        )
    return None


def _is_right(key: Key, answer: Answer) -> bool:
    return _equals(key, key.expected, answer)


def _equals(key: Key, value: object, answer: Answer) -> bool:
    if not isinstance(answer, Returned):
        return False
    return first_difference(value, answer.value, key.question.case.tolerance) is None
