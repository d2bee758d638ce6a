"""JUnit XML: what continuous integration is told."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped

from grader.language.catalogue import ENGLISH
from grader.reports.junit import junit_xml
from grader.results import CaseResult, ExerciseReport, Gradebook, Outcome, Status, SubmissionReport

CASES = (CaseResult("a", Outcome.WRONG),)
REPORTS = (
    SubmissionReport(
        "ada",
        "a.ipynb",
        "basics",
        exercises=(
            ExerciseReport("dot", 10, Outcome.PASSED, CASES),
            ExerciseReport("L1", 10, Outcome.WRONG, CASES, "expected 1, got 2", hint="Mind the sign."),
            ExerciseReport("L2", 10, Outcome.NOT_ATTEMPTED, ()),
        ),
    ),
    SubmissionReport("ben", "b.ipynb", status=Status.UNGRADABLE, problems=("It is no notebook.",)),
)


def read(*reports: SubmissionReport) -> ET.Element:
    return ET.fromstring(junit_xml(Gradebook.of(reports, seed=0), ENGLISH))


def test_a_submission_is_a_suite_and_a_function_a_test() -> None:
    first, second = read(*REPORTS)
    assert first.attrib == {"name": "ada · basics", "failures": "1", "errors": "0", "skipped": "1", "tests": "3"}
    assert [(case.get("name"), [child.tag for child in case]) for case in first] == [
        ("dot", []),
        ("L1", ["failure"]),
        ("L2", ["skipped"]),
    ]
    failure = first.find("*/failure")
    assert failure is not None and (failure.get("message"), failure.text) == ("expected 1, got 2", "Mind the sign.")
    assert second.attrib["errors"] == "1"


def test_a_reader_of_such_files_finds_in_it_what_was_meant() -> None:
    first, second = JUnitXml.fromstring(junit_xml(Gradebook.of(REPORTS, seed=0), ENGLISH).encode())
    assert (first.tests, first.failures, first.errors, first.skipped) == (3, 1, 0, 1)
    assert [(case.classname, case.name) for case in first] == [("ada.basics", name) for name in ("dot", "L1", "L2")]
    results = [[type(result) for result in case.result] for suite in (first, second) for case in suite]
    assert results == [[], [Failure], [Skipped], [Error]]


def test_what_the_schema_of_jenkins_asks_for_is_there() -> None:
    for suite in read(*REPORTS):
        assert set(suite.keys()) >= {"name", "tests", "failures", "errors"}
        assert all(case.keys() == ["name", "classname"] for case in suite)
        assert {result.tag for case in suite for result in case} <= {"failure", "error", "skipped"}
        assert all(result.keys() in ([], ["message"], ["type", "message"]) for case in suite for result in case)


@given(st.text(), st.text())
def test_whatever_strangers_write_is_xml(student: str, message: str) -> None:
    exercise = ExerciseReport("dot", 1, Outcome.WRONG, (), message, remark=message)
    suite = read(SubmissionReport(student, student, "basics", exercises=(exercise,)))[0]
    assert suite.get("tests") == "1"
