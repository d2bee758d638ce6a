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
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from grader.answers.answer import Answer, Lost, Raised
from grader.course import expected
from grader.course.course import find_course
from grader.course.examination import QuizExamination
from grader.faults import place_of
from grader.judging.hearing import Function, Hearing
from grader.judging.judge import judge_blank, judge_halt, pointed_to
from grader.language.catalogue import find_language
from grader.notebooks.blanks import is_blank
from grader.reports.card import Card, progress_card, verdict_card
from grader.results import ExerciseReport, Outcome
from grader.selfcheck import calling
from grader.selfcheck.block import Halt, guarded, unseen
from grader.selfcheck.calling import AnyFunction, Place, ask, called_by, options_of, variables_of
from grader.selfcheck.quiz_desk import QuizDesk
from grader.selfcheck.screen import shell, show
from grader.sentence import Sentence, quoted

STOPPED_BEFORE = Lost(Outcome.TIMED_OUT, Sentence("not asked, because the case before it did not end"))
ShowThere = Callable[[Card], None]
CELL_LABEL = re.compile(r"In ?\[(\d+)\]")


@dataclass(frozen=True)
class Halted:
    """A block about a function that did not come to its end, and what shows another card in the place of its own."""

    function: AnyFunction
    show_there: ShowThere
    trace: str


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
        self._checked: dict[str, tuple[Mapping[str, AnyFunction], ExerciseReport]] = {}
        self._halted: dict[str, Halted] = {}
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
        halted = self._halted.pop(name, None)
        trace = halted.trace if halted and halted.function is function else ""
        tell: Callable[[Card], object] = show
        try:
            report = self._examine(name, function)
            self._checked[name] = called_by([function]), report
            self._wrong_asks[name] = self._wrong_asks[name] + 1 if report.outcome.tone == "bad" else 0
            card = verdict_card(report, self._language, hint_open=self._wrong_asks[name] > 1, trace=trace)
            if halted and report.outcome.tone != "good":
                tell = halted.show_there
        except Exception as error:  # noqa: BLE001 - a traceback of ours is no answer to a student
            text = Sentence(
                "? {name} could not be checked, by a fault of `check` and not of yours: please report {place}.",
                name=name,
                place=place_of(error),
            )
            card = Card(self._language.say(text))
        tell(card)

    def progress(self) -> None:
        """Show which of the notebook's functions have been checked, and how they stand."""
        if self._quiz:
            self._quiz.progress()
            return
        functions = self._examination.assignment.functions
        checked = {name: report.outcome for name, (_, report) in self._checked.items()}
        outcomes = {name: checked.get(name, Outcome.NOT_ATTEMPTED) for name in functions}
        show(progress_card(outcomes, self._language))

    def attempted(self, *functions: AnyFunction) -> AbstractContextManager[None]:
        """A block of lines that call these functions: what goes wrong in it becomes a card, and the notebook goes on.

        While one of them, or one that they call, is still a stub, nothing of the block is shown. Once `check` has seen
        all of them come to an end, it may take as long as it likes.
        """
        called = called_by(functions)
        blank = [name for name, function in called.items() if is_blank(source_of(function))]
        asked = list(called)[: len(functions)]
        if blank:
            line = Card(self._language.say(Sentence("… this waits for {names}", names=", ".join(blank))))
            self._note_halted(asked, called, show(line))
            return unseen()
        for name in asked:
            self._halted.pop(name, None)
        return guarded(
            functools.partial(self._tell, asked, called), Place(_cells(), self._is_helper), self._patience(called)
        )

    def _tell(self, asked: Sequence[str], called: Mapping[str, AnyFunction], halt: Halt) -> None:
        """Show why a block about the functions `asked` did not come to its end."""
        graded = self._examination.assignment.functions
        own = {*asked, *graded}
        if _misses_a_name(halt, own):
            text = Sentence("… this needs what a cell above has not made: {words}", words=halt.answer.message)
            show(Card(self._language.say(text)))
            return
        report = judge_halt(halt.answer, asked, own)
        known = self._known_among(called)
        helpers = [name for name in known if name not in asked and known[name].outcome.tone == "bad"]
        show_there = show(verdict_card(pointed_to(report, helpers), self._language, hint_open=True, trace=halt.trace))
        self._note_halted(asked, called, show_there, halt.trace)

    def _note_halted(
        self, asked: Sequence[str], called: Mapping[str, AnyFunction], show_there: ShowThere, trace: str = ""
    ) -> None:
        """What `check` says in the same cell takes the place of what a block has shown."""
        self._halted |= {name: Halted(called[name], show_there, trace) for name in asked}

    def _patience(self, called: Mapping[str, AnyFunction]) -> float | None:
        """How long functions may take: as long as they like where all have been seen to come to an end."""
        known = self._known_among(called)
        if any(case.outcome is Outcome.TIMED_OUT for report in known.values() for case in report.cases):
            return calling.BRIEFLY
        graded = called.keys() & self._examination.assignment.functions
        seen = {name for name, report in known.items() if report.outcome in (Outcome.PASSED, Outcome.WRONG)}
        return None if graded and graded <= seen else calling.SECONDS

    def _known_among(self, functions: Mapping[str, AnyFunction]) -> dict[str, ExerciseReport]:
        """What the last check has said of those functions that are still the same, and call the same."""
        return {
            name: report
            for name, (called, report) in self._checked.items()
            if all(functions.get(other) is function for other, function in called.items())
        }

    def _examine(self, name: str, function: AnyFunction) -> ExerciseReport:
        exercise = self._examination.assignment.exercise(name)
        source, variables = source_of(function), variables_of(function)
        if is_blank(source):
            return judge_blank(exercise)
        keys = self._examination.keys()[name]
        place = Place(_cells(), self._is_helper)
        # A helper that was seen not to end would take its time in every case.
        helpers = {other: called for other, called in called_by([function]).items() if other != name}
        seconds = self._patience(helpers) or calling.SECONDS
        answers: list[Answer] = []
        for key in keys:
            stopped = bool(answers) and isinstance(answers[-1], Lost)
            answers.append(STOPPED_BEFORE if stopped else ask(function, key, place=place, seconds=seconds))
        hearing = Hearing(keys, answers, Function(source, variables, options=options_of(function)))
        report = hearing.report(exercise, lambda: self._examination.mistake_answers(name))
        if hearing.passed:
            instead = hearing.function.reads_instead
            return _with_warning(report, instead) if instead else report
        return pointed_to(report, self._failed_helpers(function))

    def _failed_helpers(self, function: AnyFunction) -> list[str]:
        """The functions that this one calls and that were wrong when they were last checked."""
        called = getattr(getattr(function, "__code__", None), "co_names", ())
        outcomes = {name: report.outcome for name, (_, report) in self._checked.items()}
        return [name for name in called if outcomes.get(name, Outcome.PASSED) is not Outcome.PASSED]


def _misses_a_name(halt: Halt, own: Collection[str]) -> bool:
    """Whether a line of the course looks for what an earlier cell should have made."""
    answer = halt.answer
    return isinstance(answer, Raised) and answer.type_name == "NameError" and answer.function not in own


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
