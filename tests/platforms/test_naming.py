"""Who sent a file is read off the platform's own part of a name, and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.platforms import canvas, moodle
from grader.platforms.naming import Platform, platform_of

DIGITS = st.integers(1, 10**9).map(str)
TEXT = st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("doejane_12345_67890_x.ipynb", ("doejane", "12345", False)),
        ("doejane_LATE_12345_67890_x.ipynb", ("doejane", "12345", True)),
        ("张伟_12345_67890_4_dnn_step_by_step.ipynb", ("张伟", "12345", False)),
        ("anon_aB3dE_67890_x.ipynb", ("anon_aB3dE", "anon_aB3dE", False)),
        ("LATE_anon_aB3dE_67890_x.ipynb", ("anon_aB3dE", "anon_aB3dE", True)),
    ],
)
def test_canvas_names_a_file(name: str, expected: tuple[str, str, bool]) -> None:
    sender = canvas.senders_of([name])[name]
    assert (sender.name, sender.number, sender.late) == expected


@pytest.mark.parametrize(
    ("third", "expected"),
    [
        ("4", ("doejane", "12345")),
        ("2024", ("doejane", "12345")),
        ("67895", ("doejane_12345_67890", "")),
    ],
)
def test_a_number_that_may_be_a_files_is_believed_as_far_as_the_others_tell(
    third: str, expected: tuple[str, str]
) -> None:
    names = [f"doejane_12345_67890_{third}_x.ipynb", "roe_12346_67891_x.ipynb"]
    sender = canvas.senders_of(names)[names[0]]
    assert (sender.name, sender.number) == expected


@given(TEXT, DIGITS, TEXT)
def test_a_name_on_moodle_ends_at_the_first_underscore(name: str, number: str, file: str) -> None:
    """Moodle writes a space for each underscore of a name, and puts its own behind it."""
    prefix = name.replace("_", " ")
    for entry in (f"{prefix}_{number}_assignsubmission_file_", f"{prefix}_{number}_assignsubmission_file_{file}"):
        sender = moodle.senders_of([entry])[entry]
        assert (sender.name, sender.number, sender.aliases) == (prefix, number, ())


def test_a_group_without_a_name_has_no_number() -> None:
    name = "Default group_assignsubmission_file_"
    assert moodle.senders_of([name])[name].number == ""


@given(st.lists(TEXT, max_size=5))
def test_any_names_are_read(names: list[str]) -> None:
    for platform in Platform:
        assert platform.senders_of(names).keys() <= set(names)
    platform_of(names)


def test_a_student_has_one_voice_however_many_files() -> None:
    honest = [f"doe{number}_10{number}_7000{number}_x.ipynb" for number in range(3)]
    assert platform_of([*honest, *(f"1337_104_8000{number}_x.ipynb" for number in range(100))]) is Platform.CANVAS
    loose = ["ada.ipynb", "bob.ipynb", "cem.ipynb"]
    assert platform_of([*loose, *(f"doe_101_7000{number}_x.ipynb" for number in range(100))]) is None


def test_a_table_counts_only_where_the_platform_named_it() -> None:
    assert platform_of(["doe_101_70001_x.ipynb"], strays=["README.md", "notes.txt", "roster.csv"]) is Platform.CANVAS
    assert platform_of([], strays=["doe_101_70001_x.pdf"]) is Platform.CANVAS
