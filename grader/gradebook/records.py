"""What the rows of a gradebook's file stand for, and the texts and bytes that they are kept as; no SQL is here."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.document import BadDocument, document_of, document_of_sentences, report_from, sentences_from
from grader.results import SubmissionReport
from grader.submission import Submission

UNREADABLE = (BadDocument, ValueError, RecursionError, zlib.error)
"""What is raised by reading a row that is not as it was written."""


@dataclass(frozen=True)
class Run:
    """A command that grades; `seed` draws its held-out cases."""

    number: int
    seed: int


@dataclass(frozen=True)
class Content:
    """The bytes of a file, packed, and their digest; of a file that cannot be read the digest of what is said of it."""

    digest: str
    packed: bytes | None

    @classmethod
    def of(cls, data: bytes) -> Content:
        return cls(digest_of(data), zlib.compress(data))


@dataclass(frozen=True)
class Attempt:
    """One file as an attempt at one assignment, by its newest grading.

    Parameters
    ----------
    number, file, grading : int
        Name the report, the file that somebody handed in, and its grading, within the store.
    run : int
        The last run that was given the file.
    found, graded : str
        When the file was first seen and last graded, as in "2026-05-01T12:00:00Z".
    place : str
        Where it was.
    module : bool
        Whether it is a module of the student's own beside what was graded, and no answer to anything.
    report : SubmissionReport
        In outline, as measured, without student and place. `digest` is that of the whole, which `Store.whole` reads.
    """

    number: int
    file: int
    grading: int
    run: int
    found: str
    graded: str
    submission: Submission
    place: str
    module: bool
    report: SubmissionReport
    digest: str


@dataclass(frozen=True)
class Written:
    """A file as it was written: what it was made of, its bytes, and when (in nanoseconds)."""

    made_of: str
    size: int
    modified: int


def digest_of(data: bytes) -> str:
    """What stands for bytes, and for no others."""
    return hashlib.sha256(data).hexdigest()


def ending(place: str) -> str:
    """What a file name ends in, which tells a notebook from a script."""
    return place.rpartition("/")[2].rpartition(".")[2].lower()


def kept_report(report: SubmissionReport) -> tuple[str, bytes, str]:
    """A report as it is kept: in outline, whole, and the digest of the whole."""
    whole = text_of(document_of(report)).encode()
    return text_of(document_of(report.outline)), zlib.compress(whole), digest_of(whole)


def report_in(document: str | bytes) -> SubmissionReport:
    """The report that is kept as a text, or packed."""
    return report_from(json.loads(zlib.decompress(document) if isinstance(document, bytes) else document))


def kept_sentences(sentences: Sequence[str]) -> str:
    """Sentences as they are kept."""
    return text_of(document_of_sentences(tuple(sentences)))


def sentences_in(document: str) -> tuple[str, ...]:
    """The sentences that are kept as a text."""
    return sentences_from(json.loads(document))


def attempt_in(row: Sequence[Any], outlines: MutableMapping[int, SubmissionReport]) -> Attempt:
    """The attempt in a row: its columns are those that `Store` selects of attempts.

    `outlines` has the reports that were made already, by number, and learns of this one.
    """
    number, file, grading, run, found, graded, student, place, sender, download, aliases, *facts = row
    attempt, modified, late, handed_in, problems, module, outline, digest = facts
    submission = Submission(
        student,
        Path(place),
        sender=sender,
        download=download,
        aliases=tuple(json.loads(aliases)),
        late=bool(late),
        attempt=attempt,
        modified=modified,
        handed_in=handed_in,
        problems=sentences_in(problems),
    )
    if number not in outlines:
        outlines[number] = report_in(outline)
    report = outlines[number]
    return Attempt(number, file, grading, run, found, graded, submission, place, bool(module), report, digest)


def text_of(document: object) -> str:
    """Plain values as JSON, in as few characters as it takes."""
    return json.dumps(document, separators=(",", ":"))
