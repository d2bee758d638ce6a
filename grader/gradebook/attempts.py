"""Which of several attempts counts; nobody's file takes the place of that of another sender.

This is decided when it is read, from all attempts that there are: which assignment a file answers is known for certain
only when it has been graded, and a guess from its text would be a second, weaker recognition. What it costs is the
grading of files that do not count.

A file may answer several assignments, and is an attempt at each of them. It may do so by the way, as where functions of
an earlier assignment are pasted into a later one: so it takes the place of a file that answers one of these alone only
where it attempts as much of it.
"""

from __future__ import annotations

import collections
import itertools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from grader.course.settings import Counts
from grader.gradebook.records import Attempt
from grader.results import Status, SubmissionReport
from grader.sentence import Sentence

# Archives keep times to two seconds.
TICK = 2

InTime = Callable[[Attempt], bool]


def counting(
    attempts: Iterable[Attempt], counts: Counts = Counts.NEWEST, in_time: InTime = lambda attempt: True
) -> Iterator[Attempt]:
    """The attempts that are rows: one for each sender and assignment, and each file that could not be graded.

    Their reports say whose they are, and what is to be known of the other files.

    Whatever a later run was given of a student in an assignment comes after what there was. A file that could not be
    graded is a row until another is found at its place.
    """
    there = [attempt for attempt in attempts if not attempt.module]
    last = {(attempt.submission.student, attempt.place): attempt.file for attempt in sorted(there, key=_run)}
    by_row: dict[tuple[str, str], list[Attempt]] = {}
    for attempt in there:
        student = attempt.submission.student
        if attempt.report.status is Status.GRADED:
            by_row.setdefault((student, attempt.report.assignment), []).append(attempt)
        elif last[student, attempt.place] == attempt.file:
            yield signed(attempt)
    answers = collections.Counter(attempt.file for attempt in there)
    for same in by_row.values():
        lines = [_without_passing(line, answers) for line in _lines(same)]
        yield from _with_rivals([_chosen(line, counts, in_time) for line in lines])


def modules(attempts: Collection[Attempt]) -> set[int]:
    """Of the files that one run was given, those that are a student's own modules, and no answer to anything else."""
    packets: dict[tuple[str, str], list[Attempt]] = {}
    for attempt in attempts:
        packets.setdefault((attempt.submission.student, attempt.submission.sender), []).append(attempt)
    return {item.file for packet in packets.values() for item in packet if _is_module(item, packet)}


def signed(attempt: Attempt) -> Attempt:
    """The attempt, with whose it is in its report, and what was to be said of the file before it was read."""
    problems = said_of(attempt.report, attempt.submission.problems)
    student = attempt.submission.student
    return replace(attempt, report=replace(attempt.report, student=student, path=attempt.place, problems=problems))


def said_of(report: SubmissionReport, file: tuple[str, ...]) -> tuple[str, ...]:
    """The problems of a report, with those of the file that it is on."""
    # A reader of one line sees the first problem: the reason comes before what is only worth a note.
    graded = report.status is Status.GRADED
    return (*file, *report.problems) if graded else (*report.problems, *file)


def _lines(attempts: Sequence[Attempt]) -> list[list[Attempt]]:
    """The attempts of each sender, oldest first: what one run was given of one sender belongs together.

    A sender of an earlier run is known by name or number, else by the place of a file; else the only one there was
    before is the only one there is now.
    """
    lines: list[list[Attempt]] = []
    for _, given in itertools.groupby(sorted(attempts, key=_run), key=_run):
        senders: dict[str, list[Attempt]] = {}
        for attempt in given:
            senders.setdefault(attempt.submission.sender, []).append(attempt)
        alone = len(senders) == 1 and len(lines) == 1
        for sender, sent in senders.items():
            places = {attempt.place for attempt in sent}
            same = [line for line in lines if any(item.submission.sender == sender for item in line)]
            same += [line for line in lines if any(item.place in places for item in line)]
            if not same:
                same = lines[:1] if alone else [[]]
                lines += [] if alone else same
            same[0].extend(sorted(sent, key=_age))
    return lines


