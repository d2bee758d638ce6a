"""Grades submissions: reads each, asks its functions, and reports. Nothing is printed or written here."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from grader.errors import Ungradable
from grader.examination import Examination
from grader.examinee import Examinee, Survey
from grader.exercise import Exercise
from grader.judge import begin_with, judge_absent, judge_blank, judge_case, judge_exercise, quoted, recognise, remark_on
from grader.model import ExerciseReport, Gradebook, Outcome, Status, Submission, SubmissionReport
from grader.notebook import MAX_BYTES, Notebook, read_notebook
from grader.sandbox.client import WorkerLost
from grader.sandbox.pool import Zygote
from grader.sentence import Sentence

Progress = Callable[[SubmissionReport], None]


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

    def grade_all(
        self, submissions: Sequence[Submission], *, seed: int, progress: Progress = lambda report: None
    ) -> Gradebook:
        """Grade on all cores; `progress` is called with each report as it comes."""
        reports = []
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for report in pool.map(self.grade, submissions):
                progress(report)
                reports.append(report)
        return Gradebook.of(reports, seed=seed)

    def grade(self, submission: Submission) -> SubmissionReport:
        """Grade one submission; what cannot be graded is reported, never raised."""
        try:
            return self._grade(submission, read_notebook(_handed_in(submission.path)))
        except Ungradable as error:
            reason = error.sentence
        except OSError as error:
            reason = Sentence("The file cannot be read ({words}): hand it in again.", words=error.strerror)
        except WorkerLost as lost:
            reason = Sentence("The notebook could not be read to its end: {reason}.", reason=lost.reason)
        return SubmissionReport(
            submission.student, submission.path.as_posix(), status=Status.UNGRADABLE, problems=(reason,)
        )

    def _grade(self, submission: Submission, notebook: Notebook) -> SubmissionReport:
        with Examinee(self._zygote, notebook) as examinee:
            survey = examinee.survey()
            examination = self._recognise(survey)
            sitting = _Sitting(examination, notebook, survey)
            reports = sitting.ask_all(examinee)
            if self._follow_through and examination.assignment.solution.cells:
                reports = [sitting.follow_through(report, reports, self._again) for report in reports]
            else:
                reports = [sitting.point_to_helpers(report, reports) for report in reports]
        functions = examination.assignment.functions
        repeated = [
            Sentence("`{name}` is defined more than once: the last one counts.", name=name)
            for name in survey.repeated_among(functions)
        ]
        return SubmissionReport(
            submission.student,
            submission.path.as_posix(),
            examination.assignment.name,
            problems=(*repeated, *examinee.problems),
            exercises=tuple(reports),
        )

    def _again(self, notebook: Notebook, examination: Examination, helpers: Sequence[str]) -> Examinee:
        """The notebook in a fresh worker, with the course's functions for `helpers`."""
        cells = examination.assignment.solution.cells
        return Examinee(self._zygote, notebook, reference=cells, functions=helpers)

    def _recognise(self, survey: Survey) -> Examination:
        """The examination most of whose functions the notebook defines."""
        defined = {*survey.functions, *survey.broken}

        def likeness(examination: Examination) -> tuple[int, float]:
            functions = examination.assignment.functions
            shared = len(defined.intersection(functions))
            return shared, shared / max(1, len(functions))

        best = max(self._examinations, key=likeness, default=None)
        if best is None or likeness(best)[0] == 0:
            has = ", ".join(sorted(defined)[:8]) or Sentence("no function")
            raise Ungradable(
                "None of the course's graded functions is in this notebook; it defines {names}.", names=has
            )
        return best


def _handed_in(path: Path) -> bytes:
    """The bytes of a file, if it is one: a link leads to what somebody else has written."""
    if path.is_symlink():
        raise Ungradable("This is a link to a file somewhere else: hand in the notebook itself.")
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


class _Sitting:
    """One notebook sitting one examination."""

    def __init__(self, examination: Examination, notebook: Notebook, survey: Survey) -> None:
        self._examination = examination
        self._notebook = notebook
        self._survey = survey

    def ask_all(self, examinee: Examinee) -> list[ExerciseReport]:
        """Ask every function among the student's own functions."""
        examinee.prepare(self._own_functions, self._examination.modules)
        return [self._report(exercise, examinee) for exercise in self._examination.assignment.exercises]

    def follow_through(
        self,
        report: ExerciseReport,
        reports: Sequence[ExerciseReport],
        again: Callable[[Notebook, Examination, Sequence[str]], Examinee],
    ) -> ExerciseReport:
        """Ask once more what failed together with a helper, now with the course's: what fails then is its own."""
        # The solution's helpers only: else one that was failed on purpose could do the work of any other function.
        helpers = sorted(
            self._examination.helpers_of(report.function).intersection(self._failed_helpers(report, reports))
        )
        if not helpers:
            return report
        with again(self._notebook, self._examination, helpers) as examinee:
            examinee.survey()
            examinee.prepare(self._own_functions, self._examination.modules)
            second = self._report(self._examination.assignment.exercise(report.function), examinee)
        names = quoted(helpers)
        if second.outcome is not Outcome.PASSED:
            remark = Sentence("even with a right {names}", names=names)
            message = Sentence("{remark} ({what})", remark=remark, what=second.message)
            return replace(second, message=message, remark=second.remark or remark)
        return replace(second, carried=True, message=Sentence("right, given a right {names}", names=names))

    def point_to_helpers(self, report: ExerciseReport, reports: Sequence[ExerciseReport]) -> ExerciseReport:
        """Where nothing is asked again: tell whose mistake it may be, unless the function's own was recognised."""
        helpers = self._failed_helpers(report, reports)
        if not helpers or report.mistake:
            return report
        return replace(report, hint=begin_with(helpers))

    def _failed_helpers(self, report: ExerciseReport, reports: Sequence[ExerciseReport]) -> list[str]:
        if report.outcome in (Outcome.PASSED, Outcome.NOT_ATTEMPTED):
            return []
        failed = {other.function for other in reports if other.outcome is not Outcome.PASSED}
        return sorted(self._survey.reach(report.function) & failed)

    @property
    def _own_functions(self) -> list[str]:
        return [name for name in self._examination.assignment.functions if name in self._survey.functions]

    def _report(self, exercise: Exercise, examinee: Examinee) -> ExerciseReport:
        function = self._survey.functions.get(exercise.function)
        error = self._survey.broken.get(exercise.function)
        if function is None or (error is not None and error.cell > function.cell):
            return judge_absent(exercise, error)
        if function.blank and not self._passes(exercise, examinee, first=1):
            return judge_blank(exercise)
        keys = self._examination.keys()[exercise.function]
        answers = examinee.ask([key.question for key in keys])
        results = [judge_case(key, answer, source=function.source) for key, answer in zip(keys, answers, strict=True)]
        failed = any(result.outcome is not Outcome.PASSED for result in results)
        known = self._examination.mistake_answers(exercise.function) if failed else {}
        return judge_exercise(
            exercise,
            function.source,
            results,
            mistake=recognise(keys, answers, known),
            remark=remark_on(keys, answers, function.variables) if failed else None,
            cell=function.cell,
            line=function.line,
        )

    def _passes(self, exercise: Exercise, examinee: Examinee, *, first: int) -> bool:
        """Whether a function answers its first cases: one whose stub looks blank may have been filled in elsewhere."""
        keys = self._examination.keys()[exercise.function][:first]
        answers = examinee.ask([key.question for key in keys])
        return all(judge_case(key, answer).outcome is Outcome.PASSED for key, answer in zip(keys, answers, strict=True))
