"""What lateness costs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course.settings import Late, Settings, Times
from grader.gradebook.late import handed_in, lateness, lateness_of
from grader.results import Adjustment, ExerciseReport, Lateness, Outcome, SubmissionReport
from grader.submission import Submission

DUE = dt.datetime(2026, 10, 12, 23, 59, 59, tzinfo=dt.UTC)
RULE = Late(grace=dt.timedelta(minutes=15), percent_a_day=10, days=3)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (dt.timedelta(days=-1), None),
        (dt.timedelta(0), None),
        (dt.timedelta(minutes=15), None),
        (dt.timedelta(minutes=15, seconds=1), (1, 10)),
        (dt.timedelta(days=1, minutes=15), (1, 10)),
        (dt.timedelta(days=1, minutes=16), (2, 20)),
        (dt.timedelta(days=3, minutes=16), (4, 100)),
    ],
)
def test_each_day_begun_after_the_grace_costs_its_share(after: dt.timedelta, expected: tuple[int, int] | None) -> None:
    found = lateness(DUE, DUE + after, RULE)
    assert expected == (found and (found.days, found.percent))


def test_without_a_deadline_or_a_time_nothing_is_late() -> None:
    assert lateness(None, DUE, RULE) is lateness(DUE, None, RULE) is None


def test_a_deadline_is_the_same_moment_in_every_time_zone() -> None:
    tokyo = (DUE + dt.timedelta(minutes=1)).astimezone(dt.timezone(dt.timedelta(hours=9)))
    late = Lateness("2026-10-12T23:59:59Z", "2026-10-13T00:00:59Z", 1, 10)
    assert lateness(DUE, tokyo, Late(percent_a_day=10)) == late


def test_the_time_of_a_file_counts_only_where_the_course_trusts_it() -> None:
    told, untold = Submission("ada", Path("x"), modified=1, handed_in=2), Submission("ada", Path("x"), modified=1)
    assert handed_in(untold, Late()) is None
    assert handed_in(untold, Late(times=Times.FILES)) == dt.datetime.fromtimestamp(1, dt.UTC)
    assert handed_in(told, Late(times=Times.FILES)) == dt.datetime.fromtimestamp(2, dt.UTC)


@given(st.floats(), st.floats())
def test_any_time_of_a_file_is_a_moment_or_none(modified: float, told: float) -> None:
    submission = Submission("ada", Path("x"), modified=modified, handed_in=told)
    settings = Settings(deadlines={"a": DUE}, late=Late(times=Times.FILES, percent_a_day=5))
    lateness_of(submission, "a", ("ada",), settings)


def test_what_is_left_is_told_beside_what_it_would_be_and_a_teacher_has_the_last_word() -> None:
    exercises = (ExerciseReport("f", 81, Outcome.PASSED, ()), ExerciseReport("g", 19, Outcome.WRONG, ()))
    report = SubmissionReport(exercises=exercises, late=Lateness("", "", 2, 20))
    assert (report.measured.earned, report.unpenalised.earned, report.score.earned) == (81, 81, 65)
    given_back = Adjustment("", "", "", 16, True, "ill")
    assert replace(report, adjustments=(given_back,)).score.earned == 81
    of_a_function = Adjustment("", "", "g", 10, True, "close")
    assert replace(report, adjustments=(of_a_function,)).score.earned == 73


@given(st.timedeltas(), st.timedeltas(min_value=dt.timedelta(0)), st.floats(0, 100))
def test_coming_later_is_never_worth_more(after: dt.timedelta, more: dt.timedelta, percent: float) -> None:
    rule = Late(percent_a_day=percent)
    epoch = dt.datetime(5000, 1, 1, tzinfo=dt.UTC)
    try:
        first, second = epoch + after, epoch + after + more
    except OverflowError:
        return
    costs = [late.percent if late else 0 for late in (lateness(epoch, moment, rule) for moment in (first, second))]
    assert 0 <= costs[0] <= costs[1] <= 100