def _without_passing(line: Sequence[Attempt], answers: Mapping[int, int]) -> Sequence[Attempt]:
    """The attempts, those behind the others that answer the assignment by the way and attempt less of it."""
    alone = [attempt for attempt in line if answers[attempt.file] == 1]
    if not alone or answers[line[-1].file] == 1 or _attempted(line[-1]) >= _attempted(alone[-1]):
        return line
    chosen = alone[-1]
    others = ", ".join(dict.fromkeys(attempt.place for attempt in reversed(line) if attempt is not chosen))
    problem = Sentence("Graded is the file that attempts more of this; others: {names}.", names=others)
    return [_with_problem(chosen, problem)]


def _chosen(line: Sequence[Attempt], counts: Counts, in_time: InTime) -> Attempt:
    """Of one sender's attempts at an assignment the one that counts, which names the others that came with it."""
    chosen = line[-1]
    if counts is Counts.BEST:
        chosen = max(reversed(line), key=lambda attempt: attempt.report.measured.earned)
    elif counts is Counts.LAST_IN_TIME:
        chosen = next((attempt for attempt in reversed(line) if in_time(attempt)), chosen)
    beside = line if chosen is not line[-1] else [item for item in line if item.run == chosen.run]
    others = [attempt for attempt in reversed(beside) if attempt is not chosen]
    if not others:
        return signed(chosen)
    count, names = len(others) + 1, ", ".join(dict.fromkeys(attempt.place for attempt in others))
    if chosen is line[-1]:
        told = Sentence("Graded is the newest of {count} files; older: {names}.", count=count, names=names)
    elif counts is Counts.BEST:
        told = Sentence("What counts is the best of {count} files; others: {names}.", count=count, names=names)
    else:
        told = Sentence("What counts is the last of {count} files in time; others: {names}.", count=count, names=names)
    return _with_problem(signed(chosen), told)


def _with_rivals(rows: Sequence[Attempt]) -> Iterator[Attempt]:
    """The rows of one student in one assignment; where several senders have that name, each is told of the other."""
    for row in rows:
        names = ", ".join(other.place for other in rows if other.place != row.place)
        if names:
            problem = Sentence(
                "Two senders of this name handed in this assignment; the other file is {names}: find out whose it is.",
                names=names,
            )
            yield _with_problem(row, problem)
        else:
            yield row


def _with_problem(attempt: Attempt, problem: str) -> Attempt:
    return replace(attempt, report=replace(attempt.report, problems=(problem, *attempt.report.problems)))


def _is_module(item: Attempt, packet: Sequence[Attempt]) -> bool:
    if not is_script(item.place):
        return False
    if item.report.status is not Status.GRADED:
        return any(other.report.status is Status.GRADED for other in packet)
    notebooks = [other for other in packet if not is_script(other.place) and other.report.status is Status.GRADED]
    if not notebooks:
        return False
    answered = {other.report.assignment for other in notebooks}
    return item.report.assignment in answered or 2 * _attempted(item) < max(1, len(item.report.exercises))


def _attempted(attempt: Attempt) -> int:
    return sum(exercise.outcome.attempted for exercise in attempt.report.exercises)


def is_script(place: str) -> bool:
    """Whether what is at a place may be a module of the student's own."""
    return place.lower().endswith(".py")


def _run(attempt: Attempt) -> int:
    return attempt.run


def _age(attempt: Attempt) -> tuple[int, int, list[tuple[int, str]]]:
    """Sorts older files first: by the platform's attempt, then time, then name, where `x (10)` follows `x (9)`."""
    submission = attempt.submission
    pieces = re.findall(r"\d+|\D", submission.file_name.rpartition(".")[0])
    name = [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in pieces]
    return submission.attempt, int(submission.modified) // TICK, name
