"""One submission that can be asked, again and again, also after its process has died."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from grader.answers.answer import Answer, Lost, Returned, raised_from
from grader.course.exercise import Ask
from grader.course.questions import Question
from grader.notebooks.cells import Cell, Notebook
from grader.notebooks.definitions import CellError, Function
from grader.notebooks.mending import Repair
from grader.results import Outcome
from grader.sentence import Sentence
from grader.workers.budget import Budget
from grader.workers.client import BudgetSpent, Worker, WorkerLost
from grader.workers.pool import Zygote

MAX_LOST_CELLS = 3
MAX_PROBLEMS = 20
NOT_ASKED = Sentence("not asked, because the case before it ended the process")


@dataclass(frozen=True)
class Survey:
    """What a notebook defines."""

    functions: Mapping[str, Function]
    repeated: tuple[str, ...]
    errors: tuple[CellError, ...]
    imports: frozenset[str] = frozenset()
    mended: tuple[tuple[int, Repair, int], ...] = ()

    @property
    def broken(self) -> Mapping[str, CellError]:
        """The names that a cell would have defined, had it been Python; the last such cell of each."""
        return {name: error for error in self.errors for name in error.names}

    def repeated_among(self, names: Collection[str]) -> tuple[str, ...]:
        """Those of `names` that are defined more than once."""
        return tuple(name for name in dict.fromkeys(self.repeated) if name in names)

    def reach(self, function: str) -> frozenset[str]:
        """The functions of the notebook that `function` calls, directly or through others; not itself."""
        found: set[str] = set()
        queue = [function]
        while queue:
            known = self.functions.get(queue.pop())
            fresh = set(known.calls if known else ()) - found
            found |= fresh
            queue.extend(fresh)
        return frozenset(found - {function})


class Examinee:
    """A notebook in a worker; a context manager. `survey` comes first, then `prepare`, then `ask`.

    Parameters
    ----------
    reference : sequence of Cell, functions : mapping
        Cells of the solution, and the functions to take from there in place of the notebook's own: for each name in
        the notebook the name in the solution.
    budget : Budget, optional
        What the notebook may use in all of its workers, those of other examinees of the same submission included.
    """

    def __init__(
        self,
        zygote: Zygote,
        notebook: Notebook,
        *,
        reference: Sequence[Cell] = (),
        functions: Mapping[str, str] | None = None,
        budget: Budget | None = None,
    ) -> None:
        self._zygote = zygote
        self._budget = budget or Budget()
        self._notebook = notebook
        self._modules: dict[str, str] = {}
        self._reference = [(cell.number, cell.source) for cell in reference]
        self._replaced = dict(functions or {})
        self._names: list[str] = []
        self._skip: list[int] = []
        self._worker: Worker | None = None
        self._loaded = False
        self._asked: set[str] = set()
        self._by_the_clock = False
        self.problems: list[str] = []

    def __enter__(self) -> Examinee:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def survey(self) -> Survey:
        """What the notebook defines; nothing of it has run when this is told.

        Raises
        ------
        WorkerLost
            If the text of the notebook is such that reading it ends the process.
        """
        answer = self._fresh_worker()
        return Survey(
            {item["name"]: Function(**item) for item in answer["functions"]},
            tuple(answer["repeated"]),
            tuple(CellError(**item) for item in answer["errors"]),
            frozenset(answer["imports"]),
            tuple((cell, Repair(repair), line) for cell, repair, line in answer["mended"]),
        )

    def prepare(self, names: Collection[str], modules: Mapping[str, str]) -> None:
        """Say which functions will be asked; what they need of the notebook is run when the first one is.

        `modules` is what the notebook may import from the course, `{"package.module": source}`.
        """
        self._names = list(names)
        self._modules = dict(modules)

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """Call a function with the inputs of each question; after one that ends the process the rest are not asked.

        A function that is lost where another one has been called before is asked once more, alone: a thread, a child
        or an answer too many that the other left behind is not its fault. One that only the clock has stopped is asked
        once more while nothing else is asked of anybody; a notebook that was seen to wait then is believed to do so.
        """
        name = questions[0].function
        alone = self._asked <= {name}
        answers = self._ask(questions)
        if not alone and isinstance(answers[-1], Lost) and answers[-1].outcome is not Outcome.TIMED_OUT:
            answers = self._ask(questions)
        if self._by_the_clock and not self._budget.waits:
            with self._zygote.alone():
                answers = self._ask(questions)
            self._budget.waits = self._by_the_clock
        if self._worker is not None:
            self._asked.add(name)
        return answers

    def _ask(self, questions: Sequence[Question]) -> list[Answer]:
        answers: list[Answer] = []
        self._by_the_clock = False
        try:
            if not self._loaded:
                self._load()
            if self._worker is None:
                raise WorkerLost(Outcome.CRASHED, Sentence("the notebook ends the process whenever it is loaded"))
            content = [
                {"arguments": list(item.arguments), "seed": item.seed, "inputs": item.case.ask is Ask.INPUTS}
                for item in questions
            ]
            for answer in self._worker.answers(
                len(questions), "ask", function=questions[0].function, questions=content
            ):
                answers.append(_answer_from(answer))
        except WorkerLost as lost:
            self._close()
            self._by_the_clock = lost.by_the_clock
            answers.append(Lost(lost.outcome, lost.reason))
        not_asked = [Lost(item.outcome, NOT_ASKED) for item in answers[-1:] if isinstance(item, Lost)]
        return answers + not_asked * (len(questions) - len(answers))

    def _load(self) -> None:
        """Run what the functions need; a cell that ends the process is left out of the next attempt."""
        for _ in range(MAX_LOST_CELLS + 1):
            try:
                if self._worker is None:
                    self._fresh_worker()
                self._run_cells()
            except _CellLost as lost:
                self._close()
                self._skip.append(lost.cell)
                self.problems.append(
                    Sentence("Cell {cell} was left out: {reason}.", cell=lost.cell, reason=lost.reason)
                )
            else:
                self._loaded = True
                return
        self._loaded = True

    def _run_cells(self) -> None:
        assert self._worker is not None
        cell, known = 0, {cell.number for cell in self._notebook.cells}
        try:
            # A cell may be told of twice: where it needs a name that only a later one gives.
            for told in self._worker.stream("load", names=self._names, skip=self._skip, modules=self._modules):
                self._note(told.get("errors"))
                number = told.get("cell")
                cell = number if type(number) is int and number in known else cell
            if self._replaced:
                shared = [name for name in self._names if name not in self._replaced]
                texts = self._excerpt(shared)
                self._worker.call("reference", texts=texts, functions=self._replaced, shared=shared)
        except BudgetSpent:
            raise
        except WorkerLost as lost:
            raise _CellLost(cell, lost.reason) from lost

    def _excerpt(self, shared: Sequence[str]) -> list[str]:
        """What of the reference may enter this notebook's worker; read in another one, in which no stranger's code is.

        The whole of it would be found there by a notebook that looks: with the answers to what is still to be asked.
        """
        with self._zygote.worker() as apart:
            answer = apart.call(
                "excerpt", cells=self._reference, functions=list(self._replaced.values()), shared=shared
            )
        return list(answer["texts"])

    def _note(self, errors: object) -> None:
        for error in errors[:MAX_PROBLEMS] if isinstance(errors, list) else []:
            raised = raised_from(error)
            text = Sentence(
                "Cell {cell}, line {line} raised {kind}: {words}",
                cell=raised.cell,
                line=raised.line,
                kind=raised.type_name,
                words=raised.message,
            )
            if text not in self.problems and len(self.problems) < MAX_PROBLEMS:
                self.problems.append(text)

    def _fresh_worker(self) -> dict[str, Any]:
        self._close()
        self._worker = self._zygote.worker(self._budget)
        cells = [(cell.number, cell.source) for cell in self._notebook.cells]
        answer = self._worker.call("survey", cells=cells)
        if "functions" not in answer:  # what it found is more than a message can hold
            raise WorkerLost(Outcome.CRASHED, raised_from(answer.get("error")).message)
        return answer

    def _close(self) -> None:
        if self._worker is not None:
            self._worker.close()
        self._worker = None
        self._loaded = False
        self._asked = set()


def _answer_from(answer: Mapping[str, Any]) -> Answer:
    return Returned(answer["value"]) if "value" in answer else raised_from(answer.get("error"))


class _CellLost(Exception):
    def __init__(self, cell: int, reason: str) -> None:
        super().__init__(reason)
        self.cell = cell
        self.reason = reason
