"""Grades submissions: reads each, asks its functions, and reports. Nothing is printed or written here."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from grader.errors import Ungradable
from grader.examination import Examination
from grader.examinee import Examinee, Survey
from grader.exercise import Exercise
from grader.intake import read_submission
from grader.judge import judge_absent, judge_blank, judge_case, judge_exercise, recognise
from grader.latest import newest
from grader.model import ExerciseReport, Gradebook, Outcome, Status, Submission, SubmissionReport
from grader.notebook import Notebook, read_code
from grader.sandbox.client import WorkerLost
from grader.sandbox.pool import Zygote

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
        return Gradebook.of(newest(zip(submissions, reports, strict=True)), seed=seed)

    def grade(self, submission: Submission) -> SubmissionReport:
        """Grade one submission; what cannot be graded is reported, never raised."""
        try:
            return self._grade(submission, read_code(read_submission(submission), name=submission.file_name))
        except Ungradable as error:
            reason = str(error)
        except OSError as error:
            reason = f"The file cannot be read ({error.strerror}): hand it in again."
        except WorkerLost as lost:
            reason = f"The notebook could not be read to its end: {lost.reason}."
        problems = (reason, *submission.notes)
        return SubmissionReport(submission.student, submission.place, status=Status.UNGRADABLE, problems=problems)

    def _grade(self, submission: Submission, notebook: Notebook) -> SubmissionReport:
        with Examinee(self._zygote, notebook) as examinee:
            survey = examinee.survey()
            examination = self._recognise(survey)
            sitting = _Sitting(examination, notebook, survey)
            reports = sitting.ask_all(examinee)
            if self._follow_through and examination.assignment.solution.cells:
                reports = [sitting.follow_through(report, reports, self._again) for report in reports]
        functions = examination.assignment.functions
        return SubmissionReport(
            submission.student,
            submission.place,
            examination.assignment.name,
            problems=(*submission.notes, *examinee.problems, *survey.remarks_on(functions)),
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
            has = ", ".join(sorted(defined)[:8]) or "no function"
            raise Ungradable(f"None of the course's graded functions is in this notebook; it defines {has}.")
        return best


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
        """Ask once more what failed together with a helper, now with the course's helper; keep what is better."""
        failed = {other.function for other in reports if other.outcome is not Outcome.PASSED}
        # The solution's helpers only: else one that was failed on purpose could do the work of any other function.
        helpers = sorted(self._survey.reach(report.function) & self._examination.helpers_of(report.function) & failed)
        if report.outcome in (Outcome.PASSED, Outcome.NOT_ATTEMPTED) or not helpers:
            return report
        with again(self._notebook, self._examination, helpers) as examinee:
            examinee.survey()
            examinee.prepare(self._own_functions, self._examination.modules)
            second = self._report(self._examination.assignment.exercise(report.function), examinee)
        if second.outcome is not Outcome.PASSED:
            return report
        names = ", ".join(f"`{name}`" for name in helpers)
        return replace(second, carried=True, message=f"right, given a right {names}")

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
        results = [judge_case(key, answer) for key, answer in zip(keys, answers, strict=True)]
        failed = any(result.outcome is not Outcome.PASSED for result in results)
        known = self._examination.mistake_answers(exercise.function) if failed else {}
        return judge_exercise(exercise, function.source, results, mistake=recognise(keys, answers, known))

    def _passes(self, exercise: Exercise, examinee: Examinee, *, first: int) -> bool:
        """Whether a function answers its first cases: one whose stub looks blank may have been filled in elsewhere."""
        keys = self._examination.keys()[exercise.function][:first]
        answers = examinee.ask([key.question for key in keys])
        return all(judge_case(key, answer).outcome is Outcome.PASSED for key, answer in zip(keys, answers, strict=True))
