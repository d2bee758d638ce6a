"""`grader new`: what an assignment begins with; that it builds and holds, the page that authors follow shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.authoring.scaffold import scaffold, write_scaffold
from grader.authoring.stubs import release_cell
from grader.course.course import Course, find_course
from grader.errors import BadName, CannotWrite

OURS = find_course(None, around=Path(__file__))


def test_in_a_course_that_speaks_another_language_the_sentences_come_in_both() -> None:
    made = {path.relative_to(OURS.root).as_posix() for path in scaffold(OURS, "week_6")}
    assert made >= {"solutions/week_6.py", "testcases/week_6.py", "testcases/languages/zh/week_6.json"}


def test_it_has_the_number_after_the_last_and_a_title_made_from_its_name(tmp_path: Path) -> None:
    (tmp_path / "assignments").mkdir()
    (tmp_path / "assignments" / "7_last.ipynb").touch()
    text = scaffold(Course(tmp_path), "my_week")[tmp_path / "solutions" / "my_week.py"].decode()
    assert 'course: {number: 8, title: "My week"}' in text and 'Checker("my_week")' in text
    release_cell(text)


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    course = Course(tmp_path)
    write_scaffold(scaffold(course, "week"))
    with pytest.raises(CannotWrite, match=r"week\.py cannot be written \(it is there already\): choose another name"):
        scaffold(course, "week")


@given(st.text())
def test_a_title_never_breaks_the_header(title: str) -> None:
    course = Course(Path("/nowhere"))
    text = scaffold(course, "week", title)[course.solutions / "week.py"].decode()
    assert text.splitlines()[2].startswith("#   course: {number: 1, title: ") and text.splitlines()[2].endswith("}")


@pytest.mark.parametrize("name", ["", "Week", "6th", "a-b", "../a", "class", "a" * 41, "é"])
def test_what_cannot_be_a_name_is_told(name: str) -> None:
    with pytest.raises(BadName, match="small letters, digits and underscores"):
        scaffold(OURS, name)
