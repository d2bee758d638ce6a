"""Begins an assignment: sources that build and hold at once, to be replaced piece by piece."""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Mapping
from pathlib import Path

from grader.authoring.translations import catalogue_bytes, course_languages
from grader.course.course import Course
from grader.errors import BadName, CannotWrite
from grader.harmless import harmless_line

TEMPLATES = Path(__file__).parent / "templates" / "new"
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
EXAMPLE, EXAMPLE_TITLE, EXAMPLE_NUMBER = "doubling", "Doubling", "number: 1"


def scaffold(course: Course, name: str, title: str = "") -> dict[Path, bytes]:
    """The sources of an assignment of one exercise, in every language that the course and the grader both speak.

    Parameters
    ----------
    title : str
        The heading of its notebooks; by default made from the name.

    Raises
    ------
    BadName
        If no file and no module can be called so.
    CannotWrite
        If one of the files is there already.
    """
    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        raise BadName(name)
    title = harmless_line(title).translate({ord('"'): "'", ord("\\"): "/"}) or name.replace("_", " ").capitalize()
    numbers = [int(path.name.partition("_")[0]) for path in course.assignments.glob("[0-9]_*.ipynb")]
    number = 1 + max(numbers, default=0)

    def made_from(template: str) -> bytes:
        text = (TEMPLATES / template).read_text(encoding="utf-8")
        text = text.replace(EXAMPLE_NUMBER, f"number: {number}").replace(EXAMPLE, name).replace(EXAMPLE_TITLE, title)
        return text.encode()

    files = {
        course.solutions / f"{name}.py": made_from("solution.txt"),
        course.testcases / f"{name}.py": made_from("testcases.txt"),
        course.testcases / "oracles" / f"{name}.py": made_from("oracles.txt"),
    }
    for code in course_languages(course):
        if (said := TEMPLATES / f"{code}.json").is_file():
            own = json.loads(said.read_text(encoding="utf-8")).items() - course.sentences(code).items()
            files[course.testcases / "languages" / code / f"{name}.json"] = catalogue_bytes(dict(sorted(own)))
    for path in files:
        if path.exists():
            raise CannotWrite(path, "it is there already", "choose another name")
    return files


def write_scaffold(files: Mapping[Path, bytes]) -> None:
    """Write the files; none of them is there yet.

    Raises
    ------
    CannotWrite
        If that is not possible.
    """
    for path, data in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(data)
        except OSError as error:
            raise CannotWrite(
                path, error.strerror or str(error), "choose another name, or change permissions"
            ) from error
