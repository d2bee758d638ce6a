"""A notebook as it was handed in, with other outputs: text, and nothing is run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from grader.errors import Ungradable
from grader.notebooks.cells import Notebook, raw_cells_of, source_of

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
TEXT_KINDS = ("markdown", "raw")


def copy_with(data: bytes, notebook: Notebook, outputs: Sequence[Sequence[Mapping[str, Any]]]) -> str:
    """A file of nbformat 4, in ASCII: the cells of a notebook, the code cells with these outputs, in their order.

    Parameters
    ----------
    data : bytes
        What was handed in; of a script, or of what is no notebook, the code cells alone are there.
    """
    code = [_code(cell.source, number, outputs) for number, cell in enumerate(notebook.cells, start=1)]
    try:
        raw = raw_cells_of(data)
    except Ungradable:
        raw = []
    if sum(is_code for _, is_code in raw) != len(code):
        cells = code
    else:
        left = iter(code)
        cells = [next(left) if is_code else _text(cell) for cell, is_code in raw]
    return json.dumps({"cells": cells, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 4}, indent=1) + "\n"


def _code(source: str, number: int, outputs: Sequence[Sequence[Mapping[str, Any]]]) -> dict[str, object]:
    ran = number <= len(outputs)
    return {
        "cell_type": "code",
        "execution_count": number if ran else None,
        "metadata": {},
        "outputs": list(outputs[number - 1]) if ran else [],
        "source": source,
    }


def _text(cell: dict[str, object]) -> dict[str, object]:
    kind = cell.get("cell_type")
    return {"cell_type": kind if kind in TEXT_KINDS else "markdown", "metadata": {}, "source": source_of(cell)}
