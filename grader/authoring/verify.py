"""Proves that a course holds together: solutions earn everything, stubs nothing, and nothing is stale."""

from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from grader.answers.answer import Answer, Returned
from grader.authoring.belongings import belongings_of, kernels_for
from grader.authoring.build import build
from grader.authoring.kernel import NOTEBOOK_SECONDS, NotebookFailed, run_notebook
from grader.authoring.mutants import mutants_of
from grader.authoring.quiz_notebook import quiz_notebook
from grader.authoring.quiz_proofs import Complaint, incomplete, undecided
from grader.authoring.translations import course_languages, repeated, untranslated
from grader.course.assignment import Assigned, Assignment, QuizAssignment
from grader.course.course import Course
from grader.course.examination import QuizExamination
from grader.course.exercise import Case, Mistake
from grader.course.questions import Key, Question
from grader.errors import CourseError
from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.judging.judge import difference_from
from grader.judging.mistakes import recognise
from grader.notebooks.cells import read_code
from grader.results import ExerciseReport, Outcome
from grader.sandbox.box import Level
from grader.workers.examinee import Examinee, Setting
from grader.workers.execution import execute
from grader.workers.limits import Limits
from grader.workers.pool import Zygote

TOTAL_POINTS = 100
HELD_OUT_CASES = 2
SOME_ORDERS = (0, 1, 2)


