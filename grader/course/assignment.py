"""One assignment of a course: its exercises, its solution, and what tells the editions of its notebooks apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from grader.course.exercise import Contract, Exercise
from grader.notebooks.cells import Notebook

OWN_EDITION = "this course"
OWN_PACKAGES = frozenset({"grader", "assignments", "testcases"})


@dataclass(frozen=True)
class Assignment:
    """One assignment of a course: its place in the order, and what it asks.

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
