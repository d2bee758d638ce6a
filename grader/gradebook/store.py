"""Keeps a gradebook in one file, `gradebook.sqlite`; what speaks SQL is here, and in `journal`.

    run         a command that graded: when, and with which seed
    file        the bytes of what was handed in, once each, and of notebooks as they ran
    attempt     a file that a student handed in: bytes at a place. What is at the place later is another attempt
    grading     an attempt, graded; the newest counts. `terms` is a digest of all that decided what came of it
    report      what came of a grading: one for each assignment that the file answers
    decision    what somebody decided: points given by hand, comments, what is held back; `journal` speaks of it
    expected    who is on the roster
    setting     what later commands keep to, such as the language of the files
    written     the files beside it that were made of all this, as they were when they were written

Rows are added, and never removed. Each report is committed by itself, so that a run that is killed loses what was in
flight. A report is kept as it was measured: whose it is, what is said of the file, and what a teacher adjusted stand in
rows of their own, and meet when it is read.
"""

from __future__ import annotations

import contextlib
import functools
import json
import secrets
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from grader.errors import DamagedGradebook
from grader.gradebook.database import Database
from grader.gradebook.journal import Journal, now
from grader.gradebook.records import (
    UNREADABLE,
    Attempt,
    Content,
    Run,
    Written,
    attempt_in,
    ending,
    kept_report,
    kept_sentences,
    report_in,
    sentences_in,
    text_of,
)
from grader.harmless import harmless
from grader.results import Executed, SubmissionReport, made_harmless
from grader.submission import Submission

NAME = "gradebook.sqlite"


_ATTEMPTS = """
    SELECT report.id, attempt.id, grading.id, attempt.run, attempt.found, grading.made, attempt.student, attempt.place,
        attempt.sender, attempt.download, attempt.aliases, attempt.number, attempt.modified, attempt.late,
        attempt.handed_in, attempt.problems, attempt.module, report.outline, report.digest
    FROM report JOIN grading ON grading.id = report.grading JOIN attempt ON attempt.id = grading.attempt
"""
_NEWEST = "grading.id IN (SELECT max(id) FROM grading GROUP BY attempt)"


