"""The words of grading: outcomes, scores and reports, as frozen values.

What a report tells is in English, as sentences that know how they were put together (see `grader.sentence`): only
whoever renders it says it in another language.
"""

from __future__ import annotations

import dataclasses
import enum
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from grader.harmless import harmless
from grader.sentence import Sentence

T = TypeVar("T")
PASS_PERCENT = 70


class Outcome(enum.Enum):
    """How one case, or one exercise, ended. The value is the word that readers see."""

    PASSED = "passed"
    WRONG = "wrong"
    CRASHED = "crashed"
    TIMED_OUT = "timed out"
    OUT_OF_MEMORY = "out of memory"
    NOT_UNDERSTOOD = "not understood"
    ANSWERED = "answered"
    """What is right is not known here: as with a quiz at home."""
    NOT_ATTEMPTED = "not attempted"

    @property
    def attempted(self) -> bool:
        return self is not Outcome.NOT_ATTEMPTED

    @property
    def tone(self) -> str:
        """How a reader takes it: "good", "bad" or "idle"; also its class in a style sheet."""
        if self is Outcome.PASSED:
            return "good"
        return "idle" if self in (Outcome.ANSWERED, Outcome.NOT_ATTEMPTED) else "bad"

    @property
    def symbol(self) -> str:
        """The sign that stands before a function or a case."""
        return "•" if self is Outcome.ANSWERED else {"good": "✓", "bad": "✗", "idle": "–"}[self.tone]


class Status(enum.Enum):
    """Whether a submission could be graded at all."""

    GRADED = "graded"
    UNGRADABLE = "ungradable"
    MISSING = "missing"


@dataclass(frozen=True)
class Score:
    """Points earned out of points possible; scores add."""

    earned: int = 0
    possible: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.earned + other.earned, self.possible + other.possible)

    def __str__(self) -> str:
        return f"{self.earned}/{self.possible}"

    @property
    def percent(self) -> float:
        return round(100 * self.earned / self.possible, 2) if self.possible else 0.0

    def passes(self, percent: float = PASS_PERCENT) -> bool:
        """Whether it reaches the passing mark."""
        return self.percent >= percent


