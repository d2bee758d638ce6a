"""What a specimen is, and how to lay out a notebook."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.specimens.corpus_editions.dnn_step_by_step import FUNCTIONS

NAMES = tuple(FUNCTIONS)
IMPORTS = "\n".join(
    [
        "import numpy as np",
        "import h5py",
        "import matplotlib.pyplot as plt",
        "from testCases_v4 import *",
        "from dnn_utils_v2 import sigmoid, sigmoid_backward, relu, relu_backward",
        "%matplotlib inline",
        "plt.rcParams['figure.figsize'] = (5.0, 4.0)",
        "%load_ext autoreload",
        "%autoreload 2",
        "np.random.seed(1)",
    ]
)
EXAMPLES = "A, W, b = linear_forward_test_case()\nZ, linear_cache = linear_forward(A, W, b)\nprint(Z)"


def cells(**other: str) -> list[str]:
    """The code cells of a right notebook in the published v4 layout; `other` gives functions another text."""
    functions = {**FUNCTIONS, **other}
    graded = [f"# GRADED FUNCTION: {name}\n\n{text}" for name, text in functions.items() if text]
    return [IMPORTS, *graded, EXAMPLES]


@dataclass(frozen=True)
class Specimen:
    """A file that was handed in, and the outcome each function of assignment 4 deserves.

    `but` names the functions that are not right, with their outcomes; `says` are words of the report. Where the file
    cannot be graded, `reason` are words of the reason.
    """

    name: str
    data: bytes
    but: Mapping[str, str] = field(default_factory=dict)
    says: str = ""
    reason: str = ""
    file: str = "notebook.ipynb"

    @property
    def verdicts(self) -> dict[str, str]:
        return {} if self.reason else {name: self.but.get(name, "passed") for name in NAMES}


def code(source: object, **other: object) -> dict[str, object]:
    """A code cell."""
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source, **other}


def markdown(source: str) -> dict[str, object]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def document(cells: Iterable[object], *, minor: int = 2, **other: object) -> dict[str, object]:
    """A notebook of format 4."""
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": minor, **other}


def as_bytes(tree: object) -> bytes:
    return json.dumps(tree, ensure_ascii=False).encode()


def notebook(texts: Iterable[str]) -> bytes:
    """A notebook of code cells."""
    return as_bytes(document(map(code, texts)))


def right(**other: str) -> bytes:
    """The right notebook, with another text for some functions; an empty one leaves the function out."""
    return notebook(cells(**other))


def with_cells(*texts: str, before: bool = False, **other: str) -> bytes:
    """The right notebook with more cells, behind all others or in front of the functions."""
    usual = cells(**other)
    return notebook([usual[0], *texts, *usual[1:]] if before else [*usual, *texts])


def filled(name: str, old: str, new: str) -> str:
    """The right text of a function with a piece replaced."""
    assert old in FUNCTIONS[name], (name, old)
    return FUNCTIONS[name].replace(old, new)


def stub(name: str) -> str:
    """The function as it was released: each place between the markers holds None."""
    lines, inside = [], False
    for line in FUNCTIONS[name].splitlines():
        if "END CODE HERE" in line:
            inside = False
        if inside and " = " in line:
            line = f"{line.split(' = ')[0]} = None"
        if not inside or line.endswith(("= None", ":")):
            lines.append(line)
        inside = inside or "START CODE HERE" in line
    return "\n".join(lines) + "\n"


def crashed(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "crashed")


def not_attempted(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "not attempted")
