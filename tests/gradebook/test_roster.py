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


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ("studnet,section\nJane,One\nAl,Two\n", "the heading 'studnet' is not known; do you mean student"),
        ("id,student nmae,Adress\n1,Jane,x\n", "the heading 'student nmae'"),
        ("Teilnehmer;Matrikel\nJane;123\nAl;124\n", "none of its headings tells who somebody is: Teilnehmer, Matrikel"),
        ("Teilnehmer\nj@x.org\na@x.org\n", "known are id, name, first name, "),
    ],
)
def test_a_heading_that_is_not_known_is_told_with_those_that_are(data: str, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableRoster, match=complaint):
        roster(tmp_path, data)


PLATFORMS = [
    "Student,ID,SIS User ID,SIS Login ID,Integration ID,Section,Week 1 (501),Current Score,Unposted Final Grade\n"
    "Jane Doe,1,s1,j,,A,9,90,90\nAl Roe,2,s2,a,,A,8,80,80\n",
    "Identifier,Full name,Email address,Status,Grade,Maximum grade,Last modified (grade),Feedback comments\n"
    "Participant 1,Jane Doe,j@x.org,-,,10,-,\nParticipant 2,Al Roe,a@x.org,-,,10,-,\n",
    "First Name,Last Name,SID,Email,Sections,Week 1,Week 1 - Max Points,Week 1 - Lateness (H:M:S)\n"
    "Jane,Doe,1,j@x.org,A,9,10,0:0:0\nAl,Roe,2,a@x.org,A,8,10,0:0:0\n",
    "Nam,1\nJane Doe,2\n",
]


@pytest.mark.parametrize("data", PLATFORMS, ids=["Canvas", "Moodle", "Gradescope", "no heading"])
def test_what_platforms_export_is_a_roster(data: str, tmp_path: Path) -> None:
    assert len(roster(tmp_path, data)) == 2


def test_who_and_what_stands_twice_is_told_with_numbers(tmp_path: Path) -> None:
    path = tmp_path / "students.csv"
    path.write_text("id,name\n12,Jane\n12,Al\n15,Bo\n15,Cy\n7,Eve\n7,Eve\n", encoding="utf-8")
    read = read_roster(path)
    assert read.remarks == ("1 person stands twice, and counts once: Eve", "2 ids stand twice, and find nobody: 12, 15")
    sent = [Submission(name, Path("x.ipynb")) for name in ("Jane", "Zoe", "Zoe", *map("s{}".format, range(11)))]
    assert read.strangers(sent).startswith("12 senders are not on the roster: Zoe, s0, s1, ")
    assert read.strangers(sent).endswith("s8 and 2 more")
    assert read.strangers(sent[:1]) == ""
