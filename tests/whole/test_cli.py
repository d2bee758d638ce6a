"""The command line as a user meets it: tables, files, exit codes, and one sentence for bad input."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from grader.cli.main import main
from grader.course.course import Course
from tests.tiny import RIGHT, notebook_bytes

IMPORT, DOUBLE, ADD = RIGHT
pytestmark = pytest.mark.usefixtures("box_at_hand")


def grader(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """What the command says, run in this process: to start Python costs more than most of what is asked here."""
    given = [str(argument) for argument in arguments]
    with contextlib.chdir(cwd), redirect_stdout(io.StringIO()) as said, redirect_stderr(io.StringIO()) as complained:
        try:
            code = main(given)
        except SystemExit as ended:
            code = int(ended.code or 0)
    return subprocess.CompletedProcess(given, code, said.getvalue(), complained.getvalue())


def fresh_grader(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own, as a user has it."""
    command = [sys.executable, "-m", "grader", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    folder = tmp_path / "handed in"
    for student, cells in {"ann": RIGHT, "bob": (IMPORT, "def double(x):\n    return x", ADD)}.items():
        (folder / student).mkdir(parents=True)
        (folder / student / "my notebook.ipynb").write_bytes(notebook_bytes(*cells))
    return folder


def test_a_folder_is_graded(handed_in: Path, tiny_course: Course, tmp_path: Path) -> None:
    done = fresh_grader("grade", handed_in, "--course", tiny_course.root, "--seed", 5, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "100/100" in done.stdout
    assert "40/100" in done.stdout
    assert "--seed 5" in done.stdout
    rows = list(csv.reader((tmp_path / "grades" / "grades.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[0] == [
        *("student", "assignment", "score", "max_score", "percent", "passed", "late", "unpenalised", "adjusted"),
        *("doubling.double", "doubling.double_and_add"),
    ]
    assert rows[1:] == [
        ["ann", "doubling", "100", "100", "100", "yes", "", "100", "", "60", "40"],
        ["bob", "doubling", "40", "100", "40", "no", "", "40", "", "0", "40"],
    ]
    assert (tmp_path / "grades" / "feedback" / "bob" / "doubling.html").is_file()


def test_python_m_grader_is_the_command(tmp_path: Path) -> None:
    fresh = fresh_grader("--help", cwd=tmp_path)
    assert (fresh.returncode, fresh.stdout.splitlines()[0]) == (
        0,
        grader("--help", cwd=tmp_path).stdout.splitlines()[0],
    )
    assert fresh.stdout.startswith("usage: grader ")


def test_results_have_the_documented_shape(handed_in: Path, tiny_course: Course, tmp_path: Path) -> None:
    grader("grade", handed_in, "--course", tiny_course.root, "--output", "out", cwd=tmp_path)
    results = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))
    assert results["version"] == 1
    bob = results["submissions"][1]
    assert list(bob) == [
        *("student", "assignment", "path", "edition", "status", "seed"),
        *("score", "max_score", "measured", "unpenalised", "late", "percent", "passed"),
        *("problems", "adjustments", "comments", "held", "exercises"),
    ]
    assert list(bob["exercises"][0]) == [
        *("function", "question", "asked", "code", "points", "earned", "measured", "outcome"),
        *("carried", "mistake", "contract", "message"),
        *("hint", "remark", "advice", "cell", "line", "source", "cases"),
    ]
    assert list(bob["exercises"][0]["cases"][0]) == [
        *("name", "outcome", "message", "visible", "expected", "got", "explanation", "part", "cell", "line", "tables")
    ]
    assert bob["exercises"][1]["carried"] is True


def test_the_same_seed_gives_the_same_files(handed_in: Path, tiny_course: Course, tmp_path: Path) -> None:
    for run, output in ((fresh_grader, "one"), (grader, "two")):
        run("grade", handed_in, "--course", tiny_course.root, "--seed", 7, "--output", output, cwd=tmp_path)
    assert (tmp_path / "two" / "results.json").is_file()
    for path in (path for path in (tmp_path / "one").rglob("*.*") if path.suffix != ".sqlite"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_grading_one_notebook_again_keeps_the_class(handed_in: Path, tiny_course: Course, tmp_path: Path) -> None:
    course = ("--course", tiny_course.root, "--seed", 5)
    grader("grade", handed_in, *course, "--language", "zh", cwd=tmp_path)
    page = tmp_path / "grades" / "feedback" / "ann" / "doubling.html"
    before = page.read_bytes()
    (handed_in / "bob" / "my notebook.ipynb").write_bytes(notebook_bytes(*RIGHT))
    done = grader("grade", handed_in / "bob" / "my notebook.ipynb", *course, "--language", "zh", cwd=tmp_path)
    assert "kept      1 row of what grades held before" in done.stdout
    assert "ann  " not in done.stdout
    rows = list(csv.reader((tmp_path / "grades" / "grades.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row[0], row[2]) for row in rows[1:]] == [("ann", "100"), ("bob", "100")]
    assert page.read_bytes() == before
    assert not (tmp_path / "grades" / ".writing").exists()


def test_what_is_not_of_the_grader_is_never_overwritten(handed_in: Path, tiny_course: Course, tmp_path: Path) -> None:
    (tmp_path / "results.json").write_text('{"mine": 1}', encoding="utf-8")
    done = grader("grade", handed_in, "--course", tiny_course.root, "--output", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "results.json would be overwritten" in done.stderr
    assert "choose another folder with --output, or move it away" in done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["results.json"]
    assert (tmp_path / "results.json").read_text(encoding="utf-8") == '{"mine": 1}'


def test_a_single_file_is_graded(handed_in: Path, tiny_course: Course, tmp_path: Path) -> None:
    done = grader("grade", handed_in / "ann" / "my notebook.ipynb", "--course", tiny_course.root, cwd=tmp_path)
    assert "ann" in done.stdout
    assert done.returncode == 0


def test_what_cannot_be_graded_is_a_row_and_the_rest_is_graded(
    handed_in: Path, tiny_course: Course, tmp_path: Path
) -> None:
    (handed_in / "eve").mkdir()
    (handed_in / "eve" / "page.ipynb").write_text("<html>", encoding="utf-8")
    done = grader("grade", handed_in, "--course", tiny_course.root, cwd=tmp_path)
    assert done.returncode == 1
    assert "web page" in done.stdout
    assert "100/100" in done.stdout
    assert (tmp_path / "grades" / "feedback" / "eve" / "page.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["grade", "nowhere"], "nowhere is not there"),
        (["grade", "."], "holds no notebook"),
        (["grade", "/dev/null"], None),
        (["check", "nowhere.ipynb"], "nowhere.ipynb is not there"),
        (["grade", "x.ipynb", "--course", "nowhere"], "nowhere is not a course"),
        (["grade", "x.ipynb", "--output", "/proc/nope"], "cannot be written"),
        (["grade", "x.ipynb", "--seed", "many"], "not a whole number"),
        (["grade", "x.ipynb", "--seconds", "-1"], "not a number above 0"),
        (["grade"], "required"),
        ([], "required"),
    ],
)
def test_bad_input_gets_one_sentence(
    arguments: list[str], text: str | None, tiny_course: Course, tmp_path: Path
) -> None:
    (tmp_path / "x.ipynb").write_bytes(notebook_bytes(*RIGHT))
    if arguments == ["grade", "."]:
        (tmp_path / "x.ipynb").unlink()
    if arguments[:1] == ["grade"] and "--course" not in arguments and len(arguments) > 1:
        arguments = [*arguments, "--course", str(tiny_course.root)]
    done = grader(*arguments, cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr + done.stdout
    if text:
        assert text in done.stderr


def test_names_of_students_cannot_leave_the_folder(tiny_course: Course, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "=1+1 <b>\x1b[31m"
    folder.mkdir(parents=True)
    (folder / "x.ipynb").write_bytes(notebook_bytes(*RIGHT))
    done = grader("grade", tmp_path / "in", "--course", tiny_course.root, cwd=tmp_path)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    (page,) = (tmp_path / "grades" / "feedback").rglob("*.html")
    assert "<b>" not in page.read_text(encoding="utf-8")
    assert "'=1+1" in (tmp_path / "grades" / "grades.csv").read_text(encoding="utf-8")


def test_check_asks_the_visible_cases(handed_in: Path, tiny_course: Course, tmp_path: Path) -> None:
    done = grader("check", handed_in / "bob" / "my notebook.ipynb", "--course", tiny_course.root, cwd=tmp_path)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("✗ double, published: `y` has the right shape, but not the right values")
    assert lines[1:3] == ["  expected [2. 4.]   got [1. 2.]", "  hint: Add x to itself."]
    assert lines[-1] == "0 of 2 functions are right on the visible cases."


def test_build_check_names_what_is_stale(tiny_course: Course, tmp_path: Path) -> None:
    import shutil

    course = tmp_path / "course"
    shutil.copytree(tiny_course.root, course)
    assert grader("build", "--check", cwd=course).returncode == 0
    (course / "assignments" / "1_doubling.ipynb").unlink()
    (course / "solutions" / "9_gone.ipynb").write_text("{}", encoding="utf-8")
    done = grader("build", "--check", cwd=course)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "built from nothing: solutions/9_gone.ipynb",
        "stale: assignments/1_doubling.ipynb",
    ]


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("testcases/doubling.py", "EXERCISES = 3", "EXERCISES should be a tuple"),
        ("testcases/doubling.py", "EXERCISES = 1 / 0", "ZeroDivisionError"),
        ("testcases/doubling.py", "EXERCISES = (", "SyntaxError"),
        ("solutions/doubling.py", "x = 1", "its header needs"),
    ],
)
def test_a_broken_course_is_told_to_its_author(
    file: str, text: str, complaint: str, tiny_course: Course, tmp_path: Path
) -> None:
    import shutil

    course = tmp_path / "course"
    shutil.copytree(tiny_course.root, course)
    (course / file).write_text(text, encoding="utf-8")
    done = grader("build", cwd=course)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert Path(file).name in done.stderr
    assert "Traceback" not in done.stderr


def test_every_command_shows_an_example(tmp_path: Path) -> None:
    for command in ("grade", "check", "release", "build", "verify"):
        done = grader(command, "--help", cwd=tmp_path)
        assert f"example: grader {command}" in done.stdout


# Whatever the command leaves behind becomes this program's child.
KEEPER = """
import os, subprocess, sys, time
from grader.sandbox import linux
from grader.sandbox.tree import descendants, is_running
linux.become_subreaper()
subprocess.run([sys.executable, "-m", "grader", *sys.argv[1:]], check=False)
deadline = time.monotonic() + 40
while (left := [pid for pid in descendants(os.getpid()) if is_running(pid)]) and time.monotonic() < deadline:
    time.sleep(0.02)
print("left:", left)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a program become the parent of what is left")
def test_nothing_is_left_running(handed_in: Path, tiny_course: Course, tmp_path: Path) -> None:
    daemon = "import os, time\ndef double(x):\n    if os.fork() == 0:\n        time.sleep(50)\n    return 2 * x"
    (handed_in / "ann" / "my notebook.ipynb").write_bytes(notebook_bytes(IMPORT, daemon, ADD))
    command = [sys.executable, "-c", KEEPER, "grade", str(handed_in), "--course", str(tiny_course.root)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "100/100" in done.stdout
    assert done.stdout.splitlines()[-1] == "left: []", done.stderr


def test_a_roster_adds_who_is_missing(handed_in: Path, tiny_course: Course, tmp_path: Path) -> None:
    (tmp_path / "students.csv").write_text("id;name\nann;Ann Lee\nzoe;Zoe\n", encoding="utf-8-sig")
    arguments = ("--course", tiny_course.root, "--roster", "students.csv")
    done = grader("grade", handed_in, *arguments, cwd=tmp_path)
    assert done.returncode == 0
    assert "2 notebooks" in done.stdout
    assert "nothing from 1 on the roster" in done.stdout
    assert "roster    1 sender is not on the roster: bob\n" in done.stdout
    rows = list(csv.reader((tmp_path / "grades" / "grades.csv").read_text(encoding="utf-8").splitlines()))
    assert [row[:3] for row in rows[1:]] == [
        ["Ann Lee", "doubling", "100"],
        ["Zoe", "", "0"],
        ["bob", "doubling", "40"],
    ]
    results = json.loads((tmp_path / "grades" / "results.json").read_text(encoding="utf-8"))["submissions"]
    assert [item["status"] for item in results] == ["graded", "missing", "graded"]
    assert results[2]["problems"] == ["bob is not on the roster."]


def test_a_teacher_may_say_how_a_folder_is_laid_out(handed_in: Path, tiny_course: Course, tmp_path: Path) -> None:
    (handed_in / "README.md").write_text("mine")
    done = grader("grade", handed_in, "--course", tiny_course.root, "--layout", "flat", cwd=tmp_path)
    assert "read as a file for each student: 2 students, 2 files; nobody's: README.md; " in done.stdout
    wrong = grader("grade", handed_in, "--course", tiny_course.root, "--layout", "round", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "'round' is no layout: say one of flat, folders, student, sections, nbgrader, canvas, " in wrong.stderr


def test_a_zip_is_graded_and_the_newest_counts(tiny_course: Course, tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for name, day, cells in (("old", 1, (IMPORT, "def double(x):\n    return x", ADD)), ("new", 2, RIGHT)):
            archive.writestr(zipfile.ZipInfo(f"ann/{name}.ipynb", (2024, 5, day, 0, 0, 0)), notebook_bytes(*cells))
    done = grader("grade", "class.zip", "--course", tiny_course.root, cwd=tmp_path)
    assert done.stdout.startswith(
        "read as a folder for each student: 1 student, 2 files; if that is wrong, say --layout\n"
    )
    assert "100/100" in done.stdout
    (report,) = json.loads((tmp_path / "grades" / "results.json").read_text(encoding="utf-8"))["submissions"]
    assert report["path"] == "class.zip/ann/new.ipynb"
    assert report["problems"] == ["Graded is the newest of 2 files; older: class.zip/ann/old.ipynb."]
