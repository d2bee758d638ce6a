"""A value in outline: whatever it is, little is told of it, and nothing of its own is run."""

from __future__ import annotations

import collections

import numpy as np
import pytest

from grader.answers.outline import Outline, outline_from, outline_of, tree_of


class Liar(list[int]):
    def __len__(self) -> int:
        raise RuntimeError

    __iter__ = __len__  # type: ignore[assignment]


def itself() -> object:
    kept: list[object] = [1, 2]
    kept.append(kept)
    return kept


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "None"),
        (True, "a truth value"),
        ("text", "a string"),
        (np.float32(3), "a number"),
        (np.zeros((2, 3)), "an array of shape (2, 3)"),
        (np.zeros((2, 3)).view(np.matrix), "an array of shape (2, 3)"),
        ((1, 2), "a tuple of 2"),
        (Liar([1, 2, 3]), "a list of 3"),
        (collections.OrderedDict(a=1), "a dictionary"),
        (itself(), "a list of 3 that holds itself"),
        (len, "a builtin_function_or_method object"),
    ],
)
def test_kind_and_size_are_told_and_cross(value: object, words: str) -> None:
    assert outline_of(value).words == words
    assert outline_from(tree_of(outline_of(value))) == outline_of(value)


@pytest.mark.parametrize("told", [None, [], *([["list"], [3]], ["list", 3], ["list", [-1]], ["list", [2**64]])])
def test_what_another_process_makes_up_is_a_value_of_unknown_kind(told: object) -> None:
    assert outline_from(told and [*told, False, ""]) == Outline("unknown")


def test_a_known_kind_without_its_size_is_said_all_the_same() -> None:
    assert outline_from(["list", [], True, ""]).words == "a list object that holds itself"
