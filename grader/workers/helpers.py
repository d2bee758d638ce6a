"""The course's own functions, in a worker of the course's own, which stand-ins in a stranger's worker ask.

Of what a stranger's worker sends, nothing is believed: it is passed on as the plain data that it was read as, to a
worker in its own box. What comes back is a value. No text of a solution is ever in a stranger's process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import TracebackType

from grader.harmless import harmless_line
from grader.notebooks.cells import Notebook
from grader.results import Outcome
from grader.sentence import Sentence
from grader.workers.budget import Budget
from grader.workers.client import NOBODY_ASKED, BudgetSpent, WorkerLost
from grader.workers.examinee import Examinee, Setting
from grader.workers.pool import Zygote

MAX_CALLS = 5_000
"""For one function; a training of the course makes at most some three hundred."""
MAX_TOLD = 80
NO_ANSWER: Mapping[str, object] = {"parts": [], "changes": [], "stream": None}


class Helpers:
    """Functions of a solution that answer in place of a notebook's own; a context manager.

    Parameters
    ----------
    notebook : Notebook
        The solution, or the solution as another edition has it.
    functions : mapping
        For each name in the student's notebook the name in the solution.
    modules : mapping
        What the solution may import, `{"package.module": source}`.

    Attributes
    ----------
    refused : str
        What could not be handed over, where anything could not; empty else.
    """

    def __init__(
        self, zygote: Zygote, notebook: Notebook, functions: Mapping[str, str], modules: Mapping[str, str]
    ) -> None:
        self._functions = dict(functions)
        # None of it is the student's to pay for, but there is an end to it.
        self._examinee = Examinee(zygote, notebook, budget=Budget(zygote.limits.budget))
        self._entered = False
        self._setting = Setting(tuple(self._functions.values()), modules)
        self._calls = 0
        self.refused: str = ""

    def __enter__(self) -> Helpers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._examinee.__exit__(kind, error, trace)

    def around(self, setting: Setting) -> Setting:
        """The setting in which these functions stand in for the notebook's own."""
        return replace(setting, stand_ins=tuple(self._functions), help=self._help)

    def _help(self, request: object) -> object:
        """The reply to a stand-in.

        Raises
        ------
        WorkerLost
            If the request is none that a stand-in makes, or the function does not come back.
        """
        name = request.get("function") if isinstance(request, dict) else None
        if not isinstance(request, dict) or type(name) is not str or name not in self._functions:
            raise WorkerLost(Outcome.CRASHED, NOBODY_ASKED)
        self._calls += 1
        if self._calls > MAX_CALLS:
            self.refused = Sentence("it calls them more than {count} times", count=MAX_CALLS)
            raise WorkerLost(Outcome.TIMED_OUT, self.refused)
        told: Mapping[str, object] = request
        if "refused" not in request:
            told = self._ask(self._functions[name], request)
        if "refused" not in told:
            return told
        what = harmless_line(str(told["refused"])[:MAX_TOLD])
        self.refused = Sentence("what passes between them is not plain data ({what})", what=what)
        return {**NO_ANSWER, "error": {"type": "TypeError", "message": self.refused}}

    def _ask(self, function: str, request: Mapping[str, object]) -> Mapping[str, object]:
        try:
            if not self._entered:  # only now: the student's worker is loaded, and many a function never comes here
                self._examinee.__enter__()
                self._entered = True
            return self._examinee.help(function, request, self._setting)
        except BudgetSpent:
            self.refused = Sentence("what it asks of them takes too long")
            raise
