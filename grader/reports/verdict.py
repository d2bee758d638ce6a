"""Says a report in a few lines of text: for `check` in a notebook without a browser, and for `grader check`."""

from __future__ import annotations

from collections.abc import Iterator

from grader.language.catalogue import ENGLISH, Language
from grader.reports.translated import translated
from grader.results import CaseResult, ExerciseReport, Outcome
from grader.sentence import Sentence


def verdict(report: ExerciseReport, language: Language = ENGLISH) -> list[str]:
    """A report in one line when right, and in up to three when not: the case, expected against got, the hint.

    Advice stands below a function that is right.
    What an error means stands in the place of the values. `language` knows what the assignment says.
    """
    say, report = language.say, translated(report, language)
    if report.question:
        return list(_on_a_question(report, language))
    if report.outcome is Outcome.PASSED:
        remarks = [report.message] if report.message else []
        if report.contract:
            remarks.append(say(Sentence("judged as another edition asks for it: {contract}", contract=report.contract)))
        remark = "".join(f" ({text})" for text in remarks)
        line = say(Sentence("✓ {name}: right{remark}", name=report.function, remark=remark))
        return [line, *(say(Sentence("  advice: {advice}", advice=advice)) for advice in report.advice)]
    if not report.outcome.attempted:
        return [say(Sentence("– {name}: not attempted yet", name=report.function))]
    lines = [say(Sentence("✗ {name}, {what}", name=report.function, what=report.message))]
    failed = first_failed(report)
    if failed and failed.explanation:
        lines.append(f"  {_on_one_line(failed.explanation)}")
    elif failed and failed.expected:
        expected, got = _on_one_line(failed.expected), _on_one_line(failed.got)
        if got:
            lines.append(say(Sentence("  expected {expected}   got {got}", expected=expected, got=got)))
        else:
            lines.append(say(Sentence("  expected {expected}", expected=expected)))
    return [*lines, say(Sentence("  hint: {hint}", hint=report.hint))] if report.hint else lines


def _on_a_question(report: ExerciseReport, language: Language) -> Iterator[str]:
    """The verdict on an answer: in further lines what the chosen options tell, where that is known."""
    say, name = language.say, report.function
    if report.outcome is Outcome.PASSED:
        yield say(Sentence("✓ {name}: right{remark}", name=name, remark=""))
    elif not report.outcome.attempted:
        yield say(Sentence("– {name}: not attempted yet", name=name))
    elif report.outcome is Outcome.ANSWERED:
        yield say(Sentence("• {name}: {what}", name=name, what=report.message))
    else:
        yield say(Sentence("✗ {name}, {what}", name=name, what=report.message))
    for case in report.cases:
        yield f"  {case.name}: {case.message}"


def first_failed(report: ExerciseReport) -> CaseResult | None:
    """The first case that did not pass."""
    return next((case for case in report.cases if case.outcome is not Outcome.PASSED), None)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
