"""Reports stay as they were put together; a renderer says them in its reader's language."""

from __future__ import annotations

import json

from grader.language.catalogue import Language
from grader.reports.feedback import feedback_page
from grader.reports.results_json import results_json
from grader.reports.translated import in_language
from grader.reports.verdict import verdict
from grader.results import CaseResult, Entry, ExerciseReport, Gradebook, Outcome, Status, SubmissionReport, Table
from grader.sentence import Sentence

GERMAN = Language("de", {"wrong": "falsch"}, {"doubling": {"three numbers": "drei Zahlen"}})
SAID = Sentence("wrong")
NAMED = Sentence("three numbers")
TABLE = Table(SAID, SAID, (SAID,), (SAID,), ((Entry(SAID, True),),))
CASE = CaseResult(NAMED, Outcome.WRONG, SAID, True, SAID, SAID, SAID, SAID, tables=(TABLE, TABLE))
EXERCISE = ExerciseReport("f", 3, Outcome.WRONG, (CASE,), SAID, SAID, SAID, source="wrong", contract=SAID)
REPORT = SubmissionReport("ann", "wrong", "doubling", Status.GRADED, (SAID,), (EXERCISE,))


def test_every_sentence_is_said_in_the_language_and_no_word_of_a_student() -> None:
    text = repr(in_language(REPORT, GERMAN))
    assert text.count("'falsch'") == 20
    assert text.count("'drei Zahlen'") == 1
    assert text.count("='wrong'") == 2  # the path, and the student's own text


def test_what_a_course_says_is_known_for_its_assignment_alone() -> None:
    assert GERMAN.about("doubling").say(NAMED) == "drei Zahlen"
    assert GERMAN.about("tripling").say(NAMED) == "three numbers"


def test_every_renderer_says_it_in_the_language_it_is_given() -> None:
    gradebook = Gradebook.of([REPORT], seed=1)
    assert json.loads(results_json(gradebook, GERMAN))["submissions"][0]["problems"] == ["falsch"]
    assert "drei Zahlen" in feedback_page(REPORT, GERMAN)
    assert verdict(EXERCISE, GERMAN.about("doubling")) == ["✗ f, falsch", "  falsch", "  hint: falsch"]
    assert gradebook.reports == (REPORT,)


def test_the_first_trouble_is_a_sentence() -> None:
    trouble = REPORT.first_trouble
    assert isinstance(trouble, Sentence)
    assert (trouble, GERMAN.say(trouble)) == ("f: wrong", "f: falsch")
