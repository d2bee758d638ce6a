"""Takes answers the whole way: over the wire, through every judge, in every language, out of every renderer."""

from __future__ import annotations

import cmath
import csv
import functools
import io
import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console

from grader.answers.answer import Answer, Returned, TooLarge
from grader.answers.outline import outline_of
from grader.answers.plain import NotPlain, watched_names, watched_parts
from grader.answers.wire import PREFIX, pack, unpack
from grader.course import expected
from grader.course.course import Course
from grader.course.exercise import Ask, Exercise, Tolerance
from grader.course.expected import StoredExamination
from grader.course.questions import Key
from grader.judging.hard_coded import remark_on
from grader.judging.judge import judge_case, judge_exercise
from grader.judging.mistakes import recognise
from grader.language.catalogue import Language, find_language
from grader.reports.card import verdict_card
from grader.reports.feedback import feedback_page
from grader.reports.grades_csv import grades_csv
from grader.reports.results_json import results_json
from grader.reports.terminal import gradebook_table, verdict_lines
from grader.results import CaseResult, ExerciseReport, Gradebook, Outcome, SubmissionReport

ROOT = Path(__file__).parents[2]
SOURCE = "def f(x):\n    Z = x  # `<b>` \ud800\n    return Z"
LONGEST = 4000
Near = Callable[[complex, complex], bool]


@dataclass(frozen=True)
class Asked:
    """One function with the questions that go with one contract, and the known mistakes' answers to them."""

    name: str
    assignment: str
    exercise: Exercise
    keys: Sequence[Key]
    known: dict[str, Sequence[Answer]]

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        # What Hypothesis prints of it: not all of its numbers.
        printer.text(self.name)


@functools.cache
def everything_asked() -> tuple[Asked, ...]:
    """Every function of every assignment of the course, by every contract."""
    course = Course(ROOT)
    return tuple(asked for name in course.names for asked in _asked(expected.load(course, name)))


def _asked(examination: StoredExamination) -> Iterator[Asked]:
    assignment = examination.assignment
    for exercise in assignment.exercises:
        name = exercise.name
        keys, known = examination.keys()[name], examination.mistake_answers(name)
        yield _with_held_out(Asked(name, assignment.name, exercise, keys, dict(known)))
        # What became of the inputs is asked by held-out cases; here of the published inputs, which right code leaves.
        if inputs := [asked for key in keys if (asked := _about_inputs(key)).expected]:
            yield Asked(f"{name}, its inputs", assignment.name, exercise, inputs, {})
        for contract in exercise.contracts:
            keys = examination.contract_keys(name, contract)
            yield _with_held_out(Asked(f"{name}, {contract.name}", assignment.name, exercise, keys, {}))


def _with_held_out(asked: Asked) -> Asked:
    """The same with each question once more, as if it were held out: what is told of that, and remarked on, differs."""
    held_out = [
        replace(key, question=replace(key.question, case=replace(key.question.case, visible=False)))
        for key in asked.keys
    ]
    known = {name: [*answers, *answers] for name, answers in asked.known.items()}
    return replace(asked, keys=[*asked.keys, *held_out], known=known)


def _about_inputs(key: Key) -> Key:
    arguments = key.question.arguments
    names = watched_names([f"x{n}" for n in range(len(arguments))], arguments)
    question = replace(key.question, case=replace(key.question.case, ask=Ask.INPUTS))
    return Key(question, watched_parts(arguments), names)


@functools.cache
def languages() -> tuple[Language, ...]:
    return tuple(Course(ROOT).in_language(find_language(code)) for code in ("en", "zh"))


@dataclass(frozen=True)
class Value:
    """What a function returned; an integer in it may be too long to be written."""

    value: object

    def __repr__(self) -> str:
        try:
            return f"Value({self.value!r})"
        except ValueError:
            return f"Value of {type(self.value).__name__}"


def told(answer: Value | Answer) -> Answer:
    """What the grader is told of a value, as a worker tells it."""
    if not isinstance(answer, Value):
        return answer
    try:
        frame = pack({"value": answer.value})
    except NotPlain:
        return TooLarge(outline_of(answer.value))
    _, header, payload = PREFIX.unpack(frame[: PREFIX.size])
    message = unpack(frame[PREFIX.size : PREFIX.size + header], frame[len(frame) - payload :])
    assert isinstance(message, dict)
    return Returned(message["value"])


def take_through(asked: Asked, answered: Sequence[Value | Answer]) -> None:
    """Judge these answers to the questions on one function, and render the report."""
    render(asked, judge(asked, [told(answer) for answer in answered]))


