"""The report on every sample comes back from its document as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.intake.find import find_submissions
from grader.workers.pool import Zygote
from tests.classes import grade_all
from tests.documents import comes_back

SAMPLES = Path(__file__).parents[2] / "submissions"


@pytest.mark.slow
def test_the_reports_on_all_samples_come_back(examinations: list[LiveExamination], zygote: Zygote) -> None:
    reports = grade_all(Grader(examinations, zygote), find_submissions(SAMPLES), seed=1).reports
    assert len(reports) >= 13
    assert comes_back(*reports)
