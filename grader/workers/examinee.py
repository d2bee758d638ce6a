"""One submission that can be asked, again and again, also after its process has died."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from grader.answers.answer import Answer, Lost, TooLarge, raised_from, returned_from
from grader.answers.outline import outline_from
from grader.course.exercise import Ask
from grader.course.questions import Question
from grader.notebooks.cells import Notebook
from grader.results import Outcome
from grader.sentence import Sentence
from grader.workers.budget import Budget
from grader.workers.client import BudgetSpent, Help, Worker, WorkerLost
from grader.workers.pool import Zygote
from grader.workers.survey import Survey

MAX_LOST_CELLS = 12
MAX_PROBLEMS = 20
NOT_ASKED = Sentence("not asked, because the case before it ended the process")


@dataclass(frozen=True)
class Setting:
    """What the functions of a notebook find around them when they are asked.

    Parameters
    ----------
    functions : sequence of str
        Those that will be asked: what they need of the notebook is run before the first one is.
    modules : mapping
        What the notebook may import from the course, `{"package.module": source}`.
    stand_ins : sequence of str
        Functions of the notebook for which others stand in.
    help : callable, optional
        Answers what the stand-ins ask.
    """

    functions: Sequence[str]
    modules: Mapping[str, str] = field(default_factory=dict)
    stand_ins: Sequence[str] = ()
    help: Help | None = None


class Examinee:
    """A notebook in a worker; a context manager, which reads the notebook on entry and runs nothing of it.

    Parameters
    ----------
    budget : Budget, optional
        What the notebook may use in all of its workers.

    Attributes
    ----------
    budget : Budget
        What it may use, and has used.
    survey : Survey
        What the notebook defines.
    problems : list of Sentence
        What went wrong when its cells were run, up to now.

    Raises
    ------
    WorkerLost
        On entry, if the text of the notebook is such that reading it ends the process.
    """

    survey: Survey

    def __init__(self, zygote: Zygote, notebook: Notebook, *, budget: Budget | None = None) -> None:
        self._zygote = zygote
        self.budget = budget or Budget()
        self._notebook = notebook
        self._skip: list[int] = []
        self._worker: Worker | None = None
        self._setting: Setting | None = None
        self._asked: set[str] = set()
        self._by_the_clock = False
        self.problems: list[Sentence] = []
        self._code: frozenset[str] = frozenset()

    def __enter__(self) -> Examinee:
        answer = self._fresh_worker()
        self.survey = Survey.told(answer)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def ask(self, questions: Sequence[Question], setting: Setting) -> list[Answer]:
        """Call a function with the inputs of each question; after one that ends the process the rest are not asked.

        Another setting than the one before begins with a fresh worker. A function that is lost where another one has
        been called before is asked once more, alone: a thread, a child or an answer too many that the other left
        behind is not its fault. One that only the clock has stopped is asked once more while nothing else is asked of
        anybody; a notebook that was seen to wait then is believed to do so.
        """
        name = questions[0].function
        alone = setting != self._setting or self._asked <= {name}
        answers = self._ask(questions, setting)
        if not alone and isinstance(answers[-1], Lost) and answers[-1].outcome is not Outcome.TIMED_OUT:
            answers = self._ask(questions, setting)
        if self._by_the_clock and not self.budget.waits:
            with self._zygote.alone():
                answers = self._ask(questions, setting)
            self.budget.waits = self._by_the_clock
        if self._worker is not None:
            self._asked.add(name)
        return answers

    def ask_ahead(self, questions: Sequence[Question], setting: Setting) -> list[Answer]:
        """Ask the questions to several functions in one go, and return their answers up to the first that is lost.

        What is lost here counts for nothing: whoever asks for it again, with `ask`, begins with a fresh worker. Only a
        function that has used up its processor time would do so again: its answers are there, as lost.
        """
        answers: list[Answer] = []
        try:
            for answer in self._loaded(setting).answers(questions, _content, _answer_from):
                answers.append(answer)
        except WorkerLost as lost:
            self._close()
            if lost.outcome is Outcome.TIMED_OUT and not lost.by_the_clock:
                return answers + _lost_with(questions[len(answers) :], lost)
            return answers[: len(questions) - 1]
        self._asked.update(question.function for question in questions)
        return answers

    def code_in(self, setting: Setting) -> frozenset[str]:
        """The names that stand for functions, or for tables of functions, once the notebook is loaded."""
        try:
            self._loaded(setting)
        except WorkerLost:
            self._close()
        return self._code

    def help(self, function: str, request: Mapping[str, object], setting: Setting) -> Mapping[str, object]:
        """What a function of this notebook answers to the stand-in for it in another one.

        Raises
        ------
        WorkerLost
            If it does not come back.
        """
        try:
            told = self._loaded(setting).call("help", function=function, request=request)
        except WorkerLost:
            self._close()
            raise
        reply = told.get("reply")
        return reply if isinstance(reply, dict) else {"refused": "too large"}

    def value(self, name: str, setting: Setting) -> Answer:
        """What a name of the notebook stands for, once what it needs has run."""
        try:
            return _answer_from(self._loaded(setting).call("value", name=name))
        except WorkerLost as lost:
            self._close()
            return Lost(lost.outcome, lost.reason)

    def _ask(self, questions: Sequence[Question], setting: Setting) -> list[Answer]:
        answers: list[Answer] = []
        self._by_the_clock = False
        try:
            worker = self._loaded(setting)
            for answer in worker.answers(questions, _content, _answer_from):
                answers.append(answer)
        except WorkerLost as lost:
            self._close()
            self._by_the_clock = lost.by_the_clock
            # One that is lost when it has sent all its answers is lost with the last: it sent more than that, or hung.
            answers[len(questions) - 1 :] = []
            answers.append(Lost(lost.outcome, lost.reason))
        not_asked = [Lost(item.outcome, NOT_ASKED) for item in answers[-1:] if isinstance(item, Lost)]
        return answers + not_asked * (len(questions) - len(answers))

    def _loaded(self, setting: Setting) -> Worker:
        """A worker in which all has run that the functions need; a cell that ends it is left out of the next one."""
        if setting == self._setting and self._worker is not None:
            return self._worker
        if self._setting is not None:
            self._close()
        while len(self._skip) <= MAX_LOST_CELLS:
            try:
                worker = self._with_cells_run(setting)
            except _CellLost as lost:
                self._skip.append(lost.cell)
                self.problems.append(
                    Sentence("Cell {cell} was left out: {reason}.", cell=lost.cell, reason=lost.reason)
                )
            else:
                self._setting = setting
                worker.help = setting.help
                return worker
        raise WorkerLost(Outcome.CRASHED, Sentence("the notebook ends the process whenever it is loaded"))

    def _with_cells_run(self, setting: Setting) -> Worker:
        """A worker that has run its cells; where only the clock was against one, they are run once more, alone."""
        try:
            return self._run_cells(setting)
        except _CellLost as lost:
            if not lost.by_the_clock or self.budget.waits:
                raise
        with self._zygote.alone():
            try:
                return self._run_cells(setting)
            except _CellLost as lost:
                self.budget.waits = lost.by_the_clock
                raise

    def _run_cells(self, setting: Setting) -> Worker:
        if self._worker is None:
            self._fresh_worker()
        assert self._worker is not None
        needed = {
            "names": list(setting.functions),
            "modules": dict(setting.modules),
            "stand_ins": list(setting.stand_ins),
        }
        cell, known = 0, {cell.number for cell in self._notebook.cells}
        try:
            # A cell may be told of twice: where it needs a name that only a later one gives.
            for told in self._worker.stream("load", skip=self._skip, **needed):
                self._note(told.get("errors"))
                self._code = _texts(told.get("code")) or self._code
                number = told.get("cell")
                cell = number if type(number) is int and number in known else cell
        except BudgetSpent:
            raise
        except WorkerLost as lost:
            self._close()
            raise _CellLost(cell, lost) from lost
        return self._worker

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
        self._worker = self._zygote.worker(self.budget)
        cells = [(cell.number, cell.source) for cell in self._notebook.cells]
        answer = self._worker.call("survey", cells=cells)
        if "functions" not in answer:  # what it found is more than a message can hold
            self._close()
            raise WorkerLost(Outcome.CRASHED, Sentence("it defines more than can be handed over"))
        return answer

    def _close(self) -> None:
        if self._worker is not None:
            self._worker.close()
        self._worker = None
        self._setting = None
        self._asked = set()


def _content(question: Question) -> Mapping[str, object]:
    """What a worker is told of a question."""
    return {
        "function": question.function,
        "arguments": list(question.arguments),
        "names": list(question.names),
        "options": dict(question.options),
        "seed": question.seed,
        "inputs": question.case.ask is Ask.INPUTS,
    }


def _texts(value: object) -> frozenset[str]:
    return frozenset(item for item in value if isinstance(item, str)) if isinstance(value, list) else frozenset()


def _answer_from(answer: Mapping[str, Any]) -> Answer:
    if "value" in answer:
        return returned_from(answer["value"], answer.get("discouraged"))
    if "too_large" in answer:
        return TooLarge(outline_from(answer["too_large"]))
    return raised_from(answer.get("error"))


def _lost_with(questions: Sequence[Question], lost: WorkerLost) -> list[Answer]:
    """The answers to the first of these questions, which was lost, and to the others to the same function."""
    same = sum(1 for _ in itertools.takewhile(lambda question: question.function == questions[0].function, questions))
    return [Lost(lost.outcome, lost.reason if place == 0 else NOT_ASKED) for place in range(same)]


class _CellLost(Exception):
    def __init__(self, cell: int, lost: WorkerLost) -> None:
        super().__init__(lost.reason)
        self.cell = cell
        self.reason = lost.reason
        self.by_the_clock = lost.by_the_clock
