"""Turns answers into results: pure, on the trusted side, in words that a student understands."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeGuard

from grader.answers.answer import Answer, Lost, Raised, TooLarge
from grader.course.exercise import Ask, Exercise
from grader.course.questions import Key
from grader.judging.compare import Difference, first_difference
from grader.judging.describe import describe
from grader.judging.explain import explain, known_kind
from grader.judging.observe import observe, observe_order
from grader.judging.shapes import as_asked
from grader.judging.tables import side_by_side
from grader.notebooks.cells import CellError
from grader.results import CaseResult, ExerciseReport, Outcome
from grader.sentence import Sentence, quoted

ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}\b")
CHANGES_INPUTS = Sentence("the function changes what it is given: work on new arrays and lists instead")


def judge_case(key: Key, answer: Answer, *, source: str = "") -> CaseResult:
    """The result of one case; `source` is the text of the student's function."""
    case = key.question.case
    name = key.question.name
    if isinstance(answer, Lost):
        return CaseResult(name, answer.outcome, answer.message, case.visible)
    if isinstance(answer, TooLarge):
        message = CHANGES_INPUTS if case.ask is Ask.INPUTS else answer.message
        return CaseResult(name, answer.outcome, message, case.visible, expected=describe(key.expected))
    if isinstance(answer, Raised):
        return CaseResult(
            name,
            answer.outcome,
            error_message(answer, quote=case.visible),
            case.visible,
            expected=describe(key.expected),
            explanation=_explanation(answer, None if case.visible else source),
            cell=answer.cell,
            line=answer.line,
        )
    difference = difference_from(key, answer.value)
    if difference is None:
        return CaseResult(name, Outcome.PASSED, "", case.visible)
    if case.ask is Ask.INPUTS:
        return CaseResult(name, Outcome.WRONG, _mutation(difference), case.visible)
    return CaseResult(
        name,
        Outcome.WRONG,
        _with_observation(key, answer.value, difference),
        case.visible,
        difference.expected,
        difference.got,
        part=difference.part,
        tables=side_by_side(difference.left, difference.right, difference.equal),
    )


def _explanation(error: Raised, source: str | None) -> str:
    if not error.helper:
        return explain(error.type_name, error.message, operation=error.operation, source=source) or ""
    if any(outline.kind == "None" for _, outline in error.given):
        return explain("TypeError", "NoneType") or ""
    return Sentence(
        "look at what stands in the brackets of the call: are these the right values, in the order that it takes?"
    )


def difference_from(key: Key, value: object, *, exactly: bool = False) -> Difference | None:
    """Where a value first differs from the right one; `exactly` minds shapes that no published check does."""
    case, expected, where = key.question.case, key.expected, ""
    if case.ask is Ask.RESULT:
        value = value if exactly else as_asked(expected, value, flat_rows=case.flat_rows)
        return first_difference(expected, value, case.tolerance, parts=key.parts)
    if case.rebinding:
        expected, value = _without_values(expected), _without_values(value)
    if len(key.parts) == 1 and _is_single(expected) and _is_single(value):
        (where,), expected, value = key.parts, expected[0], value[0]
    # What is there in addition shows the other way round.
    return first_difference(expected, value, case.tolerance, where=where, parts=key.parts) or first_difference(
        value, expected, case.tolerance, where=where, parts=key.parts
    )


def _without_values(parts: object) -> object:
    """What was watched, with the keys of its dictionaries alone."""
    return [dict.fromkeys(part) if isinstance(part, dict) else part for part in parts] if _is_listed(parts) else parts


def _is_listed(value: object) -> TypeGuard[list[object] | tuple[object, ...]]:
    return isinstance(value, list | tuple)


def _is_single(value: object) -> TypeGuard[list[object] | tuple[object]]:
    return _is_listed(value) and len(value) == 1


def _with_observation(key: Key, value: object, difference: Difference) -> Sentence:
    case = key.question.case

    def agree(left: object, right: object) -> bool:
        return first_difference(left, right, case.tolerance) is None

    seen = observe_order(key.expected, value, agree) or observe(
        difference.left, difference.right, key.question.arguments
    )
    return Sentence("{what}; {remark}", what=difference.message, remark=seen) if seen else difference.message


def _mutation(difference: Difference) -> Sentence:
    if difference.part:
        return Sentence(
            "the function changes what it is given, here `{name}`: work on new arrays and lists instead",
            name=difference.where,
        )
    return CHANGES_INPUTS


def error_message(error: Raised, *, quote: bool) -> Sentence:
    """What was raised and where; the student's words only where no held-out input can stand in them."""
    kind, place = error.type_name if quote else known_kind(error.type_name), _place(error)
    if error.helper:
        told = Sentence(
            "the course's `{name}` was given something that it cannot use{place}", name=error.helper, place=place
        )
        if not quote or not error.given:
            return told
        given = (
            Sentence("`{name}` is {what}", name=name, what=repr(outline.text) if outline.text else outline.words)
            for name, outline in error.given
        )
        return Sentence("{what}: {given}", what=told, given=functools.reduce(_listed, given))
    if quote and error.message:
        words = ADDRESS.sub("0x…", error.message)
        return Sentence("raised {kind}{place}: {words}", kind=kind, place=place, words=words)
    return Sentence("raised {kind}{place}", kind=kind, place=place)


