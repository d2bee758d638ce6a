"""A function heard by one contract, and the verdict on it, which is put together here for all who ask.

Whoever grades, and whoever checks, asks the questions in a way of their own; what the answers mean is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from grader.answers.answer import Answer
from grader.course.examination import Examination
from grader.course.exercise import Contract, Exercise
from grader.course.questions import Key
from grader.judging.hard_coded import remark_on
from grader.judging.judge import judge_case
from grader.judging.mistakes import recognise
from grader.results import CaseResult, ExerciseReport, Outcome
from grader.sentence import Sentence, quoted


@dataclass(frozen=True)
class Hearing:
    """What a function answered, judged by one contract; None is the course's own."""

    contract: Contract | None
    keys: Sequence[Key]
    answers: Sequence[Answer]
    results: Sequence[CaseResult]

    @property
    def passed(self) -> bool:
        return all(result.outcome is Outcome.PASSED for result in self.results)

    @property
    def begins_right(self) -> bool:
        """Whether the first question was answered: then even what looks like a stub has been worked on."""
        return bool(self.results) and self.results[0].outcome is Outcome.PASSED

    def closeness(self, edition: str) -> tuple[float, float, bool]:
        """How near the function comes to this contract: what passed, what at least came back, whose edition it is."""
        outcomes = [result.outcome for result in self.results]
        right = outcomes.count(Outcome.PASSED) / len(outcomes)
        told = self.contract is not None and edition in self.contract.editions
        return right, right + outcomes.count(Outcome.WRONG) / len(outcomes), told


def hear(keys: Sequence[Key], answers: Sequence[Answer], *, source: str, contract: Contract | None = None) -> Hearing:
    """Judge the answers of a function to the questions of a contract; `source` is the function's text."""
    results = [judge_case(key, answer, source=source) for key, answer in zip(keys, answers, strict=True)]
    return Hearing(contract, keys, answers, results)


def report_on(
    exercise: Exercise,
    hearing: Hearing,
    examination: Examination,
    *,
    source: str,
    variables: Sequence[str] = (),
    cell: int = 0,
    line: int = 1,
) -> ExerciseReport:
    """The verdict on one function: its outcome is that of its first case that did not pass.

    Parameters
    ----------
    examination : Examination
        Knows the answers that the known mistakes give; it is asked only where the function is not right.
    variables : sequence of str
        The variables of the notebook that the function reads although they are not among its arguments.
    cell, line : int
        Where in the notebook the source begins.
    """
    report = ExerciseReport(
        exercise.function,
        exercise.points,
        Outcome.PASSED,
        tuple(hearing.results),
        source=source,
        cell=cell,
        line=line,
        contract=Sentence(hearing.contract.name) if hearing.contract else "",
    )
    if hearing.passed:
        return report
    first = next(result for result in hearing.results if result.outcome is not Outcome.PASSED)
    message = Sentence("{case}: {what}", case=first.name, what=first.message)
    remark = remark_on(hearing.keys, hearing.answers, variables)
    known = examination.mistake_answers(exercise.function, hearing.contract)
    mistake = recognise(hearing.keys, hearing.answers, known)
    hint = next((known.hint for known in exercise.mistakes if known.name == mistake), exercise.hint)
    return replace(
        report,
        outcome=first.outcome,
        message=Sentence("{remark} ({what})", remark=remark, what=message) if remark else message,
        hint=Sentence(hint) if hint else "",
        remark=remark or "",
        mistake=mistake,
    )


def pointed_to(report: ExerciseReport, helpers: Sequence[str]) -> ExerciseReport:
    """The report on a function that calls others which are not right: begin there, unless its own mistake is known."""
    if not helpers or report.mistake:
        return report
    return replace(
        report, hint=Sentence("It calls {names}, which is not right yet: begin there.", names=quoted(helpers))
    )
