"""Joins what was graded now with what an output folder holds from before: a run never leaves less than it found.

A row is that of a student in an assignment: graded again, it is replaced. Where senders of one name have a row each, it
is that of the same path. A file that cannot be graded is a row by its path, and is replaced by whatever comes of the
same student's file at the same path: one row for each assignment that the file answers. Whoever has another row is not
missing.
"""

from __future__ import annotations

import collections
from collections.abc import Sequence
from dataclasses import dataclass, replace

from grader.results import Gradebook, Status, SubmissionReport


@dataclass(frozen=True)
class Joined:
    """What was graded now, and all there is with the rows from before."""

    now: Gradebook
    whole: Gradebook

    @property
    def kept(self) -> int:
        """How many rows are from before."""
        return len(self.whole.reports) - len(self.now.reports)


def join(before: Sequence[SubmissionReport], now: Gradebook) -> Joined:
    """A gradebook, and the same with the rows from before that it does not replace."""
    rows = {_row(report) for report in now.reports}
    files = {(report.student, report.path) for report in now.reports}
    answers = {(report.path, *_row(report)) for report in now.reports}
    senders = collections.Counter(map(_row, before))

    def replaced(report: SubmissionReport) -> bool:
        if report.status is Status.UNGRADABLE:
            return (report.student, report.path) in files
        return (report.path, *_row(report)) in answers if senders[_row(report)] > 1 else _row(report) in rows

    kept = [report for report in before if not replaced(report)]
    there = {report.student for report in (*kept, *now.reports) if report.status is not Status.MISSING}

    def counts(report: SubmissionReport) -> bool:
        return report.status is not Status.MISSING or report.student not in there

    new = replace(now, reports=tuple(filter(counts, now.reports)))
    return Joined(new, Gradebook.of([*new.reports, *filter(counts, kept)], seed=now.seed))


def _row(report: SubmissionReport) -> tuple[str, Status, str]:
    return report.student, report.status, report.assignment
