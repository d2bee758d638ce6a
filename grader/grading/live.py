"""The trusted side of an assignment: its questions with inputs drawn for this run, and the answers that count.

The solution is asked in a worker of its own, just as a submission is: the grader runs none of it.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from grader.answers.answer import Answer, Returned
from grader.answers.plain import watched_names
from grader.course.assignment import Assigned, Assignment
from grader.course.course import Course
from grader.course.examination import Examination, Keys, QuizExamination
from grader.course.exercise import Ask, Contract
from grader.course.questions import Key, Question, ask_for_turns, draw_questions
from grader.errors import BrokenCases, BrokenSolution
from grader.grading.once import Once
from grader.notebooks.cells import Cell, Notebook
from grader.notebooks.definitions import Function
from grader.workers.examinee import Examinee, Setting
from grader.workers.pool import Zygote
from grader.workers.survey import Survey

T = TypeVar("T")
R = TypeVar("R")
_Terms = tuple[str, str]
"""The names of a function and of a contract that it may keep to; empty for the course's own."""


@dataclass(frozen=True)
class _Solved:
    """What the solution defines, and its answers."""

    survey: Survey
    keys: Keys


def examination_of(course: Course, assignment: Assigned, zygote: Zygote, *, seed: int) -> Examination:
    """The examination of an assignment, of whatever kind, with all that is held out."""
    if isinstance(assignment, Assignment):
        return LiveExamination(course, assignment, zygote, seed=seed)
    return QuizExamination(course.quiz(assignment.name), course.modules.offered(assignment.name, ()))


def work_out(examinations: Iterable[Examination]) -> None:
    """Ask every solution now, all at once: one that does not answer is told before the first notebook needs it.

    Raises
    ------
    CourseError
        If the course is broken.
    """
    _on_all_cores(LiveExamination.keys, [item for item in examinations if isinstance(item, LiveExamination)])


