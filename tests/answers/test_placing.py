"""Options find their places by name, wherever a scaffold has them; what a scaffold lacks is left out."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.answers.placing import as_called, placed

NAMES = ("X", "Y", "learning_rate", "num_iterations", "print_cost")
OPTIONS = {"learning_rate": 0.0075, "num_iterations": 3000, "print_cost": False}
SCAFFOLDS = {
    "as in the solution": "X, Y, learning_rate=0.0075, num_iterations=3000, print_cost=False",
    "no defaults": "X, Y, learning_rate, num_iterations, print_cost",
    "other defaults": "X, Y, learning_rate=0.5, num_iterations=10, print_cost=True",
    "another order": "X, Y, print_cost=False, num_iterations=3000, learning_rate=0.0075",
    "options first": "learning_rate, num_iterations, X, Y, print_cost=False",
    "by name only": "X, Y, *, learning_rate, num_iterations, print_cost",
    "by place only": "X, Y, learning_rate, num_iterations, print_cost, /",
    "other names": "x, y, alpha=0.0075, turns=3000, print_cost=False",
    "one of another name": "X, Y, num_iterations=3000, alpha=0.0075, print_cost=False",
    "one left out": "X, Y, learning_rate=0.0075, num_iterations=3000",
    "one more": "X, Y, momentum=None, learning_rate=0.0075, num_iterations=3000, print_cost=False",
    "any number": "*everything",
    "any names": "X, Y, **chosen",
    "defaults for all": "X=None, Y=None, learning_rate=0.0075, num_iterations=3000, print_cost=False",
    "inputs the other way around": "Y=None, X=None, learning_rate=0.0075, num_iterations=3000, print_cost=False",
}


def scaffold(signature: str) -> Callable[..., dict[str, Any]]:
    space: dict[str, Any] = {}
    exec(f"def f({signature}):\n    return locals()", space)
    made: Callable[..., dict[str, Any]] = space["f"]
    return made


def received(signature: str, *arguments: object) -> list[object]:
    """What the function finds in its arguments, whatever they are called, in the order of the solution."""
    function = scaffold(signature)
    places, named = placed(function, arguments, NAMES, OPTIONS)
    found = function(*places, **named)
    found |= found.pop("chosen", {})
    if "everything" in found:
        return list(found["everything"])
    other = {"X": "x", "Y": "y", "learning_rate": "alpha", "num_iterations": "turns"}
    return [found.get(name, found.get(other.get(name, ""))) for name in NAMES]


@pytest.mark.parametrize("signature", SCAFFOLDS.values(), ids=SCAFFOLDS)
def test_all_arguments_arrive(signature: str) -> None:
    expected = [1, 2, 0.1, 20, True if "print_cost" in signature or "*" in signature else None]
    assert received(signature, *([1, 2, 0.1, 20, True])) in (expected, [1, 2, 0.1, 20, True])


@pytest.mark.parametrize("kind", ["as in the solution", "no defaults", "other defaults", "another order", "one more"])
def test_a_default_is_the_solutions(kind: str) -> None:
    assert received(SCAFFOLDS[kind], 1, 2, 0.1) == [1, 2, 0.1, 3000, False]


def test_an_unknown_option_is_not_put_where_something_else_is_meant() -> None:
    assert received("X, Y, num_iterations=5, alpha=0.1", 1, 2) == [1, 2, 0.1, 3000, None]


@pytest.mark.parametrize("signature", ["X, rate, turns", "X, turns, rate", "turns, X, rate", "rate, x, turns=5"])
def test_a_plain_number_goes_where_its_name_stands(signature: str) -> None:
    function, X = scaffold(signature), np.ones(2)
    places, named = placed(function, [X, 0.1, 20], ("X", "rate", "turns"))
    found = function(*places, **named)
    assert (found["rate"], found["turns"]) == (0.1, 20)
    assert found.get("X", found.get("x")) is X


def test_a_plain_number_of_another_name_takes_the_place_that_is_left() -> None:
    places, named = placed(scaffold("X, turns, alpha"), [np.ones(2), 0.1, 20], ("X", "rate", "turns"))
    assert [*places[1:], named] == [20, 0.1, {}]


@pytest.mark.parametrize("names", [["A", "W", "b"], ["W", "A", "b"], ["b", "W", "A"]])
def test_a_notebook_keeps_to_its_own_order(names: list[str]) -> None:
    places, named = as_called(scaffold("A, W, b"), [f"the {name}" for name in names], names)
    assert scaffold("A, W, b")(*places, **named) == {"A": "the A", "W": "the W", "b": "the b"}


def test_names_of_its_own_tell_nothing_of_another_order() -> None:
    assert as_called(scaffold("A, W, b"), [[1], [2], [3]], ["W", "a", "b"]) == ([[1], [2], [3]], {})


@pytest.mark.parametrize("function", [np.exp, print, functools.partial(max, 3), type("C", (), {"__call__": max})()])
def test_what_tells_nothing_of_its_arguments_gets_them_by_place(function: Callable[..., object]) -> None:
    assert placed(function, [1, 2, 0.1], NAMES, OPTIONS)[0][:2] == [1, 2]


def test_too_few_places_are_pythons_to_tell() -> None:
    places, named = placed(scaffold("X"), [1, 2, 0.1], NAMES, OPTIONS)
    with pytest.raises(TypeError):
        scaffold("X")(*places, **named)


def test_a_signature_that_raises_is_no_signature() -> None:
    function: Any = type("Hostile", (), {"__call__": lambda *_: 1, "__signature__": property(lambda _: 1 / 0)})()
    assert placed(function, [1, 2, 0.1], NAMES, OPTIONS) == ([1, 2, 0.1], {})
