"""The grader: it turns a folder of submitted notebooks into scores with reasons.

A notebook needs one name of it, `from grader import Checker`; who writes a course needs the others:
`from grader import Case, Exercise, Mistake`, or, for a quiz, `from grader import OneOf, Quiz, Right, Wrong`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.course.exercise import (
        Ask,
        Case,
        Contract,
        Exercise,
        Make,
        Mistake,
        Tolerance,
        leaves_inputs_alone,
    )
    from grader.course.quiz import Name, Number, OneOf, Quiz, Right, SeveralOf, Shape, TrueFalse, Wrong
    from grader.selfcheck.checker import Checker

__all__ = [
    "Ask",
    "Case",
    "Checker",
    "Contract",
    "Exercise",
    "Make",
    "Mistake",
    "Name",
    "Number",
    "OneOf",
    "Quiz",
    "Right",
    "SeveralOf",
    "Shape",
    "Tolerance",
    "TrueFalse",
    "Wrong",
    "leaves_inputs_alone",
]
OF_QUIZZES = {"Name", "Number", "OneOf", "Quiz", "Right", "SeveralOf", "Shape", "TrueFalse", "Wrong"}


def __getattr__(name: str) -> Any:
    # Imported when asked for: a worker's process should hold no more of the grader than it needs.
    if name not in __all__:
        raise AttributeError(f"module 'grader' has no attribute {name!r}")
    if name == "Checker":
        importlib.import_module("grader.selfcheck.importing").offer_course()
    module = "course.quiz" if name in OF_QUIZZES else "selfcheck.checker" if name == "Checker" else "course.exercise"
    return getattr(importlib.import_module(f"grader.{module}"), name)
