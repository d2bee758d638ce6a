"""Answers a student in the notebook: `check(linear_forward)` says whether it is right, by the visible cases.

Of an answer to a quiz, `check(q3)` says whether it is understood.
"""

from __future__ import annotations

import collections
import functools
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from grader.answers.answer import Answer, Lost
from grader.course import expected
from grader.course.course import find_course
from grader.course.examination import QuizExamination
from grader.faults import place_of
from grader.judging.hearing import Function, Hearing
from grader.judging.judge import judge_blank, pointed_to
from grader.language.catalogue import find_language
from grader.notebooks.blanks import is_blank
from grader.reports.card import Card, progress_card, verdict_card
from grader.results import ExerciseReport, Outcome
from grader.selfcheck.calling import AnyFunction, Place, ask, options_of, variables_of
from grader.selfcheck.quiz_desk import QuizDesk
from grader.selfcheck.screen import shell, show
from grader.sentence import Sentence, quoted

STOPPED_BEFORE = Lost(Outcome.TIMED_OUT, Sentence("not asked, because the case before it did not end"))
CELL_LABEL = re.compile(r"In ?\[(\d+)\]")


class Checker:
    """Checks the functions of one assignment in the notebook in which they are written.

    It uses the visible cases only, needs no network, and leaves random streams and settings as they are.

    Parameters
    ----------
    assignment : str
        The assignment's name, as in `Checker("dnn_step_by_step")`.
    course : path, optional
        The course's folder; else the one that the notebook lies in, else the installed one.
    order : int
        Of a quiz, the order in which its options stand in this notebook; 0 is the author's own.
    language : str, optional
        "en" or "zh"; else what the environment's GRADER_LANGUAGE says, else English.

    Raises
    ------
    CourseError
        If there is no such course or assignment.
    UnknownLanguage
        If the grader does not speak the language.
    """

    _examination: expected.StoredExamination

    def __init__(
        self, assignment: str, *, order: int = 0, course: Path | None = None, language: str | None = None
    ) -> None:
        folder = find_course(course, around=Path.cwd())
        stored = expected.load(folder, assignment)
        self._is_helper = folder.modules.is_helper
        self._language = folder.in_language(find_language(language)).about(assignment)
        self._quiz: QuizDesk | None = None
        if isinstance(stored, QuizExamination):
            self._quiz = QuizDesk(stored, self._language, order)
        else:
            self._examination = stored
        self._reports: dict[str, ExerciseReport] = {}
        self._wrong_asks: collections.Counter[str] = collections.Counter()

    def __call__(self, function: AnyFunction) -> None:
        """Show one line when the function is right, and three when it is not: the case, the values, a hint.

        In Jupyter the hint is folded away until the same function is asked for a second time.
        """
        if self._quiz:
            self._quiz.take(function, sys._getframe(1))
            return
        name = getattr(function, "__name__", str(function))
        if name not in self._examination.assignment.functions:
            known = ", ".join(self._examination.assignment.functions)
            text = Sentence("? {name} is not graded in this notebook; check one of {names}.", name=name, names=known)
            show(Card(self._language.say(text)))
            return
        try:
            report = self._reports[name] = self._examine(name, function)
            self._wrong_asks[name] = self._wrong_asks[name] + 1 if report.outcome.tone == "bad" else 0
            card = verdict_card(report, self._language, hint_open=self._wrong_asks[name] > 1)
        except Exception as error:  # noqa: BLE001 - a traceback of ours is no answer to a student
            text = Sentence(
                "? {name} could not be checked, by a fault of `check` and not of yours: please report {place}.",
                name=name,
                place=place_of(error),
            )
            card = Card(self._language.say(text))
        show(card)

    def progress(self) -> None:
        """Show which of the notebook's functions have been checked, and how they stand."""
        if self._quiz:
            self._quiz.progress()
            return
        functions = self._examination.assignment.functions
        checked = {name: report.outcome for name, report in self._reports.items()}
        outcomes = {name: checked.get(name, Outcome.NOT_ATTEMPTED) for name in functions}
        show(progress_card(outcomes, self._language))

    def attempted(self, *functions: AnyFunction) -> Attempted:
        """A block that uses these functions: while one of them is still a stub, its errors are put kindly."""
        blank = [function.__name__ for function in functions if is_blank(source_of(function))]
        text = Sentence("… the rest of this waits for {names}", names=", ".join(blank))
        return Attempted(self._language.say(text) if blank else "")

    def _examine(self, name: str, function: AnyFunction) -> ExerciseReport:
        exercise = self._examination.assignment.exercise(name)
        source, variables = source_of(function), variables_of(function)
        if is_blank(source):
            return judge_blank(exercise)
        keys = self._examination.keys()[name]
        place = Place(_cells(), self._is_helper)
        answers: list[Answer] = []
        for key in keys:
            stopped = bool(answers) and isinstance(answers[-1], Lost)
            answers.append(STOPPED_BEFORE if stopped else ask(function, key, place=place))
        hearing = Hearing(keys, answers, Function(source, variables, options=options_of(function)))
        report = hearing.report(exercise, lambda: self._examination.mistake_answers(name))
        if hearing.passed:
            instead = hearing.function.reads_instead
            return _with_warning(report, instead) if instead else report
        return pointed_to(report, self._failed_helpers(function))

    def _failed_helpers(self, function: AnyFunction) -> list[str]:
        """The functions that this one calls and that were wrong when they were last checked."""
        called = getattr(getattr(function, "__code__", None), "co_names", ())
        return [name for name in called if name in self._reports and self._reports[name].outcome is not Outcome.PASSED]


class Attempted:
    """See `Checker.attempted`; `waiting` is what to print in place of an error, or nothing."""

    def __init__(self, waiting: str) -> None:
        self._waiting = waiting

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not self._waiting or not isinstance(error, Exception):
            return False
        print(self._waiting)
        return True


def source_of(function: AnyFunction) -> str:
    """The text of a function, or nothing where Python does not know it."""
    try:
        return textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError):
        return ""


def _with_warning(report: ExerciseReport, variables: Sequence[str]) -> ExerciseReport:
    text = Sentence("but it reads {names} from the notebook instead of its arguments", names=quoted(variables))
    return replace(report, message=text)


def _cells() -> Callable[[str], int]:
    """A function from a code file to the number of the cell that it stands for, as in `In [3]`; 0 for other files."""
    compiler = getattr(shell(), "compile", None)
    label_of = getattr(compiler, "format_code_name", None)

    @functools.cache
    def cell_of(file: str) -> int:
        label = label_of(file) if label_of else None
        found = CELL_LABEL.search(label[1]) if label else None
        return int(found[1]) if found else 0

    return cell_of
