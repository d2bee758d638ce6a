"""A wrong hint is worse than none: no known mistake is told of an answer that is another's.

Every small change of a solution, and every other function of its assignment in its place, is held against all known
mistakes. What is told of one that is not written as the mistake stands in `true_hints.json`, `{assignment: {function:
{mistake: [changes]}}}`: there the hint was read, and is true of it.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.authoring.mutants import mutants_of
from grader.course.assignment import Assignment
from grader.course.course import Course
from grader.course.exercise import Exercise, Mistake
from grader.grading.live import LiveExamination
from grader.judging.mistakes import recognise
from grader.workers.examinee import Examinee
from grader.workers.pool import Zygote

SEEN = json.loads((Path(__file__).parent / "true_hints.json").read_text(encoding="utf-8"))
ASSIGNMENTS = ("python_basics", "logistic_regression", "planar_data", "dnn_step_by_step", "dnn_application")


def told(course: Course, assignment: Assignment, zygote: Zygote, *names: str) -> Iterator[tuple[str, str, str]]:
    """The function, the mistake told of it, and the change made, for all changes that are not written as a mistake."""
    with Examinee(zygote, assignment.solution) as solution:
        sources = {name: function.source for name, function in solution.survey.functions.items()}
    asked = tuple(item for item in assignment.exercises if item.name in names)
    others = tuple(replace(item, mistakes=tuple(_strangers(item, assignment, sources))) for item in asked)
    known = LiveExamination(course, replace(assignment, exercises=asked), zygote, seed=3)
    strange = LiveExamination(course, replace(assignment, exercises=others), zygote, seed=3)
    for exercise, other in zip(asked, others, strict=True):
        keys, mistakes = known.keys()[exercise.name], known.mistake_answers(exercise.name)
        hints = {item.name: item.hint for item in exercise.mistakes}
        texts = {item.name: written(item.variant(sources[exercise.name])) for item in exercise.mistakes}
        changes = {item.name: written(item.source) for item in other.mistakes}
        for change, answers in strange.mistake_answers(exercise.name).items():
            mistake = recognise(keys, answers, mistakes, hints)
            if mistake and all(texts[name] != changes[change] for name in texts if hints[name] == hints[mistake]):
                yield exercise.name, mistake, change


def _strangers(exercise: Exercise, assignment: Assignment, sources: dict[str, str]) -> Iterator[Mistake]:
    for mutant in mutants_of(sources[exercise.name]):
        yield Mistake(mutant.change, "", source=mutant.source)
    for name in assignment.functions:
        if name != exercise.name:
            text = f"def {exercise.name}(*given, **options):\n    return {name}(*given, **options)\n"
            yield Mistake(f"{name} in its place", "", source=text)


def written(source: str) -> str:
    """A text without what makes no difference: comments, brackets, spaces."""
    return ast.unparse(ast.parse(source))


def not_seen(course: Course, name: str, zygote: Zygote, *functions: str) -> list[str]:
    assignment = course.assignment(name)
    found = told(course, assignment, zygote, *(functions or assignment.functions))
    return [str(item) for item in found if item[2] not in SEEN[name].get(item[0], {}).get(item[1], [])]


def test_no_hint_is_told_of_an_answer_that_is_not_the_mistake(real_course: Course, zygote: Zygote) -> None:
    assert not_seen(real_course, "python_basics", zygote, "softmax") == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_no_hint_of_an_assignment_is_told_of_an_answer_that_is_not_the_mistake(
    name: str, real_course: Course, zygote: Zygote
) -> None:
    assert not_seen(real_course, name, zygote) == []
