"""Annotations and summaries for GitHub, in which nothing of a stranger's is a command or markup."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from grader.language.catalogue import ENGLISH
from grader.reports.github import line_of, points, remarks, summary
from grader.results import ExerciseReport, Outcome, Score, Status, SubmissionReport

WRONG = ExerciseReport("double", 60, Outcome.WRONG, (), "100% off,\nsee: x", hint="Mind.")
IDLE = ExerciseReport("idle", 20, Outcome.NOT_ATTEMPTED, ())
RIGHT = ExerciseReport("add", 20, Outcome.PASSED, ())
REPORT = SubmissionReport("ann", "in/a,b.ipynb", "doubling", exercises=(WRONG, IDLE, RIGHT))
TEXT = '{"source": [\n  "def double(x):\\n",\n  "    return x"\n]}'


def test_each_function_that_is_not_right_is_annotated_at_its_line() -> None:
    assert list(remarks(REPORT, ENGLISH, TEXT)) == [
        "::error file=in/a%2Cb.ipynb,line=2,title=double::100%25 off,%0Asee: x%0AMind.",
        "::notice file=in/a%2Cb.ipynb,title=idle::not attempted",
    ]


def test_what_cannot_be_graded_is_annotated() -> None:
    refused = SubmissionReport("bob", "b.ipynb", status=Status.UNGRADABLE, problems=("It is no notebook.",))
    assert list(remarks(refused, ENGLISH)) == ["::error file=b.ipynb,title=bob::It is no notebook."]


def test_a_definition_is_found_in_scripts_and_notebooks() -> None:
    assert line_of("double", "import x\ndef doubled(x):\n    pass\ndef double (x):\n") == 4
    assert line_of("double", TEXT) == 2
    assert line_of("nowhere", TEXT) == 0


def test_classroom_gets_the_points_that_its_own_reporter_would_give() -> None:
    complete, report = points(Score(40, 100))
    assert complete == "::notice title=Autograding complete::Points 40/100"
    assert json.loads(report.removeprefix("::notice title=Autograding report::")) == {
        "totalPoints": 40,
        "maxPoints": 100,
    }


def test_the_summary_is_a_table() -> None:
    lines = summary([REPORT], ENGLISH).splitlines()
    assert lines[0] == "### ann · doubling"
    assert lines[4] == r"| ✗ double | 0/60 | 100% off, see\: x |"
    assert lines[-1] == "**20/100**"


@given(st.text(), st.text())
def test_whatever_strangers_write_is_one_line_and_no_markup(student: str, message: str) -> None:
    exercise = ExerciseReport("dot", 1, Outcome.WRONG, (), message, remark=message)
    report = SubmissionReport(student, student, "basics", exercises=(exercise,))
    assert all(re.fullmatch(r"::error [^:\r\n]*::[^\r\n]*", line) for line in remarks(report, ENGLISH))
    assert not re.search(r"<|@|(?<!\\)`", summary([report], ENGLISH))


def test_the_workflows_of_the_documentation_are_whole() -> None:
    page = (Path(__file__).parents[2] / "docs" / "platforms.md").read_text(encoding="utf-8")
    classroom, grade = (yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL))
    assert classroom["permissions"] == {"checks": "write", "actions": "read", "contents": "read"}
    for workflow in (classroom, grade):
        (job,) = workflow["jobs"].values()
        assert job["runs-on"] and all("uses" in step or "run" in step for step in job["steps"])
        assert workflow[True]  # YAML's own reading of the key `on`
