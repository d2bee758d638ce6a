"""Results for GitHub: annotations, which a workflow's log turns into remarks on files, and a summary in Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from grader.harmless import harmless, harmless_line
from grader.language.catalogue import Language
from grader.reports.translated import in_language
from grader.results import ExerciseReport, Outcome, Score, SubmissionReport
from grader.sentence import Sentence

MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+|~!@:&-])")


def remarks(report: SubmissionReport, language: Language, text: str = "") -> Iterator[str]:
    """A workflow command for each function that is not right, or for a file that cannot be graded.

    Parameters
    ----------
    text : str
        The file as it is, in which the line of each function is looked for; without it no line is told.
    """
    report = in_language(report, language)
    if not report.exercises:
        yield command("error", report.first_trouble, file=report.path, title=report.student)
    for exercise in report.exercises:
        if exercise.outcome in (Outcome.PASSED, Outcome.ANSWERED):
            continue
        kind = "error" if exercise.outcome.attempted else "notice"
        said = "\n".join(filter(None, (_what(exercise, language), exercise.remark, exercise.hint)))
        line = line_of(exercise.function, text)
        place = {"line": str(line)} if line else {}
        yield command(kind, said, file=report.path, **place, title=exercise.function)


def points(score: Score) -> Iterator[str]:
    """What GitHub Classroom reads the points from: the notices that its own reporter gives."""
    yield command("notice", f"Points {score}", title="Autograding complete")
    told = {"totalPoints": score.earned, "maxPoints": score.possible}
    yield command("notice", json.dumps(told, separators=(",", ":")), title="Autograding report")


def summary(reports: Sequence[SubmissionReport], language: Language) -> str:
    """A table for each submission, as Markdown; nothing in it is markup of a stranger's."""
    lines = []
    for report in (in_language(item, language) for item in reports):
        lines += [f"### {_cell(report.student)} · {_cell(report.assignment or report.path)}", ""]
        if not report.exercises:
            lines += [_cell(report.first_trouble), ""]
            continue
        lines += [f"| {language.say(Sentence('Functions'))} | | |", "| --- | --: | --- |"]
        for item in report.exercises:
            what = "" if item.outcome is Outcome.PASSED else _cell(_what(item, language))
            earned = f"{report.earned(item)}/{item.points}"
            lines.append(f"| {item.outcome.symbol} {_cell(item.function)} | {earned} | {what} |")
        lines += ["", f"**{report.score}**", ""]
    return "\n".join(lines)


def command(kind: str, message: str, **properties: str) -> str:
    """One line that GitHub takes for a command, whatever stands in it."""
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{kind} {given}::{_data(harmless(message))}"


def line_of(function: str, text: str) -> int:
    """The line of a file, notebook or script, on which a function's definition begins; 0 if none is found."""
    definition = re.compile(rf'^[\s"]*(?:async\s+)?def\s+{re.escape(function)}\s*\(')
    return next((number for number, line in enumerate(text.splitlines(), start=1) if definition.match(line)), 0)


def _what(exercise: ExerciseReport, language: Language) -> str:
    return exercise.message or language.say(Sentence(exercise.outcome.value))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(harmless(text)).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    return MARKUP.sub(r"\\\1", harmless_line(text)).replace("\\<", "&lt;").replace("\\@", "&#64;")
