"""The vocabulary in which a course states what it asks: exercises, cases, known mistakes, and other contracts.

A case is data. Its `make` draws the positional arguments of one call from a seeded stream, and the answer is a
value: what the function returns, or what became of the arrays that were passed in. A mistake and a contract are both
the solution with a few pieces of its text replaced: the one is wrong for all, the other right for some.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from grader.sentence import Sentence

if TYPE_CHECKING:
    # A course is stated in these words before anything is drawn.
    import numpy as np

Make = Callable[["np.random.RandomState"], Sequence[object]]


LEFT_ALONE = Sentence("leaves its inputs alone")
COMMON_NAMES = (Sentence("published"), LEFT_ALONE)
"""What cases are called in many courses: the grader says it in every language that it speaks."""


class Gradable(Protocol):
    """What an exercise is, of whatever kind: a function (`Exercise`), a question of a quiz (`grader.course.quiz`).

    A kind is what is said of it here; an examination, which holds what is right (`grader.course.examination`); a
    sitting, which brings a notebook's answer to it (`grader.grading`); and what an author is told of it
    (`grader.authoring`).
    """

    @property
    def name(self) -> str:
        """What a notebook calls it, and a report."""
        ...

    @property
    def names(self) -> tuple[str, ...]:
        """All that a notebook may call it."""
        ...

    @property
    def points(self) -> int: ...

    def sentences(self) -> Iterator[str]:
        """All that it may tell a student: what each language has to say."""
        ...


class Ask(enum.Enum):
    """Which value of a call is compared."""

    RESULT = "the result"
    INPUTS = "the inputs"


@dataclass(frozen=True)
class Tolerance:
    """How near is right: numbers agree where ``|got - expected| <= rtol * |expected| + of_largest * largest``.

    `largest` is the largest number of the whole result, since what is left where large numbers cancel is as rough as
    they were: single precision needs 2e-6 of it where a result was trained for long. Where each number is worked out
    on its own ``of_largest=0`` lets none pass for being small beside its neighbours.
    """

    rtol: float = 1e-4
    of_largest: float = 5e-6


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
        Compare the result, or the arguments as they are after the call.
    tolerance : Tolerance
        How near to the expected numbers is right.
    advice : str
        One sentence for whoever does not pass. A case with advice costs nothing: it asks more than the task does, and
        is asked after those that count.
    rebinding : bool
        Whether something else may be put under the keys of a dictionary that is passed in.
    flat_rows : bool
        Whether an array of shape (m,) will do where (1, m) is expected; it is told as advice.
    """

    name: str
    make: Make
    visible: bool = False
    ask: Ask = Ask.RESULT
    tolerance: Tolerance = Tolerance()
    advice: str = ""
    rebinding: bool = False
    flat_rows: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise TypeError(f"a Case needs a name, a text that readers see, and not {self.name!r}")
        _needs(f"Case {self.name!r}", "make", self.make, callable(self.make), "a function of a random state")
        _needs(f"Case {self.name!r}", "advice", self.advice, isinstance(self.advice, str), "a text")


def leaves_inputs_alone(make: Make, name: str = LEFT_ALONE, *, rebinding: bool = False) -> Case:
    """A held-out case that asks for all that was passed in, after the call: exactly as it was is right.

    Where `rebinding` is allowed a new array may stand under a key of a dictionary; no key may come or go, and changing
    the numbers of an array is wrong all the same.
    """
    return Case(str(name), make, ask=Ask.INPUTS, tolerance=Tolerance(0, 0), rebinding=rebinding)


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
        return _replaced(solution, self.replace, f"mistake {self.name!r}")

    def check(self, exercise: str) -> None:
        """Raise TypeError if a field cannot be meant; `exercise` says whose mistake it is."""
        what = f"{exercise}, Mistake {self.name!r:.60}"
        _needs(what, "name", self.name, _is_text(self.name) and bool(self.name.strip()), "a short name in dashes")
        _needs(what, "hint", self.hint, _is_text(self.hint), "a text")
        _needs(what, "source", self.source, _is_text(self.source), "the text of a function")
        pieces = "a dictionary: pieces of the solution, each with what stands there instead"
        _needs(what, "replace", self.replace, _is_of_texts(self.replace), pieces)


