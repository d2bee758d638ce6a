"""What changed between two attempts of a student, function by function, and in the whole."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.results import ExerciseReport, SubmissionReport

# Beyond that nobody reads a comparison, and it takes the square of it.
MAX_LINES = 400


@dataclass(frozen=True)
class Line:
    """A line of both texts (" "), of the one before ("-"), or of the one after ("+")."""

    sign: str
    text: str


@dataclass(frozen=True)
class Changed:
    """A function that is another one since; None where it was not there."""

    name: str
    before: ExerciseReport | None
    after: ExerciseReport | None
    lines: tuple[Line, ...]


def changed(before: SubmissionReport, after: SubmissionReport) -> tuple[Changed, ...]:
    """The functions whose text, or whose outcome, is another one."""
    old = {exercise.function: exercise for exercise in before.exercises}
    new = {exercise.function: exercise for exercise in after.exercises}
    return tuple(
        Changed(name, old.get(name), new.get(name), compared(_source(old.get(name)), _source(new.get(name))))
        for name in dict.fromkeys((*new, *old))
        if _told(old.get(name)) != _told(new.get(name))
    )


def compared(before: str, after: str) -> tuple[Line, ...]:
    """Two texts as one, line by line."""
    return tuple(_compared(before.splitlines()[:MAX_LINES], after.splitlines()[:MAX_LINES]))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    for what, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield from (Line(" ", text) for text in old[a:b])
        else:
            yield from (Line("-", text) for text in old[a:b])
            yield from (Line("+", text) for text in new[c:d])


def _source(exercise: ExerciseReport | None) -> str:
    return exercise.source if exercise else ""


def _told(exercise: ExerciseReport | None) -> tuple[object, ...]:
    return (exercise.source, exercise.outcome, exercise.points) if exercise else ()
