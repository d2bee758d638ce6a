"""Remembers, for as long as a run lasts, how the answers of functions that are right were judged."""

from __future__ import annotations

from dataclasses import replace

from grader.course.exercise import Exercise
from grader.judging.hearing import Hearing
from grader.results import ExerciseReport
from grader.workers.recall import Recall

MOST = 2_000

_Name = tuple[str, int, tuple[int, ...]]


class Judged:
    """Reports on functions that passed, by the keys and the very answers that they were judged by.

    Answers that came in the same bytes are the same objects, so a class in which most are right is compared once. What
    is wrong is judged each time: what is said of it depends on the student's own text.
    """

    def __init__(self, recall: Recall) -> None:
        self._recall = recall
        self._reports: dict[_Name, tuple[Hearing, ExerciseReport]] = {}

    def report(self, exercise: Exercise, hearing: Hearing) -> ExerciseReport | None:
        """The report on a function that gave these answers before; None if none did."""
        if (known := self._reports.get(_name(exercise, hearing))) is None:
            return None
        before, report = known
        advice = tuple(dict.fromkeys((*before.advice_on_answers, *hearing.advice_on_text)))
        own = hearing.function
        return replace(report, advice=advice, source=own.source, cell=own.cell, line=own.line)

    def keep(self, exercise: Exercise, hearing: Hearing, report: ExerciseReport) -> None:
        """Remember the report, if the function passed, and its answers are such as may come again."""
        if len(self._reports) < MOST and hearing.passed and all(map(self._recall.keeps, hearing.answers)):
            # With the hearing, since an object that is gone could lend another one its number.
            self._reports[_name(exercise, hearing)] = hearing, report


def _name(exercise: Exercise, hearing: Hearing) -> _Name:
    return exercise.name, id(hearing.keys), tuple(map(id, hearing.answers))
