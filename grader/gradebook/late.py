"""What lateness costs, worked out from a deadline and a timestamp, and never kept: both may change."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from grader.course.settings import Late

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Lateness:
    """How late something came, in days begun after the grace, and what share of the earned points that leaves."""

    days: int = 0
    kept: float = 1.0


def lateness(deadline: dt.datetime | None, handed_in: dt.datetime | None, late: Late) -> Lateness:
    """How late it is by the course's rule; in time where there is no deadline, or nobody knows when it came.

    Grace is a courtesy and no second deadline: whoever is within it is in time, and days are counted from its end.
    """
    if deadline is None or handed_in is None:
        return Lateness()
    over = handed_in - deadline - late.grace
    if over <= dt.timedelta(0):
        return Lateness()
    days = math.ceil(over / DAY)
    if late.days is not None and days > late.days:
        return Lateness(days, 0.0)
    return Lateness(days, max(0.0, 1 - days * late.percent_a_day / 100))
