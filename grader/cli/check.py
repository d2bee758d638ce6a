"""`grader check`: one notebook, asked the visible cases in a box."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.cli.options import add_course, add_language
from grader.cli.screen import busy
from grader.course import expected
from grader.course.course import find_course
from grader.gradebook.run import grade_one
from grader.grading.grader import Grader
from grader.harmless import harmless_line
from grader.intake.find import find_submissions
from grader.language.catalogue import Language, find_language
from grader.reports.terminal import verdict_lines
from grader.results import Outcome, SubmissionReport
from grader.sentence import Sentence
from grader.workers.pool import Limits, Zygote


def add_check(command: argparse.ArgumentParser) -> None:
    command.add_argument("notebook", type=Path, help="a notebook or a Python script")
    command.add_argument(
        "--github", action="store_true", help="also annotate a workflow's log, and tell GitHub Classroom the points"
    )
    add_course(command)
    add_language(command)
    command.set_defaults(carry_out=_check)


def _check(options: argparse.Namespace, console: Console) -> bool:
    spoken = find_language(options.language)
    (submission,) = find_submissions(options.notebook)[:1]
    course = find_course(options.course, around=options.notebook.parent)
    language = course.in_language(spoken)
    asking = busy(console, "asking the visible cases")
    with asking, Zygote(Limits(), data=course.data, hidden=course.held_back) as zygote:
        stored = [expected.load(course, name) for name in course.expected_names]
        reports = grade_one(Grader(stored, zygote), submission)
    for report in reports:
        if len(reports) > 1:
            console.print(Text(report.assignment, "bold"))
        _print_report(report, language.about(report.assignment), console)
    if options.github:
        from grader.cli.github import tell_github

        tell_github(reports, language, console)
    return all(report.exercises for report in reports)


def _print_report(report: SubmissionReport, language: Language, console: Console) -> None:
    for problem in report.problems:
        console.print(Text(harmless_line(language.repeat(problem)), "yellow"), soft_wrap=True)
    if not report.exercises:
        return
    for exercise in report.exercises:
        for line in verdict_lines(exercise, language):
            console.print(line, soft_wrap=True)
    total = len(report.exercises)
    if all(exercise.question for exercise in report.exercises):
        count = sum(exercise.outcome in (Outcome.ANSWERED, Outcome.PASSED) for exercise in report.exercises)
        last = Sentence("{count} of {total} {total:question is|questions are} answered.", count=count, total=total)
    else:
        right = sum(exercise.score.earned > 0 for exercise in report.exercises)
        last = Sentence(
            "{right} of {total} {total:function is|functions are} right on the visible cases.", right=right, total=total
        )
    console.print(language.say(last))
