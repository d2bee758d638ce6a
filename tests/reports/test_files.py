"""The files of a gradebook: each student has a folder alone, and nothing of before is lost without a word."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import CannotWrite, WouldOverwrite
from grader.language.catalogue import find_language
from grader.reports.files import (
    feedback_paths,
    gradebook_files,
    read_folder,
    remove_outdated_pages,
    write_files,
)
from grader.results import Gradebook, Status, SubmissionReport
from grader.sentence import Sentence

ANN = SubmissionReport("ann", "in/ann/x.ipynb", "doubling")
PAGE = Path("feedback", "ann", "doubling.html")


def gradebook(*reports: SubmissionReport) -> Gradebook:
    return Gradebook.of(reports, seed=1)


def folders(*students: str) -> list[str]:
    reports = [SubmissionReport(student, "x.ipynb", "doubling") for student in students]
    return [path.parts[1] for path, _ in feedback_paths(gradebook(*reports))]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), unique=True, max_size=4))
def test_every_student_has_a_folder_alone(students: list[str]) -> None:
    found = folders(*students)
    assert len({unicodedata.normalize("NFC", name).casefold() for name in found}) == len(students)
    assert all(0 < len(name.encode()) <= 143 and name not in (".", "..") and "/" not in name for name in found)


@pytest.mark.parametrize(
    "names",
    [
        ("𝒜" * 63, "𝒜" * 63 + "b"),
        ("𠀀" * 63, "𠀀" * 62 + "𠀁"),
        ("Ann", "ann"),
        ("Núñez", "Nu\u0301n\u0303ez"),
        ("ann lee", "ann_lee"),
        ("a", "a-2", "A"),
        ("..", "_", "/"),
    ],
)
def test_names_that_become_equal_stay_apart_and_can_be_written(names: tuple[str, ...], tmp_path: Path) -> None:
    book = gradebook(*(SubmissionReport(name, "x.ipynb", "a" * 300) for name in names))
    write_files(tmp_path, gradebook_files(book))
    assert len(list((tmp_path / "feedback").iterdir())) == len(names)
    assert read_folder(tmp_path) == book.reports


def test_two_files_of_a_student_that_cannot_be_graded_have_a_page_each() -> None:
    reports = [SubmissionReport("ann", f"{n}/x.ipynb", status=Status.UNGRADABLE, problems=("?",)) for n in "ab"]
    assert [path.name for path, _ in feedback_paths(gradebook(*reports))] == ["x.html", "x-2.html"]


def test_a_folder_that_was_written_is_read_back(tmp_path: Path) -> None:
    assert read_folder(tmp_path / "none yet") == ()
    write_files(tmp_path, gradebook_files(gradebook(ANN)))
    assert read_folder(tmp_path) == (ANN,)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("results.json", "", "it is no JSON"),
        ("results.json", '{"version": 1, "submi', "it is no JSON"),
        ("results.json", "[" * 100_000, "it is no JSON"),
        ("results.json", "\0\udcff", "it is no JSON"),
        ("results.json", "[1, 2]", "it is no gradebook of this grader"),
        ("results.json", '{"version": 1}', "it is no gradebook of this grader"),
        ("results.json", '{"version": 2, "submissions": []}', "it is of version 2, which this grader does not know"),
        ("results.json", '{"version": 1, "submissions": [{"student": "ann"}]}', "it was written by an earlier grader"),
        ("results.json", '{"version": 1, "submissions": [{"document": {"x": 1}}]}', "submission 1 is damaged"),
        ("grades.csv", "my own", "no results.json beside it says what it is"),
    ],
)
def test_what_would_be_lost_is_not_overwritten(name: str, text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(WouldOverwrite, match=reason) as raised:
        read_folder(tmp_path)
    assert str(tmp_path / name) in str(raised.value)


def test_results_of_before_that_were_cut_off_anywhere_are_never_taken_for_whole(tmp_path: Path) -> None:
    data = gradebook_files(gradebook(ANN))[Path("results.json")].rstrip()
    for end in range(len(data)):
        (tmp_path / "results.json").write_bytes(data[:end])
        with pytest.raises(WouldOverwrite):
            read_folder(tmp_path)


def test_a_file_that_cannot_be_written_leaves_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "taken" / "by a folder").mkdir(parents=True)
    with pytest.raises(CannotWrite, match="taken"):
        write_files(tmp_path, {Path("new"): b"1", Path("taken"): b"2"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "taken"]


def test_the_page_of_a_report_that_was_replaced_goes_with_it(tmp_path: Path) -> None:
    before = (ANN, SubmissionReport("ann", "in/ann/bad.ipynb", status=Status.UNGRADABLE, problems=("?",)))
    write_files(tmp_path, gradebook_files(gradebook(*before)))
    (tmp_path / "feedback" / "ann" / "a note.html").touch()
    remove_outdated_pages(tmp_path, before, gradebook(ANN))
    assert {path.name for path in (tmp_path / "feedback" / "ann").iterdir()} == {"doubling.html", "a note.html"}


def test_results_can_be_told_in_another_language_later(tmp_path: Path) -> None:
    late = SubmissionReport("ann", problems=(Sentence("Handed in late, as the platform says."),))
    write_files(tmp_path, gradebook_files(gradebook(late)))
    write_files(tmp_path, gradebook_files(gradebook(*read_folder(tmp_path)), find_language("zh")))
    (told,) = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["submissions"]
    assert told["problems"] == ["平台标明这是迟交的作业。"]
