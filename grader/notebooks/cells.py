"""Reads the bytes of a notebook or a script into cells: text only, and nothing is run.

Of metadata no more is taken than what it tells of a quiz, among other things that tell the same.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from grader.errors import Ungradable
from grader.notebooks.marks import Marks, marks_of
from grader.notebooks.outputs import without_outputs
from grader.sentence import Sentence

MAX_BYTES = 64 * 2**20
MAX_SCRIPT = 2 * 2**20
MAX_CELLS = 5_000

MAX_HEADING = 200
HEADING = re.compile(r"^\s{0,3}#{1,6}[ \t]*(\S[^\n]*)", re.MULTILINE)

# Where editors and converters begin a cell of a script.
CELL_MARK = re.compile(r"^#[ \t]*(?:%%|In\s?\[[\d ]*\]:|<codecell>|COMMAND -{5,})[^\n]*\n?", re.MULTILINE)

# Where a definition or an import begins; the line behind a decorator goes with it.
BEGINS = re.compile(r"(?:@|(?:async[ \t]+)?def[ \t]|(?:class|import|from)[ \t])")
MAX_CUTS = 200
MAX_CUT_LINES = 20_000

WHAT_IT_IS = (
    (b"<<<<<<<", Sentence("The file has a conflict of git in it: settle it, save the notebook and hand it in again.")),
    (b"<", Sentence("This is a web page saved as .ipynb: use File > Download > Notebook (.ipynb) instead.")),
    (b"PK\x03\x04", Sentence("This is an archive with the name of a notebook: call it .zip.")),
    (b"%PDF", Sentence("This is a PDF with the name of a notebook: hand in the .ipynb itself.")),
    (
        b"version https://git-lfs",
        Sentence("This is only a pointer of Git LFS: fetch the file itself with `git lfs pull`."),
    ),
)


@dataclass(frozen=True)
class Cell:
    """A code cell: its number counts the code cells of the notebook from 1."""

    number: int
    source: str


@dataclass(frozen=True)
class CellError:
    """A cell that is not Python, and the names that it would have defined.

    `source` is the text that would have done so, and begins at line `first` of the cell; empty where no name is known.
    """

    cell: int
    line: int
    message: str
    names: tuple[str, ...]
    source: str = ""
    first: int = 1


@dataclass(frozen=True)
class Notebook:
    """The code of a notebook, in order, and what it tells: `title` is the file's name and its first heading."""

    cells: tuple[Cell, ...]
    marks: Marks = field(default_factory=Marks)
    title: str = ""


def read_code(data: bytes, *, name: str) -> Notebook:
    """The code of what was handed in under this file name: a notebook, or a Python script.

    Raises
    ------
    Ungradable
        If the bytes are neither; the message says what they look like.
    """
    is_script = name.lower().endswith(".py") and data.lstrip()[:1] != b"{"
    notebook = read_script(data) if is_script else read_notebook(data)
    return replace(notebook, title=f"{name} {notebook.title}")


