"""Tells two states of a gradebook apart: whose score is another one, of which function, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grader.results import ExerciseReport, Gradebook, Outcome, Score, SubmissionReport
from grader.sentence import Sentence

Rows = Mapping[tuple[str, str], SubmissionReport]


@dataclass(frozen=True)
class FunctionChange:
    """One function whose points are others, and why."""

    function: str
    before: int
    after: int
    why: str


@dataclass(frozen=True)
class Change:
    """One row whose score is another one; None where there is no such row."""

    student: str
    assignment: str
    before: Score | None
    after: Score | None
    functions: tuple[FunctionChange, ...] = ()


def changes(before: Gradebook, after: Gradebook) -> Iterator[Change]:
    """Each row whose score, or a function's points, differ; by student and assignment."""
    old, new = _rows(before), _rows(after)
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        functions = tuple(_of_functions(was, now)) if was and now else ()
        scores = was.score if was else None, now.score if now else None
        if functions or scores[0] != scores[1]:
            yield Change(*key, *scores, functions)


def _rows(gradebook: Gradebook) -> Rows:
    """The graded rows; of several of one name in one assignment the last."""
    return {(report.student, report.assignment): report for report in gradebook.reports if report.exercises}


def _of_functions(was: SubmissionReport, now: SubmissionReport) -> Iterator[FunctionChange]:
    old = {exercise.function: exercise for exercise in was.exercises}
    new = {exercise.function: exercise for exercise in now.exercises}
    for name in dict.fromkeys((*old, *new)):
        before = was.earned(old[name]) if name in old else 0
        after = now.earned(new[name]) if name in new else 0
        if before != after:
            yield FunctionChange(name, before, after, _why(old.get(name), new.get(name)))


def _why(was: ExerciseReport | None, now: ExerciseReport | None) -> str:
    if was is None or now is None:
        return Sentence("it is asked now") if now else Sentence("it is no longer asked")
    if was.outcome is now.outcome and was.points != now.points:
        return Sentence(
            "it is worth {points} {points:point|points} now, and was {before}", points=now.points, before=was.points
        )
    if now.outcome is not Outcome.PASSED:
        return now.message or Sentence(now.outcome.value)
    return Sentence("it is right now, and was: {what}", what=was.message or Sentence(was.outcome.value))
