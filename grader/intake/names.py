"""What the name of a file tells of it, whoever chose the name."""

from __future__ import annotations

from pathlib import PurePath

NOTEBOOKS = (".ipynb", ".ipynb.txt", ".ipynb.json")


def is_gradable(name: str) -> bool:
    return is_notebook(name) or is_script(name)


def is_notebook(name: str) -> bool:
    return name.lower().endswith(NOTEBOOKS)


def is_script(name: str) -> bool:
    return name.lower().endswith(".py")


def suffix_of(name: str) -> str:
    return PurePath(name).suffix.lower() if name else ""


def stem_of(name: str) -> str:
    """The name without what says that it is a notebook, a script or an archive."""
    lower = name.lower()
    for suffix in (*NOTEBOOKS, ".py", ".zip"):
        if lower.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)]
    return name
