"""Where the page of each report lies: each student has a folder alone, under a name that any disk takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from grader.results import Status, SubmissionReport

FEEDBACK = Path("feedback")
SIMILAR = Path("similar.html")
UNSAFE_IN_A_FILE_NAME = re.compile(r"[^\w.@+-]+")
# A name may have 255 bytes on most file systems, and 143 on those that encrypt.
MAX_NAME_BYTES = 120


def page_paths(reports: Sequence[SubmissionReport]) -> list[Path | None]:
    """Where the page of each report goes: `feedback/<student>/<assignment>.html`; each student has a folder alone.

    None for those who handed in nothing, and for what is held back: they have no page.
    """
    taken: set[str] = set()
    folders: dict[str, str] = {}
    paths: list[Path | None] = []
    for report in reports:
        if report.status is Status.MISSING:
            paths.append(None)
            continue
        if report.student not in folders:
            folders[report.student] = _unlike(taken, "", report.student)
        folder = folders[report.student]
        name = _unlike(taken, f"{folder}/", report.assignment or Path(report.path).stem)
        paths.append(None if report.held else FEEDBACK / folder / f"{name}.html")
    return paths


def copy_path(page: Path) -> Path:
    """Where the notebook lies as it ran from top to bottom: beside its page."""
    return page.with_suffix(".ipynb")


def _unlike(taken: set[str], folder: str, text: str) -> str:
    """A file name for a text, numbered where another has it; `taken` are those that there are, and learns of it."""
    number, name = 1, _file_name(text)
    chosen = name
    while _on_disk(folder + chosen) in taken:
        number += 1
        chosen = f"{name}-{number}"
    taken.add(_on_disk(folder + chosen))
    return chosen


def _file_name(text: str) -> str:
    """A name that stays in its folder and fits into it, whatever a student called themselves."""
    safe = UNSAFE_IN_A_FILE_NAME.sub("_", text).strip(".")
    return safe.encode()[:MAX_NAME_BYTES].decode(errors="ignore") or "_"


def _on_disk(name: str) -> str:
    """What file systems take for the same name that make no difference of case, or of how an accent is written."""
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
