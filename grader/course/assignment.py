"""One assignment of a course: its exercises, and what else a notebook of it has to be read with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from grader.course.exercise import Contract, Exercise, Gradable
from grader.course.quiz import Asked, shuffled
from grader.notebooks.cells import Notebook

OWN_EDITION = "this course"
OWN_PACKAGES = frozenset({"grader", "assignments", "testcases"})


class Assigned(Protocol):
    """An assignment, whatever the kind of its exercises: its place in the order, and what it asks."""

    @property
    def name(self) -> str: ...

    @property
    def number(self) -> int: ...

    @property
    def title(self) -> str: ...

    @property
    def exercises(self) -> Sequence[Gradable]: ...


@dataclass(frozen=True)
class QuizAssignment:
    """An assignment whose exercises are questions; `intro` stands at the top of its notebook."""

    name: str
    number: int
    title: str
    exercises: tuple[Asked, ...]
    intro: str = ""

    def ordered(self, order: int) -> QuizAssignment:
        """The same with its options in the order of that number, as one student has them; 0 is the author's own."""
        return replace(self, exercises=tuple(shuffled(item, order) for item in self.exercises))

    def withheld(self) -> QuizAssignment:
        """The same without all that tells what is right."""
        return replace(self, exercises=tuple(item.withheld() for item in self.exercises))


@dataclass(frozen=True)
class Assignment:
    """An assignment whose exercises are functions, with its solution, and what tells its editions apart.

    `editions` are the modules that tell another edition from this one, `{module: edition}`.
    """

    name: str
    number: int
    title: str
    exercises: tuple[Exercise, ...]
    solution: Notebook
    editions: Mapping[str, str] = field(default_factory=dict)

    @property
    def functions(self) -> tuple[str, ...]:
        return tuple(exercise.name for exercise in self.exercises)

    def exercise(self, function: str) -> Exercise:
        return next(exercise for exercise in self.exercises if exercise.name == function)

    def edition_of(self, imports: Collection[str]) -> str:
        """The edition that a notebook tells by what it imports; empty where it tells none.

        Of several that are told the one named last in `editions` counts.
        """
        if any(module.partition(".")[0] in OWN_PACKAGES for module in imports):
            return OWN_EDITION
        told = [edition for module, edition in self.editions.items() if module in imports]
        return told[-1] if told else ""

    def contracts(self, function: str, edition: str) -> tuple[Contract, ...]:
        """The contracts, besides the exercise's own, that a function may fulfil in a notebook of an edition."""
        return tuple(
            contract
            for contract in self.exercise(function).contracts
            if not edition or edition in contract.editions or (edition != OWN_EDITION and not contract.editions)
        )
