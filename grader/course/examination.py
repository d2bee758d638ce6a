"""What grading needs to know of an assignment, wherever its answers come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from grader.answers.answer import Answer
from grader.course.assignment import Assignment, QuizAssignment
from grader.course.exercise import Contract
from grader.course.questions import Key
from grader.notebooks.cells import Cell

Keys = Mapping[str, Sequence[Key]]


@dataclass(frozen=True)
class QuizExamination:
    """What grading needs to know of a quiz: its questions, which at home do not say what is right."""

    assignment: QuizAssignment
    modules: Mapping[str, str] = field(default_factory=dict)


class FunctionExamination(Protocol):
    """What grading needs to know of an assignment whose exercises are functions."""

    @property
    def assignment(self) -> Assignment: ...

    @property
    def modules(self) -> Mapping[str, str]:
        """What notebooks may import from the course, `{"package.module": source}`."""
        ...

    def keys(self) -> Keys:
        """For each graded function its questions with their answers."""
        ...

    def contract_keys(self, function: str, contract: Contract) -> Sequence[Key]:
        """The questions that go with another contract, and their answers; a question it shares is the very same."""
        ...

    def mistake_answers(self, function: str, contract: Contract | None = None) -> Mapping[str, Sequence[Answer]]:
        """For each known mistake in a function, by name, its answers to the questions of the contract."""
        ...

    def solution(self, contract: Contract | None = None) -> Sequence[Cell]:
        """The solution, as that contract has it; no cell where it is not at hand."""
        ...

    def key_to_turns(self, function: str, turns: int) -> Key | None:
        """The question for more than so many turns of a training, with its answer; None where it is not at hand."""
        ...

    def helpers_of(self, function: str) -> frozenset[str]:
        """The functions that the solution of `function` calls, directly or through others."""
        ...


Examination: TypeAlias = FunctionExamination | QuizExamination
"""One of these for each kind of exercise."""
