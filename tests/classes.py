"""A class, graded into a gradebook that is thrown away; and classes of any size that nobody graded."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from grader.course.settings import Settings
from grader.gradebook.book import Book, Row
from grader.gradebook.records import Attempt
from grader.gradebook.run import Grades, grade_class
from grader.gradebook.store import Store
from grader.results import CaseResult, ExerciseReport, Gradebook, Outcome, Status, SubmissionReport
from grader.sentence import Sentence
from grader.submission import Submission


def grade_all(grader: Grades, submissions: Sequence[Submission], *, seed: int) -> Gradebook:
    """The whole reports on all submissions."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as store:
        run = store.begin("grade", seed=seed)
        grade_class(store, run, submissions, lambda: contextlib.nullcontext(grader), terms=lambda _: "")
        return Book(store).reports()


class MadeUpBook(Book):
    """A book of these reports, which no store holds."""

    def __init__(self, reports: Sequence[SubmissionReport], settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.ids, self.seed, self.decisions = {}, 1, ()
        rows = [self._made_up(number, report) for number, report in enumerate(reports, 1)]
        self.rows = tuple(sorted(rows, key=self._place))
        self.attempts = tuple(row.attempt for row in self.rows if row.attempt)

    def whole(self, row: Row) -> SubmissionReport:
        return row.report

    def _made_up(self, number: int, report: SubmissionReport) -> Row:
        if report.status is Status.MISSING:
            return Row(report)
        submission = Submission(report.student, Path(report.path))
        attempt = Attempt(number, number, number, 1, "", "", submission, report.path, False, report, "")
        return Row(report, attempt, dt.timedelta(hours=number % 50))


def made_up_class(
    students: int, assignments: Sequence[str] = ("week_1", "week_2"), functions: int = 8, seed: int = 1
) -> list[SubmissionReport]:
    """Random reports on a class: some know more than others, some functions are harder, some hand in nothing."""
    draw = random.Random(seed)
    reports = []
    for number in range(students):
        name, skill = f"student {number:04}", draw.gauss(1, 1)
        if number % 29 == 28:
            reports.append(
                SubmissionReport(name, status=Status.MISSING, problems=(Sentence("Nothing was handed in."),))
            )
            continue
        for assignment in assignments:
            if draw.random() < 0.95:
                exercises = tuple(_answered(place, skill, draw) for place in range(functions))
                reports.append(SubmissionReport(name, f"{name}/{assignment}.ipynb", assignment, exercises=exercises))
    return reports


def _answered(place: int, skill: float, draw: random.Random) -> ExerciseReport:
    easy = draw.gauss(skill, 1) > 0.25 * place - 1
    outcome = Outcome.PASSED if easy else draw.choice((Outcome.WRONG, Outcome.WRONG, Outcome.CRASHED))
    outcome = outcome if easy or draw.random() > 0.2 else Outcome.NOT_ATTEMPTED
    cases = (
        CaseResult(Sentence("published"), Outcome.PASSED if place % 2 else outcome),
        CaseResult(Sentence("one example"), outcome, visible=False),
    )
    report = ExerciseReport(f"function_{place}", 12, outcome, cases, message=Sentence(outcome.value))
    if outcome is Outcome.WRONG and draw.random() < 0.6:
        source = f"def function_{place}(x):\n    # mine\n    return x + {draw.randrange(9)}\n"
        return replace(
            report, mistake="not-averaged", hint=Sentence("It is not averaged: divide by `m`."), source=source
        )
    return report
