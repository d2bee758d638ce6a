"""A right answer is right however it is written, and no mistake ever passes: property-based, over generated inputs."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.answers.answer import Answer, Returned
from grader.authoring.verify import mistake_findings
from grader.course.course import Course
from grader.course.questions import Key, draw_questions
from grader.grading.live import LiveExamination
from grader.judging.judge import difference_from
from grader.notebooks.definitions import find_definitions
from grader.selfcheck.calling import ask
from grader.workers.pool import Zygote
from tests.neural_networks.alternatives import ALTERNATIVES, Pieces

COURSE = Course(Path(__file__).parents[2])
SEEDS = st.integers(0, 2**31 - 1)


@functools.cache
def text_of(assignment: str, function: str) -> str:
    """A function of the solution as `ast.unparse` prints it, without its docstring."""
    cells = COURSE.assignment(assignment).solution.cells
    (node,) = ast.parse(find_definitions(cells, str).functions[function].source).body
    assert isinstance(node, ast.FunctionDef)
    node.body = node.body[1:]
    return ast.unparse(node)


def variant(assignment: str, function: str, pieces: Pieces, solution: SimpleNamespace) -> Callable[..., object]:
    """The solution's function with pieces of its text replaced, among the solution's own helpers."""
    text = text_of(assignment, function)
    for old, new in pieces.items():
        assert old in text, f"{old!r} does not stand in {function}"
        text = text.replace(old, new)
    space = dict(vars(solution))
    exec(text, space)
    made: Callable[..., object] = space[function]
    return made


def all_alternatives() -> Iterator[object]:
    for assignment, functions in ALTERNATIVES.items():
        for function, variants in functions.items():
            for number, pieces in enumerate(variants, start=1):
                yield pytest.param(assignment, function, pieces, id=f"{assignment}-{function}-{number}")


@pytest.mark.parametrize(("assignment", "function", "pieces"), list(all_alternatives()))
def test_no_alternative_fails(
    assignment: str, function: str, pieces: Pieces, load: Callable[[str], SimpleNamespace]
) -> None:
    solution = load(assignment)
    reference, other = getattr(solution, function), variant(assignment, function, pieces, solution)
    exercise = COURSE.assignment(assignment).exercise(function)

    @settings(max_examples=min(4, settings().max_examples // 15))
    @given(seed=SEEDS)
    def agree(seed: int) -> None:
        for question in draw_questions(exercise, seed=seed, source=Path("testcases")):
            expected = ask(reference, Key(question, None))
            assert isinstance(expected, Returned)
            answer: Answer = ask(other, Key(question, None))
            assert isinstance(answer, Returned), f"{question.case.name}: {answer}"
            assert difference_from(Key(question, expected.value), answer.value) is None, question.case.name

    agree()


def test_every_assignment_but_the_long_ones_has_alternatives_for_most_of_its_functions() -> None:
    asked = {name: COURSE.assignment(name).functions for name in ALTERNATIVES}
    missing = {f"{name}.{f}" for name, functions in asked.items() for f in functions if f not in ALTERNATIVES[name]}
    assert missing == {"planar_data.nn_model"}


@pytest.mark.slow
@pytest.mark.parametrize("name", COURSE.names)
@pytest.mark.parametrize("seed", [987654321])  # `grader verify` has one of its own
def test_no_mistake_passes_or_is_confused_whatever_the_seed(name: str, seed: int, zygote: Zygote) -> None:
    examination = LiveExamination(COURSE, COURSE.assignment(name), zygote, seed=seed)
    assert list(mistake_findings(examination)) == []
