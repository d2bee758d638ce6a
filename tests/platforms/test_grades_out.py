"""Grades on their way back to the platforms, held against files as these export them."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import UnreadableExport
from grader.platforms import canvas_grades, moodle_grades
from grader.platforms.grades import Change, Grade, read_sheet

# As Canvas exports it (`lib/gradebook_exporter.rb`): a mark, a row of notes, the indented row of points, totals.
CANVAS = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,"
    "Python basics (501),Planar data (502),Essay (503),Current Score\r\n"
    ",,,,,Manual Posting,,,\r\n"
    "    Points Possible,,,,,10.00,100.00,20.00,(read only)\r\n"
    '"Lovelace, Ada",11,s11,ada@x.edu,One,4.00,,17.00,85.00\r\n'
    '"Hopper, Grace",12,s12,grace@x.edu,One,,EX,18.00,90.00\r\n'
    '"Doe, Jane",13,s13,jane@x.edu,Two,,,,\r\n'
    '"Doe, Jane",14,s14,jdoe@x.edu,Two,,,,\r\n'
    '"Student, Test",15,,ab0c91f3,One and Two,,,,\r\n'
).encode()

# The same with what instructors and institutions may choose: names in two columns, more ids, semicolons and commas in
# numbers, a column of their own, a title with commas, totals of a group, final grades that were overridden.
CANVAS_OTHERWISE = (
    "\ufeffLastName;FirstName;ID;SIS User ID;SIS Login ID;Integration ID;Root Account;Section;Notes;"
    "Python, the basics, part 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 (501);Planar data (502);"
    "Homework Current Points;Homework Final Points;Homework Current Score;Homework Unposted Current Score;"
    "Homework Final Score;Homework Unposted Final Score;Current Score;Final Score;Override Score\n"
    ";;;;;;;;;;Manual Posting (scores hidden from instructors)" + ";" * 9 + "\n"
    "    Points Possible;;;;;;;;(read only);10,00;100,00" + ";(read only)" * 8 + ";\n"
    "Lovelace;Ada;11;s11;ada@x.edu;i11;x.instructure.com;One;left-handed;4,50;N/A" + ";" * 9 + "\n"
    '="Hopper";Grace;12;s12;grace@x.edu;i12;x.instructure.com;One and Two;;9,00;88,00' + ";" * 9 + "\n"
    "Student;Test;15;;ab0c91f3;;x.instructure.com;One;;;" + ";" * 9 + "\n"
).encode()

# As Moodle exports it (`mod/assign/gradingtable.php`): with a mark, and numbers that people have in this assignment.
MOODLE = (
    '\ufeffIdentifier,"Full name","ID number","Email address",Status,Grade,"Maximum grade",'
    '"Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"\n'
    '"Participant 7001","Ada Lovelace",s11,ada@x.edu,"Submitted for grading -  - ",,50.00,Yes,'
    '"Friday, 4 September 2026, 10:36 PM",-,\n'
    '"Participant 7002","Grace Hopper",s12,grace@x.edu,"Submitted for grading - Graded - ",45.00,50.00,Yes,'
    '"Friday, 4 September 2026, 11:02 PM","Monday, 7 September 2026, 9:00 AM","see me"\n'
    '"Participant 7003","Jane Doe",s13,jane@x.edu,"No submission -  - ",,50.00,No,-,-,\n'
).encode()

# As older ones do, and for an assignment whose people are hidden: no names, another spelling, groups, an online text.
MOODLE_OTHERWISE = (
    b'Identifier,Status,Group,Grade,"Maximum Grade","Grade can be changed","Last modified (submission)","Online text",'
    b'"Last modified (grade)","Feedback comments"\r\n'
    b'"Participant 7001","Submitted for grading","Group A",,"10,00",Yes,"Friday, 4 September 2020, 10:36 PM",'
    b'"<p>Here, ""it"" is.</p>\n<p>Yours</p>",-,\r\n'
    b'"Participant 7002","Submitted for grading","Group B",,"10,00",Yes,"Friday, 4 September 2020, 10:38 PM",,-,\r\n'
)


def grade(student: str, earned: float = 90, *ids: str, assignment: str = "python_basics", comment: str = "") -> Grade:
    title = {"python_basics": "Python basics", "planar_data": "Planar data"}[assignment]
    return Grade(student, ids, assignment, title, earned, 100, comment)


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_canvas_gets_the_columns_that_were_graded_and_the_rows_with_a_grade() -> None:
    filled = canvas_grades.fill(CANVAS, [grade("Ada Lovelace"), grade("x", 55.5, "12")])
    people = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert list(table(filled.data)[0]) == [*people, "Python basics (501)"]
    assert [(row["ID"], row["Python basics (501)"]) for row in table(filled.data)] == [
        ("", "Manual Posting"),
        ("", "10.00"),
        ("11", "9"),
        ("12", "5.55"),
    ]
    assert filled.changes == (
        Change("Lovelace, Ada", "Python basics (501)", "4.00", "9"),
        Change("Hopper, Grace", "Python basics (501)", "", "5.55"),
    )


def test_canvas_keeps_who_is_excused_and_is_told_of_no_change_where_there_is_none() -> None:
    grades = [grade("Grace Hopper", assignment="planar_data"), grade("Ada Lovelace", 40)]
    filled = canvas_grades.fill(CANVAS, grades)
    assert filled.changes == ()
    assert [row["ID"] for row in table(filled.data)] == ["", "", "11"]


def test_a_name_that_two_people_have_is_nobodys_without_an_id() -> None:
    filled = canvas_grades.fill(CANVAS, [grade("Jane Doe"), grade("Jane Doe", 80, "14"), grade("Nobody")])
    assert [row["ID"] for row in table(filled.data)[2:]] == ["14"]
    assert filled.unknown == ("Jane Doe", "Nobody")


def test_a_column_that_canvas_does_not_have_is_named_with_those_it_has() -> None:
    other = Grade("Ada Lovelace", (), "quiz_1", "Quiz 1", 1, 1)
    with pytest.raises(UnreadableExport, match=r"no column 'Quiz 1', but 'Python basics .*--column quiz_1=HEADING"):
        canvas_grades.fill(CANVAS, [other])
    assert canvas_grades.fill(CANVAS, [other], {"quiz_1": "essay"}).changes[0].column == "Essay (503)"


def test_an_assignment_without_a_column_is_named_beside_those_that_have_one() -> None:
    other = Grade("Ada Lovelace", (), "quiz_1", "Quiz 1", 1, 1)
    filled = canvas_grades.fill(CANVAS, [other, grade("Ada Lovelace")])
    assert (filled.absent, [change.after for change in filled.changes]) == (("quiz_1",), ["9"])


def test_two_grades_that_would_be_one_persons_are_nobodys() -> None:
    filled = canvas_grades.fill(CANVAS, [grade("Ada Lovelace", 10), grade("ada lovelace", 90), grade("Grace Hopper")])
    assert [row["ID"] for row in table(filled.data)[2:]] == ["12"]
    assert filled.unknown == ("Ada Lovelace", "ada lovelace")


def test_canvas_gets_back_whatever_form_its_instructors_chose() -> None:
    column = {"python_basics": CANVAS_OTHERWISE.decode().split(";")[9]}
    grades = [grade("Ada Lovelace"), grade("x", 90, "i12"), grade("ADA", 10, "s11", assignment="planar_data")]
    filled = canvas_grades.fill(CANVAS_OTHERWISE, grades, column)
    heading, _, points, *people = filled.data.decode().splitlines()
    assert heading.startswith(
        "LastName;FirstName;ID;SIS User ID;SIS Login ID;Integration ID;Root Account;Section;Python"
    )
    assert points == "    Points Possible;;;;;;;;10,00;100,00"
    assert people == [
        "Lovelace;Ada;11;s11;ada@x.edu;i11;x.instructure.com;One;9;",
        '"=""Hopper""";Grace;12;s12;grace@x.edu;i12;x.instructure.com;One and Two;9;',
    ]
    assert [(change.student, change.before, change.after) for change in filled.changes] == [
        ("Lovelace, Ada", "4,50", "9")
    ]
    assert filled.refused == (("ADA", "the platform has not given them planar_data"),)


