"""Grades a file: reads it, asks its functions, and reports. No path is opened, and nothing printed or written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.course.examination import Examination
from grader.errors import SandboxError, Ungradable
from grader.grading.problems import problems_of
from grader.grading.sitting import Sitting
from grader.notebooks.cells import Cell, Notebook, read_code
from grader.results import ExerciseReport, Outcome, Status, SubmissionReport
from grader.sentence import Sentence
from grader.workers.budget import Budget
from grader.workers.client import WorkerLost
from grader.workers.examinee import Examinee, Survey
from grader.workers.helpers import Helpers
from grader.workers.pool import Zygote


class Grader:
    """Grades submissions against the examinations of a course.

    Parameters
    ----------
    examinations : sequence of Examination
        One for each assignment; which one a notebook sits is told by the functions it defines.
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

    def grade(self, data: bytes, name: str) -> SubmissionReport:
        """Grade one file by what is in it; what cannot be graded is reported, never raised.

        Parameters
        ----------
        name : str
            What the file is called: its ending tells a notebook from a script.

        Returns
        -------
        SubmissionReport
            Without a student and a path, which the file does not know.
        """
        try:
            return self._grade(read_code(data, name=name))
        except Ungradable as error:
            return refused(error.sentence)
        except WorkerLost as lost:
            return refused(Sentence("The notebook could not be read to its end: {reason}.", reason=lost.reason))
        except SandboxError as error:  # of this machine's making, so others may have better luck
            return refused(Sentence("The notebook could not be graded here: {reason}.", reason=error.args[0]))

    def _grade(self, notebook: Notebook) -> SubmissionReport:
        budget = Budget(self._zygote.limits.budget)
        with Examinee(self._zygote, notebook, budget=budget) as examinee:
            examination = self._recognise(examinee.survey)
            sitting = Sitting(examination, examinee, self._helpers)
            reports = sitting.ask_all()
            problems = tuple(examinee.problems)
            reports = [self._followed(report, reports, sitting, budget) for report in reports]
        return SubmissionReport(
            assignment=examination.assignment.name,
            problems=(*problems, *problems_of(examinee.survey, sitting.own_names)),
            exercises=tuple(reports),
            edition=sitting.edition,
        )

    def _helpers(self, cells: Sequence[Cell], functions: Mapping[str, str], modules: Mapping[str, str]) -> Helpers:
        return Helpers(self._zygote, Notebook(tuple(cells)), functions, modules)

    def _followed(
        self, report: ExerciseReport, reports: Sequence[ExerciseReport], sitting: Sitting, budget: Budget
    ) -> ExerciseReport:
        """The report on a function once its helpers are seen to; an asking for which the time did not last is none."""
        if self._follow_through and not budget.spent:
            followed = sitting.follow_through(report, reports)
            if not budget.spent or followed.outcome is Outcome.PASSED:
                return followed
        return sitting.point_to_helpers(report, reports)

    def _recognise(self, survey: Survey) -> Examination:
        """The examination most of whose functions the notebook defines."""
        defined = {*survey.functions, *survey.broken}

        def likeness(examination: Examination) -> tuple[int, float]:
            exercises = examination.assignment.exercises
            shared = sum(not defined.isdisjoint(exercise.names) for exercise in exercises)
            return shared, shared / max(1, len(exercises))

        best = max(self._examinations, key=likeness, default=None)
        if best is None or likeness(best)[0] == 0:
            has = ", ".join(sorted(defined)[:8]) or Sentence("no function")
            raise Ungradable(
                "None of the course's graded functions is in this notebook; it defines {names}.", names=has
            )
        return best


def refused(reason: str) -> SubmissionReport:
    """The report on a file that cannot be graded."""
    return SubmissionReport(status=Status.UNGRADABLE, problems=(reason,))
