"""A list of students is read as it comes, and matched as a person would."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import UnreadableRoster
from grader.gradebook.roster import read_roster
from grader.results import Status
from grader.submission import Submission


def roster(tmp_path: Path, data: str | bytes) -> list[str]:
    path = tmp_path / "students.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return [student.name for student in read_roster(path).students]


@pytest.mark.parametrize(
    "data",
    [
        "id,name\n1,Jane Doe\n2,Al Roe\n",
        "\ufeffID;Name\r\n1;Jane Doe\r\n2;Al Roe\r\n",
        "Student Name\tStudent-ID\nJane Doe\t1\nAl Roe\t2\n",
        "First name,Last name,Email address\nJane,Doe,j@x.org\nAl,Roe,a@x.org\n",
        "Student,ID,SIS User ID\n    Points Possible,,\nJane Doe,1,s1\nAl Roe,2,s2\n",
        "1,Jane Doe\n2,Al Roe\n",
        "Jane Doe\nAl Roe\n",
        "name\nJane Doe\n\nAl Roe\n",
        "id,name\n1,Jane Doe\n1,Jane Doe\n2,Al Roe\n",
        "id,name\n1,Jane Doe\n2,Al Roe\n".encode("utf-16"),
    ],
)
def test_a_roster_is_read_in_any_shape(data: str | bytes, tmp_path: Path) -> None:
    assert roster(tmp_path, data) == ["Jane Doe", "Al Roe"]


def test_students_of_one_name_are_told_apart(tmp_path: Path) -> None:
    assert roster(tmp_path, "id,name\n1,Al Roe\n2,Al Roe\n") == ["Al Roe (1)", "Al Roe (2)"]


@pytest.mark.parametrize("data", ["", "id,name\n", b"\x00\x01", "\n\n"])
def test_what_is_no_roster_gets_one_sentence(data: str | bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableRoster, match="columns id and name"):
        roster(tmp_path, data)


@pytest.mark.parametrize(
    ("student", "aliases"),
    [
        ("s1", ("s1",)),
        ("Jane Núñez", ()),
        ("JANE NUNEZ", ()),
        ("Núñez, Jane", ()),
        ("nunezjane", ("777",)),
        ("somebody", ("s1",)),
        ("jane", ("jane",)),
        ("submission_3", ("jane@x.org",)),
    ],
)
def test_a_student_is_found_by_any_name(student: str, aliases: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "students.csv"
    path.write_text("id,name,email\ns1,Jane Núñez,jane@x.org\ns2,Al Roe,al@x.org\n", encoding="utf-8")
    read = read_roster(path)
    (found,) = read.rename([Submission(student, Path("x.ipynb"), aliases=aliases)])
    assert (found.student, found.problems) == ("Jane Núñez", ())
    assert [(report.student, report.status) for report in read.missing([found])] == [("Al Roe", Status.MISSING)]


def test_a_stranger_is_kept_and_named(tmp_path: Path) -> None:
    path = tmp_path / "students.csv"
    path.write_text("id,name\n1,Jane\n", encoding="utf-8")
    (found,) = read_roster(path).rename([Submission("Zoe", Path("x.ipynb"))])
    assert (found.student, found.problems) == ("Zoe", ("Zoe is not on the roster.",))
