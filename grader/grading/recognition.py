"""Which assignments a file answers, and in which of its cells: told by the functions it defines, and nothing is run.

A quiz is told by the marks of its notebook: its answers have the same names in every quiz.

A file may answer several. Where two of these ask for a function of the same name, each has the definition that stands
among its own cells.
"""

from __future__ import annotations

import collections
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.course.examination import Examination, FunctionExamination, QuizExamination
from grader.errors import Ungradable
from grader.grading.telling import likeliest
from grader.notebooks.cells import Cell, Notebook
from grader.notebooks.marks import told_in
from grader.sentence import Sentence, quoted
from grader.workers.survey import Survey


@dataclass(frozen=True)
class Part:
    """The answer to one assignment within a file.

    `notebook` has all cells, its own at the end, since what is defined last counts; `cells` are the numbers of its own,
    `edition` is that of the assignment which these tell. `guess` says so where no name tells which assignment it is.
    """

    examination: Examination
    notebook: Notebook
    cells: frozenset[int]
    edition: str
    guess: str = ""


def parts_of(notebook: Notebook, survey: Survey, examinations: Sequence[Examination]) -> list[Part]:
    """What a file answers, in the order of the examinations; there is at least one part.

    Raises
    ------
    Ungradable
        If it defines no function that any examination asks for.
    """
    of_functions = [item for item in examinations if not isinstance(item, QuizExamination)]
    quizzes = list(_quizzes(notebook, [item for item in examinations if isinstance(item, QuizExamination)]))
    defined = _defined(survey, of_functions)
    if survey.answers and not quizzes and not _graded(defined, of_functions):
        raise Ungradable("It answers a quiz, but does not tell which: put the cell with `Checker(...)` back.")
    chosen = _beside_a_quiz(defined, of_functions) if quizzes else _answered(defined, of_functions)
    owners = _owners(notebook, survey, chosen) if chosen else {}
    parts = [_part(notebook, survey, item, owners) for item in of_functions if item in chosen]
    if len(parts) == 1:
        parts = [_told_apart(parts[0], notebook, survey, of_functions)]
    return sorted((*parts, *quizzes), key=lambda part: examinations.index(part.examination))


def share_a_cell(parts: Sequence[Part], survey: Survey) -> bool:
    """Whether a cell defines functions of several parts: then a name that two ask for cannot be told by its cell."""
    of_functions = [part.examination for part in parts if not isinstance(part.examination, QuizExamination)]
    names = [_names(examination) for examination in of_functions]
    asked = collections.Counter(name for own in names for name in own)
    cells = [{cell for cell, name in survey.defined if name in own and asked[name] == 1} for own in names]
    return any(one & other for one, other in itertools.combinations(cells, 2))


def _quizzes(notebook: Notebook, examinations: Sequence[QuizExamination]) -> Iterator[Part]:
    """The quizzes that a file answers; where it answers several, each has the cells from the first that names it on."""
    marks = {item.assignment: item for item in (notebook.marks, *notebook.marks.others)}
    asked = {item.assignment.name: item for item in examinations if item.assignment.name in marks}
    if len(asked) < 2:
        yield from (Part(item, notebook, frozenset(), "") for item in asked.values())
        return
    own: dict[str, list[Cell]] = {name: [] for name in asked}
    current = ""
    for cell in notebook.cells:
        current = next((name for name in told_in(cell.source) if name in own), current)
        if current:
            own[current].append(cell)
    for name, examination in asked.items():
        yield Part(examination, replace(notebook, cells=tuple(own[name]), marks=marks[name]), frozenset(), "")


def _part(
    notebook: Notebook, survey: Survey, examination: FunctionExamination, owners: Mapping[int, FunctionExamination]
) -> Part:
    own = frozenset(number for number, owner in owners.items() if owner is examination)
    assignment = examination.assignment
    edition = assignment.edition_of(survey.imports_in(own)) or assignment.edition_of(survey.imports_in(owners))
    return Part(examination, Notebook(tuple(sorted(notebook.cells, key=lambda cell: cell.number in own))), own, edition)


def _told_apart(part: Part, notebook: Notebook, survey: Survey, examinations: Sequence[FunctionExamination]) -> Part:
    """The part, or that of another examination which asks for all of the same functions and is likelier."""
    graded = _graded(_defined(survey, examinations), examinations)
    alike = [item for item in examinations if graded <= _names(item)]
    if len(alike) < 2:
        return part
    alike.sort(key=lambda item: item is not part.examination)
    examination = likeliest(alike, graded, notebook.title, survey)
    guess = Sentence(
        "Several assignments ask for {names}, and it answers no other function: it was taken for {assignment}.",
        names=quoted(sorted(graded)),
        assignment=examination.assignment.name,
    )
    owners = dict.fromkeys((cell.number for cell in notebook.cells), examination)
    return replace(_part(notebook, survey, examination, owners), guess=guess)


