"""Lets a course say which data its notebooks use, and take in others: the course knows them, the grader does not."""

from __future__ import annotations

from pathlib import Path

from grader.course.course import Course
from grader.errors import BadData


def import_data(course: Course, folder: Path) -> list[str]:
    """Hand a folder of data to the course, and return its account of what it made of it.

    Raises
    ------
    NoData
        If the course has no data to choose.
    BadData
        If the course cannot use what is in the folder.
    """
    return _account(course, "import_data", folder)


def data_status(course: Course) -> list[str]:
    """The course's account of the data that its notebooks use.

    Raises
    ------
    NoData
        If the course has no data to choose.
    BadData
        If the data are missing or broken.
    """
    return _account(course, "data_status")


def _account(course: Course, function: str, *arguments: Path) -> list[str]:
    tell = getattr(course.data_module(), function)
    try:
        return [str(line) for line in tell(*arguments)]
    except ValueError as error:
        raise BadData(str(error)) from error
