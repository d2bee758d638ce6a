"""What the answers of a class tell of each exercise: how hard it is, whether it tells who knows, what is believed."""

from __future__ import annotations

import collections
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grader.results import ExerciseReport, Outcome, SubmissionReport


@dataclass(frozen=True)
class Item:
    """One exercise, as a class answered it.

    Parameters
    ----------
    answers : int
        How many attempted it.
    difficulty : float
        Which part of these was right: 1 is the easiest.
    discrimination : float, optional
        The correlation of being right here with the points earned in the rest of the assignment (the corrected
        item-total correlation): near 0 or below, it does not tell who knows. None where all answers are alike.
    chosen, count : str, int
        Of a question, the wrong option that was chosen most, and by how many; empty where there is none.
    misconception : str
        The mistake, or the misconception, that was recognised most; empty where there is none.
    """

    assignment: str
    name: str
    title: str
    answers: int
    difficulty: float
    discrimination: float | None
    chosen: str = ""
    count: int = 0
    misconception: str = ""


def items_of(reports: Iterable[SubmissionReport]) -> tuple[Item, ...]:
    """The items of a class, by assignment, in the order of their exercises."""
    graded = [report for report in reports if report.exercises]
    by_assignment: dict[str, list[SubmissionReport]] = collections.defaultdict(list)
    for report in graded:
        by_assignment[report.assignment].append(report)
    return tuple(
        _item(name, exercise.function, by_assignment[name])
        for name in sorted(by_assignment)
        for exercise in by_assignment[name][0].exercises
    )


def _item(assignment: str, name: str, reports: Sequence[SubmissionReport]) -> Item:
    pairs = [(item, report) for report in reports for item in report.exercises if item.function == name]
    attempted = [(item, report) for item, report in pairs if item.outcome.attempted]
    right = [float(item.outcome is Outcome.PASSED) for item, _ in attempted]
    rests = [float(report.measured.earned - item.score.earned) for item, report in attempted]
    options = collections.Counter(
        case.name for item, _ in attempted if item.question for case in item.cases if _is_a_choice(item, case.outcome)
    )
    beliefs = collections.Counter(item.mistake for item, _ in attempted if item.mistake)
    chosen, count = _commonest(options)
    return Item(
        assignment,
        name,
        pairs[0][0].question,
        len(attempted),
        statistics.fmean(right) if right else 0.0,
        _correlation(right, rests),
        chosen,
        count,
        _commonest(beliefs)[0],
    )


def _is_a_choice(item: ExerciseReport, outcome: Outcome) -> bool:
    return item.outcome is Outcome.WRONG and outcome is Outcome.WRONG


def _commonest(counter: collections.Counter[str]) -> tuple[str, int]:
    """What is there most often; of several the first in the alphabet, so that the same class gives the same words."""
    return min(counter.items(), key=lambda pair: (-pair[1], pair[0]), default=("", 0))


def _correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    return statistics.correlation(one, other) if len(set(one)) > 1 and len(set(other)) > 1 else None
