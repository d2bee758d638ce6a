"""What an author writes wrong in an exercise is told with its name and its field."""

from __future__ import annotations

from typing import Any

import pytest

from grader.course.exercise import Case, Contract, Exercise, Mistake

CASE = Case("one", lambda rng: (1,))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"points": "ten"}, "Exercise 'double': points should be a whole number, and not 'ten'"),
        ({"points": True}, "points should be a whole number, and not True"),
        ({"hint": None}, "Exercise 'double': hint should be a text, and not None"),
        ({"cases": CASE}, r"Exercise 'double': cases should be a tuple of Case\(...\)"),
        ({"mistakes": ({},)}, "Exercise 'double': mistakes should be a tuple of Mistake"),
        (
            {"mistakes": (Mistake("squares", 3),)},
            "Exercise 'double', Mistake 'squares': hint should be a text, and not 3",
        ),  # type: ignore[arg-type]
        ({"mistakes": (Mistake("x", "No.", {"a": 1}),)}, "Mistake 'x': replace should be a dictionary"),  # type: ignore[dict-item]
        ({"mistakes": 2 * (Mistake("x", "No.", source="f"),)}, "mistakes should be mistakes of different names"),
        ({"contracts": (Contract("2021", editions="x"),)}, "Contract '2021': editions should be a tuple of texts"),  # type: ignore[arg-type]
        ({"contracts": (Contract("2021", changes={"f": "g"}),)}, "changes should be a dictionary"),  # type: ignore[dict-item]
        ({"name": "not a name"}, "an Exercise is called as its function is, and not 'not a name'"),
    ],
)
def test_a_field_of_an_exercise_that_cannot_be_meant_is_named(changes: dict[str, Any], complaint: str) -> None:
    fields: dict[str, Any] = {"name": "double", "points": 10, "hint": "Add.", "cases": (CASE,)}
    with pytest.raises(TypeError, match=complaint):
        Exercise(**(fields | changes))


def test_a_case_needs_a_name_and_a_function() -> None:
    with pytest.raises(TypeError, match="a Case needs a name"):
        Case(" ", lambda rng: ())
    with pytest.raises(TypeError, match="Case 'one': make should be a function of a random state"):
        Case("one", (1, 2))  # type: ignore[arg-type]