@dataclass(frozen=True)
class Finding:
    """One thing an author has to mend: where, and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True)
class Proof:
    """One question that `verify` asks of a course, and how it finds out."""

    title: str
    seek: Callable[[], Iterator[Finding]]

    def findings(self) -> list[Finding]:
        """What does not hold; a course too broken to tell is a finding, too."""
        try:
            return list(self.seek())
        except CourseError as error:
            return [Finding("the course", str(error))]


def proofs(
    course: Course, zygote: Zygote, *, seed: int, notebooks: bool = True, mutants: bool = False
) -> Iterator[Proof]:
    """Every proof for a course, fast ones first; none has been tried yet.

    Parameters
    ----------
    notebooks : bool
        Also run the solution notebooks from top to bottom in a real kernel.
    mutants : bool
        Also make every small change of the solutions, and ask it every case.
    """
    yield Proof("nothing is stale or stray", lambda: _stale(course, zygote))
    for assignment in course.of_functions():
        yield from _assignment_proofs(course, assignment, zygote, seed)
    for quiz in course.quizzes():
        yield from _quiz_proofs(course, quiz, zygote)
    for code in course_languages(course):
        title = f"what several assignments say is said once in {code}"
        yield Proof(title, partial(_said, f"the course, {code}", partial(repeated, course, code)))
    for assignment in course.of_functions() if mutants else ():
        title = f"{assignment.name}: no small change of the solution goes unnoticed"
        yield Proof(title, partial(mutant_findings, course, assignment, zygote, seed=seed))
    if notebooks:
        yield from _notebook_proofs(course, zygote.level)


def _assignment_proofs(course: Course, assignment: Assignment, zygote: Zygote, seed: int) -> Iterator[Proof]:
    name = assignment.name
    examination = LiveExamination(course, assignment, zygote, seed=seed)
    grader = Grader([examination], zygote)

    def graded(folder: Path) -> tuple[ExerciseReport, ...]:
        path = course.notebook_path(folder, name)
        return grader.grade(path.read_bytes(), path.name)[0].exercises if path else ()

    yield Proof(f"{name}: every exercise has points, a hint and cases", lambda: _complete(assignment))
    yield Proof(
        f"{name}: the solution earns {TOTAL_POINTS} of {TOTAL_POINTS}",
        lambda: _all_are(graded(course.solutions), Outcome.PASSED, name),
    )
    yield Proof(
        f"{name}: the student's notebook earns nothing and reads “not attempted”",
        lambda: _all_are(graded(course.assignments), Outcome.NOT_ATTEMPTED, name),
    )
    yield Proof(f"{name}: every known mistake fails, and is recognised", lambda: mistake_findings(examination))
    yield Proof(f"{name}: the contracts of other editions can be kept", lambda: _contracts(examination))
    yield Proof(
        f"{name}: independent oracles agree with the solution", lambda: oracle_findings(course, assignment, zygote)
    )
    for code in course_languages(course):
        title = f"{name}: every hint and every name of a case is said in {code}"
        yield Proof(title, partial(_said, f"{name}, {code}", partial(untranslated, course, assignment, code)))


def _quiz_proofs(course: Course, quiz: QuizAssignment, zygote: Zygote) -> Iterator[Proof]:
    name = quiz.name
    grader = Grader([QuizExamination(quiz)], zygote)

    def graded(order: int, *, with_answers: bool) -> tuple[ExerciseReport, ...]:
        notebook = quiz_notebook(quiz, order=order, with_answers=with_answers)
        return grader.grade(json.dumps(notebook).encode(), f"{name}.ipynb")[0].exercises

    def all_are(outcome: Outcome, *, with_answers: bool) -> Iterator[Finding]:
        for order in SOME_ORDERS:
            yield from _all_are(graded(order, with_answers=with_answers), outcome, f"{name}, order {order}")

    def found(complaints: Iterator[Complaint]) -> Iterator[Finding]:
        return (Finding(f"{name}, {question}", what) for question, what in complaints)

    title = f"{name}: every question has a key, options that differ, and an explanation for each"
    yield Proof(title, lambda: itertools.chain(_points(quiz), found(incomplete(quiz))))
    yield Proof(f"{name}: where code decides, it gives the key", lambda: found(undecided(quiz)))
    yield Proof(
        f"{name}: right answers earn {TOTAL_POINTS} of {TOTAL_POINTS}, in whatever order the options stand",
        lambda: all_are(Outcome.PASSED, with_answers=True),
    )
    yield Proof(
        f"{name}: the student's notebook earns nothing and reads “not attempted”",
        lambda: all_are(Outcome.NOT_ATTEMPTED, with_answers=False),
    )
    for code in course_languages(course):
        title = f"{name}: every question, option and explanation is said in {code}"
        yield Proof(title, partial(_said, f"{name}, {code}", partial(untranslated, course, quiz, code)))


def _said(where: str, complaints: Callable[[], Iterator[str]]) -> Iterator[Finding]:
    return (Finding(where, text) for text in complaints())


def _stale(course: Course, zygote: Zygote) -> Iterator[Finding]:
    built = build(course, zygote)
    for path in built.stale:
        yield Finding(str(path.relative_to(course.root)), "is stale: run `grader build`")
    for path in built.strays:
        yield Finding(str(path.relative_to(course.root)), "is built from nothing: remove it")


def _points(assignment: Assigned) -> Iterator[Finding]:
    total = sum(exercise.points for exercise in assignment.exercises)
    if total != TOTAL_POINTS:
        yield Finding(assignment.name, f"its points add up to {total}, not to {TOTAL_POINTS}")


def _complete(assignment: Assignment) -> Iterator[Finding]:
    yield from _points(assignment)
    for exercise in assignment.exercises:
        where = f"{assignment.name}, {exercise.name}"
        if exercise.points <= 0:
            yield Finding(where, "has no points")
        if not exercise.hint:
            yield Finding(where, "has no hint")
        if not any(case.visible for case in exercise.cases):
            yield Finding(where, "has no visible case")
        if sum(not case.visible for case in exercise.cases) < HELD_OUT_CASES:
            yield Finding(where, f"has fewer than {HELD_OUT_CASES} held-out cases")
        for mistake in exercise.mistakes:
            if not mistake.hint:
                yield Finding(where, f"the mistake {mistake.name!r} has no hint")
        names = [case.name for case in exercise.cases]
        if len(set(names)) < len(names):
            yield Finding(where, "has two cases of the same name")
        if (costs := [not case.advice for case in exercise.cases]) != sorted(costs, reverse=True):
            yield Finding(where, "has a case with advice before one that counts: ask for advice last")


def _all_are(reports: tuple[ExerciseReport, ...], outcome: Outcome, name: str) -> Iterator[Finding]:
    if not reports:
        yield Finding(name, "its notebook cannot be graded: run `grader build`")
    for report in reports:
        if report.outcome is not outcome:
            yield Finding(f"{name}, {report.function}", f"is {report.outcome.value}: {report.message}")


def mistake_findings(examination: LiveExamination) -> Iterator[Finding]:
    """Known mistakes that pass every case, and those that are taken for one with another hint."""
    for exercise in examination.assignment.exercises:
        where = f"{examination.assignment.name}, {exercise.name}"
        keys = examination.keys()[exercise.name]
        known = examination.mistake_answers(exercise.name)
        hints = {mistake.name: mistake.hint for mistake in exercise.mistakes}
        for name, answers in known.items():
            if _all_right(keys, answers):
                yield Finding(where, f"the mistake {name!r} passes every case")
                continue
            if recognise(keys, answers, known, hints) is None:
                yield Finding(where, f"the mistake {name!r} gives the answers of one with another hint")


def mutant_findings(course: Course, assignment: Assignment, zygote: Zygote, *, seed: int) -> Iterator[Finding]:
    """Small changes of the solution that no case notices, and that nobody has called equivalent."""
    with Examinee(zygote, assignment.solution) as solution:
        sources = {name: function.source for name, function in solution.survey.functions.items()}
    mutated = tuple(
        replace(
            exercise,
            mistakes=tuple(
                Mistake(mutant.change, "", source=mutant.source) for mutant in mutants_of(sources[exercise.name])
            ),
        )
        for exercise in assignment.exercises
    )
    examination = LiveExamination(course, replace(assignment, exercises=mutated), zygote, seed=seed)
    equivalents = course.equivalents(assignment.name)
    for exercise in mutated:
        where = f"{assignment.name}, {exercise.name}"
        keys = examination.keys()[exercise.name]
        answers = examination.mistake_answers(exercise.name)
        alike = {change for change, given in answers.items() if _all_right(keys, given)}
        excused = equivalents.get(exercise.name, {}).keys()
        for change in sorted(alike - excused):
            yield Finding(where, f"no case notices {change!r}: ask for it, or say why it makes no difference")
        for change in sorted(excused - alike):
            yield Finding(where, f"{change!r} is called equivalent, but a case notices it, or nothing is changed so")


def _all_right(keys: Sequence[Key], answers: Sequence[Answer]) -> bool:
    """Whether answers pass every case that counts."""
    return all(
        isinstance(answer, Returned) and difference_from(key, answer.value) is None
        for key, answer in zip(keys, answers, strict=True)
        if not key.question.case.advice
    )


def _contracts(examination: LiveExamination) -> Iterator[Finding]:
    """What a contract changes stands in the solution, and the solution, changed so, has an answer to every case."""
    for exercise in examination.assignment.exercises:
        for contract in exercise.contracts:
            if not examination.contract_keys(exercise.name, contract):
                where = f"{examination.assignment.name}, {exercise.name}"
                yield Finding(where, f"the contract {contract.name!r} has no case")


def oracle_findings(course: Course, assignment: Assignment, zygote: Zygote) -> Iterator[Finding]:
    """What the oracles of an assignment object to.

    `testcases/oracles/NAME.py` holds functions `oracle_...(solution)`; each calls `solution.some_function(...)`, works
    the answer out in another way, and asserts that they agree.
    """
    oracles = course.oracles(assignment.name)
    if not oracles:
        yield Finding(assignment.name, f"has no oracles in testcases/oracles/{assignment.name}.py")
    with Examinee(zygote, assignment.solution) as examinee:
        setting = Setting(assignment.functions, course.modules.offered(assignment.name, assignment.functions))
        solution = SimpleNamespace(**{name: _calling(examinee, setting, name) for name in assignment.functions})
        for name, oracle in oracles.items():
            try:
                oracle(solution)
            except Exception as error:  # noqa: BLE001 - an oracle that breaks has not agreed
                yield Finding(f"{assignment.name}, {name}", f"{type(error).__name__}: {error}")


def _calling(examinee: Examinee, setting: Setting, function: str) -> Callable[..., object]:
    """A function that asks the solution in its worker; arrays come back as arrays."""

    def call(*arguments: object) -> object:
        case = Case("oracle", lambda rng: arguments)
        (answer,) = examinee.ask([Question(function, case, arguments, seed=0)], setting)
        if isinstance(answer, Returned):
            return answer.value
        raise AssertionError(f"{function} did not answer: {answer.message}")

    return call


def _notebook_proofs(course: Course, level: Level) -> Iterator[Proof]:
    """In a box where this machine gives one to kernels, beside what students get; else where the course lies."""
    boxed = level is Level.NAMESPACES
    where = "" if boxed else " (not in a box, which this machine does not give to kernels)"
    limits = Limits(budget=NOTEBOOK_SECONDS)
    with kernels_for(course, limits) if boxed else contextlib.nullcontext() as kernels:
        for item in course.all_assignments():
            title = f"{item.name}: the solution's notebook runs from top to bottom{where}"
            yield Proof(title, partial(_runs, course, item.name, kernels))


def _runs(course: Course, name: str, kernels: Zygote | None) -> Iterator[Finding]:
    path = course.notebook_path(course.solutions, name)
    if path is None:
        yield Finding(name, "has no built notebook")
    elif kernels is not None:
        cells = read_code(path.read_bytes(), name=path.name).cells
        ran = execute(kernels, [cell.source for cell in cells], belongings_of(course))
        yield from (Finding(path.name, str(remark)) for remark in ran.remarks)
    else:
        try:
            run_notebook(path)
        except NotebookFailed as error:
            yield Finding(path.name, str(error))
