from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from grader.reports.feedback import feedback_page
from grader.results import ExerciseReport, Outcome, SubmissionReport

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage


def test_what_a_student_wrote_runs_nowhere_and_a_page_of_feedback_fits_a_telephone(
    open_page: OpenPage, tmp_path: Path
) -> None:
    hostile = "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"
    exercise = ExerciseReport("double", 10, Outcome.WRONG, (), source=f"def double(x):\n    return '{hostile * 9}'\n")
    path = tmp_path / "page.html"
    path.write_text(feedback_page(SubmissionReport(hostile, "x", "doubling", exercises=(exercise,))), encoding="utf-8")
    page = open_page(360, "dark")
    page.goto(path.as_uri())
    assert hostile in page.inner_text("#f1 pre")
    assert page.title() != "run"
    assert page.evaluate("document.documentElement.scrollWidth") == 360
