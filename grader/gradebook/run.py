"""Grades a class: every submission on all cores, and of each student's files the one that counts."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from grader.gradebook.attempts import newest
from grader.grading.grader import Grader
from grader.results import Gradebook, SubmissionReport
from grader.submission import Submission

Progress = Callable[[SubmissionReport], None]


def grade_all(
    grader: Grader, submissions: Sequence[Submission], *, seed: int, progress: Progress = lambda report: None
) -> Gradebook:
    """Grade on all cores; `progress` is called with each report as it comes."""
    reports = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for report in pool.map(grader.grade, submissions):
            progress(report)
            reports.append(report)
    return Gradebook.of(newest(zip(submissions, reports, strict=True)), seed=seed)
