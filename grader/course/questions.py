"""Questions: a case with its inputs drawn, and the key with the right answer to it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from grader.course.exercise import Case, Exercise
from grader.errors import BrokenCases

VISIBLE_SEED = 0


@dataclass(frozen=True)
class Question:
    """One case with its inputs drawn; `seed` is what NumPy's global stream is set to before the call.

    `names` is what the arguments are called in the solution, and `options` are the defaults that it gives to the last
    ones: both decide how the arguments are passed (see `grader.answers.placing`).
    """

    function: str
    case: Case
    arguments: tuple[object, ...]
    seed: int
    names: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Key:
    """A question with the right answer to it; `parts` names the values of the result."""

    question: Question
    expected: object
    parts: tuple[str, ...] = ()


def draw_questions(exercise: Exercise, *, seed: int, source: Path) -> tuple[Question, ...]:
    """The questions of an exercise; held-out cases depend on `seed`, visible ones never do.

    Raises
    ------
    BrokenCases
        If the inputs of a case cannot be drawn; `source` is the file to mend.
    """
    questions = []
    for case in exercise.cases:
        text = f"{VISIBLE_SEED if case.visible else seed} {exercise.name} {case.name}"
        number = zlib.crc32(text.encode())
        try:
            arguments = tuple(case.make(np.random.RandomState(number)))
        except Exception as error:
            reason = f"drawing the inputs of case {case.name!r} raised {type(error).__name__}: {error}"
            raise BrokenCases(source, f"{exercise.name}: {reason}") from error
        global_seed = number if exercise.seed is None else exercise.seed
        questions.append(Question(exercise.name, case, arguments, global_seed))
    return tuple(questions)
