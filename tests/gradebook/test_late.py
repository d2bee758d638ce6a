"""What lateness costs."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course.settings import Late
from grader.gradebook.late import Lateness, lateness

DUE = dt.datetime(2026, 10, 12, 23, 59, 59, tzinfo=dt.UTC)
RULE = Late(grace=dt.timedelta(minutes=15), percent_a_day=10, days=3)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (dt.timedelta(days=-1), Lateness()),
        (dt.timedelta(0), Lateness()),
        (dt.timedelta(minutes=15), Lateness()),
        (dt.timedelta(minutes=15, seconds=1), Lateness(1, 0.9)),
        (dt.timedelta(days=1, minutes=15), Lateness(1, 0.9)),
        (dt.timedelta(days=1, minutes=16), Lateness(2, 0.8)),
        (dt.timedelta(days=3, minutes=16), Lateness(4, 0.0)),
    ],
)
def test_each_day_begun_after_the_grace_costs_its_share(after: dt.timedelta, expected: Lateness) -> None:
    found = lateness(DUE, DUE + after, RULE)
    assert (found.days, found.kept) == (expected.days, pytest.approx(expected.kept))


def test_without_a_deadline_or_a_time_nothing_is_late() -> None:
    assert lateness(None, DUE, RULE) == lateness(DUE, None, RULE) == Lateness()


def test_a_deadline_is_the_same_moment_in_every_time_zone() -> None:
    tokyo = (DUE + dt.timedelta(minutes=1)).astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert lateness(DUE, tokyo, Late(percent_a_day=10)) == Lateness(1, 0.9)


@given(st.timedeltas(), st.timedeltas(min_value=dt.timedelta(0)), st.floats(0, 100))
def test_coming_later_is_never_worth_more(after: dt.timedelta, more: dt.timedelta, percent: float) -> None:
    rule = Late(percent_a_day=percent)
    epoch = dt.datetime(5000, 1, 1, tzinfo=dt.UTC)
    try:
        first, second = epoch + after, epoch + after + more
    except OverflowError:
        return
    kept = [lateness(epoch, moment, rule).kept for moment in (first, second)]
    assert 0 <= kept[1] <= kept[0] <= 1
