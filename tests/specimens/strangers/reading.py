"""Reads the strangers' answers: each is a change of one function of a right notebook.

    #> function: what it does in a few words
    #: asked ([2, 3],)          a named question on which a wrong answer shows
    - a line of the function
    + what stands there instead
    ~ a piece of the function => what stands there instead, wherever it does

Lines without a sign are cells: they take the place of the function's if they bind its name, else they stand before it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from grader.course.course import Course
from tests.specimens.corpus_editions import PUBLISHED
from tests.tiny import notebook_bytes

HERE = Path(__file__).parent
COURSE = Course(HERE.parents[2])
ASSIGNMENTS = ("python_basics", "logistic_regression", "planar_data", "dnn_step_by_step", "dnn_application")
CELL = re.compile(r"^# %%.*\n", re.MULTILINE)


@dataclass(frozen=True)
class Stranger:
    """One answer. `told` are what stands behind `#:`, by its first word."""

    kind: str
    assignment: str
    function: str
    title: str
    body: str
    told: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.assignment}/{self.function}: {self.title}"

    @property
    def cells(self) -> list[str]:
        """The code cells of the notebook that holds this answer."""
        base = base_cells(self.assignment, self.told.get("edition", ""))
        return changed(base, self.function, self.body)

    @property
    def data(self) -> bytes:
        return notebook_bytes(*self.cells)


@functools.cache
def base_cells(assignment: str, edition: str = "") -> tuple[str, ...]:
    """The imports and the graded functions of a right notebook: the course's own, or a published one."""
    if edition:
        return tuple(PUBLISHED[assignment].cells(edition))
    cells = [cell.source for cell in COURSE.assignment(assignment).solution.cells]
    return tuple(text for text in cells if "GRADED FUNCTION" in text or text.lstrip().startswith("import "))


def strangers(kind: str) -> Iterator[Stranger]:
    """All answers of a kind: "right", "wrong" or "classic"."""
    for assignment in ASSIGNMENTS:
        text = (HERE / kind / f"{assignment}.txt").read_text(encoding="utf-8")
        for block in re.split(r"(?m)^#> ", text)[1:]:
            head, _, rest = block.partition("\n")
            function, _, title = head.partition(": ")
            lines = rest.rstrip().splitlines()
            told = dict((line[3:] + " ").split(" ", 1) for line in lines if line.startswith("#: "))
            body = "\n".join(line for line in lines if not line.startswith("#: "))
            yield Stranger(kind, assignment, function, title, body, {key: value.strip() for key, value in told.items()})


def changed(base: tuple[str, ...], function: str, body: str) -> list[str]:
    """A notebook with one function changed."""
    cells = list(base)
    place = next(number for number, text in enumerate(cells) if _binds(text, function))
    for line in body.splitlines():
        if line.startswith("~ "):
            old, _, new = line[2:].partition(" =>")
            assert old in cells[place], f"{old} does not stand in {function}"
            cells[place] = cells[place].replace(old, new.removeprefix(" "))
    signed = [line for line in body.splitlines() if line[:2] in ("- ", "+ ", "+")]
    own = "\n".join(line for line in body.splitlines() if line[:2] not in ("- ", "+ ", "+", "~ "))
    last = [place, 0]
    for old, new in _changes(signed):
        _replace(cells, last, old, new)
    if own.strip():
        texts = [text.strip() + "\n" for text in CELL.split(own) if text.strip()]
        cells[place : place + 1] = texts if _binds(own, function) else [*texts, cells[place]]
    return cells


def _binds(text: str, function: str) -> bool:
    return re.search(rf"^(def {function}\(|{function} = )", text, re.MULTILINE) is not None


def _changes(lines: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    old: list[str] = []
    new: list[str] = []
    for line in lines:
        if line.startswith("-") and new:
            yield old, new
            old, new = [], []
        (old if line.startswith("-") else new).append(line[2:])
    yield from [(old, new)] if old else []


def _replace(cells: list[str], last: list[int], old: list[str], new: list[str]) -> None:
    """Put lines in the place of others: behind the last change, else anywhere in the cell, else in any other."""
    begin = last[0]
    for number, start in [(begin, last[1]), (begin, 0), *((other, 0) for other in range(len(cells)) if other != begin)]:
        lines = cells[number].splitlines()
        found = _find(lines, start, old)
        if found:
            first = lines[found[0]]
            indent = first[: len(first) - len(first.lstrip())]
            kept = [line for index, line in enumerate(lines) if index not in found]
            kept[found[0] : found[0]] = [indent + line for line in new]
            cells[number] = "\n".join(kept) + "\n"
            if number == begin:
                last[1] = found[0] + len(new)
            return
    raise ValueError(f"{old} does not stand in the notebook")


def _find(lines: list[str], start: int, old: list[str]) -> list[int]:
    """The places of lines, one after the other; none if one of them is missing."""
    found: list[int] = []
    for wanted in old:
        for index in range(found[-1] + 1 if found else start, len(lines)):
            if lines[index].strip() == wanted.strip():
                found.append(index)
                break
        else:
            return []
    return found
