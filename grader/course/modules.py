"""The modules that notebooks import from a course: its helpers, and of its test cases what students may have."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Collection, Mapping
from pathlib import Path

from grader.errors import BrokenCases
from grader.notebooks.cells import Cell
from grader.notebooks.definitions import Definitions, find_definitions


class Modules:
    """What may be imported from the course in `root`: sources of modules, read when asked; nothing is run."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._helpers = root / "assignments" / "helpers"
        self._testcases = root / "testcases"

    def offered(self, name: str, functions: Collection[str]) -> dict[str, str]:
        """The modules that a notebook of an assignment may import while these functions are graded, `{name: source}`.

        A helper that defines one of them is withheld: calling it would be an answer.
        """
        graded = frozenset(functions)
        modules = {**self._of_all, **self._bare(name)}
        return {module: source for module, source in modules.items() if graded.isdisjoint(_defined_in(source))}

    def is_helper(self, file: str) -> bool:
        """Whether a file of code is one of the course's helpers."""
        return self._helpers.resolve() in Path(file).resolve().parents

    @property
    def published_names(self) -> tuple[str, ...]:
        """The bare names under which notebooks from elsewhere import helpers."""
        return tuple(sorted(path.stem for path in (self._helpers / "published").rglob("*.py")))

    @functools.cached_property
    def _of_all(self) -> Mapping[str, str]:
        """All modules under their full names, `{"package.module": source}`; nothing held out."""
        found = {}
        for path in sorted(self._helpers.rglob("*.py")):
            parts = path.relative_to(self._root).with_suffix("").parts
            found[".".join(parts).removesuffix(".__init__")] = path.read_text(encoding="utf-8")
        for path in sorted(self._testcases.glob("*.py")):
            found[f"testcases.{path.stem}"] = published_part(path)
        return found

    def _bare(self, name: str) -> dict[str, str]:
        """The modules with bare names: those for all assignments, then those for this one."""
        folder = self._helpers / "published"
        paths = (*sorted(folder.glob("*.py")), *sorted((folder / name).glob("*.py")))
        return {path.stem: path.read_text(encoding="utf-8") for path in paths if path.stem != "__init__"}


def published_part(path: Path) -> str:
    """The part of a test-case file that students may have: what `__all__` names, and what that needs.

    Raises
    ------
    BrokenCases
        If the file is no Python, its `__all__` is not written out, or what that names needs the grader.
    """
    text = path.read_text(encoding="utf-8")
    try:
        names = _names_in_all(ast.parse(text))
    except SyntaxError as error:
        raise BrokenCases(path, f"line {error.lineno}: {error.msg}.") from error
    except ValueError as error:
        raise BrokenCases(path, "__all__ should be a list of names, written out.") from error
    if not names:
        return ""
    kept = _definitions(text).needed_for([*names, "__all__"])
    published = "\n".join(statement.text.rstrip() for statement in kept) + "\n"
    # While a notebook is graded, an empty module stands in for the grader.
    if any(module.partition(".")[0] == "grader" for _, module in _definitions(published).imports):
        raise BrokenCases(path, "what __all__ names needs `grader`, which is not there while a notebook is graded.")
    return published


def _definitions(text: str) -> Definitions:
    return find_definitions([Cell(1, text)], transform=str)


def _names_in_all(tree: ast.Module) -> list[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "__all__" for to in node.targets):
            return [str(name) for name in ast.literal_eval(node.value)]
    return []


@functools.cache
def _defined_in(source: str) -> frozenset[str]:
    """The functions that a module defines at its top level."""
    return frozenset(re.findall(r"^def (\w+)", source, re.MULTILINE))
