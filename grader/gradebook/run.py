"""Grades a class: every submission on all cores, and of each student's files the one that counts."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace

from grader.errors import Ungradable
from grader.gradebook.attempts import newest
from grader.grading.grader import Grader, refused
from grader.intake.find import read_submission
from grader.results import Gradebook, Status, SubmissionReport, made_harmless
from grader.sentence import Sentence
from grader.submission import Submission

Progress = Callable[[SubmissionReport], None]


def grade_all(
    grader: Grader, submissions: Sequence[Submission], *, seed: int, progress: Progress = lambda report: None
) -> Gradebook:
    """Grade on all cores; `progress` is called with each report as it comes, in whatever order that is."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        waiting = [pool.submit(grade_one, grader, submission) for submission in submissions]
        for done in as_completed(waiting):
            progress(done.result())
    reports = [replace(done.result(), seed=seed) for done in waiting]
    return Gradebook.of(newest(zip(submissions, reports, strict=True)), seed=seed)


def grade_one(grader: Grader, submission: Submission) -> SubmissionReport:
    """Read and grade one submission; what cannot be read is reported, too."""
    try:
        report = grader.grade(read_submission(submission), submission.file_name)
    except Ungradable as error:
        report = refused(error.sentence)
    except OSError as error:
        report = refused(Sentence("The file cannot be read ({words}): hand it in again.", words=error.strerror))
    # A reader of one line sees the first problem: the reason comes before what is only worth a note.
    graded = report.status is Status.GRADED
    problems = (*submission.notes, *report.problems) if graded else (*report.problems, *submission.notes)
    return made_harmless(replace(report, student=submission.student, path=submission.place, problems=problems))
