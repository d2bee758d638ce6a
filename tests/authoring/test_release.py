"""What a student gets works by itself, and gives nothing away."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from grader.authoring.release import released, write_release
from grader.authoring.translations import course_sentences
from grader.course import expected
from grader.course.course import Course
from grader.errors import CannotWrite
from grader.language.catalogue import find_language
from grader.notebooks.blanks import END, START
from grader.notebooks.cells import read_notebook
from grader.selfcheck.checker import Checker
from grader.sentence import Sentence

Files = dict[PurePosixPath, bytes]


@pytest.fixture(scope="module")
def files(real_course: Course) -> Files:
    return released(real_course)


def answers(source: Path) -> set[str]:
    """The lines that a student has to write, and that no example in the same notebook shows anyway."""
    inside, asked, given = False, set(), set()
    for line in source.read_text(encoding="utf-8").splitlines():
        inside = (inside or bool(START.search(line))) and not END.search(line)
        (asked if inside else given).add(line.strip())
    return {line for line in asked - given if len(line) > 20 and not START.search(line)}


def code(files: Files, *, assignment: str = "") -> str:
    """The code of a release but for the grader's own; of the notebooks, that of one assignment or of all."""
    texts = []
    for path, data in files.items():
        if path.suffix == ".ipynb" and path.stem.endswith(assignment):
            texts += [cell.source for cell in read_notebook(data).cells]
        elif "grader" not in path.parts and path.suffix in (".py", ".json"):
            texts.append(data.decode())
    return "\n".join(texts)


def test_no_answer_stands_in_its_code(files: Files, real_course: Course) -> None:
    for name in real_course.names:
        text = code(files, assignment=name)
        assert [line for line in answers(real_course.solutions / f"{name}.py") if line in text] == []


def test_no_held_out_case_stands_in_it(files: Files, real_course: Course) -> None:
    assert "EXERCISES" not in code(files)
    for name in real_course.names:
        own = (f"{name}.py", f"expected/{name}.json", f"languages/zh/{name}.json")
        text = "".join(files[PurePosixPath("testcases", path)].decode() for path in own)
        for exercise in real_course.exercises(name):
            hidden = {case.name for case in exercise.cases} - {case.name for case in exercise.cases if case.visible}
            assert [case for case in hidden if f'"{case}"' in text] == []


def test_its_hints_are_said_in_the_languages_of_the_course(files: Files, real_course: Course) -> None:
    for name in real_course.names:
        said = json.loads(files[PurePosixPath("testcases", "languages", "zh", f"{name}.json")])
        assert {exercise.hint for exercise in real_course.exercises(name)} <= said.keys()


@pytest.mark.parametrize("code", ["en", "zh"])
def test_every_message_in_it_is_said_in_the_language_that_is_asked_for(
    code: str, files: Files, real_course: Course, tmp_path: Path
) -> None:
    write_release({path: data for path, data in files.items() if path.parts[0] == "testcases"}, tmp_path / "course")
    bundle = Course(tmp_path / "course")
    for name in real_course.expected_names:
        language = bundle.in_language(find_language(code)).about(name)
        inside = course_sentences(expected.load(bundle, name).assignment)
        assert inside == course_sentences(expected.load(real_course, name).assignment)
        ours = real_course.in_language(find_language(code)).about(name)
        assert [language.say(Sentence(text)) for text in inside] == [ours.say(Sentence(text)) for text in inside]
        words = {text for text in inside if re.search("[a-z]{2,} [a-z]{2,} [a-z]{2,}", text)}
        assert {text for text in words if language.say(Sentence(text)) == text} == (words if code == "en" else set())


def test_check_answers_in_chinese_in_an_unpacked_release(
    files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_release({path: data for path, data in files.items() if path.parts[0] != "grader"}, tmp_path / "course")

    def linear_forward(A: Any, W: Any, b: Any) -> Any:
        return W @ A, (A, W, b)

    Checker("dnn_step_by_step", course=tmp_path / "course", language="zh")(linear_forward)
    said = capsys.readouterr().out
    assert "published" not in said and "提示：" in said
    assert not re.search(r"[a-z]{4,} [a-z]{2,} [a-z]{2,}", said)


def test_no_folder_of_authors_is_in_it(files: Files) -> None:
    folders = {path.parts[0] for path in files}
    assert folders == {"README.md", "assignments", "data", "grader", "pyproject.toml", "testcases"}
    assert not [path for path in files if {"mistakes", "oracles", "solutions", "_course"} & set(path.parts)]


def test_the_readme_fits_on_one_screen(files: Files) -> None:
    text = files[PurePosixPath("README.md")].decode()
    assert len(text.splitlines()) <= 40
    assert "{{" not in text


def test_check_works_in_an_unpacked_release(files: Files, real_course: Course, tmp_path: Path) -> None:
    write_release(files, tmp_path / "course")
    code = (
        "from grader import Checker\n"
        "from testcases.dnn_step_by_step import linear_forward_test_case\n"
        "check = Checker('dnn_step_by_step')\n"
        "def linear_forward(A, W, b):\n    return W @ A + b, (A, W, b)\n"
        "check(linear_forward)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path / "course" / "assignments",
        env={"PYTHONPATH": str(tmp_path / "course"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("✓ linear_forward: right\n", "")


def test_the_published_part_is_python(files: Files) -> None:
    for path, data in files.items():
        if path.parts[0] == "testcases" and path.suffix == ".py":
            ast.parse(data)


def test_a_zip_has_one_folder_and_the_same_bytes_each_time(files: Files, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_release(files, tmp_path / name / "course.zip")
    first = tmp_path / "one" / "course.zip"
    assert first.read_bytes() == (tmp_path / "two" / "course.zip").read_bytes()
    assert {name.split("/")[0] for name in zipfile.ZipFile(first).namelist()} == {"course"}


def test_a_folder_that_holds_something_is_left_alone(files: Files, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(CannotWrite, match="not empty"):
        write_release(files, tmp_path)
