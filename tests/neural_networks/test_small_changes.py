"""Every small change of a solution is noticed by a case, and no known mistake is told of it that it is not.

A wrong hint is worse than none. Every small change, and every other function of the assignment in its place, is held
against all known mistakes. What is told of one that is not written as the mistake stands in `true_hints.json`,
`{assignment: {function: {mistake: [changes]}}}`: there the hint was read, and is true of it.
"""

from __future__ import annotations

import ast
import functools
import json
import linecache
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import CodeType

import pytest

from grader.answers.answer import Answer, Returned
from grader.authoring.mutants import mutants_of
from grader.course.assignment import Assignment
from grader.course.course import Course
from grader.course.exercise import Exercise
from grader.course.questions import Key, draw_questions
from grader.judging.judge import difference_from
from grader.judging.mistakes import recognise
from grader.notebooks.definitions import find_definitions
from grader.selfcheck.calling import Place, ask
from tests.neural_networks.conftest import reference

COURSE = Course(Path(__file__).parents[2])
SEEN = json.loads((Path(__file__).parent / "true_hints.json").read_text(encoding="utf-8"))
# The first is quick; to make every change of the others takes seconds each.
ASSIGNMENTS = (COURSE.names[0], *(pytest.param(name, marks=pytest.mark.slow) for name in COURSE.names[1:]))
IN_PLACE = " in its place"


@dataclass(frozen=True)
class Asked:
    """A function of a solution: its questions, and the answers of its known mistakes and of its changes, by text."""

    exercise: Exercise
    keys: Sequence[Key]
    mistakes: Mapping[str, str]
    changes: Mapping[str, str]
    answers: Mapping[str, Sequence[Answer]]


@functools.cache
def asked(name: str) -> tuple[Asked, ...]:
    """All functions of an assignment; two tests read it."""
    return tuple(_asked(COURSE.assignment(name)))


def _asked(assignment: Assignment) -> Iterator[Asked]:
    solution = Solution(assignment)
    for exercise in assignment.exercises:
        own = solution.sources[exercise.name]
        keys = [Key(question, None) for question in draw_questions(exercise, seed=3, source=COURSE.testcases)]
        keys = [
            replace(key, expected=right.value) for key, right in zip(keys, solution.answers(own, keys), strict=True)
        ]
        mistakes = {item.name: item.variant(own) for item in exercise.mistakes}
        changes = {mutant.change: mutant.source for mutant in mutants_of(own)}
        changes |= {
            f"{other}{IN_PLACE}": _in_place(other, exercise) for other in assignment.functions if other != exercise.name
        }
        answers = {text: solution.answers(text, keys) for text in (*mistakes.values(), *changes.values())}
        yield Asked(exercise, keys, mistakes, changes, answers)


def _in_place(other: str, exercise: Exercise) -> str:
    return f"def {exercise.name}(*given, **options):\n    return {other}(*given, **options)\n"


class Solution:
    """The functions of a solution by their texts; they are asked in this process: they are ours, and need no box."""

    def __init__(self, assignment: Assignment) -> None:
        self._space = vars(reference(assignment.name))
        found = find_definitions(assignment.solution.cells, str).functions
        self.sources = {name: function.source for name, function in found.items()}

    def answers(self, text: str, keys: Sequence[Key]) -> list[Answer]:
        """The answers of a function that stands in the place of the solution's."""
        name = keys[0].question.function
        space = dict(self._space)
        for source in {**self.sources, name: text}.values():
            exec(compiled(source), space)
        return [ask(space[name], key, place=OURS) for key in keys]


OURS = Place(cell_of=lambda file: int(file.startswith("<ours ")), is_helper=lambda file: False)


@functools.cache
def compiled(source: str) -> CodeType:
    """The code of a text, to whose lines errors can be traced back."""
    file = f"<ours {hash(source)}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    return compile(source, file, "exec")


def written(source: str) -> str:
    """A text without what makes no difference: comments, brackets, spaces."""
    return ast.unparse(ast.parse(source))


def told(item: Asked) -> Iterator[tuple[str, str, str]]:
    """The function, the mistake told of it, and the change made, for all changes that are not written as a mistake."""
    hints = {mistake.name: mistake.hint for mistake in item.exercise.mistakes}
    known = {name: item.answers[text] for name, text in item.mistakes.items()}
    for change, text in item.changes.items():
        mistake = recognise(item.keys, item.answers[text], known, hints)
        alike = [item.mistakes[name] for name in hints if mistake and hints[name] == hints[mistake]]
        if mistake and written(text) not in map(written, alike):
            yield item.exercise.name, mistake, change


def is_noticed(item: Asked, answers: Sequence[Answer]) -> bool:
    return not all(
        isinstance(answer, Returned) and difference_from(key, answer.value) is None
        for key, answer in zip(item.keys, answers, strict=True)
        if not key.question.case.advice
    )


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_what_is_told_of_answers_that_are_not_written_as_the_mistake_was_read_and_is_true(name: str) -> None:
    seen = {
        (f, known, change) for f, mistakes in SEEN[name].items() for known in mistakes for change in mistakes[known]
    }
    assert {line for item in asked(name) for line in told(item)} == seen


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_no_small_change_goes_unnoticed_but_those_that_change_nothing(name: str) -> None:
    """As `grader verify --mutants` finds it in boxes: see tests/authoring/test_mutants.py."""
    unnoticed = {
        item.exercise.name: {
            change
            for change, text in item.changes.items()
            if not change.endswith(IN_PLACE) and not is_noticed(item, item.answers[text])
        }
        for item in asked(name)
    }
    excused = COURSE.equivalents(name)
    assert {function: found for function, found in unnoticed.items() if found} == {
        function: set(found) for function, found in excused.items() if found
    }
