"""The gradebook with pseudonyms in the place of names, for whoever is to see a class and not who is in it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from grader.course.settings import Settings
from grader.gradebook.book import Book, Row
from grader.gradebook.records import Attempt, ending
from grader.gradebook.store import Store
from grader.results import ExerciseReport, Status, SubmissionReport, with_texts
from grader.sentence import Sentence

SECRET = "secret of pseudonyms"
LETTERS = 10
WORD = re.compile(r"[^\W_]+")
BETWEEN_WORDS = r"[\W_]{0,3}"
SHORTEST_NAME = 3


class AnonymousBook(Book):
    """A book that names nobody: the same student has the same pseudonym in every report of this gradebook.

    A pseudonym is drawn from the name and a secret that stays in the gradebook, so that nobody who has a list of names
    can try which one it is. Places of files, and what was said of these before they were read, are left out, for both
    name people; in all other texts the names and ids of the author give way to the pseudonym.
    """

    def __init__(self, store: Store, settings: Settings | None = None) -> None:
        self._called: dict[str, tuple[str, ...]] = {}
        super().__init__(store, settings)
        secret = bytes.fromhex(store.setting(SECRET) or _new_secret(store))
        pseudonyms = {name: _pseudonym(name, secret) for name in self.students}
        self._called = {pseudonym: super(AnonymousBook, self).names_of(name) for name, pseudonym in pseudonyms.items()}
        self._scrub = {pseudonym: _scrubber(names, pseudonym) for pseudonym, names in self._called.items()}
        measured = {attempt.number: attempt.report.problems for attempt in self.attempts}
        hidden = [self._hidden(row, pseudonyms[row.report.student], measured) for row in self.rows]
        self.rows = tuple(sorted(hidden, key=self._place))
        self.attempts = tuple(_without_sender(item, pseudonyms[item.submission.student]) for item in self.attempts)
        self.ids, self._aliases, self.decisions = {}, {}, ()

    def whole(self, row: Row) -> SubmissionReport:
        return self._scrubbed(super().whole(row))

    def names_of(self, student: str) -> tuple[str, ...]:
        # By pseudonym, once these are given out.
        return self._called.get(student) or super().names_of(student)

    def _hidden(self, row: Row, pseudonym: str, measured: Mapping[int, tuple[str, ...]]) -> Row:
        report, attempt = row.report, row.attempt
        if attempt is None:
            nothing = (Sentence("Nothing was handed in."),)
            return replace(row, report=SubmissionReport(pseudonym, status=Status.MISSING, problems=nothing))
        path = f"{pseudonym}.{ending(attempt.place)}"
        told = replace(report, student=pseudonym, path=path, problems=measured[attempt.number])
        return replace(row, report=self._scrubbed(told), attempt=_without_sender(attempt, pseudonym))

    def _scrubbed(self, report: SubmissionReport) -> SubmissionReport:
        scrub = self._scrub[report.student]

        def of_exercise(exercise: ExerciseReport) -> ExerciseReport:
            # What the course calls its exercises and mistakes names nobody.
            return replace(
                with_texts(exercise, scrub),
                function=exercise.function,
                mistake=exercise.mistake,
                contract=exercise.contract,
            )

        return replace(
            report,
            executed=None,  # a whole notebook may name its author anywhere
            problems=with_texts(report.problems, scrub),
            exercises=tuple(map(of_exercise, report.exercises)),
            adjustments=tuple(
                replace(item, student=report.student, reason=scrub(item.reason)) for item in report.adjustments
            ),
            comments=tuple(replace(item, text=scrub(item.text)) for item in report.comments),
        )


def _new_secret(store: Store) -> str:
    made = secrets.token_hex(32)
    store.set(SECRET, made)
    return made


def _pseudonym(name: str, secret: bytes) -> str:
    digest = hmac.digest(secret, name.encode(errors="backslashreplace"), hashlib.sha256)
    return f"student-{base64.b32encode(digest).decode()[:LETTERS].lower()}"


def _without_sender(attempt: Attempt, pseudonym: str) -> Attempt:
    submission = replace(attempt.submission, student=pseudonym, sender="", download="", called="", aliases=())
    return replace(attempt, place="", submission=submission)


def _scrubber(names: Iterable[str], pseudonym: str) -> Callable[[str], str]:
    """What puts the pseudonym in the place of names: of whole ones however they are written, and of their parts where
    these begin with a capital, as names do and little else in a program.
    """
    whole, parts = set(), set()
    for name in names:
        words = WORD.findall(name)
        if len("".join(words)) >= SHORTEST_NAME or not name.isascii():
            whole |= {_joined(words), _joined([*words[-1:], *words[:-1]])}
        parts |= {re.escape(word.capitalize()) for word in words if len(word) >= SHORTEST_NAME and word.isalpha()}
    told = [f"(?i:{'|'.join(_longest_first(whole))})"] if whole else []
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join([*told, *_longest_first(parts)]) or '(?!)'})(?![^\W_])")

    def scrub(text: str) -> str:
        if isinstance(text, Sentence):
            return Sentence(text.template, **{name: scrub(value) for name, value in text.values.items()})
        return pattern.sub(pseudonym, text)

    return scrub


def _joined(words: Iterable[str]) -> str:
    return BETWEEN_WORDS.join(map(re.escape, words))


def _longest_first(texts: Iterable[str]) -> list[str]:
    return sorted(texts, key=lambda text: (-len(text), text))
