"""Grades a class on all cores: what has not changed since it was graded is not run again, and each report is kept as
it comes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from grader.errors import GraderError, Ungradable
from grader.faults import place_of
from grader.gradebook.attempts import is_script, modules, said_of
from grader.gradebook.records import Content, Run, digest_of, ending
from grader.gradebook.store import Store
from grader.harmless import harmless
from grader.intake.find import read_submission
from grader.results import SubmissionReport, made_harmless, refused
from grader.sentence import Sentence
from grader.submission import Submission

T = TypeVar("T")
R = TypeVar("R")


class Grades(Protocol):
    """What brings the bytes of a file, and its name, to a report; `grader.grading.grader.Grader` does."""

    def grade(self, data: bytes, name: str) -> tuple[SubmissionReport, ...]: ...


MakeGrader = Callable[[], AbstractContextManager[Grades]]
Progress = Callable[[int, int], None]
"""Told how many files of how many are graded."""


@dataclass(frozen=True)
class Handled:
    """What a run was given: the numbers of all files, of which so many were not run again."""

    files: frozenset[int]
    unchanged: int


class Stopped(Exception):
    """The run ended before its end, for the reason in `__cause__`; what was graded until then is kept."""

    def __init__(self, graded: int, of: int) -> None:
        super().__init__(f"stopped with {graded} of {of} files graded")
        self.graded, self.of = graded, of


def grade_class(
    store: Store,
    run: Run,
    submissions: Sequence[Submission],
    make_grader: MakeGrader,
    *,
    terms: Callable[[Iterable[str]], str],
    progress: Progress = lambda graded, of: None,
    halt: Future[Any] | None = None,
) -> Handled:
    """Grade what is not in the store, and keep it; the grader is made only if there is something to grade.

    Parameters
    ----------
    terms : callable
        The digest of all that decides what comes of a file, besides its bytes, if it answers these assignments.
    halt : Future, optional
        Its exception, set in another thread, ends the run as an interrupt does.

    Raises
    ------
    Stopped
        If somebody interrupts it, or grading itself fails.
    """
    before = store.unchanged(terms)
    again, changed, unread = [], [], []
    for submission in submissions:
        data, refusal = _read(submission)
        digest = digest_of(data)
        grading = before.get((harmless(submission.student), digest, ending(submission.place)))
        if grading is not None:
            again.append((submission, digest, grading))
        elif refusal is not None:
            unread.append((submission, (Content(digest, None), (made_harmless(refusal),))))
        else:
            changed.append(submission)
    files = set(store.seen(run, again))

    def keep(submission: Submission, graded: tuple[Content, tuple[SubmissionReport, ...]]) -> None:
        content, reports = graded
        settled = all(report.settled for report in reports)
        seeded = [replace(report, seed=run.seed) for report in reports]
        files.add(
            store.keep(
                run, submission, content, seeded, terms(report.assignment for report in reports) if settled else ""
            )
        )

    for submission, told in unread:
        keep(submission, told)
    _on_all_cores(_grade, changed, make_grader, keep, progress, halt)
    if any(is_script(submission.place) for submission in submissions):
        given = [attempt for attempt in store.attempts() if attempt.file in files]
        store.mark_modules(files, modules(given))
    return Handled(frozenset(files), len(again))


def regrade(
    store: Store,
    run: Run,
    files: Mapping[int, str],
    make_grader: MakeGrader,
    keep: Callable[[int, tuple[SubmissionReport, ...]], None],
    progress: Progress = lambda graded, of: None,
    halt: Future[Any] | None = None,
) -> None:
    """Grade files once more from their bytes in the store, by number with their names, and hand on what comes of each.

    Raises
    ------
    Stopped
        If somebody interrupts it, or grading itself fails.
    """

    def grade(grader: Grades, file: int) -> tuple[SubmissionReport, ...]:
        # A connection serves one thread; and not all files are held in memory at once.
        with Store(store.folder) as own:
            data = own.content(file)
        if data is None:
            return ()
        return tuple(replace(report, seed=run.seed) for report in _judged(grader, data, files[file]))

    _on_all_cores(grade, list(files), make_grader, keep, progress, halt)


def _on_all_cores(
    work: Callable[[Grades, T], R],
    items: Sequence[T],
    make_grader: MakeGrader,
    keep: Callable[[T, R], None],
    progress: Progress,
    halt: Future[Any] | None,
) -> None:
    """Do the work on each item, and keep what comes of it in this thread, in whatever order that is."""
    if not items:
        return
    kept = 0
    try:
        # On the way out the grader ends first, and with it all that is being graded: nobody waits for that.
        with ThreadPoolExecutor(os.cpu_count()) as pool, make_grader() as grader, _without_the_rest(pool):
            waiting: dict[Future[R], T] = {pool.submit(work, grader, item): item for item in items}
            for done in as_completed([*waiting, *([halt] if halt else [])]):
                came = done.result()  # of `halt` it is what ends the run
                keep(waiting.pop(done), came)
                kept += 1
                progress(kept, len(items))
                if not waiting:
                    break
    except BaseException as error:
        raise Stopped(kept, len(items)) from error


@contextmanager
def _without_the_rest(pool: ThreadPoolExecutor) -> Iterator[None]:
    """Where it is left before its end, nothing more is begun."""
    try:
        yield
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def grade_one(grader: Grades, submission: Submission) -> tuple[SubmissionReport, ...]:
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
    _, reports = _grade(grader, submission)
    return tuple(
        made_harmless(
            replace(
                report, student=submission.student, path=submission.place, problems=said_of(report, submission.problems)
            )
        )
        for report in reports
    )


def _grade(grader: Grades, submission: Submission) -> tuple[Content, tuple[SubmissionReport, ...]]:
    """The bytes of a submission, and what comes of them."""
    data, refusal = _read(submission)
    if refusal is not None:
        return Content(digest_of(data), None), (made_harmless(refusal),)
    return Content.of(data), _judged(grader, data, submission.file_name)


def _judged(grader: Grades, data: bytes, name: str) -> tuple[SubmissionReport, ...]:
    try:
        reports = grader.grade(data, name)
    except GraderError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever went wrong here, the other submissions are graded
        sentence = Sentence(
            "It could not be judged, by a fault of the grader and not of its author: please report {place}.",
            place=place_of(error),
        )
        reports = (refused(sentence, settled=False),)
    return tuple(map(made_harmless, reports))


def _read(submission: Submission) -> tuple[bytes, SubmissionReport | None]:
    """The bytes of a submission; of one that cannot be read what is said of it, with a text that stands for it."""
    try:
        return read_submission(submission), None
    except Ungradable as error:
        return f"refused: {error}".encode(errors="backslashreplace"), refused(error.sentence)
    except OSError as error:
        sentence = Sentence("The file cannot be read ({words}): hand it in again.", words=error.strerror)
        return b"unread", refused(sentence, settled=False)
