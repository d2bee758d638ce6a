"""What a page tells of held-out cases, as the course says."""

from __future__ import annotations

import pytest

from grader.course.settings import HeldOut, Settings
from grader.reports.feedback import feedback_page
from grader.results import CaseResult, ExerciseReport, Outcome, SubmissionReport

HIDDEN = CaseResult("three layers", Outcome.WRONG, "it is twice too large", visible=False, expected="0.25", got="0.51")
EXERCISE = ExerciseReport("f", 10, Outcome.WRONG, (HIDDEN,), "three layers: it is twice too large", hint="Mind m.")
REPORT = SubmissionReport("ada", "a.ipynb", "basics", exercises=(EXERCISE,))


@pytest.mark.parametrize(
    ("held_out", "told"),
    [
        (HeldOut.ALL, {"three layers", "twice too large", "0.25", "Mind m."}),
        (HeldOut.MESSAGE, {"three layers", "twice too large", "Mind m."}),
        (HeldOut.NAME, {"three layers", "Mind m."}),
    ],
)
def test_a_page_tells_as_much_as_the_course_lets_it(held_out: HeldOut, told: set[str]) -> None:
    page = feedback_page(REPORT, settings=Settings(held_out=held_out))
    assert {text for text in ("three layers", "twice too large", "0.25", "Mind m.") if text in page} == told


def test_a_page_says_how_to_appeal_and_what_passes() -> None:
    page = feedback_page(REPORT, settings=Settings(appeal="Write <to> us.", passing=55.5))
    assert "Write &lt;to&gt; us." in page and "55.5 % are needed" in page
