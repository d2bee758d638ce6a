"""Which assignments a file answers, and in which of its cells: told by the functions it defines, and nothing is run.

A file may answer several. Where two of these ask for a function of the same name, each has the definition that stands
among its own cells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.course.examination import Examination
from grader.errors import Ungradable
from grader.notebooks.cells import Notebook
from grader.sentence import Sentence
from grader.workers.examinee import Survey


@dataclass(frozen=True)
class Part:
    """The answer to one assignment within a file.

    `notebook` has all cells, its own at the end, since what is defined last counts; `cells` are the numbers of its own,
    `edition` is that of the assignment which these tell.
    """

    examination: Examination
    notebook: Notebook
    cells: frozenset[int]
    edition: str


def parts_of(notebook: Notebook, survey: Survey, examinations: Sequence[Examination]) -> list[Part]:
    """What a file answers, in the order of the examinations; there is at least one part.

    Raises
    ------
    Ungradable
        If it defines no function that any examination asks for.
    """
    chosen = _answered({*survey.functions, *survey.broken}, examinations)
    owners = _owners(notebook, survey, chosen)
    return [_part(notebook, survey, item, owners) for item in examinations if item in chosen]


def _part(notebook: Notebook, survey: Survey, examination: Examination, owners: Mapping[int, Examination]) -> Part:
    own = frozenset(number for number, owner in owners.items() if owner is examination)
    assignment = examination.assignment
    edition = assignment.edition_of(survey.imports_in(own)) or assignment.edition_of(survey.imports_in(owners))
    return Part(examination, Notebook(tuple(sorted(notebook.cells, key=lambda cell: cell.number in own))), own, edition)


def _names(examination: Examination) -> set[str]:
    return {name for exercise in examination.assignment.exercises for name in exercise.names}


def _answered(defined: Collection[str], examinations: Sequence[Examination]) -> list[Examination]:
    """The examination that explains most of what is defined, and each further one that is there for the most part."""
    graded = {name for examination in examinations for name in _names(examination)}.intersection(defined)
    if not graded:
        has = ", ".join(sorted(defined)[:8]) or Sentence("no function")
        raise Ungradable("None of the course's graded functions is in this notebook; it defines {names}.", names=has)

    def likeness(examination: Examination) -> float:
        exercises = examination.assignment.exercises
        there = sum(not graded.isdisjoint(exercise.names) for exercise in exercises)
        return there / len(exercises) + len(graded & _names(examination)) / len(graded) if there else 0.0

    ranked = sorted(examinations, key=likeness, reverse=True)
    chosen = ranked[:1]
    for examination in ranked[1:]:
        # What two assignments ask for is no sign of the second one, and neither is a function or two of many.
        claimed = {name for other in chosen for name in _names(other)}
        own = [item for item in examination.assignment.exercises if claimed.isdisjoint(item.names)]
        if 2 * sum(not graded.isdisjoint(item.names) for item in own) > len(own):
            chosen.append(examination)
    return chosen


def _owners(notebook: Notebook, survey: Survey, chosen: Sequence[Examination]) -> dict[int, Examination]:
    """For each cell the examination to which it belongs.

    A cell goes with the graded function before it; from the first one that imports, with the one behind it.
    """
    graded = dict(_graded_cells(survey, chosen))
    importing = {cell for cell, _ in survey.imports}
    numbers = [cell.number for cell in notebook.cells]
    behind: dict[int, Examination] = {}
    current = [chosen[0], *graded.values()][-1]
    for cell in reversed(numbers):
        current = behind[cell] = graded.get(cell, current)
    owners: dict[int, Examination] = {}
    for cell in numbers:
        current = behind[cell] if cell in graded or cell in importing else current
        owners[cell] = current
    return owners


def _graded_cells(survey: Survey, chosen: Sequence[Examination]) -> Iterator[tuple[int, Examination]]:
    """The cells that define graded functions, with their examinations.

    A name that several ask for goes with the functions before it; where it stands there already, with those after it.
    """
    claims = [(cell, name, [item for item in chosen if name in _names(item)]) for cell, name in survey.defined]
    claims = [claim for claim in claims if claim[2]]
    current: Examination | None = None
    seen: set[str] = set()
    for index, (cell, name, claimants) in enumerate(claims):
        following = next((items[0] for _, _, items in claims[index:] if len(items) == 1), current or claimants[0])
        if len(claimants) == 1 or current not in claimants or name in seen:
            owner = claimants[0] if len(claimants) == 1 else following if following in claimants else claimants[0]
            seen = seen if owner is current else set()
            current = owner
        seen.add(name)
        yield cell, current
