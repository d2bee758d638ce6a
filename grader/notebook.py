"""Reads a notebook's bytes into cells: text only, nothing is run, and no metadata is believed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from grader.errors import Ungradable

MAX_BYTES = 64 * 2**20
MAX_CELLS = 5_000
# Two bytes of JSON can cost sixty of memory, where they open a list or an object.
BRACKETS = (b"[", b"{")
MAX_PARTS = 2_000_000


@dataclass(frozen=True)
class Cell:
    """A code cell: its number counts the code cells of the notebook from 1."""

    number: int
    source: str


@dataclass(frozen=True)
class Notebook:
    """The code of a notebook, in order."""

    cells: tuple[Cell, ...]


def read_notebook(data: bytes) -> Notebook:
    """The code cells of a notebook file of format 3 or 4.

    Raises
    ------
    Ungradable
        If the bytes are not a notebook; the message says what they look like.
    """
    if len(data) > MAX_BYTES:
        raise Ungradable(f"The file is larger than {MAX_BYTES // 2**20} MB: clear its outputs and hand it in again.")
    if not data.strip():
        raise Ungradable("The file is empty: save the notebook and hand it in again.")
    if sum(map(data.count, BRACKETS)) > MAX_PARTS:
        raise Ungradable(f"The file has more than {MAX_PARTS:,} parts: clear its outputs and hand it in again.")
    text = data.decode("utf-8-sig", errors="replace")
    if text.lstrip()[:1] == "<":
        raise Ungradable("This is a web page saved as .ipynb: use File > Download > Notebook (.ipynb) instead.")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Ungradable(
            f"The file is not valid JSON{where}, so it is not a notebook: download it again and compare the sizes."
        ) from error
    cells = [cell for cell in _raw_cells(document) if cell.get("cell_type") == "code"]
    if not cells:
        raise Ungradable("The notebook has no code cells: was the right file handed in?")
    if len(cells) > MAX_CELLS:
        raise Ungradable(f"The notebook has more than {MAX_CELLS:,} code cells.")
    return Notebook(tuple(Cell(number, _source(cell)) for number, cell in enumerate(cells, start=1)))


def _raw_cells(document: object) -> list[dict[str, object]]:
    if not isinstance(document, dict):
        raise Ungradable("The file is JSON, but not a notebook: it has no cells.")
    cells = document.get("cells")
    if cells is None and isinstance(sheets := document.get("worksheets"), list):
        # Format 3 keeps its cells in worksheets, and calls the source of a code cell `input`.
        cells = [cell for sheet in sheets if isinstance(sheet, dict) for cell in _list(sheet.get("cells"))]
    if not isinstance(cells, list):
        raise Ungradable("The file is JSON, but not a notebook: it has no cells.")
    return [cell for cell in cells if isinstance(cell, dict)]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _source(cell: dict[str, object]) -> str:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    text = source if isinstance(source, str) else ""
    return text.replace("\r\n", "\n").replace("\r", "\n")
