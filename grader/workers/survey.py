"""What a notebook defines, as a worker tells it before anything of it is run."""

from __future__ import annotations

import collections
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.notebooks.answers import WrittenAnswer
from grader.notebooks.cells import CellError
from grader.notebooks.definitions import Function
from grader.notebooks.mending import Repair


@dataclass(frozen=True)
class Survey:
    """What a notebook defines; `defined` and `imports` have the names of functions and modules, with their cells.

    `bound` are the names that get a value by other means than a definition, and may turn out to be functions.
    """

    functions: Mapping[str, Function]
    defined: tuple[tuple[int, str], ...]
    errors: tuple[CellError, ...]
    imports: tuple[tuple[int, str], ...] = ()
    mended: tuple[tuple[int, Repair, int], ...] = ()
    answers: Mapping[str, WrittenAnswer] = field(default_factory=dict)
    bound: Mapping[str, Function] = field(default_factory=dict)

    @classmethod
    def told(cls, answer: Mapping[str, Any]) -> Survey:
        """The survey in a worker's answer."""
        return cls(
            {item["name"]: Function(**item) for item in answer["functions"]},
            tuple((cell, name) for cell, name in answer["defined"]),
            tuple(CellError(**item) for item in answer["errors"]),
            tuple((cell, module) for cell, module in answer["imports"]),
            tuple((cell, Repair(repair), line) for cell, repair, line in answer["mended"]),
            {item["name"]: WrittenAnswer(**item) for item in answer["answers"]},
            {item["name"]: Function(**item) for item in answer["bound"]},
        )

    @property
    def broken(self) -> Mapping[str, CellError]:
        """The names that a cell would have defined, had it been Python; the last such cell of each."""
        return {name: error for error in self.errors for name in error.names}

    def repeated_in(self, cells: Collection[int]) -> tuple[str, ...]:
        """The functions that are defined more than once in these cells."""
        counts = collections.Counter(name for cell, name in self.defined if cell in cells)
        return tuple(name for name, count in counts.items() if count > 1)

    def imports_in(self, cells: Collection[int]) -> frozenset[str]:
        """The modules that these cells import."""
        return frozenset(module for cell, module in self.imports if cell in cells)

    def reach(self, function: str) -> frozenset[str]:
        """The functions of the notebook that `function` calls, directly or through others; not itself."""
        found: set[str] = set()
        queue = [function]
        while queue:
            known = self.functions.get(queue.pop())
            fresh = set(known.calls if known else ()) - found
            found |= fresh
            queue.extend(fresh)
        return frozenset(found - {function})
