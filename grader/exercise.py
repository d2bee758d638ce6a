"""The vocabulary in which a course states what it asks: exercises, cases and known mistakes.

A case is data. Its `make` draws the positional arguments of one call from a seeded stream, and the answer is a
value: what the function returns, or what became of the arrays that were passed in.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

Make = Callable[[np.random.RandomState], Sequence[object]]


class Ask(enum.Enum):
    """Which value of a call is compared."""

    RESULT = "the result"
    INPUTS = "the inputs"


@dataclass(frozen=True)
class Case:
    """One call of a graded function.

    Parameters
    ----------
    name : str
        What the case is about, as a reader sees it: "three layers, one example".
    make : callable
        Takes a `numpy.random.RandomState` and returns the positional arguments of the call.
    visible : bool
        Whether students may see the case and its answer. Visible cases draw from a fixed seed.
    ask : Ask
        Compare the result, or the arrays among the arguments as they are after the call.
    rtol, atol : float
        Values agree where ``|got - expected| <= atol + rtol * |expected|``.
    """

    name: str
    make: Make
    visible: bool = False
    ask: Ask = Ask.RESULT
    rtol: float = 1e-4
    atol: float = 1e-6


def leaves_inputs_alone(make: Make, name: str = "leaves its inputs alone") -> Case:
    """A held-out case that asks for the arrays and lists of numbers passed in, after the call: unchanged is right.

    Putting a new array under a key of a dictionary is allowed; changing the numbers of an array is not.
    """
    return Case(name, make, ask=Ask.INPUTS)


@dataclass(frozen=True)
class Mistake:
    """A classic error: the solution with pieces of its text replaced, or a whole other function.

    Parameters
    ----------
    name : str
        A short name in dashes, unique within its exercise: "divides-by-nothing".
    hint : str
        One sentence for the student who made it.
    replace : mapping
        Pieces of the solution's text, each with what stands there instead.
    source : str
        The whole function, where replacing pieces would not be readable.
    """

    name: str
    hint: str
    replace: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    def variant(self, solution: str) -> str:
        """The function's text with the mistake made.

        Raises
        ------
        ValueError
            If a piece to be replaced does not stand in the solution.
        """
        if self.source:
            return self.source
        text = solution
        for old, new in self.replace.items():
            if old not in text:
                raise ValueError(f"mistake {self.name!r}: {old!r} does not stand in the solution")
            text = text.replace(old, new)
        return text


@dataclass(frozen=True)
class Exercise:
    """One graded function: it earns its points when all of its cases pass."""

    function: str
    points: int
    hint: str
    cases: tuple[Case, ...]
    mistakes: tuple[Mistake, ...] = ()
