"""A right answer is right however it is written: assignments 3 and 5 in the styles of others earn everything."""

from __future__ import annotations

import pytest

from grader.course.course import Course
from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.results import SubmissionReport
from grader.workers.pool import Zygote
from tests.neural_networks.other_styles import APPLICATION, PLANAR
from tests.tiny import notebook_bytes


@pytest.mark.parametrize("name, cells", [("planar_data", PLANAR), ("dnn_application", APPLICATION)])
def test_another_style_earns_everything(name: str, cells: list[str], real_course: Course, zygote: Zygote) -> None:
    examination = LiveExamination(real_course, real_course.assignment(name), zygote, seed=11)
    report: SubmissionReport = Grader([examination], zygote).grade(notebook_bytes(*cells), "theirs.ipynb")
    assert [exercise.message for exercise in report.exercises if exercise.outcome.value != "passed"] == []
    assert report.score.earned == 100