class Store:
    """The gradebook in an output folder; made where there is none. A context manager, for one thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / NAME
        self._sql = Database(self.path)
        self.journal = Journal(self._sql)
        # A report is never changed; whoever reads the gradebook again and again makes each from its text once.
        self._outlines: dict[int, SubmissionReport] = {}

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sql.close()

    def transaction(self) -> contextlib.AbstractContextManager[None]:
        """All that is written within, or nothing of it; whoever else writes to this gradebook waits."""
        return self._sql.transaction()

    # What runs write.

    def begin(self, what: str, *, seed: int | None = None) -> Run:
        """Note a run; without a seed it has that of the run before, and the first one a new one."""
        with self.transaction():
            if seed is None:
                before = self._sql.all("SELECT seed FROM run ORDER BY id DESC LIMIT 1")
                seed = before[0][0] if before else secrets.randbelow(2**31)
            number = self._sql.run("INSERT INTO run (began, seed, what) VALUES (?, ?, ?)", now(), seed, what)
        return Run(number, seed)

    def unchanged(self, terms: Callable[[Iterable[str]], str]) -> dict[tuple[str, str, str], int]:
        """The newest gradings that were made on these terms, or with more than they ask for, by who handed in what:
        `{(student, digest, ending): grading}`.

        Parameters
        ----------
        terms : callable
            Those of a file that answers these assignments.
        """
        rows = self._sql.all(
            "SELECT attempt.student, attempt.digest, attempt.place, grading.id, grading.terms, "
            "group_concat(report.assignment, char(10)) FROM grading JOIN attempt ON attempt.id = grading.attempt "
            f"JOIN report ON report.grading = grading.id WHERE grading.terms != '' AND {_NEWEST} GROUP BY grading.id"
        )
        now = functools.cache(lambda answered: terms(answered.split("\n")))
        return {
            (student, digest, ending(place)): grading
            for student, digest, place, grading, then, answered in rows
            if then.startswith(now(answered))
        }

    def keep(
        self,
        run: Run,
        submission: Submission,
        content: Content,
        reports: Sequence[SubmissionReport],
        terms: str = "",
    ) -> int:
        """Keep what came of grading a file, and its bytes, if it could be read; returns the number of the file.

        Where another run has graded it on the same terms meanwhile, that one's reports stay. Without terms it will be
        graded again by the next run.
        """
        with self.transaction():
            if content.packed is not None:
                self._sql.run("INSERT OR IGNORE INTO file VALUES (?, ?)", content.digest, content.packed)
            file = self._found(run, submission, content.digest)
            if not (terms and self._graded(file, terms)):
                grading = self._grading(run, file, terms)
                for report in reports:
                    self._report(grading, report)
        return file

    def seen(self, run: Run, again: Iterable[tuple[Submission, str, int]]) -> list[int]:
        """Note files that need not be graded again: each with the digest of its bytes and a grading that holds for it.

        Returns the numbers of the files.
        """
        files = []
        with self.transaction():
            for submission, digest, grading in again:
                file = self._found(run, submission, digest)
                terms = self._sql.all("SELECT terms FROM grading WHERE id = ?", grading)[0][0]
                if not self._graded(file, terms):
                    copied = self._grading(run, file, terms)
                    self._sql.run(
                        "INSERT INTO report (grading, assignment, outline, packed, digest) "
                        "SELECT ?, assignment, outline, packed, digest FROM report WHERE grading = ? ORDER BY id",
                        copied,
                        grading,
                    )
                files.append(file)
        return files

    def regraded(self, run: Run, file: int, reports: Sequence[SubmissionReport], terms: str) -> int:
        """Keep what came of grading a file once more, and return the number of that grading."""
        with self.transaction():
            grading = self._grading(run, file, terms)
            for report in reports:
                self._report(grading, report)
        return grading

    def mark_modules(self, files: Collection[int], modules: Collection[int]) -> None:
        """Say which of these files are modules that a student wrote beside an answer."""
        with self.transaction():
            for file in files:
                self._sql.run("UPDATE attempt SET module = ? WHERE id = ?", int(file in modules), file)

    def expect(self, students: Iterable[tuple[str, Collection[str], tuple[str, ...]]]) -> None:
        """Note who is on the roster: a student's name, ids, and what is said of one who handed in nothing."""
        with self.transaction():
            for name, aliases, problems in students:
                texts = text_of(sorted(aliases)), kept_sentences(problems)
                self._sql.run("INSERT OR REPLACE INTO expected VALUES (?, ?, ?)", harmless(name), *texts)

    # What readers ask.

    @property
    def for_one_machine(self) -> bool:
        """Whether runs on several machines at once would not be safe: the disk gives no write-ahead log."""
        return bool(self._sql.all("PRAGMA journal_mode")[0][0] != "wal")

    @property
    def seed(self) -> int:
        """The seed of the last run; 0 where there was none."""
        rows = self._sql.all("SELECT seed FROM run ORDER BY id DESC LIMIT 1")
        return int(rows[0][0]) if rows else 0

    def attempts(self) -> tuple[Attempt, ...]:
        """Every attempt at every assignment by its newest grading, those that were given last at the end."""
        return self._attempts(f"WHERE {_NEWEST} ORDER BY attempt.run, attempt.id, report.id")

    def history(self, student: str) -> tuple[Attempt, ...]:
        """Every grading of every file of a student, the first one first."""
        return self._attempts("WHERE attempt.student = ? ORDER BY grading.id, report.id", harmless(student))

    def attempt(self, number: int) -> Attempt | None:
        """The attempt of a report, by its number, whether or not its grading is the newest; None if there is none."""
        return next(iter(self._attempts("WHERE report.id = ?", number)), None)

    def whole(self, attempt: Attempt) -> SubmissionReport:
        """The whole report of an attempt, as measured."""
        ((packed,),) = self._sql.all("SELECT packed FROM report WHERE id = ?", attempt.number)
        with self._readable():
            return report_in(packed)

    def digests(self) -> dict[int, str]:
        """What stands for the bytes of each file, by its number."""
        return dict(self._sql.all("SELECT id, digest FROM attempt"))

    def content(self, file: int) -> bytes | None:
        """The bytes of a file; none where it could not be read."""
        rows = self._sql.all("SELECT packed FROM file JOIN attempt USING (digest) WHERE attempt.id = ?", file)
        with self._readable():
            return zlib.decompress(rows[0][0]) if rows else None

    def executed(self, copy: Executed) -> bytes:
        """The notebook of a report as it ran; empty where it is not there."""
        rows = self._sql.all("SELECT packed FROM file WHERE digest = ?", copy.digest)
        with self._readable():
            return zlib.decompress(rows[0][0]) if rows else b""

    def expected(self) -> dict[str, tuple[str, ...]]:
        """Who is on the roster, and what is said of each who handed in nothing."""
        rows = self._sql.all("SELECT student, problems FROM expected")
        with self._readable():
            return {student: sentences_in(problems) for student, problems in rows}

    def ids(self) -> dict[str, tuple[str, ...]]:
        """The ids by which each student on the roster is known."""
        rows = self._sql.all("SELECT student, aliases FROM expected")
        with self._readable():
            return {student: tuple(json.loads(ids)) for student, ids in rows}

    # The files beside it.

    def written(self) -> dict[str, Written]:
        """The files that were made of this gradebook, by their path within the folder."""
        return {path: Written(*rest) for path, *rest in self._sql.all("SELECT * FROM written")}

    def set_written(self, files: Mapping[str, Written]) -> None:
        """Replace the list of files that were made of this gradebook; within a transaction."""
        self._sql.run("DELETE FROM written")
        for path, file in files.items():
            self._sql.run("INSERT INTO written VALUES (?, ?, ?, ?)", path, file.made_of, file.size, file.modified)

    def forget_written(self, paths: Iterable[str]) -> None:
        """Take files off the list of those that were made; within a transaction."""
        for path in paths:
            self._sql.run("DELETE FROM written WHERE path = ?", path)

    @property
    def age(self) -> int:
        """A number that is another one when somebody else has written to the gradebook."""
        return int(self._sql.all("PRAGMA data_version")[0][0])

    def setting(self, name: str) -> str:
        """What was set under a name; empty where nothing was."""
        rows = self._sql.all("SELECT value FROM setting WHERE name = ?", name)
        return str(rows[0][0]) if rows else ""

    def set(self, name: str, value: str) -> None:
        """Set what later commands keep to."""
        self._sql.run("INSERT OR REPLACE INTO setting VALUES (?, ?)", name, value)

    def _found(self, run: Run, submission: Submission, digest: str) -> int:
        """The number of an attempt, which is noted as of this run."""
        key = harmless(submission.student), submission.place, digest
        self._sql.run(
            "INSERT OR IGNORE INTO attempt (student, place, digest, run, found, sender, download, aliases, "
            "number, modified, late, problems) VALUES (?, ?, ?, ?, ?, '', '', '', 0, 0, 0, '')",
            *(*key, run.number, now()),
        )
        self._sql.run(
            "UPDATE attempt SET run = max(run, ?), sender = ?, download = ?, aliases = ?, number = ?, modified = ?, "
            "late = ?, handed_in = ?, problems = ? WHERE student = ? AND place = ? AND digest = ?",
            run.number,
            harmless(submission.sender),
            harmless(submission.download),
            text_of(list(map(harmless, submission.aliases))),
            submission.attempt,
            submission.modified,
            int(submission.late),
            submission.handed_in,
            kept_sentences(made_harmless(SubmissionReport(problems=submission.problems)).problems),
            *key,
        )
        ((file,),) = self._sql.all("SELECT id FROM attempt WHERE student = ? AND place = ? AND digest = ?", *key)
        return int(file)

    def _graded(self, file: int, terms: str) -> bool:
        newest = self._sql.all("SELECT terms FROM grading WHERE attempt = ? ORDER BY id DESC LIMIT 1", file)
        return bool(newest) and newest[0][0] == terms

    def _grading(self, run: Run, file: int, terms: str) -> int:
        row = file, run.number, now(), terms
        return self._sql.run("INSERT INTO grading (attempt, run, made, terms) VALUES (?, ?, ?, ?)", *row)

    def _report(self, grading: int, report: SubmissionReport) -> None:
        if report.executed and report.executed.text:
            copy = Content.of(report.executed.text.encode())
            self._sql.run("INSERT OR IGNORE INTO file VALUES (?, ?)", copy.digest, copy.packed)
            report = replace(report, executed=Executed(copy.digest))
        row = grading, report.assignment, *kept_report(report)
        self._sql.run("INSERT INTO report (grading, assignment, outline, packed, digest) VALUES (?, ?, ?, ?, ?)", *row)

    def _attempts(self, which: str, *values: object) -> tuple[Attempt, ...]:
        rows = self._sql.all(f"{_ATTEMPTS} {which}", *values)
        with self._readable():
            return tuple(attempt_in(row, self._outlines) for row in rows)

    @contextlib.contextmanager
    def _readable(self) -> Iterator[None]:
        """Says of what cannot be read back that the gradebook is damaged."""
        try:
            yield
        except UNREADABLE as error:
            raise DamagedGradebook(self.path, f"a row of it: {error}") from error
