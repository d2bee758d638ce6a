"""Takes the answers to a quiz in the student's own notebook: says of each whether it is understood, not whether right.

An answer is written into its cell, or clicked. A click stays in two places: in the output of the cell, which is saved
with the notebook and which the grader reads, and in a small file beside it, from which it comes back when the cell is
run again. What is written in a cell counts before what was clicked.
"""

from __future__ import annotations

import ast
import contextlib
import json
import linecache
import re
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from grader.course.examination import QuizExamination
from grader.course.quiz import Asked
from grader.judging.choices import judge_answer
from grader.judging.spellings import Blank, Unclear, read_answer
from grader.language.catalogue import Language
from grader.notebooks.marks import ANSWER_TYPE, click
from grader.reports.card import Card
from grader.reports.verdict import verdict
from grader.results import Outcome
from grader.selfcheck.screen import shell, show
from grader.selfcheck.widget import buttons, has_widgets
from grader.sentence import Sentence

ARGUMENT = re.compile(r"\(\s*(\w+)\s*\)\s*")
MAX_KEPT = 2**16


class QuizDesk:
    """Takes the answers to one quiz, whose options stand in the order of that number."""

    def __init__(self, examination: QuizExamination, language: Language, order: int) -> None:
        self._order = order
        self._quiz = examination.assignment.ordered(order)
        self._language = language
        self._outcomes: dict[str, Outcome] = {}

    def take(self, value: object, frame: FrameType) -> None:
        """Say of an answer whether it is understood, by the name that it has in the call: `check(q3)`."""
        name = value if isinstance(value, str) and value in self._questions else _argument(frame)
        question = self._questions.get(name)
        if question is None:
            known = ", ".join(self._questions)
            text = Sentence("? This is no answer of this quiz; check one of {names}, as in `check(q1)`.", names=known)
            show(Card(self._language.say(text)))
        else:
            self._take(question, None if name == value else value)

    def progress(self) -> None:
        """Show how many questions have been answered."""
        answered = sum(self._outcomes.get(name, Outcome.NOT_ATTEMPTED).attempted for name in self._questions)
        total = len(self._questions)
        text = Sentence("{count} of {total} {total:question is|questions are} answered.", count=answered, total=total)
        show(Card(self._language.say(text)))

    @property
    def _questions(self) -> dict[str, Asked]:
        return {question.name: question for question in self._quiz.exercises}

    def _take(self, question: Asked, value: object) -> None:
        if not isinstance(read_answer(question, value), Blank) or shell() is None or not has_widgets():
            show(self._card(question, value))
        else:
            self._ask(question)

    def _card(self, question: Asked, value: object) -> Card:
        report = judge_answer(question, value)
        self._outcomes[question.name] = report.outcome
        return Card("\n".join(verdict(report, self._language)))

    def _ask(self, question: Asked) -> None:
        """Show buttons, and below them the answer that was clicked, in a form that the grader reads."""
        from IPython.display import display

        before = self._kept().get(question.name, "")
        read = read_answer(question, _value(before))
        answer = None if isinstance(read, Blank | Unclear) else read

        def chosen(text: str) -> None:
            self._keep(question.name, text)
            below.update(self._told(question, text), raw=True)

        display(buttons(question, answer, self._language.say, chosen))  # type: ignore[no-untyped-call]
        below: Any = display(self._told(question, before), raw=True, display_id=True)  # type: ignore[no-untyped-call]

    def _told(self, question: Asked, text: str) -> dict[str, object]:
        bundle: dict[str, object] = {"text/plain": self._card(question, _value(text)).text}
        return bundle | ({ANSWER_TYPE: click(self._quiz.name, self._order, question.name, text)} if text else {})

    @property
    def _file(self) -> Path:
        return Path(f".{self._quiz.name}.answers.json")

    def _kept(self) -> dict[str, str]:
        """What was clicked before, as Python; nothing where that cannot be read."""
        with contextlib.suppress(OSError, ValueError, RecursionError):
            kept = json.loads(self._file.read_bytes()[:MAX_KEPT])
            if isinstance(kept, dict):
                return dict(_texts(kept))
        return {}

    def _keep(self, name: str, text: str) -> None:
        with contextlib.suppress(OSError):
            self._file.write_text(json.dumps(self._kept() | {name: text}, indent=1) + "\n", encoding="utf-8")


def _texts(kept: dict[object, object]) -> Iterator[tuple[str, str]]:
    yield from ((name, text) for name, text in kept.items() if isinstance(name, str) and isinstance(text, str))


def _value(text: str) -> object:
    try:
        return ast.literal_eval(text)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return text


def _argument(frame: FrameType) -> str:
    """The name that stands in a call of one argument, as `q3` in `check(q3)`; empty where the text is not known."""
    positions = list(frame.f_code.co_positions())[frame.f_lasti // 2]
    first, last, start, end = positions
    if first is None or first != last:
        return ""
    line = linecache.getline(frame.f_code.co_filename, first).encode()[start:end].decode(errors="replace")
    found = ARGUMENT.search(line)
    return found[1].lower() if found else ""
