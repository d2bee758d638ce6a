"""The grader: it turns a folder of submitted notebooks into scores with reasons.

A notebook needs one name of it, `from grader import Checker`; who writes a course needs the others:
`from grader import Case, Exercise, Mistake`.
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
    from grader.selfcheck.checker import Checker

__all__ = [
    "Ask",
    "Case",
    "Checker",
    "Contract",
    "Exercise",
    "Make",
    "Mistake",
    "Tolerance",
    "leaves_inputs_alone",
]


def __getattr__(name: str) -> Any:
    # Imported when asked for: a worker's process should hold no more of the grader than it needs.
    if name not in __all__:
        raise AttributeError(f"module 'grader' has no attribute {name!r}")
    module = "grader.selfcheck.checker" if name == "Checker" else "grader.course.exercise"
    return getattr(importlib.import_module(module), name)
