"""The grader: it turns a folder of submitted notebooks into scores with reasons.

A notebook needs one name of it: `from grader import Checker`.
"""

from typing import Any

__all__ = ["Checker"]


def __getattr__(name: str) -> Any:
    # Imported when asked for: a worker's process should hold no more of the grader than it needs.
    if name == "Checker":
        from grader.selfcheck.checker import Checker

        return Checker
    raise AttributeError(f"module 'grader' has no attribute {name!r}")
