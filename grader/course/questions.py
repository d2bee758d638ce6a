"""Questions: a case with its inputs drawn, and the key with the right answer to it."""

from __future__ import annotations

import enum
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from grader.course.exercise import Case, Exercise, Tolerance
from grader.errors import BrokenCases
from grader.sentence import Sentence

VISIBLE_SEED = 0
# So many turns add up what rounding does to each.
AFTER_MANY_TURNS = Tolerance(rtol=1e-3, of_largest=1e-3)


class Turn(enum.Enum):
    """How often a case has been asked before, since an answer may not depend on what was asked before."""

    FIRST = "first"
    OTHER_NUMBERS = "other numbers"
    AGAIN = "again"


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
    turn: Turn = Turn.FIRST

    @property
    def name(self) -> Sentence:
        case = self.case.name if isinstance(self.case.name, Sentence) else Sentence(self.case.name)
        if self.turn is Turn.OTHER_NUMBERS:
            return Sentence("{case}, with its numbers in other places", case=case)
        return Sentence("{case}, asked again", case=case) if self.turn is Turn.AGAIN else case


@dataclass(frozen=True)
class Key:
    """A question with the right answer to it; `parts` names the values of the result."""

    question: Question
    expected: object
    parts: tuple[str, ...] = ()


def draw_questions(exercise: Exercise, *, seed: int, source: Path) -> tuple[Question, ...]:
    """The questions of an exercise; held-out cases depend on `seed`, visible ones never do.

    Behind the cases that count the first one comes with other numbers of the same shapes, and then once more as it was:
    what a function keeps between calls shows then.

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
        asked = replace(case, flat_rows=case.flat_rows or exercise.flat_rows)
        questions.append(Question(exercise.name, asked, arguments, global_seed))
    counting = [question for question in questions if not question.case.advice]
    advising = [question for question in questions if question.case.advice]
    return (*counting, *_once_more(*counting[:1]), *advising)


def ask_for_turns(exercise: Exercise, turns: int, *, source: Path) -> Question:
    """The question with some more than so many turns of a training; one in ten shows also where little is learned.

    Raises
    ------
    BrokenCases
        If its inputs cannot be drawn.
    """
    assert exercise.turns is not None
    name = Sentence("more turns than the {number} in the code", number=turns)
    case = Case(name, exercise.turns(turns + turns // 10), tolerance=AFTER_MANY_TURNS)
    (question, *_) = draw_questions(replace(exercise, cases=(case,)), seed=VISIBLE_SEED, source=source)
    return question


def _once_more(first: Question | None = None) -> tuple[Question, ...]:
    if first is None:
        return ()
    moved = tuple(_moved(value, places) for places, value in enumerate(first.arguments, start=1))
    hidden = replace(first.case, visible=False)
    others = replace(first, case=hidden, arguments=moved, turn=Turn.OTHER_NUMBERS)
    again = replace(first, turn=Turn.AGAIN)
    return (others, again) if _holds_array(first.arguments) else (again,)


def _moved(value: object, places: int) -> object:
    """The same shapes, with the numbers of each array so many places further on.

    Each argument has its own number of places, since a sum over pairs of two would not change else; within one
    argument all arrays have the same, so that what was worked out of another still belongs to it.
    """
    if isinstance(value, np.ndarray):
        return np.roll(value, places)
    if isinstance(value, dict):
        return {key: _moved(item, places) for key, item in value.items()}
    return type(value)(_moved(item, places) for item in value) if isinstance(value, list | tuple) else value


def _holds_array(value: object) -> bool:
    if isinstance(value, dict | list | tuple):
        return any(map(_holds_array, value.values() if isinstance(value, dict) else value))
    return isinstance(value, np.ndarray)