def _names(examination: FunctionExamination) -> set[str]:
    return {name for exercise in examination.assignment.exercises for name in exercise.names}


def _defined(survey: Survey, examinations: Sequence[FunctionExamination]) -> set[str]:
    """What the file defines; where no graded function is among it, also what may turn out to be one."""
    defined = {*survey.functions, *survey.broken}
    return defined if _graded(defined, examinations) else {*defined, *survey.bound}


def _beside_a_quiz(defined: Collection[str], examinations: Sequence[FunctionExamination]) -> list[FunctionExamination]:
    """What a file answers besides a quiz: a function or two of an assignment are somebody's way to an answer."""
    graded = _graded(defined, examinations)
    chosen = _answered(defined, examinations) if graded else []
    return [item for item in chosen if 2 * _count_in(graded, item) > len(item.assignment.exercises)]


def _graded(defined: Collection[str], examinations: Sequence[FunctionExamination]) -> set[str]:
    """The functions that some examination asks for, among those that are defined."""
    return {name for examination in examinations for name in _names(examination)}.intersection(defined)


def _count_in(graded: Collection[str], examination: FunctionExamination) -> int:
    return sum(not set(graded).isdisjoint(item.names) for item in examination.assignment.exercises)


def _answered(defined: Collection[str], examinations: Sequence[FunctionExamination]) -> list[FunctionExamination]:
    """The examination that explains most of what is defined, and each further one that is there for the most part."""
    graded = _graded(defined, examinations)
    if not graded:
        has = ", ".join(sorted(defined)[:8]) or Sentence("no function")
        raise Ungradable("None of the course's graded functions is in this notebook; it defines {names}.", names=has)

    def likeness(examination: FunctionExamination) -> float:
        there = _count_in(graded, examination)
        return (
            there / len(examination.assignment.exercises) + len(graded & _names(examination)) / len(graded)
            if there
            else 0.0
        )

    ranked = sorted(examinations, key=likeness, reverse=True)
    chosen = ranked[:1]
    for examination in ranked[1:]:
        # What two assignments ask for is no sign of the second one, and neither is a function or two of many.
        claimed = {name for other in chosen for name in _names(other)}
        own = [item for item in examination.assignment.exercises if claimed.isdisjoint(item.names)]
        if 2 * sum(not graded.isdisjoint(item.names) for item in own) > len(own):
            chosen.append(examination)
    return chosen


def _owners(
    notebook: Notebook, survey: Survey, chosen: Sequence[FunctionExamination]
) -> dict[int, FunctionExamination]:
    """For each cell the examination to which it belongs.

    A cell goes with the graded function before it; from the first one that imports, with the one behind it.
    """
    graded = dict(_graded_cells(survey, chosen))
    importing = {cell for cell, _ in survey.imports}
    numbers = [cell.number for cell in notebook.cells]
    behind: dict[int, FunctionExamination] = {}
    current = [chosen[0], *graded.values()][-1]
    for cell in reversed(numbers):
        current = behind[cell] = graded.get(cell, current)
    owners: dict[int, FunctionExamination] = {}
    for cell in numbers:
        current = behind[cell] if cell in graded or cell in importing else current
        owners[cell] = current
    return owners


def _graded_cells(survey: Survey, chosen: Sequence[FunctionExamination]) -> Iterator[tuple[int, FunctionExamination]]:
    """The cells that define graded functions, with their examinations.

    A name that several ask for goes with the functions before it; where it stands there already, with those after it.
    """
    claims = [(cell, name, [item for item in chosen if name in _names(item)]) for cell, name in survey.defined]
    claims = [claim for claim in claims if claim[2]]
    current: FunctionExamination | None = None
    seen: set[str] = set()
    for index, (cell, name, claimants) in enumerate(claims):
        following = next((items[0] for _, _, items in claims[index:] if len(items) == 1), current or claimants[0])
        if len(claimants) == 1 or current not in claimants or name in seen:
            owner = claimants[0] if len(claimants) == 1 else following if following in claimants else claimants[0]
            seen = seen if owner is current else set()
            current = owner
        seen.add(name)
        yield cell, current
