"""The gradebook as JUnit XML, for continuous integration: a suite for each submission, a test for each function."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from grader.harmless import harmless
from grader.language.catalogue import Language
from grader.reports.translated import in_language
from grader.results import ExerciseReport, Gradebook, Outcome, Status, SubmissionReport


def junit_xml(gradebook: Gradebook, language: Language) -> str:
    """One `<testsuite>` for each row; what was not attempted is skipped, what could not be graded an error."""
    root = ET.Element("testsuites", name="grades")
    for report in (in_language(report, language) for report in gradebook.reports):
        suite = ET.SubElement(root, "testsuite", name=_text(f"{report.student} · {report.assignment or report.path}"))
        _fill(suite, report, language)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _fill(suite: ET.Element, report: SubmissionReport, language: Language) -> None:
    cases = [_case(suite, report, exercise, language) for exercise in report.exercises]
    if report.status is not Status.GRADED:
        case = ET.SubElement(suite, "testcase", name=report.status.value, classname=_text(report.student))
        ET.SubElement(case, "error", message=_text(report.first_trouble))
        cases.append(case)
    for kind in ("failure", "error", "skipped"):
        suite.set({"failure": "failures", "error": "errors"}.get(kind, kind), str(len(suite.findall(f"*/{kind}"))))
    suite.set("tests", str(len(cases)))


def _case(suite: ET.Element, report: SubmissionReport, exercise: ExerciseReport, language: Language) -> ET.Element:
    where = _text(f"{report.student}.{report.assignment}")
    case = ET.SubElement(suite, "testcase", name=_text(exercise.function), classname=where)
    if exercise.outcome is not Outcome.PASSED:
        message = _text(exercise.message or language.say(exercise.outcome.value))
        if exercise.outcome.attempted:
            failure = ET.SubElement(case, "failure", type=exercise.outcome.value, message=message)
            failure.text = _text("\n".join(filter(None, (exercise.remark, exercise.hint))))
        else:
            ET.SubElement(case, "skipped", message=message)
    return case


def _text(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(char for char in harmless(text) if char not in "\ufffe\uffff")
