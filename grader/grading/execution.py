"""Grades a file as before, and runs its notebook from top to bottom as well: what that tells costs nothing."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from grader.errors import SandboxError
from grader.grading.grader import Grader
from grader.notebooks.cells import read_code
from grader.notebooks.copies import copy_with
from grader.results import Executed, Status, SubmissionReport
from grader.sentence import Sentence
from grader.workers.execution import Belongings, execute
from grader.workers.pool import Zygote


class ExecutingGrader:
    """A grader that has whole notebooks run, too, by a zygote of kernels."""

    def __init__(self, grader: Grader, zygote: Zygote, belongings: Belongings) -> None:
        self._grader, self._zygote, self._belongings = grader, zygote, belongings

    def grade(self, data: bytes, name: str) -> tuple[SubmissionReport, ...]:
        """Grade one file, as `Grader.grade` does; each report has the notebook as it ran, and remarks on that."""
        reports = self._grader.grade(data, name)
        if all(report.status is not Status.GRADED for report in reports):
            return reports
        notebook = read_code(data, name=name)
        try:
            ran = execute(self._zygote, [cell.source for cell in notebook.cells], self._belongings)
        except SandboxError as error:  # of this machine's making
            sentence = Sentence(
                "The notebook could not be run from top to bottom here: {reason}.", reason=error.args[0]
            )
            return tuple(replace(item, problems=(*item.problems, sentence), settled=False) for item in reports)
        copy = copy_with(data, notebook, ran.outputs)
        executed = Executed(hashlib.sha256(copy.encode()).hexdigest(), copy)
        return tuple(replace(item, problems=(*item.problems, *ran.remarks), executed=executed) for item in reports)