@dataclass(frozen=True)
class Entry:
    """One number of a table, as text; marked where it differs."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Table:
    """A piece of an array: `slice` says which, where it has more than two axes; heads are indices, or "…" for a gap."""

    shape: str
    slice: str
    row_heads: tuple[str, ...]
    column_heads: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True)
class CaseResult:
    """What became of one case.

    `expected` and `got` are the first values that differ, as text, and `tables` the same two where they are arrays; all
    are empty where nothing can be shown. `part` names the value that differs: "Z". `explanation` puts an error into
    the student's terms, and `cell` and `line` say where in the notebook it was raised.
    """

    name: str
    outcome: Outcome
    message: str = ""
    visible: bool = True
    expected: str = ""
    got: str = ""
    explanation: str = ""
    part: str = ""
    cell: int = 0
    line: int = 0
    tables: tuple[Table, Table] | None = None


@dataclass(frozen=True)
class ExerciseReport:
    """One exercise, a function or a question of a quiz: all of its cases, and the points they earned.

    `contract` names the contract of another edition by which it was judged; empty for the course's own.
    `remark` is what all answers together show, `source` the student's text, which begins at `line` of `cell`. `advice`
    costs nothing: what a teacher would say of a function that is right. `question` is the title of a question of a
    quiz, whose cases are the options that were chosen, each with what it tells; `asked` is its text, in Markdown, and
    `code` what is shown below that. All three are empty for a function.
    """

    function: str
    points: int
    outcome: Outcome
    cases: tuple[CaseResult, ...]
    message: str = ""
    hint: str = ""
    remark: str = ""
    mistake: str | None = None
    carried: bool = False
    source: str = ""
    cell: int = 0
    line: int = 1
    contract: str = ""
    advice: tuple[str, ...] = ()
    question: str = ""
    asked: str = ""
    code: str = ""

    @property
    def score(self) -> Score:
        return Score(self.points if self.outcome is Outcome.PASSED else 0, self.points)


@dataclass(frozen=True)
class Adjustment:
    """Points that a teacher gave to a student in an assignment, or took, for the reason that they wrote.

    Parameters
    ----------
    function : str
        Whose points are meant; empty: those of the whole assignment.
    points : int
        What is earned; if `relative`, how many points more.
    made : str
        When, as in "2026-05-01T12:00:00Z".
    number : int
        Names it within its gradebook.
    """

    student: str
    assignment: str
    function: str
    points: int
    relative: bool
    reason: str
    made: str = ""
    number: int = 0

    def applied_to(self, earned: int) -> int:
        """The points that are earned by it; never less than none."""
        return max(0, earned + self.points if self.relative else self.points)


@dataclass(frozen=True)
class Comment:
    """What a teacher has to say on a function, or, where that is empty, on the whole; `made` as in an adjustment."""

    function: str
    text: str
    made: str = ""


@dataclass(frozen=True)
class Lateness:
    """How late a submission is, and what that costs.

    Parameters
    ----------
    due, handed_in : str
        When, as in "2026-05-01T12:00:00Z".
    days : int
        Days begun after the deadline and the course's grace.
    percent : float
        How much of the earned points is taken off.
    """

    due: str
    handed_in: str
    days: int
    percent: float

    def applied_to(self, earned: int) -> int:
        """The points that are left, rounded to whole ones, halves up."""
        return math.floor(earned * (100 - self.percent) / 100 + 0.5)


@dataclass(frozen=True)
class Executed:
    """The notebook as it ran from top to bottom: its digest, and its text, unless that is kept elsewhere."""

    digest: str
    text: str = ""


@dataclass(frozen=True)
class SubmissionReport:
    """All that is known of one submission; `problems` are sentences that concern the whole notebook.

    `edition` is the one that the notebook tells by what it imports; empty where it tells none. `student` and `path`
    are empty until it is said whose it is. `seed` drew its held-out cases. `adjustments` are kept apart from what was
    measured, which is what the exercises tell, and so are `late` and `comments`; `settled` is false where this machine
    was at fault, and not the file. What is `held` a teacher does not want to be handed out yet. `executed` is the
    whole notebook with what its cells put out, where that was asked for.
    """

    student: str = ""
    path: str = ""
    assignment: str = ""
    status: Status = Status.GRADED
    problems: tuple[str, ...] = ()
    exercises: tuple[ExerciseReport, ...] = ()
    edition: str = ""
    seed: int | None = None
    adjustments: tuple[Adjustment, ...] = ()
    late: Lateness | None = None
    settled: bool = True
    comments: tuple[Comment, ...] = ()
    held: bool = False
    executed: Executed | None = None

    @property
    def measured(self) -> Score:
        """What was earned before any adjustment."""
        right = (exercise.points for exercise in self.exercises if exercise.outcome is Outcome.PASSED)
        return Score(sum(right), sum(exercise.points for exercise in self.exercises))

    @property
    def unpenalised(self) -> Score:
        """What is earned by its functions, as adjusted, before anything is taken off for lateness."""
        measured = self.measured
        return Score(sum(map(self.earned, self.exercises)), measured.possible) if self.adjustments else measured

    @property
    def score(self) -> Score:
        """What is earned, less what lateness costs, and as a teacher adjusted the whole; it may exceed the possible."""
        earned = self.unpenalised.earned
        if self.late:
            earned = self.late.applied_to(earned)
        for adjustment in self.adjustments:
            if not adjustment.function:
                earned = adjustment.applied_to(earned)
        return Score(earned, self.measured.possible)

    def earned(self, exercise: ExerciseReport) -> int:
        """The points of one of its functions, as adjusted."""
        earned = exercise.score.earned
        for adjustment in self.adjustments:
            if adjustment.function == exercise.function:
                earned = adjustment.applied_to(earned)
        return earned

    @property
    def outline(self) -> SubmissionReport:
        """What a table tells of it: the report without cases, code and hints, a tenth of its size."""
        return dataclasses.replace(
            self,
            exercises=tuple(
                dataclasses.replace(exercise, cases=(), source="", hint="", remark="", advice=(), asked="", code="")
                for exercise in self.exercises
            ),
        )

    @property
    def first_trouble(self) -> str:
        """The first thing a reader should know, in one line; empty when all is well."""
        if self.status is not Status.GRADED:
            return self.problems[0]
        if self.exercises and not any(exercise.outcome.attempted for exercise in self.exercises):
            return Sentence(Outcome.NOT_ATTEMPTED.value)
        failed = [exercise for exercise in self.exercises if exercise.outcome is not Outcome.PASSED]
        attempted = [exercise for exercise in failed if exercise.outcome.attempted]
        for exercise in attempted or failed:
            text = exercise.message or Sentence(exercise.outcome.value)
            return text if exercise.function in text else Sentence("{name}: {what}", name=exercise.function, what=text)
        return ""


@dataclass(frozen=True)
class Gradebook:
    """Reports by student and assignment, with the mark that passes, and all assignments in the order of the course."""

    reports: tuple[SubmissionReport, ...]
    seed: int
    passing: float = PASS_PERCENT
    assignments: tuple[str, ...] = ()

    @classmethod
    def of(cls, reports: Sequence[SubmissionReport], *, seed: int) -> Gradebook:
        def order(report: SubmissionReport) -> tuple[str, str, str]:
            return report.student, report.assignment, report.path

        return cls(tuple(sorted(reports, key=order)), seed)

    @property
    def missing(self) -> tuple[SubmissionReport, ...]:
        return tuple(report for report in self.reports if report.status is Status.MISSING)

    @property
    def ungradable(self) -> tuple[SubmissionReport, ...]:
        return tuple(report for report in self.reports if report.status is Status.UNGRADABLE)


def refused(reason: str, *, settled: bool = True) -> SubmissionReport:
    """The report on a file that cannot be graded; not `settled` where another try may find it otherwise."""
    return SubmissionReport(status=Status.UNGRADABLE, problems=(reason,), settled=settled)


def made_harmless(report: SubmissionReport) -> SubmissionReport:
    """The report with all that strangers wrote in it safe to show and to keep: no control, no half of a character."""
    return with_texts(report, _harmless)


def _harmless(text: str) -> str:
    if isinstance(text, Sentence):
        return Sentence(text.template, **{name: _harmless(value) for name, value in text.values.items()})
    return harmless(text)


def with_texts(record: T, change: Callable[[str], str]) -> T:
    """A report, or any part of one, with each text in it changed, however deep it stands."""
    return _with_texts(record, change)  # type: ignore[no-any-return]


def _with_texts(part: Any, change: Callable[[str], str]) -> Any:
    if isinstance(part, str):
        return change(part)
    if isinstance(part, tuple):
        return tuple(_with_texts(item, change) for item in part)
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        names = [field.name for field in dataclasses.fields(part)]
        return dataclasses.replace(part, **{name: _with_texts(getattr(part, name), change) for name in names})
    return part