@dataclass(frozen=True)
class Contract:
    """Another way in which a function is right: as another edition of the assignment asks for it.

    Parameters
    ----------
    name : str
        What differs, as a reader sees it: "edition 2021: returns (parameters, costs)".
    editions : tuple of str
        The editions whose notebooks may keep to it; empty for all but the course's own. A notebook that does not tell
        its edition may keep to any contract.
    alias : str
        What the function is called there; asked for where the notebook has no function of the usual name.
    arguments : callable, optional
        Takes the arguments of a case, one by one, and returns those that are passed instead.
    changes : mapping
        What stands otherwise in the solution: `{function: {old: new}}`, also in functions that this one calls.
    cases : tuple of Case
        What is asked instead of the exercise's own cases, where these make no sense.
    in_place : bool
        Whether the arrays passed in may be changed: then no case asks for them.
    """

    name: str
    editions: tuple[str, ...] = ()
    alias: str = ""
    arguments: Callable[..., Sequence[object]] | None = None
    changes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    cases: tuple[Case, ...] = ()
    in_place: bool = False

    def variants(self, solution: Mapping[str, str]) -> dict[str, str]:
        """The functions that differ, as they stand in the solution of that edition; `solution` gives each its text.

        Raises
        ------
        ValueError
            If a piece to be replaced, or a whole function, does not stand in the solution.
        """
        what = f"contract {self.name!r}"
        return {name: _replaced(solution.get(name, ""), pieces, what) for name, pieces in self.changes.items()}

    def check(self, exercise: str) -> None:
        """Raise TypeError if a field cannot be meant; `exercise` says whose contract it is."""
        what = f"{exercise}, Contract {self.name!r:.60}"
        _needs(what, "name", self.name, _is_text(self.name) and bool(self.name.strip()), "a text that readers see")
        editions = isinstance(self.editions, tuple) and all(map(_is_text, self.editions))
        _needs(what, "editions", self.editions, editions, "a tuple of texts")
        _needs(what, "alias", self.alias, self.alias == "" or str(self.alias).isidentifier(), "the name of a function")
        callable_or_none = self.arguments is None or callable(self.arguments)
        _needs(what, "arguments", self.arguments, callable_or_none, "a function of the arguments")
        changes = isinstance(self.changes, Mapping) and all(map(_is_of_texts, self.changes.values()))
        _needs(what, "changes", self.changes, changes, "a dictionary: {function: {old: new}}")
        cases = isinstance(self.cases, tuple) and all(isinstance(case, Case) for case in self.cases)
        _needs(what, "cases", self.cases, cases, "a tuple of Case(...)")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_of_texts(value: object) -> bool:
    return isinstance(value, Mapping) and all(map(_is_text, (*value.keys(), *value.values())))


def _replaced(text: str, pieces: Mapping[str, str], what: str) -> str:
    for old, new in pieces.items():
        if old not in text:
            raise ValueError(f"{what}: {old!r} does not stand in the solution")
        text = text.replace(old, new)
    return text


@dataclass(frozen=True)
class Exercise:
    """One graded function: it earns its points when all of its cases pass.

    Parameters
    ----------
    seed : int, optional
        What NumPy's global stream is set to before each call, for a function that draws: then it makes no difference
        whether the seed is set inside or, as in some editions, outside. Else each case has a seed of its own.
    contracts : tuple of Contract
        Other ways to be right, for notebooks of other editions.
    flat_rows : bool
        Whether all of its cases are such that (m,) will do for (1, m).
    turns : callable, optional
        Of a training, makes a `Make` for any number of turns. It is asked for more of them than a number in the code
        where one may end it early; else nobody pays for a long training.
    """

    name: str
    points: int
    hint: str
    cases: tuple[Case, ...]
    mistakes: tuple[Mistake, ...] = ()
    seed: int | None = None
    contracts: tuple[Contract, ...] = ()
    flat_rows: bool = False
    turns: Callable[[int], Make] | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.isidentifier():
            raise TypeError(f"an Exercise is called as its function is, and not {self.name!r}")
        whole = isinstance(self.points, int) and not isinstance(self.points, bool)
        what = f"Exercise {self.name!r}"
        _needs(what, "points", self.points, whole, "a whole number")
        _needs(what, "hint", self.hint, isinstance(self.hint, str), "a text")
        for field_name, kind in (("cases", Case), ("mistakes", Mistake), ("contracts", Contract)):
            value = getattr(self, field_name)
            right = isinstance(value, tuple) and all(isinstance(item, kind) for item in value)
            _needs(what, field_name, value, right, f"a tuple of {kind.__name__}(...)")
        for mistake in self.mistakes:
            mistake.check(what)
        for contract in self.contracts:
            contract.check(what)
        names = [mistake.name for mistake in self.mistakes]
        _needs(what, "mistakes", names, len({*names}) == len(names), "mistakes of different names")

    @property
    def names(self) -> tuple[str, ...]:
        """What the function is called, in this edition and in others."""
        return (self.name, *(contract.alias for contract in self.contracts if contract.alias))

    def sentences(self) -> Iterator[str]:
        """Its hints, and the names of its cases and contracts."""
        yield self.hint
        for case in (*self.cases, *(case for contract in self.contracts for case in contract.cases)):
            yield case.name
        yield from (case.advice for case in self.cases if case.advice)
        yield from (mistake.hint for mistake in self.mistakes)
        yield from (contract.name for contract in self.contracts)


def _needs(what: str, field_name: str, value: object, right: bool, wanted: str) -> None:
    """Raise TypeError with what an author has to mend, and where."""
    if not right:
        raise TypeError(f"{what}: {field_name} should be {wanted}, and not {value!r:.60}")
