"""How a published notebook is put together, whatever its assignment and edition."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

EDITIONS = ("v1", "v2", "v3", "v4", "v4a", "2021")

Pieces = Mapping[str, str]

SPOIL = """

def _spoilt(*values):
    value = values[0] if len(values) == 1 else values
    if isinstance(value, tuple):
        return (_spoilt(value[0]), *value[1:])
    if isinstance(value, dict):
        return {key: item if isinstance(item, list) else item + 1 for key, item in value.items()}
    return value + 1
"""


@dataclass(frozen=True)
class Published:
    """The notebooks of one assignment.

    Parameters
    ----------
    imports : mapping
        The first cell in each edition.
    functions : mapping
        The graded functions, as the edition of this course's contract has them.
    differences : mapping
        `{edition: {function: {old: new}}}`.
    other_cells : tuple of str
        What else a notebook holds; nothing that a function needs.
    """

    assignment: str
    imports: Pieces
    functions: Pieces
    differences: Mapping[str, Mapping[str, Pieces]] = field(default_factory=dict)
    other_cells: tuple[str, ...] = ()

    def texts(self, edition: str) -> dict[str, str]:
        """The graded functions as they stand in an edition."""
        texts = dict(self.functions)
        for function, pieces in self.differences.get(edition, {}).items():
            for old, new in pieces.items():
                assert old in texts[function], (edition, function, old)
                texts[function] = texts[function].replace(old, new)
        return {name: modern(text) for name, text in texts.items()} if edition == "2021" else texts

    def cells(self, edition: str, *, told: bool = True, **other: str) -> list[str]:
        """The code cells of a notebook.

        `told` keeps the imports that tell the edition; `other` gives functions another text, or none.
        """
        imports = self.imports[edition]
        if not told:
            imports = re.sub(r"^from (testCases\w*|public_tests) .*\n", "", imports, flags=re.MULTILINE)
        texts = self.texts(edition) | other
        graded = [f"# GRADED FUNCTION: {name}\n\n{text}" for name, text in texts.items() if text]
        return [imports, *graded, *self.other_cells]

    def with_one_wrong(self, edition: str, function: str) -> list[str]:
        """The notebook with one function that answers something else of the same kind."""
        head, _, last = self.texts(edition)[function].rstrip().rpartition("return ")
        return self.cells(edition, **{function: f"{head}return _spoilt({last})\n{SPOIL}"})


def modern(text: str) -> str:
    """The markers as they are since 2021."""
    text = re.sub(r"### START CODE HERE ###.*", "# YOUR CODE STARTS HERE", text)
    return re.sub(r"### END CODE HERE ###", "# YOUR CODE ENDS HERE", text)
