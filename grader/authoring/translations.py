"""Finds what the languages of a course do not say yet."""

from __future__ import annotations

import collections
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from grader.course.assignment import Assigned
from grader.course.course import Course
from grader.course.exercise import COMMON_NAMES
from grader.language.catalogue import known_languages

BETWEEN_BACKTICKS = re.compile(r"`[^`]*`")
HAS_WORDS = re.compile(r"[^\W\d_]")
PLACEHOLDER = re.compile(r"\{\w+\}")


def course_sentences(assignment: Assigned) -> set[str]:
    """All that the exercises of an assignment may tell, but for what is code, which every language says alike."""
    said = {text for exercise in assignment.exercises for text in exercise.sentences()}
    return {text for text in said if HAS_WORDS.search(BETWEEN_BACKTICKS.sub("", text))} - {"True", "False"}


def course_languages(course: Course) -> tuple[str, ...]:
    """The languages that a course speaks besides English: its folders in testcases/languages/."""
    folder = course.testcases / "languages"
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir())) if folder.is_dir() else ()


def catalogue_bytes(catalogue: Mapping[str, str]) -> bytes:
    """The file that holds a catalogue."""
    return (json.dumps(catalogue, indent=1, ensure_ascii=False) + "\n").encode()


def untranslated(course: Course, assignment: Assigned, code: str) -> Iterator[str]:
    """What is wrong with the sentences of an assignment in a language."""
    said_already = course.sentences(code).keys() | _own_sentences(code)
    yield from differences(course_sentences(assignment) - said_already, course.sentences(code, assignment.name))


def _own_sentences(code: str) -> set[str]:
    """What cases are often called, if the grader says it itself in that language."""
    return set(COMMON_NAMES) if code in known_languages() else set()


def repeated(course: Course, code: str) -> Iterator[str]:
    """What is wrong with the sentences that several assignments say: each belongs into the shared catalogue, once."""
    own = _own_sentences(code)
    said = collections.Counter(
        text for item in course.all_assignments() for text in course_sentences(item) if text not in own
    )
    shared = course.sentences(code)
    yield from differences(said.keys() & shared.keys(), shared)
    for text in sorted(text for text, count in said.items() if (count > 1) is not (text in shared)):
        yield f"is said {'by one assignment only' if text in shared else 'by several assignments'}: {text!r}"


def differences(sentences: Iterable[str], catalogue: Mapping[str, str]) -> Iterator[str]:
    """Sentences that a catalogue lacks, entries that nothing says, and entries that lose a value."""
    wanted = set(sentences)
    for text in sorted(wanted - catalogue.keys()):
        yield f"is missing: {text!r}"
    for text in sorted(catalogue.keys() - wanted):
        yield f"is said nowhere: {text!r}"
    for text in sorted(wanted & catalogue.keys()):
        if not catalogue[text].strip():
            yield f"is empty: {text!r}"
        elif set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(catalogue[text])):
            yield f"has other values than its translation: {text!r}"
