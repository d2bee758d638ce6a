"""Of several files by one sender for one assignment, the newest counts; nobody's file replaces that of another sender.

This is decided when all have been graded: which assignment a file answers is known for certain only then, and a guess
from its text would be a second, weaker recognition. What it costs is the grading of files that do not count.

A file may answer several assignments, and is an attempt at each of them. It may do so by the way, as where functions of
an earlier assignment are pasted into a later one: so it takes the place of a file that answers one of these alone only
where it attempts as much of it.
"""

from __future__ import annotations

import collections
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from grader.results import Status, SubmissionReport
from grader.sentence import Sentence
from grader.submission import Submission

Graded = tuple[Submission, SubmissionReport]

# Archives keep times to two seconds.
TICK = 2


def newest(graded: Iterable[Graded]) -> list[SubmissionReport]:
    """One report for each sender and assignment, with the other files named; and all that could not be graded."""
    packets: dict[tuple[str, str], list[Graded]] = {}
    for submission, report in graded:
        packets.setdefault((submission.student, submission.sender), []).append((submission, report))
    return _with_rivals([report for packet in packets.values() for report in _of_one_sender(packet)])


def _with_rivals(reports: Sequence[SubmissionReport]) -> list[SubmissionReport]:
    """The reports; where two senders of one name answer the same assignment, each is told of the other."""
    places: dict[tuple[str, str], list[str]] = {}
    for report in reports:
        places.setdefault((report.student, report.assignment), []).append(report.path)
    told = []
    for report in reports:
        others = [path for path in places[report.student, report.assignment] if path != report.path]
        if others and report.assignment:
            problem = Sentence(
                "Two senders of this name handed in this assignment; the other file is {names}: find out whose it is.",
                names=", ".join(others),
            )
            report = replace(report, problems=(problem, *report.problems))
        told.append(report)
    return told


def _of_one_sender(packet: Sequence[Graded]) -> Iterator[SubmissionReport]:
    by_assignment: dict[str, list[Graded]] = {}
    kept = [item for item in packet if not _is_module(item, packet)]
    for item in kept:
        by_assignment.setdefault(item[1].assignment, []).append(item)
    # What could not be graded has no assignment: each such file is a row of its own.
    yield from (report for _, report in by_assignment.pop("", []))
    answered = collections.Counter(submission.place for submission, _ in kept)
    for same in by_assignment.values():
        *older, newest = sorted(same, key=_age)
        alone = [item for item in older if answered[item[0].place] == 1]
        if alone and answered[newest[0].place] > 1 and _attempted(newest) < _attempted(alone[-1]):
            others = _names([item for item in same if item is not alone[-1]])
            yield _told(
                alone[-1], Sentence("Graded is the file that attempts more of this; others: {names}.", names=others)
            )
        elif older:
            yield _told(
                newest,
                Sentence(
                    "Graded is the newest of {count} files; older: {names}.", count=len(same), names=_names(older)
                ),
            )
        else:
            yield newest[1]


def _told(counted: Graded, problem: Sentence) -> SubmissionReport:
    return replace(counted[1], problems=(problem, *counted[1].problems))


def _names(older: Sequence[Graded]) -> str:
    return ", ".join(submission.place for submission, _ in reversed(older))


def _attempted(item: Graded) -> int:
    return sum(exercise.outcome.attempted for exercise in item[1].exercises)


def _is_module(item: Graded, packet: Sequence[Graded]) -> bool:
    """Whether a script beside graded files is a module of the student's own, and no answer to anything else."""
    submission, report = item
    if not _is_script(submission):
        return False
    if report.status is not Status.GRADED:
        return any(other.status is Status.GRADED for _, other in packet)
    notebooks = [other for where, other in packet if not _is_script(where) and other.status is Status.GRADED]
    if not notebooks:
        return False
    answered = {other.assignment for other in notebooks}
    return report.assignment in answered or 2 * _attempted(item) < max(1, len(report.exercises))


def _is_script(submission: Submission) -> bool:
    return submission.file_name.lower().endswith(".py")


def _age(item: Graded) -> tuple[int, int, list[tuple[int, str]]]:
    """Sorts older files first: by the platform's attempt, then time, then name, where `x (10)` follows `x (9)`."""
    submission = item[0]
    pieces = re.findall(r"\d+|\D", submission.file_name.rpartition(".")[0])
    name = [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in pieces]
    return submission.attempt, int(submission.modified) // TICK, name
