"""What tells assignments apart that ask for functions of the same names: a title, imports, neighbours, signatures."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from grader.course.examination import FunctionExamination
from grader.workers.survey import Survey

WORD = re.compile(r"[^\W\d_]{3,}")


def likeliest(
    examinations: Sequence[FunctionExamination], graded: Collection[str], title: str, survey: Survey
) -> FunctionExamination:
    """Of several examinations that ask for all of these functions, the one for which most speaks; else the first.

    Parameters
    ----------
    title : str
        What the file is called, and what its first heading says.
    """
    told = _words(" ".join([title, *(module for _, module in survey.imports)]))
    read = {name for found in (survey.functions, survey.bound) for item in found.values() for name in item.calls}

    def evidence(examination: FunctionExamination) -> float:
        rivals = [other for other in examinations if other is not examination]
        words = _own(examination) - {word for other in rivals for word in _own(other)}
        names = _functions(examination) - {name for other in rivals for name in _functions(other)}
        return len(words & told) + len(names & read) + _signatures(examination, graded, survey)

    return max(examinations, key=evidence)


def _own(examination: FunctionExamination) -> set[str]:
    return _words(f"{examination.assignment.name} {examination.assignment.title}")


def _functions(examination: FunctionExamination) -> set[str]:
    return {name for exercise in examination.assignment.exercises for name in exercise.names}


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))


def _signatures(examination: FunctionExamination, graded: Collection[str], survey: Survey) -> float:
    """How much of the arguments, on average, has the same name in the solution: from 0 to 1."""
    alike = []
    for name, keys in examination.keys().items():
        function = survey.functions.get(name)
        if name in graded and function is not None and keys:
            own, theirs = set(keys[0].question.names), set(function.arguments)
            alike.append(len(own & theirs) / max(1, len(own | theirs)))
    return sum(alike) / max(1, len(alike))
