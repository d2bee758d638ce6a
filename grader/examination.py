"""The trusted side of an assignment: its questions with inputs drawn for this run, and the answers that count.

The solution is asked in a worker of its own, just as a submission is: the grader runs none of it.
"""

from __future__ import annotations

import itertools
import threading
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from grader.course import Assignment, Course
from grader.errors import BrokenCases, BrokenSolution
from grader.examinee import Examinee
from grader.exercise import Ask, Exercise
from grader.notebook import Cell, Notebook
from grader.questions import Answer, Key, Question, Returned
from grader.sandbox.pool import Zygote

VISIBLE_SEED = 0

Keys = Mapping[str, Sequence[Key]]


class Examination(Protocol):
    """What grading needs to know of an assignment."""

    @property
    def assignment(self) -> Assignment: ...

    @property
    def modules(self) -> Mapping[str, str]:
        """What notebooks may import from the course, `{"package.module": source}`."""
        ...

    def keys(self) -> Keys:
        """For each graded function its questions with their answers."""
        ...

    def mistake_answers(self, function: str) -> Mapping[str, Sequence[Answer]]:
        """For each known mistake in a function, by name, its answers to the function's questions."""
        ...

    def helpers_of(self, function: str) -> frozenset[str]:
        """The functions that the solution of `function` calls, directly or through others."""
        ...


class LiveExamination:
    """All cases of an assignment, held-out ones too; answers are worked out when first needed, once a run."""

    def __init__(self, course: Course, assignment: Assignment, zygote: Zygote, *, seed: int) -> None:
        self.assignment = assignment
        self.modules = course.modules_for(assignment.functions)
        self._course = course
        self._zygote = zygote
        self._seed = seed
        self._lock = threading.RLock()
        self._keys: Keys = {}
        self._sources: dict[str, str] = {}
        self._helpers: dict[str, frozenset[str]] = {}
        self._mistakes: dict[str, Mapping[str, Sequence[Answer]]] = {}

    def keys(self) -> Keys:
        """For each graded function its questions with their answers.

        Raises
        ------
        BrokenCases
            If the inputs of a case cannot be drawn.
        BrokenSolution
            If the solution does not answer a question.
        """
        with self._lock:
            if not self._keys:
                self._keys = self._ask_solution()
            return self._keys

    def mistake_answers(self, function: str) -> Mapping[str, Sequence[Answer]]:
        """For each known mistake in a function, by name, its answers to the function's questions."""
        with self._lock:
            if function not in self._mistakes:
                self._mistakes[function] = self._ask_mistakes(self.assignment.exercise(function))
            return self._mistakes[function]

    def helpers_of(self, function: str) -> frozenset[str]:
        """The functions that the solution of `function` calls, directly or through others."""
        self.keys()
        return self._helpers[function]

    def _ask_solution(self) -> Keys:
        with self._examinee(self.assignment.solution) as solution:
            survey = solution.survey()
            functions = survey.functions
            self._helpers = {name: survey.reach(name) for name in functions}
            self._sources = {name: function.source for name, function in functions.items()}
            solution.prepare(self.assignment.functions, self.modules)
            found = {}
            for exercise in self.assignment.exercises:
                if exercise.function not in functions:
                    raise BrokenSolution(self._solution_path, f"it does not define {exercise.function}.")
                parts = functions[exercise.function].returns
                questions = draw_questions(exercise, seed=self._seed, source=self._cases_path)
                answers = solution.ask(questions)
                found[exercise.function] = tuple(map(self._key, questions, answers, itertools.repeat(parts)))
        return found

    def _key(self, question: Question, answer: Answer, parts: tuple[str, ...]) -> Key:
        if not isinstance(answer, Returned):
            text = f"{question.function} did not answer the case {question.case.name!r}: {answer.message}"
            raise BrokenSolution(self._solution_path, text)
        return Key(question, answer.value, parts if question.case.ask is Ask.RESULT else ())

    def _ask_mistakes(self, exercise: Exercise) -> dict[str, Sequence[Answer]]:
        keys = self.keys()[exercise.function]
        found: dict[str, Sequence[Answer]] = {}
        for mistake in exercise.mistakes:
            try:
                text = mistake.variant(self._sources[exercise.function])
            except ValueError as error:
                raise BrokenCases(self._cases_path, f"{exercise.function}: {error}") from error
            # The last definition of a function counts, so the variant goes behind the solution.
            cells = self.assignment.solution.cells
            with self._examinee(Notebook((*cells, Cell(len(cells) + 1, text)))) as examinee:
                examinee.survey()
                examinee.prepare([exercise.function], self.modules)
                found[mistake.name] = examinee.ask([key.question for key in keys])
        return found

    def _examinee(self, notebook: Notebook) -> Examinee:
        return Examinee(self._zygote, notebook)

    @property
    def _cases_path(self) -> Path:
        return self._course.testcases / f"{self.assignment.name}.py"

    @property
    def _solution_path(self) -> Path:
        return self._course.solutions / f"{self.assignment.name}.py"


def draw_questions(exercise: Exercise, *, seed: int, source: Path) -> tuple[Question, ...]:
    """The questions of an exercise; held-out cases depend on `seed`, visible ones never do.

    Raises
    ------
    BrokenCases
        If the inputs of a case cannot be drawn; `source` is the file to mend.
    """
    questions = []
    for case in exercise.cases:
        text = f"{VISIBLE_SEED if case.visible else seed} {exercise.function} {case.name}"
        number = zlib.crc32(text.encode())
        try:
            arguments = tuple(case.make(np.random.RandomState(number)))
        except Exception as error:
            reason = f"drawing the inputs of case {case.name!r} raised {type(error).__name__}: {error}"
            raise BrokenCases(source, f"{exercise.function}: {reason}") from error
        questions.append(Question(exercise.function, case, arguments, number))
    return tuple(questions)
