"""One notebook sitting one examination: every function is asked, and judged by the contract that it keeps to.

The course's own contract comes first. What fails it may be right by the contract of another edition, if the notebook
is of that edition or does not tell which it is of; where nothing differs but the expected values, the answers that
were given already are judged anew.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.answers.answer import Answer, Lost, Raised
from grader.course.examination import FunctionExamination
from grader.course.exercise import Ask, Contract, Exercise
from grader.course.questions import Key
from grader.grading.judged import Judged
from grader.judging.hearing import Function, Hearing
from grader.judging.judge import judge_absent, judge_blank, judge_case, judge_exercise, pointed_to
from grader.notebooks.cells import Cell
from grader.results import ExerciseReport, Outcome
from grader.sentence import Sentence, quoted
from grader.workers.examinee import Examinee, Setting
from grader.workers.helpers import Helpers
from grader.workers.survey import Survey

MakeHelpers = Callable[[Sequence[Cell], Mapping[str, str], Mapping[str, str]], Helpers]
"""Lets functions of these cells help, `{name in the notebook: name there}`; the last is what they may import."""


@dataclass(frozen=True)
class _Trial(Hearing):
    """A hearing by one contract; None is the course's own."""

    contract: Contract | None = None

    def closeness(self, edition: str) -> tuple[float, bool, float]:
        """How near the function comes to this contract: what passed, whose edition it is, what at least came back.

        Whether it leaves its inputs alone is asked by some contracts only, and so tells nothing of how near one is.
        """
        asking = {key.question.name for key in self.keys if key.question.case.ask is Ask.RESULT}
        outcomes = [result.outcome for result in self.results if result.name in asking]
        right = outcomes.count(Outcome.PASSED) / max(1, len(outcomes))
        told = self.contract is not None and edition in self.contract.editions
        return right, told, right + outcomes.count(Outcome.WRONG) / max(1, len(outcomes))


