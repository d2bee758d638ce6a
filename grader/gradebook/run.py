"""Grades a class: every submission on all cores, and of each student's files the one that counts."""

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

Progress = Callable[[SubmissionReport], None]


class Stopped(Exception):
    """The run ended before its end, for the reason in `__cause__`; `graded` is what had been graded until then."""

    def __init__(self, graded: Gradebook) -> None:
        super().__init__(f"stopped with {len(graded.reports)} reports")
        self.graded = graded


def grade_all(
    grader: Grader, submissions: Sequence[Submission], *, seed: int, progress: Progress = lambda report: None
) -> Gradebook:
    """Grade on all cores; `progress` is called with each report as it comes, in whatever order that is.

    Raises
    ------
    Stopped
        If somebody interrupts it, or grading itself fails.
    """
    reports: dict[int, SubmissionReport] = {}

    def graded() -> Gradebook:
        pairs = [(submissions[index], replace(reports[index], seed=seed)) for index in sorted(reports)]
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


def grade_one(grader: Grader, submission: Submission) -> SubmissionReport:
    """Read and grade one submission; what cannot be read is reported, too, and so is a fault of ours.

    Raises
    ------
    GraderError
        If the course is broken, or this machine cannot run a notebook: no submission can be graded then.
    """
    try:
        report = grader.grade(read_submission(submission), submission.file_name)
    except Ungradable as error:
        report = refused(error.sentence)
    except OSError as error:
        report = refused(Sentence("The file cannot be read ({words}): hand it in again.", words=error.strerror))
    except GraderError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever went wrong here, the other submissions are graded
        report = refused(
            Sentence(
                "It could not be judged, by a fault of the grader and not of its author: please report {place}.",
                place=place_of(error),
            )
        )
    # A reader of one line sees the first problem: the reason comes before what is only worth a note.
    graded = report.status is Status.GRADED
    problems = (*submission.problems, *report.problems) if graded else (*report.problems, *submission.problems)
    return made_harmless(replace(report, student=submission.student, path=submission.place, problems=problems))
