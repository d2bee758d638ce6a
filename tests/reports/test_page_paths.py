"""Where the page of each report lies: no two students meet there, whatever they are called."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from grader.reports.page_paths import page_paths
from grader.results import SubmissionReport


def folders(*students: str) -> list[str]:
    reports = [SubmissionReport(student, "x.ipynb", "doubling") for student in students]
    return [path.parts[1] for path in page_paths(reports) if path]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), unique=True, max_size=4))
def test_every_student_has_a_folder_alone(students: list[str]) -> None:
    found = folders(*students)
    assert len({unicodedata.normalize("NFC", name).casefold() for name in found}) == len(students)
    assert all(0 < len(name.encode()) <= 143 and name not in (".", "..") and "/" not in name for name in found)
