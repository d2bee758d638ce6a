"""What the answers of a class tell of each exercise: how hard it is, whether it tells who knows, what is believed."""

from __future__ import annotations

import collections
import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from grader.results import CaseResult, ExerciseReport, Outcome, SubmissionReport


@dataclass(frozen=True)
class Item:
    """One exercise, as a class answered it.

    Parameters
    ----------
    asked, answers, right : int
        How many handed the assignment in, how many of these attempted the exercise, and how many had it right.
    difficulty : float
        Which part of those who attempted it was right: 1 is the easiest.
    discrimination : float, optional
        The correlation of being right here with the points earned in the rest of the assignment (the corrected
        item-total correlation: S. Henrysson, Psychometrika 28, 1963): near 0 or below, it does not tell who knows.
        None where all answers are alike.
    chosen, count : str, int
        Of a question, the wrong option that was chosen most, and by how many; empty where there is none.
    misconception : str
        The mistake, or the misconception, that was recognised most; empty where there is none.
    deciding, decided : str, int
        Of a function, the held-out case that decides: the one that was failed first most often by those who passed all
        visible cases, and by how many of them; empty where nobody lost points so.
    """

    assignment: str
    name: str
    title: str
    asked: int
    answers: int
    right: int
    difficulty: float
    discrimination: float | None
    chosen: str = ""
    count: int = 0
    misconception: str = ""
    deciding: str = ""
    decided: int = 0


def items_of(reports: Iterable[SubmissionReport]) -> tuple[Item, ...]:
    """The items of a class, by assignment, in the order of their exercises; each report is looked at once."""
    tallies: dict[str, dict[str, _Tally]] = collections.defaultdict(dict)
    for report in reports:
        earned = report.measured.earned
        for exercise in report.exercises:
            of_assignment = tallies[report.assignment]
            if exercise.function not in of_assignment:
                of_assignment[exercise.function] = _Tally(exercise.question)
            of_assignment[exercise.function].add(exercise, earned - exercise.score.earned)
    return tuple(tally.item(name, function) for name in sorted(tallies) for function, tally in tallies[name].items())


@dataclass
class _Tally:
    """What is counted of one exercise; `rests` are the points in the rest of the assignment, and sums are exact."""

    title: str
    asked: int = 0
    answers: int = 0
    right: int = 0
    rests: int = 0
    squares: int = 0
    rests_of_right: int = 0
    options: collections.Counter[str] = field(default_factory=collections.Counter)
    beliefs: collections.Counter[str] = field(default_factory=collections.Counter)
    decided: collections.Counter[str] = field(default_factory=collections.Counter)

    def add(self, exercise: ExerciseReport, rest: int) -> None:
        """Count an answer; `rest` are the points that its author has in the rest of the assignment."""
        self.asked += 1
        if not exercise.outcome.attempted:
            return
        passed = exercise.outcome is Outcome.PASSED
        self.answers += 1
        self.right += passed
        self.rests += rest
        self.squares += rest * rest
        self.rests_of_right += rest * passed
        if exercise.mistake:
            self.beliefs[exercise.mistake] += 1
        if exercise.question and exercise.outcome is Outcome.WRONG:
            self.options.update(case.name for case in exercise.cases if case.outcome is Outcome.WRONG)
        if not exercise.question and (deciding := _deciding(exercise)):
            self.decided[deciding.name] += 1

    def item(self, assignment: str, name: str) -> Item:
        chosen, count = _commonest(self.options)
        deciding, decided = _commonest(self.decided)
        return Item(
            assignment,
            name,
            self.title,
            self.asked,
            self.answers,
            self.right,
            self.right / self.answers if self.answers else 0.0,
            self._correlation(),
            chosen,
            count,
            _commonest(self.beliefs)[0],
            deciding,
            decided,
        )

    def _correlation(self) -> float | None:
        """Pearson's correlation of 0 and 1 with the rests."""
        count, right = self.answers, self.right
        spread = (count * right - right * right) * (count * self.squares - self.rests * self.rests)
        return (count * self.rests_of_right - right * self.rests) / math.sqrt(spread) if spread else None


def _deciding(exercise: ExerciseReport) -> CaseResult | None:
    """The held-out case that took the points of a function which is right in all that its author could see."""
    failed = [case for case in exercise.cases if case.outcome is not Outcome.PASSED]
    return failed[0] if failed and not any(case.visible for case in failed) else None


def _commonest(counter: collections.Counter[str]) -> tuple[str, int]:
    """What is there most often; of several the first in the alphabet, so that the same class gives the same words."""
    return min(counter.items(), key=lambda pair: (-pair[1], pair[0]), default=("", 0))
