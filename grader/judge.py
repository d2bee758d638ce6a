"""Turns answers into results: pure, on the trusted side, in words that a student understands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from grader.compare import Difference, describe, first_difference
from grader.definitions import CellError
from grader.exercise import Ask, Exercise
from grader.model import CaseResult, ExerciseReport, Outcome
from grader.questions import Answer, Key, Lost, Raised, Returned

ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}\b")


def judge_case(key: Key, answer: Answer) -> CaseResult:
    """The result of one case."""
    case = key.question.case
    if isinstance(answer, Lost):
        return CaseResult(case.name, answer.outcome, answer.message, case.visible)
    if isinstance(answer, Raised):
        message = error_message(answer, quote=case.visible)
        return CaseResult(case.name, answer.outcome, message, case.visible, expected=describe(key.expected))
    difference = difference_from(key, answer.value)
    if difference is None:
        return CaseResult(case.name, Outcome.PASSED, "", case.visible)
    if case.ask is Ask.INPUTS:
        message = "the function changes the arrays or lists it is given: work on new ones instead"
        return CaseResult(case.name, Outcome.WRONG, message, case.visible)
    return CaseResult(case.name, Outcome.WRONG, difference.message, case.visible, difference.expected, difference.got)


def difference_from(key: Key, value: object) -> Difference | None:
    """Where a value first differs from the right one."""
    case = key.question.case
    return first_difference(key.expected, value, rtol=case.rtol, atol=case.atol, parts=key.parts)


def error_message(error: Raised, *, quote: bool) -> str:
    """What was raised and where; the student's words only where no held-out input can stand in them."""
    place = f" in cell {error.cell}, line {error.line} (`{error.text}`)" if error.cell else ""
    words = f": {ADDRESS.sub('0x…', error.message)}" if quote and error.message else ""
    return f"raised {error.type_name}{place}{words}"


def judge_exercise(
    exercise: Exercise, source: str, results: Sequence[CaseResult], *, mistake: str | None = None
) -> ExerciseReport:
    """The report on one function: its outcome is that of its first case that did not pass."""
    failed = [result for result in results if result.outcome is not Outcome.PASSED]
    outcome = failed[0].outcome if failed else Outcome.PASSED
    hint = exercise.hint if failed else ""
    message = f"{failed[0].name}: {failed[0].message}" if failed else ""
    for known in exercise.mistakes:
        if known.name == mistake:
            hint = known.hint
    return ExerciseReport(
        exercise.function,
        exercise.points,
        outcome,
        tuple(results),
        message=message,
        hint=hint,
        mistake=mistake,
        source=source,
    )


def judge_blank(exercise: Exercise) -> ExerciseReport:
    """The report on a stub."""
    outcome = Outcome.NOT_ATTEMPTED
    cases = tuple(CaseResult(case.name, outcome, "", case.visible) for case in exercise.cases)
    return ExerciseReport(exercise.function, exercise.points, outcome, cases, outcome.value, exercise.hint)


def judge_absent(exercise: Exercise, error: CellError | None) -> ExerciseReport:
    """The report on a function that the notebook does not define, perhaps because its cell is not Python."""
    if error is None:
        outcome, message = Outcome.NOT_ATTEMPTED, f"`{exercise.function}` is not defined in this notebook"
    else:
        outcome = Outcome.CRASHED
        message = f"cell {error.cell} is not valid Python (line {error.line}): {error.message}"
    cases = tuple(CaseResult(case.name, outcome, "", case.visible) for case in exercise.cases)
    return ExerciseReport(exercise.function, exercise.points, outcome, cases, message=message, hint=exercise.hint)


def verdict(report: ExerciseReport) -> list[str]:
    """A report in one line when right, and in up to three when not: the case, expected against got, the hint."""
    if report.outcome is Outcome.PASSED:
        remarks = [report.message] if report.carried else []
        remarks += [f"by the contract of another edition: {report.contract}"] if report.contract else []
        return [" ".join([f"✓ {report.function}: right", *(f"({remark})" for remark in remarks)])]
    if report.outcome is Outcome.NOT_ATTEMPTED:
        return [f"– {report.function}: not attempted yet"]
    lines = [f"✗ {report.function}, {report.message}"]
    failed = next((case for case in report.cases if case.outcome is not Outcome.PASSED), None)
    if failed and failed.expected:
        got = f"   got {_on_one_line(failed.got)}" if failed.got else ""
        lines.append(f"  expected {_on_one_line(failed.expected)}{got}")
    return [*lines, f"  hint: {report.hint}"] if report.hint else lines


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def recognise(keys: Sequence[Key], answers: Sequence[Answer], mistakes: Mapping[str, Sequence[Answer]]) -> str | None:
    """The known mistake that gives these very answers to all questions, if there is one."""
    for name, known in mistakes.items():
        if all(_same(key, left, right) for key, left, right in zip(keys, known, answers, strict=True)):
            return name
    return None


def _same(key: Key, known: Answer, answer: Answer) -> bool:
    if isinstance(known, Returned) and isinstance(answer, Returned):
        case = key.question.case
        return first_difference(known.value, answer.value, rtol=case.rtol, atol=case.atol) is None
    if isinstance(known, Raised) and isinstance(answer, Raised):
        return known.type_name == answer.type_name
    return False
