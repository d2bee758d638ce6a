"""What a function answered, judged: put together here for the grader and for `check` alike."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from grader.answers.answer import Answer
from grader.course.exercise import Exercise
from grader.course.questions import Key
from grader.judging.advice import advice_on_defaults, advice_on_kinds, advice_on_names, advice_on_shapes
from grader.judging.hard_coded import keeps_an_answer, largest_count, leaves_argument_unread, remark_on
from grader.judging.judge import judge_case, judge_exercise
from grader.judging.mistakes import recognise
from grader.judging.turns import judge_turns, remark_on_turns
from grader.results import CaseResult, ExerciseReport, Outcome
from grader.sentence import Sentence

KnownMistakes = Mapping[str, Sequence[Answer]]


@dataclass(frozen=True)
class Function:
    """A student's function, as far as a report shows it.

    Parameters
    ----------
    variables : sequence of str
        The variables of the notebook that it reads although they are not among its arguments.
    cell, line : int
        Where in the notebook its source begins.
    options : mapping
        The defaults of its arguments.
    """

    source: str
    variables: Sequence[str] = ()
    cell: int = 0
    line: int = 1
    options: Mapping[str, object] = field(default_factory=dict)

    @property
    def reads_instead(self) -> Sequence[str]:
        """The variables of the notebook that it reads while it leaves an argument unread."""
        return self.variables if self.variables and leaves_argument_unread(self.source) else ()

    @property
    def largest_count(self) -> int:
        """The largest number in its text that may count turns; 0 if there is none."""
        return largest_count(self.source)


@dataclass(frozen=True)
class Hearing:
    """The questions to one function, and its answers to them."""

    keys: Sequence[Key]
    answers: Sequence[Answer]
    function: Function

    @functools.cached_property
    def results(self) -> tuple[CaseResult, ...]:
        """What became of each case that counts."""
        return judge_turns(self._counting, self.function.source)

    @property
    def passed(self) -> bool:
        return all(result.outcome is Outcome.PASSED for result in self.results)

    def report(self, exercise: Exercise, known_mistakes: Callable[[], KnownMistakes]) -> ExerciseReport:
        """The report on the function; `known_mistakes` is asked for only where something is wrong."""
        mistake = remark = None
        if not self.passed:
            remark = remark_on_turns(self._counting, self.results)
            # What is kept between calls may give a known mistake's answers, and is none.
            if remark is None:
                if not keeps_an_answer(self.keys, self.answers, self.function.source):
                    hints = {known.name: known.hint for known in exercise.mistakes}
                    mistake = recognise(self.keys, self.answers, known_mistakes(), hints)
                remark = remark_on(self.keys, self.answers, self.function.source, self.function.variables)
        report = judge_exercise(exercise, self.results, mistake=mistake, remark=remark, advice=self._advice)
        return replace(report, source=self.function.source, cell=self.function.cell, line=self.function.line)

    @property
    def _counting(self) -> list[tuple[Key, Answer]]:
        return [(key, answer) for key, answer in self._asked if not key.question.case.advice]

    @property
    def _asked(self) -> list[tuple[Key, Answer]]:
        return list(zip(self.keys, self.answers, strict=True))

    @property
    def _advice(self) -> tuple[Sentence, ...]:
        """What a teacher remarks without taking points, of a function that is right in all that counts."""
        return tuple(dict.fromkeys((*self.advice_on_answers, *self.advice_on_text))) if self.passed else ()

    @functools.cached_property
    def advice_on_answers(self) -> tuple[Sentence, ...]:
        """What is remarked on the answers alone, whoever gave them."""
        failed = (
            Sentence(key.question.case.advice)
            for key, answer in self._asked
            if key.question.case.advice and judge_case(key, answer).outcome is not Outcome.PASSED
        )
        return (*failed, *advice_on_kinds(self.answers), *advice_on_shapes(self.keys, self.answers))

    @property
    def advice_on_text(self) -> tuple[Sentence, ...]:
        """What is remarked on the function's own text, whatever it answered."""
        return (
            *advice_on_names(self.function.source),
            *advice_on_defaults(self.keys, self.function.options),
        )
