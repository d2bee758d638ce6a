"""The autograder for Gradescope: what is in the zip, and what its results say."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from grader.platforms.gradescope_autograder import VISIBILITIES, as_json, autograder, failed, results
from grader.results import CaseResult, ExerciseReport, Outcome, Status, SubmissionReport

SHOWN = CaseResult("[0, 2]", Outcome.WRONG, "expected 0.5, got 1", explanation="")
HELD_OUT = CaseResult("far left", Outcome.WRONG, "expected 0, got nan", visible=False)
SIGMOID = ExerciseReport("sigmoid", 20, Outcome.WRONG, (SHOWN, HELD_OUT), "1 of 2 cases", hint="Mind the sign.")
DOT = ExerciseReport("dot", 10, Outcome.PASSED, (CaseResult("a", Outcome.PASSED),), advice=("Shorter is possible.",))
REPORT = SubmissionReport("ada", "a.ipynb", "basics", exercises=(SIGMOID, DOT), problems=("An old edition.",))


def test_each_function_is_a_test_with_its_points() -> None:
    tests = results([REPORT])["tests"]
    assert [(test["name"], test.get("score"), test.get("max_score"), test["status"]) for test in tests] == [
        ("sigmoid", 0, 20, "failed"),
        ("sigmoid: held-out cases", None, None, "failed"),
        ("dot", 10, 10, "passed"),
    ]
    assert "Shorter is possible." in tests[2]["output"]


def test_what_became_of_held_out_cases_is_seen_when_the_instructor_says() -> None:
    tests = results([REPORT], held_out="hidden")["tests"]
    assert [test["visibility"] for test in tests] == ["visible", "hidden", "visible"]
    assert "nan" not in tests[0]["output"] and "nan" in tests[1]["output"]
    assert "Mind the sign." in tests[0]["output"] and "got 1" in tests[0]["output"]


# Which keys the page "Autograder Specifications" names, and of what kind.
TOP = {"score": (int, float), "execution_time": (int, float), "output": str, "output_format": str, "tests": list}
TOP |= {"visibility": str, "stdout_visibility": str, "extra_data": dict, "leaderboard": list}
TEST = {"name": str, "number": str, "score": (int, float), "max_score": (int, float), "output": str, "tags": list}
TEST |= {"visibility": str, "status": str, "output_format": str, "extra_data": dict}


@pytest.mark.parametrize("held_out", VISIBILITIES)
def test_results_say_what_gradescope_asks_for_and_nothing_else(held_out: str) -> None:
    refused = SubmissionReport(status=Status.UNGRADABLE, problems=("It is no notebook.",))
    for document in (results([REPORT], held_out=held_out), results([refused]), failed("The course is broken.")):
        for part, known in [(document, TOP), *((test, TEST) for test in document.get("tests", ()))]:
            assert all(isinstance(value, known[key]) for key, value in part.items())
            assert part["visibility"] in VISIBILITIES
            assert part.get("status", "passed") in ("passed", "failed")
            assert part.get("output_format", "text") in ("text", "html", "simple_format", "md", "ansi")
        assert "score" in document or any("score" in test for test in document["tests"])


def test_a_sum_is_told_since_gradescope_shows_none_as_long_as_a_test_is_hidden() -> None:
    assert results([REPORT])["output"] == "basics: 10/30\n\nAn old edition."


def test_where_only_held_out_cases_fail_their_message_waits_too() -> None:
    exercise = replace(SIGMOID, cases=(HELD_OUT,), message="far left: expected 0, got nan")
    report = replace(REPORT, exercises=(exercise,))
    assert results([report])["tests"][0]["output"] == "wrong\nMind the sign."
    assert "got nan" in results([report], held_out="visible")["tests"][0]["output"]


def test_what_could_not_be_graded_has_no_points_and_a_reason() -> None:
    refused = SubmissionReport(status=Status.UNGRADABLE, problems=("It is no notebook.",))
    assert results([refused]) == {
        "score": 0,
        "output": "It is no notebook.",
        "output_format": "text",
        "visibility": "visible",
    }
    assert json.loads(as_json(results([REPORT])))["visibility"] == "visible"


def zipped(tmp_path: Path) -> zipfile.ZipFile:
    (tmp_path / "grader" / "__pycache__").mkdir(parents=True)
    (tmp_path / "grader" / "__pycache__" / "x.pyc").touch()
    (tmp_path / "grader" / "main.py").write_text("1")
    (tmp_path / "testcases").mkdir()
    (tmp_path / "testcases" / "basics.py").write_text("2")
    course = [("testcases", tmp_path / "testcases")]
    (tmp_path / "course.toml").write_text("")
    course += [(name, tmp_path / name) for name in ("course.toml", "data")]
    data = autograder(tmp_path / "grader", course, ["numpy>=1.26"], "--seed 3")
    return zipfile.ZipFile(io.BytesIO(data))


def test_the_zip_holds_the_two_programs_at_its_root_and_no_folder_around(tmp_path: Path) -> None:
    with zipped(tmp_path) as archive:
        assert archive.namelist() == [
            *("setup.sh", "run_autograder", "requirements.txt", "kit/grader/main.py", "course/testcases/basics.py"),
            "course/course.toml",
        ]
        modes = [archive.getinfo(name).external_attr >> 16 & 0o111 for name in archive.namelist()[:3]]
        assert modes == [0o111, 0o111, 0]
        assert b"--seed 3" in archive.read("run_autograder")


def test_the_two_programs_are_bash_that_can_be_read(tmp_path: Path) -> None:
    with zipped(tmp_path) as archive:
        for name in ("setup.sh", "run_autograder"):
            subprocess.run(["bash", "-n"], input=archive.read(name), check=True)


def test_there_are_results_even_where_the_grader_cannot_run(tmp_path: Path) -> None:
    with zipped(tmp_path) as archive:
        text = archive.read("run_autograder").decode().replace("/autograder", str(tmp_path))
    (tmp_path / "source").mkdir()
    (tmp_path / "results").mkdir()
    subprocess.run(["bash"], input=text, text=True, check=True, capture_output=True)
    assert json.loads((tmp_path / "results" / "results.json").read_text())["score"] == 0