def read_script(data: bytes) -> Notebook:
    """The cells of a Python file: its percent cells, or all of it as one.

    Raises
    ------
    Ungradable
        If the file is empty, or too large for a script.
    """
    if len(data) > MAX_SCRIPT:
        raise Ungradable("The script is larger than {size} MB.", size=MAX_SCRIPT // 2**20)
    texts = [text for text in CELL_MARK.split(_lines(_decoded(data))) if text.strip()]
    if not texts:
        raise Ungradable("The file is empty: save the script and hand it in again.")
    return _numbered(texts)


def cut_apart(notebook: Notebook) -> Notebook:
    """The notebook with a cell for each definition and import in its cells, their lines numbered as they were.

    A text with more definitions, or lines, than a course's assignments have together is left as it is.
    """
    texts = []
    for cell in notebook.cells:
        lines = cell.source.split("\n")
        starts = [at for at, line in enumerate(lines) if BEGINS.match(line)]
        starts = [at for at in starts if not (at and lines[at - 1].startswith("@"))]
        few = len(starts) < MAX_CUTS and len(lines) < MAX_CUT_LINES
        bounds = [0, *(starts if few else ()), len(lines)]
        texts += [
            "\n" * begin + "\n".join(lines[begin:end]) for begin, end in itertools.pairwise(bounds) if begin < end
        ]
    return replace(_numbered(texts), marks=notebook.marks, title=notebook.title)


def read_notebook(data: bytes) -> Notebook:
    """The code cells of a notebook file of format 3 or 4.

    Raises
    ------
    Ungradable
        If the bytes are not a notebook; the message says what they look like.
    """
    if len(data) > MAX_BYTES:
        raise Ungradable(
            "The file is larger than {size} MB: clear its outputs and hand it in again.", size=MAX_BYTES // 2**20
        )
    if not data[:1000].strip() and not data.strip():
        raise Ungradable("The file is empty: save the notebook and hand it in again.")
    if data.count(b'"cell_type"') > 2 * MAX_CELLS:
        raise Ungradable("The notebook has more than {count} cells.", count=f"{2 * MAX_CELLS:,}")
    data = _in_utf8(data)
    document = _parsed(without_outputs(data))
    raw = _raw_cells(document)
    cells = [cell for cell in raw if _is_code(cell)]
    if not cells:
        raise Ungradable("The notebook has no code cells: was the right file handed in?")
    metadata = document.get("metadata") if isinstance(document, dict) else None
    return replace(_numbered([source_of(cell) for cell in cells], metadata, data), title=_heading(raw))


def raw_cells_of(data: bytes) -> list[tuple[dict[str, object], bool]]:
    """Every cell of a notebook file as it stands there, without its outputs, and whether it is code.

    Raises
    ------
    Ungradable
        If the bytes are not a notebook.
    """
    document = _parsed(without_outputs(_in_utf8(data)))
    return [(cell, _is_code(cell)) for cell in _raw_cells(document)]


def _in_utf8(data: bytes) -> bytes:
    return data if json.detect_encoding(data) in ("utf-8", "utf-8-sig") else _decoded(data).encode(errors="replace")


def _decoded(data: bytes) -> str:
    return data.decode(json.detect_encoding(data[:4]), errors="replace")


def _parsed(data: bytes) -> object:
    text = data.decode("utf-8-sig", errors="replace")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        for start, sentence in WHAT_IT_IS:
            if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(start) or (start == b"<<<<<<<" and b"\n<<<<<<<" in data):
                raise Ungradable(sentence) from error
        where = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise Ungradable(
            "The file is not valid JSON (line {line}), so it is not a notebook: download it again.",
            line=where,
        ) from error


def _numbered(texts: Sequence[str], metadata: object = None, data: bytes = b"") -> Notebook:
    if len(texts) > MAX_CELLS:
        raise Ungradable("The notebook has more than {count} code cells.", count=f"{MAX_CELLS:,}")
    cells = tuple(Cell(number, text) for number, text in enumerate(texts, start=1))
    return Notebook(cells, marks_of(texts, metadata, data))


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


def _is_code(cell: dict[str, object]) -> bool:
    """Whether a cell holds code; one that has lost its type is told by what only code has."""
    kind = cell.get("cell_type")
    return kind == "code" or (not isinstance(kind, str) and ("outputs" in cell or "input" in cell))


def _heading(cells: list[dict[str, object]]) -> str:
    """The first heading in a notebook's text."""
    texts = (source_of(cell) for cell in cells if not _is_code(cell))
    return next((found[1][:MAX_HEADING] for text in texts if (found := HEADING.search(text))), "")


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def source_of(cell: dict[str, object]) -> str:
    """The text of a cell, whatever it is kept as."""
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return _lines(source if isinstance(source, str) else "")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