def judge(asked: Asked, answers: Sequence[Answer]) -> ExerciseReport:
    """The report on these answers, by everything that judges."""
    keys = asked.keys
    results = [judge_case(key, answer, source=SOURCE) for key, answer in zip(keys, answers, strict=True)]
    mistake = recognise(keys, answers, asked.known, {item.name: item.hint for item in asked.exercise.mistakes})
    remark_on(keys, answers, SOURCE, ("a", "b"))
    remark = remark_on(keys, answers, SOURCE, ())
    for key, answer, result in zip(keys, answers, results, strict=True):
        check(key, answer, result)
    report = judge_exercise(asked.exercise, results, mistake=mistake, remark=remark)
    return replace(report, source=SOURCE, cell=1)


def check(key: Key, answer: Answer, result: CaseResult) -> None:
    """What must hold of every result: what passed is right by another definition, and nothing is told at length."""
    passed = result.outcome is Outcome.PASSED
    case = key.question.case
    near, flat = _near_enough(case.tolerance, key.expected), case.flat_rows and case.ask is Ask.RESULT
    right = isinstance(answer, Returned) and agrees(key.expected, answer.value, near, flat)
    assert passed == right, (key.question.function, result)
    for text in (result.message, result.expected, result.got, result.explanation, result.part):
        assert len(text) < LONGEST, text


def agrees(right: object, answer: object, near: Near, flat: bool = False) -> bool:
    """The rule of equality once more, in plain Python and number by number."""
    if isinstance(right, dict):
        return isinstance(answer, dict) and all(
            k in answer and agrees(v, answer[k], near, flat) for k, v in right.items()
        )
    if isinstance(right, list | tuple):
        if isinstance(answer, np.ndarray) and answer.ndim and answer.dtype.kind in "biufc":
            answer = list(answer) if len(answer) == len(right) else answer
        same = isinstance(answer, list | tuple) and len(answer) == len(right)
        return same and all(agrees(left, own, near, flat) for left, own in zip(right, answer, strict=True))
    lone = type(right) not in (bool, int, float) and np.shape(right) == ()
    if lone and isinstance(answer, np.ndarray) and answer.size == 1:
        answer = answer.reshape(())
    if isinstance(right, np.ndarray):
        if flat and isinstance(answer, np.ndarray) and right.shape == (1, *answer.shape) and answer.ndim == 1:
            answer = answer.reshape(right.shape)
        if right.size == 1 and isinstance(answer, bool | int | float | complex | np.generic):
            return agrees(right.item(), answer, near)
        if right.shape and not isinstance(answer, np.ndarray):
            return False
        if isinstance(answer, np.ndarray | np.generic):
            numbers = answer.dtype.kind in "biufc" and answer.shape == right.shape
            return numbers and all(map(near, right.ravel().tolist(), answer.ravel().tolist()))
        right = right[()]
    right = right.item() if isinstance(right, np.generic) else right
    if isinstance(answer, np.ndarray | np.generic):
        if answer.shape != ():
            return False
        answer = answer.item()
    if isinstance(right, complex | float | int):
        return isinstance(answer, complex | float | int) and near(right, answer)
    return type(right) is type(answer) and right == answer


def _near_enough(tolerance: Tolerance, result: object) -> Near:
    atol = tolerance.of_largest * max(1e-7, *_sizes(result))

    def near(right: complex, answer: complex) -> bool:
        try:
            if right == answer or (right != right and answer != answer):
                return True
            if isinstance(answer, complex):
                return abs(answer - right) <= atol + tolerance.rtol * abs(right)
            return math.isfinite(right.real) and abs(answer - right) <= atol + tolerance.rtol * abs(right)
        except OverflowError:
            return False

    return near


def _sizes(value: object) -> Iterator[float]:
    """The absolute values of the finite numbers in a result, and a 0."""
    yield 0.0
    if isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _sizes(item)
    elif isinstance(value, np.ndarray | np.generic):
        yield from _sizes(value.ravel().tolist())
    elif isinstance(value, complex | float | int) and cmath.isfinite(size := abs(value)):
        yield float(size)


def render(asked: Asked, report: ExerciseReport) -> None:
    """The report in every language by every renderer; what comes out can be written, and read again."""
    submission = SubmissionReport("ann\ud800", "a/x.ipynb", asked.assignment, exercises=(report,))
    gradebook = Gradebook.of([submission], seed=1)
    for language in languages():
        about = language.about(asked.assignment)
        card = verdict_card(report, about, hint_open=True)
        page = feedback_page(submission, language)
        assert "could not be made" not in page and "无法生成" not in page, page
        out = Console(file=io.StringIO(), width=160)
        for line in verdict_lines(report, about):
            out.print(line)
        out.print(gradebook_table(gradebook, language))
        assert isinstance(out.file, io.StringIO)
        for text in (card.text, card.html, page, out.file.getvalue()):
            text.encode()
            assert "\x1b" not in text
        results = results_json(gradebook, language)
        json.loads(results)
    assert len(list(csv.reader(io.StringIO(grades_csv(gradebook))))) == 2
    grades_csv(gradebook).encode()
