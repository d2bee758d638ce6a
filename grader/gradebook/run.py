"""Grades a class: every submission on all cores, and of each student's files the one that counts.

A file gives one report for each assignment that it answers.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace

from grader.errors import GraderError, Ungradable
from grader.faults import place_of
from grader.gradebook.attempts import newest
from grader.grading.grader import Grader, refused
from grader.intake.find import read_submission
from grader.results import Gradebook, Status, SubmissionReport, made_harmless
from grader.sentence import Sentence
from grader.submission import Submission

Progress = Callable[[Sequence[SubmissionReport]], None]


class Stopped(Exception):
    """The run ended before its end, for the reason in `__cause__`; `graded` is what had been graded until then."""

    def __init__(self, graded: Gradebook) -> None:
        super().__init__(f"stopped with {len(graded.reports)} reports")
        self.graded = graded


def grade_all(
    grader: Grader, submissions: Sequence[Submission], *, seed: int, progress: Progress = lambda reports: None
) -> Gradebook:
    """Grade on all cores; `progress` is called with each file's reports as they come, in whatever order that is.

    Raises
    ------
    Stopped
        If somebody interrupts it, or grading itself fails.
    """
    reports: dict[int, tuple[SubmissionReport, ...]] = {}

    def graded() -> Gradebook:
        pairs = [
            (submissions[index], replace(report, seed=seed)) for index in sorted(reports) for report in reports[index]
        ]
        return Gradebook.of(newest(pairs), seed=seed)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        waiting = {pool.submit(grade_one, grader, item): index for index, item in enumerate(submissions)}
        try:
            for done in as_completed(waiting):
                reports[waiting[done]] = done.result()
                progress(reports[waiting[done]])
        except BaseException as error:
            pool.shutdown(wait=False, cancel_futures=True)
            raise Stopped(graded()) from error
    return graded()


def grade_one(grader: Grader, submission: Submission) -> tuple[SubmissionReport, ...]:
    """Read and grade one submission; what cannot be read is reported, too, and so is a fault of ours.

    Returns
    -------
    tuple of SubmissionReport
        One for each assignment that the file answers; at least one.

    Raises
    ------
    GraderError
        If the course is broken, or this machine cannot run a notebook: no submission can be graded then.
    """
    try:
        reports = grader.grade(read_submission(submission), submission.file_name)
    except Ungradable as error:
        reports = (refused(error.sentence),)
    except OSError as error:
        reports = (refused(Sentence("The file cannot be read ({words}): hand it in again.", words=error.strerror)),)
    except GraderError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever went wrong here, the other submissions are graded
        text = Sentence(
            "It could not be judged, by a fault of the grader and not of its author: please report {place}.",
            place=place_of(error),
        )
        reports = (refused(text),)
    return tuple(_signed(report, submission) for report in reports)


def _signed(report: SubmissionReport, submission: Submission) -> SubmissionReport:
    """The report with whose it is, and what was to be said of the file before it was read."""
    # A reader of one line sees the first problem: the reason comes before what is only worth a note.
    graded = report.status is Status.GRADED
    problems = (*submission.problems, *report.problems) if graded else (*report.problems, *submission.problems)
    return made_harmless(replace(report, student=submission.student, path=submission.place, problems=problems))
