"""Renders one report as a page that stands by itself; whatever a student wrote is shown as text."""

from __future__ import annotations

import functools

import jinja2

from grader.harmless import harmless
from grader.model import Outcome, SubmissionReport

SYMBOLS = {
    Outcome.PASSED: "✓",
    Outcome.WRONG: "✗",
    Outcome.CRASHED: "✗",
    Outcome.TIMED_OUT: "✗",
    Outcome.OUT_OF_MEMORY: "✗",
    Outcome.NOT_ATTEMPTED: "–",
}


def feedback_page(report: SubmissionReport) -> str:
    """The page for one submission, as HTML."""
    return _template().render(report=report, symbols=SYMBOLS, Outcome=Outcome) + "\n"


@functools.cache
def _template() -> jinja2.Template:
    loader = jinja2.PackageLoader("grader", "templates")
    environment = jinja2.Environment(
        loader=loader,
        autoescape=True,
        finalize=lambda value: harmless(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template("feedback.html")
