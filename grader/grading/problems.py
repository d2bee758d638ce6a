"""Sentences on a notebook as it was read: what had to be mended, what counts, and what is fragile."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from grader.notebooks.mending import Repair
from grader.sentence import Sentence, quoted
from grader.workers.survey import Survey

DONE = {
    Repair.INVISIBLE: Sentence("invisible characters were taken out of the code"),
    Repair.TABS_4: Sentence("tabs and spaces are mixed in its indentation; each tab was read as 4 spaces"),
    Repair.TABS_8: Sentence("tabs and spaces are mixed in its indentation; each tab was read as 8 spaces"),
}


def problems_of(survey: Survey, names: Collection[str], own: Collection[int]) -> Iterator[Sentence]:
    """Sentences on the cells in which these functions are defined, and on the functions themselves.

    `own` are the cells of the assignment, where the file answers several.
    """
    cells = {function.cell for name, function in survey.functions.items() if name in names}
    for name in filter(names.__contains__, survey.repeated_in(own)):
        yield Sentence("`{name}` is defined more than once: the last one counts.", name=name)
    for cell, repair, line in dict.fromkeys(survey.mended):
        if cell in cells:
            yield Sentence(
                "Cell {cell} is not valid Python, and was mended to be read: {what}.",
                cell=cell,
                what=_done(repair, line),
            )
    yield from _on_errors(survey, names, cells)
    for name, function in survey.functions.items():
        if name in names and function.variables:
            yield Sentence(
                "`{name}` uses {names} from outside: give it as an argument, or it will break in other places.",
                name=name,
                names=quoted(function.variables),
            )


def _done(repair: Repair, line: int) -> Sentence:
    if repair is Repair.BLOCK:
        return Sentence("line {line}: a block without a line got a `pass`", line=line)
    if repair is Repair.VALUE:
        return Sentence("line {line}: a place without a value got a `None`", line=line)
    return DONE[repair]


def _on_errors(survey: Survey, names: Collection[str], cells: Collection[int]) -> Iterator[Sentence]:
    for error in survey.errors:
        if error.cell in cells and not error.names:
            yield Sentence(
                "Cell {cell}, line {line} is not valid Python, and was passed over: {words}",
                cell=error.cell,
                line=error.line,
                words=error.message,
            )
        for name in error.names:
            if name in names and name in survey.functions and survey.functions[name].cell < error.cell:
                yield Sentence(
                    "Cell {cell} defines `{name}` again, but is not Python: the one before it counts.",
                    cell=error.cell,
                    name=name,
                )
