"""One notebook sitting a quiz: each answer is read where it stands, and worked out only where it is no literal."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from grader.answers.answer import Lost, Returned, TooLarge
from grader.course.examination import QuizExamination
from grader.course.quiz import Asked
from grader.judging.choices import judge_answer, not_understood
from grader.judging.judge import error_message
from grader.notebooks.marks import Marks
from grader.results import ExerciseReport, Outcome
from grader.workers.examinee import Examinee, Setting

MAX_LITERAL = 300


class QuizSitting:
    """One notebook sitting a quiz."""

    edition = ""

    def __init__(self, examination: QuizExamination, examinee: Examinee, marks: Marks) -> None:
        self._examinee = examinee
        self.survey = examinee.survey
        self._clicked = marks.clicked
        self._quiz = examination.assignment.ordered(marks.order)
        computed = [item.variable for item in self.survey.answers.values() if not item.text]
        self._setting = Setting(computed, examination.modules)

    @property
    def own_names(self) -> list[str]:
        """The graded functions that the notebook defines: none."""
        return []

    def ask_all(self) -> list[ExerciseReport]:
        """Read every answer: what is written in a cell counts before what was clicked."""
        return [self._report(question) for question in self._quiz.exercises]

    def follow_through(self, report: ExerciseReport, reports: Sequence[ExerciseReport]) -> ExerciseReport:
        """No answer depends on another one."""
        return report

    point_to_helpers = follow_through

    def _report(self, question: Asked) -> ExerciseReport:
        written = self.survey.answers.get(question.name)
        clicked = judge_answer(question, literal(self._clicked.get(question.name, "")))
        if written is None:
            return clicked
        report = judge_answer(question, literal(written.text)) if written.text else self._worked_out(question)
        if report.outcome is Outcome.NOT_ATTEMPTED and clicked.outcome.attempted:
            return clicked
        return replace(report, source=written.source, cell=written.cell, line=written.line)

    def _worked_out(self, question: Asked) -> ExerciseReport:
        """The answer where only running tells it, such as `q5 = W.shape`."""
        written = self.survey.answers[question.name]
        answer = self._examinee.value(written.variable, self._setting)
        if isinstance(answer, Returned):
            return judge_answer(question, answer.value)
        if isinstance(answer, Lost | TooLarge):
            return not_understood(question, answer.message, answer.outcome)
        # That the name has no value is only what follows from what its cell raised.
        raised = (text for text in self._examinee.problems if text.values.get("cell") == str(written.cell))
        return not_understood(question, next(raised, error_message(answer, quote=True)))


def literal(text: str) -> object:
    """The value that a literal stands for; the text itself where it is none, and None where there is no text."""
    try:
        return ast.literal_eval(text[:MAX_LITERAL]) if text else None
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return text
