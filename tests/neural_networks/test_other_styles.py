"""A right answer is right however it is written: assignments 3 and 5 in the styles of others earn everything."""

from __future__ import annotations

import pytest

from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.results import SubmissionReport
from grader.workers.pool import Zygote
from tests.neural_networks.other_styles import APPLICATION, PLANAR
from tests.tiny import notebook_bytes


@pytest.mark.parametrize("name, cells", [("planar_data", PLANAR), ("dnn_application", APPLICATION)])
def test_another_style_earns_everything(
    name: str, cells: list[str], examinations: list[LiveExamination], zygote: Zygote
) -> None:
    report: SubmissionReport = Grader(examinations, zygote).grade(notebook_bytes(*cells), "theirs.ipynb")[0]
    assert [exercise.message for exercise in report.exercises if exercise.outcome.value != "passed"] == []
    assert (report.assignment, report.score.earned) == (name, 100)