class Sitting:
    """One notebook sitting one examination."""

    def __init__(
        self,
        examination: FunctionExamination,
        examinee: Examinee,
        helpers: MakeHelpers,
        judged: Judged,
        *,
        edition: str,
    ) -> None:
        self._examination = examination
        self._assignment = examination.assignment
        self._examinee = examinee
        self.survey = examinee.survey
        self._helpers = helpers
        self._judged = judged
        self._ahead: dict[int, Answer] = {}
        self.edition = edition
        self._ends_early: set[str] = set()
        self._names = {item.name: self._name_of(item) for item in examination.assignment.exercises}
        # A stub is not asked, so nothing that it reads is run.
        attempted = [name for name in self.own_names if not self.survey.functions[name].blank]
        perhaps = [name for name in self._names.values() if name not in self.own_names and name in self.survey.bound]
        self._setting = Setting([*attempted, *perhaps], examination.modules)

    @property
    def own_names(self) -> list[str]:
        """The graded functions that the notebook defines, by their names there."""
        return [name for name in self._names.values() if name in self.survey.functions]

    def ask_all(self) -> list[ExerciseReport]:
        """Ask every function among the student's own functions."""
        if self._setting.functions:
            self.survey = _as_loaded(self.survey, self._examinee.code_in(self._setting))
            self._ask_ahead()
        return [self._report(exercise, self._setting) for exercise in self._assignment.exercises]

    def _ask_ahead(self) -> None:
        """Ask in one go what each function is asked first; a function of which an answer is missing is asked anew."""
        attempted = (self.survey.functions.get(name) for name in self._names.values())
        names = {function.name for function in attempted if function and not function.blank}
        asked = [
            [key.question for key in keys]
            for exercise in self._assignment.exercises
            if self._names[exercise.name] in names
            for _, keys in itertools.islice(self._terms(exercise), 1)
        ]
        questions = tuple(itertools.chain(*asked))
        answers = self._examinee.ask_ahead(questions, self._setting) if questions else []
        known = dict(zip(map(id, questions), map(self._told, answers), strict=False))
        self._ahead = {}
        for of_one in asked:
            if all(id(question) in known for question in of_one):
                self._ahead |= {id(question): known[id(question)] for question in of_one}

    def follow_through(self, report: ExerciseReport, reports: Sequence[ExerciseReport]) -> ExerciseReport:
        """Ask once more what failed beside a helper that failed or is advised about, the course's standing in for it.

        What fails then is its own. Where neither is so, and no mistake is known, a helper may be wrong in what it was
        not asked: then all of them are the course's, and what fails nevertheless keeps its first report.
        """
        if report.function in self._ends_early:  # what is right in all else has no helper to blame
            return report
        # The solution's helpers only: else one that was failed on purpose could do the work of any other function.
        allowed = self._examination.helpers_of(report.function)
        failed = [name for name in self._failed_helpers(report, reports) if name in allowed]
        advised = [other.function for other in reports if other.advice]
        suspects = {*failed, *self._called(report, advised)} & allowed
        unsuspected = not suspects and not report.mistake
        if unsuspected:
            suspects = {*self._called(report, [other.function for other in reports])} & allowed
        helpers = {self._names[name]: name for name in sorted(suspects)}
        second = None
        for cells in self._solutions(helpers) if helpers else ():
            with self._helpers(cells, helpers, self._examination.modules) as standing_in:
                setting = standing_in.around(self._setting)
                second = self._report(self._assignment.exercise(report.function), setting)
            if standing_in.refused and not unsuspected and second.outcome is not Outcome.PASSED:
                return self._not_helped(report, reports, standing_in.refused)
            if second.outcome is Outcome.PASSED:
                message = Sentence("right, given a right {names}", names=quoted(list(helpers)))
                return replace(second, carried=True, message=message)
        if second is None:
            return self.point_to_helpers(report, reports)
        if not failed:
            return report
        remark = Sentence("even with a right {names}", names=quoted([self._names[name] for name in failed]))
        message = Sentence("{remark} ({what})", remark=remark, what=second.message)
        return replace(second, message=message, remark=second.remark or remark)

    def point_to_helpers(self, report: ExerciseReport, reports: Sequence[ExerciseReport]) -> ExerciseReport:
        """Where nothing is asked again: tell whose mistake it may be."""
        helpers = [self._names[name] for name in self._failed_helpers(report, reports)]
        return pointed_to(report, helpers)

    def _not_helped(self, report: ExerciseReport, reports: Sequence[ExerciseReport], why: str) -> ExerciseReport:
        """The first report on a function that cannot be asked with others standing in for its helpers."""
        remark = Sentence("it could not be asked with right helpers: {why}", why=why)
        return self.point_to_helpers(replace(report, remark=report.remark or remark), reports)

    def _failed_helpers(self, report: ExerciseReport, reports: Sequence[ExerciseReport]) -> list[str]:
        """The failed functions that one which failed, too, calls in the notebook; by the course's names."""
        return self._called(report, [other.function for other in reports if other.outcome is not Outcome.PASSED])

    def _called(self, report: ExerciseReport, functions: Iterable[str]) -> list[str]:
        """Those of the functions that one which failed calls in the notebook; by the course's names."""
        if report.outcome.tone != "bad":
            return []
        reached = self.survey.reach(self._names[report.function])
        return [name for name in functions if self._names[name] in reached]

    def _solutions(self, helpers: Mapping[str, str]) -> Iterator[Sequence[Cell]]:
        """The solution, then the solution as other contracts have the helpers: callers may keep to their signatures."""
        if not (cells := self._examination.solution()):
            return
        yield cells
        for function in helpers.values():
            for contract in self._assignment.contracts(function, self.edition):
                if function in contract.changes:
                    yield self._examination.solution(contract)

    def _name_of(self, exercise: Exercise) -> str:
        """The name that a graded function has in the notebook: its own, or another edition's."""
        contracts = self._assignment.contracts(exercise.name, self.edition)
        names = [exercise.name, *(contract.alias for contract in contracts if contract.alias)]
        for found in (self.survey.functions, self.survey.broken, self.survey.bound):
            for name in names:
                if name in found:
                    return name
        return exercise.name

    def _report(self, exercise: Exercise, setting: Setting) -> ExerciseReport:
        name = self._names[exercise.name]
        function = self.survey.functions.get(name)
        error = self.survey.broken.get(name)
        if function is None:
            return judge_absent(exercise, error)
        if function.blank:
            return judge_blank(exercise)
        best, report = self._best(exercise, setting)
        report = replace(report, contract=Sentence(best.contract.name) if best.contract else "")
        return self._asked_for_more(exercise, report, best, setting) if best.passed and not best.contract else report

    def _best(self, exercise: Exercise, setting: Setting) -> tuple[_Trial, ExerciseReport]:
        """The hearing by the contract that the function passes, or comes nearest to, and its report."""
        hearings: list[_Trial] = []
        for hearing in self._hearings(exercise, setting):
            if not hearings and (known := self._judged.report(exercise, hearing)):
                return hearing, known
            hearings.append(hearing)
            if hearing.passed:
                break
        best = hearings[-1] if hearings[-1].passed else max(hearings, key=lambda item: item.closeness(self.edition))
        report = best.report(exercise, lambda: self._examination.mistake_answers(exercise.name, best.contract))
        if best is hearings[0]:
            self._judged.keep(exercise, best, report)
        return best, report

    def _asked_for_more(
        self, exercise: Exercise, report: ExerciseReport, heard: _Trial, setting: Setting
    ) -> ExerciseReport:
        """The report on what is right so far, once a training was asked for more turns than a number in its code."""
        count = heard.function.largest_count
        key = self._examination.key_to_turns(exercise.name, count) if count else None
        if key is None:
            return report
        question = replace(key.question, function=self._names[exercise.name])
        (answer,) = self._examinee.ask([question], setting)
        result = judge_case(key, answer, source=heard.function.source)
        if result.outcome in (Outcome.PASSED, Outcome.TIMED_OUT):  # what is only slow has answered all that counts
            return report
        self._ends_early.add(exercise.name)
        judged = judge_exercise(exercise, (*heard.results, result))
        return replace(judged, source=report.source, cell=report.cell, line=report.line)

    def _hearings(self, exercise: Exercise, setting: Setting) -> Iterator[_Trial]:
        """The function judged by one contract after another; no question is asked twice.

        One that has ended its process, or was stopped, is asked no more.
        """
        # What was asked ahead was asked among the student's own functions.
        known = dict(self._ahead) if setting is self._setting else {}
        function = self.survey.functions[self._names[exercise.name]]
        heard = Function(function.source, function.variables, function.cell, function.line, dict(function.options))
        lost = False
        for contract, keys in self._terms(exercise):
            new = [key.question for key in keys if id(key.question) not in known]
            if new and lost:
                continue
            if new:
                known.update(zip(map(id, new), map(self._told, self._examinee.ask(new, setting)), strict=True))
            answers = [known[id(key.question)] for key in keys]
            lost = lost or any(isinstance(answer, Lost) for answer in answers)
            yield _Trial(keys, answers, heard, contract)

    def _told(self, answer: Answer) -> Answer:
        """The answer; where a cell that is not Python would have defined a name, its spelling is not what is wrong."""
        if isinstance(answer, Raised) and answer.type_name == "NameError":
            for name in self.survey.broken:
                if answer.message == f"name '{name}' is not defined":
                    return replace(answer, message=Sentence("`{name}` is not defined", name=name))
        return answer

    def _terms(self, exercise: Exercise) -> Iterator[tuple[Contract | None, Sequence[Key]]]:
        """The contracts that a function of this notebook may keep to, the course's own first, with their keys."""
        name = self._names[exercise.name]
        if name == exercise.name:
            yield None, self._examination.keys()[exercise.name]
        for contract in self._assignment.contracts(exercise.name, self.edition):
            if name == (contract.alias or exercise.name):
                yield contract, self._examination.contract_keys(exercise.name, contract)


def _as_loaded(survey: Survey, code: Collection[str]) -> Survey:
    """What the notebook defines, now that it is known which names stand for functions: these are no variables."""
    functions = {
        name: replace(function, variables=tuple(item for item in function.variables if item not in code))
        for name, function in survey.functions.items()
    }
    made = {name: function for name, function in survey.bound.items() if name in code}
    return replace(survey, functions={**made, **functions})
