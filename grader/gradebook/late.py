"""What lateness costs, worked out from a deadline and a timestamp whenever it is read: both may change."""

from __future__ import annotations

import datetime as dt
import math

from grader.course.settings import Late, Settings, Times
from grader.results import Lateness
from grader.submission import Submission

DAY = dt.timedelta(days=1)


def lateness(due: dt.datetime | None, handed_in: dt.datetime | None, rule: Late) -> Lateness | None:
    """How late it is by the course's rule; None if in time, if there is no deadline, or if nobody knows when it came.

    Grace is a courtesy and no second deadline: whoever is within it is in time, and days are counted from its end.
    """
    if due is None or handed_in is None:
        return None
    over = handed_in - due - rule.grace
    if over <= dt.timedelta(0):
        return None
    days = math.ceil(over / DAY)
    gone = rule.days is not None and days > rule.days
    percent = 100.0 if gone else min(100.0, days * rule.percent_a_day)
    return Lateness(_text(due), _text(handed_in), days, percent)


def lateness_of(submission: Submission, assignment: str, names: tuple[str, ...], settings: Settings) -> Lateness | None:
    """How late a submission is as an attempt at an assignment; `names` are the student's, and ids."""
    return lateness(settings.deadline(assignment, *names), handed_in(submission, settings.late), settings.late)


def handed_in(submission: Submission, rule: Late) -> dt.datetime | None:
    """When it came, as the platform says; if the course trusts these, the time of the file."""
    seconds = submission.handed_in or (submission.modified if rule.times is Times.FILES else 0.0)
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC) if seconds > 0 else None
    except (OverflowError, OSError, ValueError):
        return None


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
