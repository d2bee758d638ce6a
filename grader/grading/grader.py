"""Grades a file: reads it, asks its functions, and reports. No path is opened, and nothing printed or written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from grader.course.examination import Examination, QuizExamination
from grader.errors import SandboxError, Ungradable
from grader.grading.judged import Judged
from grader.grading.problems import problems_of
from grader.grading.quiz_sitting import QuizSitting
from grader.grading.recognition import Part, parts_of, share_a_cell
from grader.grading.sitting import Sitting
from grader.notebooks.cells import Cell, Notebook, cut_apart, read_code
from grader.results import ExerciseReport, Outcome, SubmissionReport, refused
from grader.sentence import Sentence
from grader.workers.budget import Budget
from grader.workers.client import WorkerLost
from grader.workers.examinee import Examinee
from grader.workers.helpers import Helpers
from grader.workers.pool import Zygote

AnySitting: TypeAlias = Sitting | QuizSitting
"""One of these for each kind of exercise."""


class Grader:
    """Grades submissions against the examinations of a course.

    Parameters
    ----------
    examinations : sequence of Examination
        One for each assignment; which of them a notebook sits is told by the functions it defines.
    follow_through : bool
        Ask a function that failed once more with the course's helpers, where one of its own helpers had failed.
    """

    def __init__(
        self,
        examinations: Sequence[Examination],
        zygote: Zygote,
        *,
        follow_through: bool = True,
    ) -> None:
        self._examinations = tuple(examinations)
        self._zygote = zygote
        self._follow_through = follow_through
        self._judged = Judged(zygote.recall)

    def grade(self, data: bytes, name: str) -> tuple[SubmissionReport, ...]:
        """Grade one file by what is in it; what cannot be graded is reported, never raised.

        Parameters
        ----------
        name : str
            What the file is called: its ending tells a notebook from a script.

        Returns
        -------
        tuple of SubmissionReport
            One for each assignment that the file answers, in the order of the examinations; at least one. They have no
            student and no path, which the file does not know.
        """
        try:
            return self._grade(read_code(data, name=name))
        except Ungradable as error:
            return (refused(error.sentence),)
        except WorkerLost as lost:
            return (refused(Sentence("The notebook could not be read to its end: {reason}.", reason=lost.reason)),)
        except SandboxError as error:  # of this machine's making, so others may have better luck
            sentence = Sentence("The notebook could not be graded here: {reason}.", reason=error.args[0])
            return (refused(sentence, settled=False),)

    def _grade(self, notebook: Notebook) -> tuple[SubmissionReport, ...]:
        with self._examinee(notebook) as examinee:
            parts = parts_of(notebook, examinee.survey, self._examinations)
            if len(parts) == 1:
                return (self._sit(parts[0], examinee),)
            mixed = share_a_cell(parts, examinee.survey)
        if mixed and (apart := cut_apart(notebook)).cells != notebook.cells:
            return self._grade(apart)
        return tuple(map(self._grade_part, parts))

    def _grade_part(self, part: Part) -> SubmissionReport:
        with self._examinee(part.notebook) as examinee:
            return self._sit(part, examinee)

    def _examinee(self, notebook: Notebook) -> Examinee:
        return Examinee(self._zygote, notebook, budget=Budget(self._zygote.limits.budget))

    def _sit(self, part: Part, examinee: Examinee) -> SubmissionReport:
        sitting = self._sitting(part, examinee)
        reports = sitting.ask_all()
        problems = tuple(examinee.problems)
        reports = [self._followed(report, reports, sitting, examinee.budget) for report in reports]
        return SubmissionReport(
            assignment=part.examination.assignment.name,
            problems=(
                *filter(None, [part.guess]),
                *problems,
                *problems_of(sitting.survey, sitting.own_names, part.cells),
            ),
            exercises=tuple(reports),
            edition=part.edition,
        )

    def _sitting(self, part: Part, examinee: Examinee) -> AnySitting:
        """How a notebook sits an examination: the one place that knows all kinds of exercises."""
        if isinstance(part.examination, QuizExamination):
            return QuizSitting(part.examination, examinee, part.notebook.marks)
        return Sitting(part.examination, examinee, self._helpers, self._judged, edition=part.edition)

    def _helpers(self, cells: Sequence[Cell], functions: Mapping[str, str], modules: Mapping[str, str]) -> Helpers:
        return Helpers(self._zygote, Notebook(tuple(cells)), functions, modules)

    def _followed(
        self, report: ExerciseReport, reports: Sequence[ExerciseReport], sitting: AnySitting, budget: Budget
    ) -> ExerciseReport:
        """The report on a function once its helpers are seen to; an asking for which the time did not last is none."""
        if self._follow_through and not budget.spent:
            followed = sitting.follow_through(report, reports)
            if not budget.spent or followed.outcome is Outcome.PASSED:
                return followed
        return sitting.point_to_helpers(report, reports)