class LiveExamination:
    """All cases of an assignment, held-out ones too; answers are worked out when first needed, once a run."""

    def __init__(self, course: Course, assignment: Assignment, zygote: Zygote, *, seed: int) -> None:
        self.assignment = assignment
        self.modules = course.modules.offered(assignment.name, assignment.functions)
        self._course = course
        self._zygote = zygote
        self._seed = seed
        self._solved: Once[str, _Solved] = Once(lambda _: self._solve())
        self._contract_keys: Once[_Terms, Sequence[Key]] = Once(lambda terms: self._ask_contract(*terms))
        self._turns: Once[tuple[str, int], Key] = Once(lambda asked: self._ask_for_turns(*asked))
        self._mistakes: Once[_Terms, Mapping[str, Sequence[Answer]]] = Once(lambda terms: self._ask_mistakes(*terms))

    def keys(self) -> Keys:
        """For each graded function its questions with their answers.

        Raises
        ------
        BrokenCases
            If the inputs of a case cannot be drawn.
        BrokenSolution
            If the solution does not answer a question.
        """
        return self._solved[self.assignment.name].keys

    def contract_keys(self, function: str, contract: Contract) -> Sequence[Key]:
        """The questions that go with another contract, and their answers; a question it shares is the very same.

        Raises
        ------
        BrokenCases
            If what the contract changes does not stand in the solution, or its own cases cannot be drawn.
        BrokenSolution
            If the solution, changed so, does not answer a question.
        """
        return self._contract_keys[function, contract.name]

    def mistake_answers(self, function: str, contract: Contract | None = None) -> Mapping[str, Sequence[Answer]]:
        """For each known mistake in a function, by name, its answers to the questions of the contract."""
        return self._mistakes[function, contract.name if contract else ""]

    def solution(self, contract: Contract | None = None) -> Sequence[Cell]:
        """The solution, as that contract has it."""
        return self._with(*self._variants(contract).values()).cells

    def key_to_turns(self, function: str, turns: int) -> Key | None:
        """The question for more than so many turns of a training, with its answer; None if nobody trains there."""
        return self._turns[function, turns] if self.assignment.exercise(function).turns else None

    def helpers_of(self, function: str) -> frozenset[str]:
        """The functions that the solution of `function` calls, directly or through others."""
        return self._solved[self.assignment.name].survey.reach(function)

    def _contract(self, function: str, name: str) -> Contract:
        return next(item for item in self.assignment.exercise(function).contracts if item.name == name)

    def _solve(self) -> _Solved:
        with self._examinee(self.assignment.solution) as solution:
            functions = solution.survey.functions
            setting = Setting(self.assignment.functions, self.modules)
            found = {}
            for exercise in self.assignment.exercises:
                if exercise.name not in functions:
                    raise BrokenSolution(self._solution_path, f"it does not define {exercise.name}.")
                own = functions[exercise.name]
                drawn = draw_questions(exercise, seed=self._seed, source=self._cases_path)
                questions = [_named(question, own) for question in drawn]
                answers = solution.ask(questions, setting)
                found[exercise.name] = tuple(map(self._key, questions, answers, itertools.repeat(own)))
        return _Solved(solution.survey, found)

    def _key(self, question: Question, answer: Answer, function: Function) -> Key:
        if not isinstance(answer, Returned):
            text = f"{question.function} did not answer the case {question.case.name!r}: {answer.message}"
            raise BrokenSolution(self._solution_path, text)
        inputs = question.case.ask is Ask.INPUTS
        parts = watched_names(function.arguments, question.arguments) if inputs else function.returns
        return Key(question, answer.value, parts)

    def _ask_for_turns(self, function: str, turns: int) -> Key:
        question = ask_for_turns(self.assignment.exercise(function), turns, source=self._cases_path)
        own = self._solved[self.assignment.name].survey.functions[function]
        with self._examinee(self.assignment.solution) as solution:
            question = _named(question, own)
            (answer,) = solution.ask([question], Setting([function], self.modules))
        return self._key(question, answer, own)

    def _ask_contract(self, function: str, name: str) -> Sequence[Key]:
        exercise, contract = self.assignment.exercise(function), self._contract(function, name)
        keys = self.keys()[exercise.name]
        if contract.cases:
            drawn = draw_questions(replace(exercise, cases=contract.cases), seed=self._seed, source=self._cases_path)
        else:
            drawn = tuple(key.question for key in keys)
        drawn = tuple(item for item in drawn if not (contract.in_place and item.case.ask is Ask.INPUTS))
        with self._examinee(Notebook(tuple(self.solution(contract)))) as solution:
            own = solution.survey.functions[exercise.name]
            questions = [_under(contract, question, own) for question in drawn]
            asked = [replace(question, function=exercise.name) for question in questions]
            answers = solution.ask(asked, Setting([exercise.name], self.modules))
        return tuple(map(self._key, questions, answers, itertools.repeat(own)))

    def _ask_mistakes(self, function: str, name: str) -> dict[str, Sequence[Answer]]:
        exercise = self.assignment.exercise(function)
        contract = self._contract(function, name) if name else None
        keys = self.contract_keys(exercise.name, contract) if contract else self.keys()[exercise.name]
        questions = [replace(key.question, function=exercise.name) for key in keys]
        variants = self._variants(contract)
        own = variants.get(exercise.name, self._sources[exercise.name])
        notebooks: dict[str, Notebook] = {}
        for mistake in exercise.mistakes:
            try:
                text = mistake.variant(own)
            except ValueError as error:
                if contract and contract.changes:
                    continue
                raise BrokenCases(self._cases_path, f"{exercise.name}: {error}") from error
            notebooks[mistake.name] = self._with(*variants.values(), text)

        def ask(notebook: Notebook) -> Sequence[Answer]:
            with self._examinee(notebook) as examinee:
                return examinee.ask(questions, Setting([exercise.name], self.modules))

        return dict(zip(notebooks, _on_all_cores(ask, notebooks.values()), strict=True))

    def _variants(self, contract: Contract | None) -> dict[str, str]:
        try:
            return contract.variants(self._sources) if contract else {}
        except ValueError as error:
            raise BrokenCases(self._cases_path.parent / "editions" / self._cases_path.name, str(error)) from error

    def _with(self, *texts: str) -> Notebook:
        """The solution with other definitions behind it: the last definition of a function counts."""
        cells = self.assignment.solution.cells
        return Notebook((*cells, *(Cell(number, text) for number, text in enumerate(texts, start=len(cells) + 1))))

    def _examinee(self, notebook: Notebook) -> Examinee:
        return Examinee(self._zygote, notebook)

    @property
    def _sources(self) -> dict[str, str]:
        """The text of each function of the solution."""
        functions = self._solved[self.assignment.name].survey.functions
        return {name: function.source for name, function in functions.items()}

    @property
    def _cases_path(self) -> Path:
        return self._course.testcases / f"{self.assignment.name}.py"

    @property
    def _solution_path(self) -> Path:
        return self._course.solutions / f"{self.assignment.name}.py"


def _on_all_cores(work: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """What comes of each item, in order. Whoever interrupts it does not wait for what is being worked out."""
    pool = ThreadPoolExecutor(os.cpu_count())
    try:
        return list(pool.map(work, items))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _named(question: Question, function: Function) -> Question:
    """The question with what the solution calls its arguments, and the defaults that it gives them."""
    return replace(question, names=function.arguments, options=dict(function.options))


def _under(contract: Contract, question: Question, function: Function) -> Question:
    """The question as a contract puts it to its own solution: the very same one where it differs in nothing."""
    if contract.arguments is not None:
        question = replace(question, arguments=tuple(contract.arguments(*question.arguments)))
    if contract.arguments is not None or not question.names:
        question = _named(question, function)
    return replace(question, function=contract.alias) if contract.alias else question
