"""Renders one report as a page that stands by itself; whatever a student wrote is shown as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from grader.course.assignment import OWN_EDITION
from grader.course.settings import Settings
from grader.language.catalogue import ENGLISH, Language
from grader.reports.held_out import without_held_out
from grader.reports.prose import prose
from grader.reports.templates import render
from grader.reports.translated import in_language
from grader.reports.verdict import first_failed
from grader.results import Adjustment, ExerciseReport, Lateness, Outcome, Score, SubmissionReport
from grader.sentence import Sentence

MAX_CODE_LINES = 400


@dataclass(frozen=True)
class CodeLine:
    """A line of a student's function, with its number in the cell; `marked` where a reader should look."""

    number: int
    text: str
    marked: bool


def feedback_page(
    report: SubmissionReport, language: Language = ENGLISH, settings: Settings | None = None, *, copy: str = ""
) -> str:
    """The page for one submission, as HTML.

    `settings` say what passes, and what is told of held-out cases; `copy` is the name of the file beside it that holds
    the notebook as it ran, if it did.
    """
    settings = settings or Settings()
    told = in_language(without_held_out(report, settings.held_out), language)
    return _page(told, language, settings, copy if report.executed else "")


def apology_page(report: SubmissionReport, language: Language, place: str) -> str:
    """What stands for a page that could not be made, by a fault of our own at this place."""
    text = Sentence(
        "This page could not be made, by a fault of the grader: please report {place}. The points are not changed.",
        place=place,
    )
    title = prose(f"{report.assignment} · {report.student}")
    head = f'<!doctype html>\n<html lang="{language.code}">\n<meta charset="utf-8">\n<title>{title}</title>'
    return f"{head}\n<p>{prose(language.say(text))}</p>\n</html>\n"


def _page(report: SubmissionReport, language: Language, settings: Settings, copy: str) -> str:
    return render(
        "feedback.html",
        report=report,
        copy=quote(copy),
        title=language.say(settings.title_of(report.assignment)),
        edition="" if report.edition == OWN_EDITION else report.edition,
        file_name=report.path.rpartition("/")[2],
        say=language.say,
        lang=language.code,
        of_possible=language.say(Sentence("of {possible} points", possible=report.score.possible)),
        need=language.say(Sentence("{percent} % are needed to pass", percent=f"{settings.passing:g}")),
        summary=[language.say(line) for line in _summary(report)],
        code_lines=lambda exercise: list(code_lines(exercise)),
        adjustments=[language.say(line) for line in map(told_adjustment, report.adjustments)],
        bar=min(100.0, report.score.percent),
        mark_title=lambda exercise: language.say(_mark_title(exercise)),
        cases_passed=lambda exercise: language.say(_cases_passed(exercise)),
        contract_note=lambda exercise: language.say(
            Sentence("judged as another edition asks for it: {contract}", contract=exercise.contract)
        ),
        points=lambda score: language.say(_points(score.earned, score.possible)),
        points_of=lambda exercise: language.say(_points(report.earned(exercise), exercise.points)),
        measured=language.say(
            Sentence("measured: {points}", points=_points(report.measured.earned, report.measured.possible))
        ),
        passing=settings.passing,
        appeal=language.say(settings.appeal),
        late=language.say(_lateness(report.late, report.unpenalised)) if report.late else "",
        Outcome=Outcome,
    )


def _lateness(late: Lateness, unpenalised: Score) -> Sentence:
    """What lateness costs, in one sentence."""
    return Sentence(
        "days late: {days}, which costs {percent} %; in time it would be {points}",
        days=late.days,
        percent=f"{late.percent:g}",
        points=_points(unpenalised.earned, unpenalised.possible),
    )


def told_adjustment(adjustment: Adjustment) -> Sentence:
    """An adjustment in one sentence, with the teacher's reason."""
    told = {"name": adjustment.function, "reason": adjustment.reason, "day": adjustment.made.partition("T")[0]}
    if adjustment.relative:
        told["points"] = f"{adjustment.points:+d}"
        if adjustment.function:
            return Sentence("{points} {points:point|points} for `{name}`, by hand on {day}: {reason}", **told)
        return Sentence("{points} {points:point|points}, by hand on {day}: {reason}", **told)
    told["points"] = str(adjustment.points)
    if adjustment.function:
        return Sentence("`{name}` counts {points} {points:point|points}, by hand on {day}: {reason}", **told)
    return Sentence("The whole counts {points} {points:point|points}, by hand on {day}: {reason}", **told)


def code_lines(exercise: ExerciseReport) -> Iterator[CodeLine]:
    """The function's text; marked is the line that raised, or those that make the value that differs."""
    texts = exercise.source.splitlines()[:MAX_CODE_LINES]
    decorators = next((index for index, text in enumerate(texts) if text.startswith(("def ", "async def "))), 0)
    failed = first_failed(exercise)
    raised = failed is not None and failed.line > 0
    for number, text in enumerate(texts, start=exercise.line - decorators):
        if raised:
            marked = failed is not None and (failed.cell, failed.line) == (exercise.cell, number)
        else:
            marked = failed is not None and bool(failed.part) and assigns(text, failed.part)
        yield CodeLine(number, text, marked)


def assigns(line: str, name: str) -> bool:
    """Whether a line of Python gives a value to a name or to a part of what it names, as far as one line tells."""
    left, equals, right = line.partition("=")
    if not equals or right.startswith("=") or left.endswith(("<", ">", "!")):
        return False
    targets = (target.partition("[")[0].strip(" +-*/@()") for target in left.split(","))
    return name in targets


def _summary(report: SubmissionReport) -> Iterator[Sentence]:
    """How many functions are right, wrong and not attempted."""
    outcomes = [exercise.outcome for exercise in report.exercises]
    right, idle = outcomes.count(Outcome.PASSED), outcomes.count(Outcome.NOT_ATTEMPTED)
    carried = sum(exercise.carried for exercise in report.exercises)
    yield Sentence("{count} right", count=right)
    if len(outcomes) > right + idle:
        yield Sentence("{count} to look at", count=len(outcomes) - right - idle)
    if idle:
        yield Sentence("{count} not attempted", count=idle)
    if carried:
        yield Sentence("{count} carried", count=carried)


def _points(earned: int, possible: int) -> Sentence:
    return Sentence("{earned} of {possible} {possible:point|points}", earned=earned, possible=possible)


def _mark_title(exercise: ExerciseReport) -> Sentence:
    failed = first_failed(exercise)
    if failed is not None and failed.line:
        return Sentence("the line that raised the error is marked")
    return Sentence("what gives `{name}` its value is marked", name=failed.part if failed else "")


def _cases_passed(exercise: ExerciseReport) -> Sentence:
    passed = sum(case.outcome is Outcome.PASSED for case in exercise.cases)
    return Sentence("{count} {count:case|cases} passed", count=passed)