def test_a_file_begins_with_a_mark_if_what_was_exported_did() -> None:
    for fill, exported in ((canvas_grades.fill, CANVAS), (moodle_grades.fill, MOODLE)):
        marked = [fill(data, [grade("Ada Lovelace")]).data[:3] for data in (exported, exported[3:])]  # type: ignore[operator]
        assert (marked[0] == b"\xef\xbb\xbf", marked[1][:1].isalpha()) == (True, True)


def test_moodle_gets_its_worksheet_back_with_grades_and_comments() -> None:
    grades = [grade("ada", 90, "7001", comment="=1+1"), grade("Grace Hopper", 90), grade("Jane Doe"), grade("Nobody")]
    filled = moodle_grades.fill(MOODLE, grades)
    rows = table(filled.data)
    assert [row["Grade"] for row in rows] == ["45", "45", ""]
    assert [row["Feedback comments"] for row in rows] == ["'=1+1", "see me", ""]
    assert filled.changes == (Change("Ada Lovelace", "Grade", "", "45"),)
    assert (filled.unknown, filled.refused) == (("Nobody",), (("Jane Doe", "the platform has their grades locked"),))


def test_moodle_is_given_no_more_than_its_maximum_which_it_would_pass_over_without_a_word() -> None:
    filled = moodle_grades.fill(MOODLE, [grade("Ada Lovelace", 105), grade("Grace Hopper", 100)])
    assert [row["Grade"] for row in table(filled.data)] == ["", "50", ""]
    assert filled.refused == (("Ada Lovelace", "the platform takes no more than 50.00 points"),)


