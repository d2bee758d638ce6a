"""What `check` shows: text for a terminal, and the same as a small card of HTML for a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.harmless import harmless
from grader.language.catalogue import Language
from grader.reports.templates import render
from grader.reports.translated import translated
from grader.reports.verdict import first_failed, verdict
from grader.results import ExerciseReport, Outcome
from grader.sentence import Sentence


@dataclass(frozen=True)
class Card:
    """A text and, where there is one, its richer form; Jupyter takes the one that it can show."""

    text: str
    html: str = ""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": self.text, "text/html": self.html} if self.html else {"text/plain": self.text}

    def __repr__(self) -> str:
        return self.text


def verdict_card(report: ExerciseReport, language: Language, *, hint_open: bool, trace: str = "") -> Card:
    """The verdict on one function; `language` knows what the assignment says, and `trace` is folded away."""
    said = translated(report, language)
    html = render(
        "check.html",
        report=said,
        failed=first_failed(said),
        say=language.say,
        lang=language.code,
        hint_open=hint_open,
        trace=trace,
        Outcome=Outcome,
    )
    return Card(harmless("\n".join(verdict(report, language))), html)


def progress_card(outcomes: Mapping[str, Outcome], language: Language) -> Card:
    """How the functions of a notebook stand."""
    right = [name for name, outcome in outcomes.items() if outcome is Outcome.PASSED]
    rest = [name for name in outcomes if name not in right]
    bar = "".join("█" if name in right else "░" for name in outcomes)
    line = language.say(Sentence("{right} of {total} right", right=len(right), total=len(outcomes)))
    to_do = language.say(Sentence("; to do: {names}", names=", ".join(rest))) if rest else ""
    html = render(
        "progress.html",
        line=line,
        right=len(right),
        total=len(outcomes),
        outcomes=outcomes,
        lang=language.code,
        say=language.say,
    )
    return Card(f"{bar} {line}{to_do}", html)