def _listed(left: Sentence, right: Sentence) -> Sentence:
    return Sentence("{left}, {right}", left=left, right=right)


def _place(error: Raised) -> str:
    """Where it was raised, as it stands in a sentence."""
    if error.cell:
        return Sentence(" in cell {cell}, line {line} (`{text}`)", cell=error.cell, line=error.line, text=error.text)
    return Sentence(" in line {line} (`{text}`)", line=error.line, text=error.text) if error.line else ""


def judge_halt(answer: Raised | Lost, asked: Sequence[str], own: Collection[str]) -> ExerciseReport:
    """The report on lines of the course that did not come to their end.

    Parameters
    ----------
    asked : sequence of str
        The functions that these lines are about.
    own : collection of str
        All functions that are the student's to write: an error in one of them is its own; any other was raised where
        the course uses what it got from them.
    """
    names, hint = ", ".join(asked), ""
    if isinstance(answer, Lost):
        hint = Sentence("Does a loop never end? What `check` has seen come to an end may take as long as it likes.")
        result = CaseResult("", answer.outcome, answer.message)
    elif answer.function in own:
        names = answer.function
        result = CaseResult("", answer.outcome, error_message(answer, quote=True))
    else:
        said = Sentence("{kind}: {words}", kind=answer.type_name, words=ADDRESS.sub("0x…", answer.message))
        told = Sentence("what it returns cannot be used{place}: {error}", place=_place(answer), error=said)
        result = CaseResult("", answer.outcome, told)
    if isinstance(answer, Raised):
        result = replace(result, explanation=_explanation(answer, None))
    return ExerciseReport(names, 0, result.outcome, (result,), message=result.message, hint=hint)


def judge_exercise(
    exercise: Exercise,
    results: Sequence[CaseResult],
    *,
    mistake: str | None = None,
    remark: Sentence | None = None,
    advice: tuple[Sentence, ...] = (),
) -> ExerciseReport:
    """The report on one function, without its text: its outcome is that of its first case that did not pass.

    Parameters
    ----------
    mistake : str, optional
        The known mistake that was recognised; its hint takes the place of the exercise's.
    remark : Sentence, optional
        What is to be said of all answers together.
    advice : tuple of Sentence
        What is worth telling although it costs nothing.
    """
    failed = [result for result in results if result.outcome is not Outcome.PASSED]
    outcome = failed[0].outcome if failed else Outcome.PASSED
    message = Sentence("{case}: {what}", case=failed[0].name, what=failed[0].message) if failed else ""
    if failed and remark:
        message = Sentence("{remark} ({what})", remark=remark, what=message)
    hint = next((known.hint for known in exercise.mistakes if known.name == mistake), exercise.hint if failed else "")
    return ExerciseReport(
        exercise.name,
        exercise.points,
        outcome,
        tuple(results),
        message=message,
        hint=Sentence(hint) if hint else "",
        remark=remark if failed and remark else "",
        advice=advice,
        mistake=mistake,
    )


def pointed_to(report: ExerciseReport, helpers: Sequence[str]) -> ExerciseReport:
    """The report on a function that calls others which are not right: begin there.

    A mistake that was recognised is not told: the answers that it would give may be the others' doing.
    """
    if not helpers:
        return report
    one = Sentence("It calls {names}, which is not right yet: begin there.", names=quoted(helpers))
    several = Sentence("It calls {names}, which are not right yet: begin with the first.", names=quoted(helpers))
    hint = one if len(helpers) == 1 else several
    return replace(report, hint=hint, mistake=None)


def judge_blank(exercise: Exercise) -> ExerciseReport:
    """The report on a stub."""
    outcome = Outcome.NOT_ATTEMPTED
    return ExerciseReport(
        exercise.name,
        exercise.points,
        outcome,
        _unasked(exercise, outcome),
        message=Sentence("not attempted"),
        hint=Sentence(exercise.hint),
    )


def judge_absent(exercise: Exercise, error: CellError | None) -> ExerciseReport:
    """The report on a function that the notebook does not define, perhaps because its cell is not Python."""
    if error is None:
        outcome = Outcome.NOT_ATTEMPTED
        message = Sentence("`{name}` is not defined in this notebook", name=exercise.name)
        hint = Sentence(exercise.hint)
        return ExerciseReport(
            exercise.name, exercise.points, outcome, _unasked(exercise, outcome), message=message, hint=hint
        )
    message = Sentence(
        "cell {cell} is not valid Python (line {line}): {words}",
        cell=error.cell,
        line=error.line,
        words=error.message,
    )
    cases = _unasked(exercise, Outcome.CRASHED)
    return ExerciseReport(
        exercise.name,
        exercise.points,
        Outcome.CRASHED,
        tuple(replace(case, cell=error.cell, line=error.line) for case in cases),
        message=message,
        hint=Sentence(exercise.hint),
        source=error.source,
        cell=error.cell,
        line=error.first,
    )


def _unasked(exercise: Exercise, outcome: Outcome) -> tuple[CaseResult, ...]:
    counting = (case for case in exercise.cases if not case.advice)
    return tuple(CaseResult(Sentence(case.name), outcome, "", case.visible) for case in counting)