def test_moodle_hides_names_and_spells_otherwise_in_older_worksheets() -> None:
    grades = [grade("ada", 85, "7001"), grade("Grace Hopper", 90)]
    filled = moodle_grades.fill(MOODLE_OTHERWISE, grades)
    assert [row["Grade"] for row in table(filled.data)] == ["8.5", ""]
    assert table(filled.data)[0]["Online text"] == table(MOODLE_OTHERWISE)[0]["Online text"]
    assert filled.unknown == ("Grace Hopper",)
    with zipfile.ZipFile(io.BytesIO(moodle_grades.feedback_zip(MOODLE_OTHERWISE, grades, {"ada": b"<p>"}))) as archive:
        assert archive.namelist() == ["Participant 7001_7001_assignsubmission_file_/feedback.html"]


def test_what_moodle_is_not_told_of_comes_back_as_it_was() -> None:
    before, after = read_sheet(MOODLE, "Moodle"), read_sheet(moodle_grades.fill(MOODLE, []).data, "Moodle")
    assert before == after


def test_feedback_lies_in_folders_that_moodle_knows_whatever_people_are_called() -> None:
    hostile = MOODLE.replace(b"Grace Hopper", b"../../Gr_ace: Hopper")
    pages = {"Ada Lovelace": b"<p>1", "y": b"<p>2"}
    data = moodle_grades.feedback_zip(hostile, [grade("Ada Lovelace"), grade("y", 1, "7002"), grade("Jane Doe")], pages)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == [
            "Ada Lovelace_7001_assignsubmission_file_/feedback.html",
            "....Gr ace Hopper_7002_assignsubmission_file_/feedback.html",
        ]


NO_GRADEBOOKS = [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"Student,ID\n", b'Student,ID\n"' + b"x" * 200_000]


@pytest.mark.parametrize("data", NO_GRADEBOOKS)
def test_another_file_is_told_in_one_sentence(data: bytes) -> None:
    for fill in (canvas_grades.fill, moodle_grades.fill):
        with pytest.raises(UnreadableExport, match=r"This is no file to fill in of (Canvas|Moodle) \("):
            fill(data, [grade("Ada Lovelace")])  # type: ignore[operator]


@given(st.binary() | st.binary().map(CANVAS.__add__) | st.binary().map(MOODLE.__add__), st.text(), st.floats(0, 100))
def test_any_file_is_filled_in_or_one_sentence(data: bytes, name: str, earned: float) -> None:
    for fill in (canvas_grades.fill, moodle_grades.fill):
        try:
            filled = fill(data, [grade(name, earned, name)])  # type: ignore[operator]
        except UnreadableExport:
            continue
        assert filled.data
