"""Moodle: the grading worksheet of an assignment, filled in, and feedback as one zip.

The worksheet comes from "Download grading worksheet", and goes back as it came but for `Grade` and `Feedback
comments`. Rows are told by `Identifier`, "Participant 123", whose number stands in the names of the submissions, too.
Feedback goes up in folders that are called like those of the submissions.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from grader.errors import UnreadableExport
from grader.harmless import harmless_cell
from grader.platforms.grades import Change, Filled, Grade, People, Sheet, matched, number_in, read_sheet, written

PLATFORM = "Moodle"
# Moodle itself refuses a worksheet without the last one.
NEEDED = ("Identifier", "Grade", "Maximum grade", "Last modified (grade)")
LOCKED = "Grade can be changed"
COMMENTS = "Feedback comments"
# What Moodle leaves out of the names of files.
UNNAMED = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|&]")
EPOCH = (1980, 1, 1, 0, 0, 0)


def fill(worksheet: bytes, grades: Sequence[Grade]) -> Filled:
    """The worksheet of one assignment with the grades in it.

    Raises
    ------
    UnreadableExport
        If it is no grading worksheet.
    """
    sheet = _read(worksheet)
    grade_at, most_at, comments_at, locked_at = map(sheet.column, ("Grade", "Maximum grade", COMMENTS, LOCKED))
    assert grade_at is not None and most_at is not None
    rows = [list(row) for row in sheet.rows]
    changes, unknown, refused = [], [], []
    for grade, place in _matched(sheet, grades):
        if place is None:
            unknown.append(grade.student)
            continue
        row = rows[place]
        if locked_at is not None and row[locked_at].strip().casefold() == "no":
            refused.append((grade.student, "the platform has their grades locked"))
            continue
        most = number_in(row[most_at]) or grade.possible
        before, after = row[grade_at], grade.out_of(most)
        if float(after) > most:
            # It would be passed over without a word.
            refused.append((grade.student, f"the platform takes no more than {row[most_at]} points"))
            continue
        if number_in(before) != number_in(after):
            changes.append(Change(_name(sheet, place), "Grade", before, after))
        row[grade_at] = after
        if comments_at is not None and grade.comment:
            row[comments_at] = harmless_cell(grade.comment)
    data = written([sheet.heading, *rows], sheet.delimiter, marked=sheet.marked)
    return Filled(data, tuple(changes), tuple(unknown), tuple(refused))


def feedback_zip(worksheet: bytes, grades: Sequence[Grade], pages: Mapping[str, bytes]) -> bytes:
    """A zip for "Upload multiple feedback files in a zip": the page of each student of `pages` in their own folder.

    Raises
    ------
    UnreadableExport
        If it is no grading worksheet.
    """
    sheet = _read(worksheet)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for grade, place in _matched(sheet, grades):
            if place is not None and grade.student in pages:
                folder = f"{UNNAMED.sub('', _name(sheet, place)).replace('_', ' ')}_{_number(sheet, place)}"
                info = zipfile.ZipInfo(f"{folder}_assignsubmission_file_/feedback.html", date_time=EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, pages[grade.student])
    return out.getvalue()


def _read(worksheet: bytes) -> Sheet:
    sheet = read_sheet(worksheet, PLATFORM)
    missing = [name for name in NEEDED if sheet.column(name) is None]
    if missing:
        reason = f"it has no column {missing[0]}: download the grading worksheet with Moodle set to English"
        raise UnreadableExport(PLATFORM, reason)
    return sheet


def _matched(sheet: Sheet, grades: Sequence[Grade]) -> Iterable[tuple[Grade, int | None]]:
    ids = [place for name in ("ID number", "Email address", "Username") if (place := sheet.column(name)) is not None]
    known = [
        ([_name(sheet, place)], [_number(sheet, place), *(row[column] for column in ids)])
        for place, row in enumerate(sheet.rows)
    ]
    return matched(People(known), grades)


def _name(sheet: Sheet, place: int) -> str:
    column = sheet.column("Full name")
    return sheet.rows[place][column] if column is not None else f"Participant {_number(sheet, place)}"


def _number(sheet: Sheet, place: int) -> str:
    """The number in "Participant 123"."""
    column = sheet.column("Identifier")
    assert column is not None
    found = re.search(r"\d{1,20}$", sheet.rows[place][column].strip())
    return found[0] if found else ""
