"""A report comes back from its document as it was, whatever is in it; what is no document is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.document import BadDocument, document_of, report_from
from grader.results import (
    CaseResult,
    Entry,
    ExerciseReport,
    Outcome,
    Status,
    SubmissionReport,
    Table,
    made_harmless,
)
from grader.sentence import Sentence
from tests.documents import comes_back, taken_apart

words = st.text(min_size=1)
texts = st.text(st.characters(), min_size=1)  # with halves of characters
sentences = st.recursive(
    texts,
    lambda inner: st.builds(lambda x, y: Sentence("{x}: {y}", x=x, y=y), inner, inner) | words.map(Sentence),
    max_leaves=4,
)
numbers = st.integers(0, 10**6)
tables = st.builds(
    Table,
    texts,
    texts,
    st.tuples(texts),
    st.tuples(texts),
    st.tuples(st.tuples(st.builds(Entry, texts, st.booleans()))),
)
cases = st.builds(
    CaseResult,
    sentences,
    st.sampled_from(Outcome),
    *(sentences, st.booleans(), sentences, sentences, sentences, texts, numbers, numbers),
    st.none() | st.tuples(tables, tables),
)
exercises = st.builds(
    ExerciseReport,
    *(texts, numbers, st.sampled_from(Outcome), st.lists(cases, max_size=2).map(tuple)),
    *(sentences, sentences, sentences, st.none() | texts, st.booleans(), texts, numbers, numbers, sentences),
)
reports = st.builds(
    SubmissionReport,
    *(texts, texts, texts, st.sampled_from(Status), st.lists(sentences, max_size=2).map(tuple)),
    *(st.lists(exercises, max_size=2).map(tuple), texts, st.none() | numbers),
)


@given(reports)
def test_any_report_that_was_made_harmless_comes_back(report: SubmissionReport) -> None:
    assert comes_back(made_harmless(report))


def test_half_characters_and_controls_are_made_harmless_and_sentences_stay_sentences() -> None:
    hostile = "\ud83d\ude00\udc80\x1b[31m\u202e"
    report = SubmissionReport(hostile, problems=(Sentence("raised {kind}", kind=Sentence("{x}", x=hostile)),))
    tame = made_harmless(report)
    assert tame.student == r"\ud83d\ude00\udc80\x1b[31m\u202e"
    assert tame.problems == (f"raised {tame.student}",)
    assert taken_apart(tame.problems[0])[1] == "raised {kind}"
    assert taken_apart(made_harmless(tame)) == taken_apart(tame)


def test_half_a_character_does_not_keep_a_report_from_being_written() -> None:
    assert comes_back(SubmissionReport("\udc80", problems=("\ud83d",)))


def test_a_document_holds_only_what_is_not_as_usual() -> None:
    case = CaseResult(Sentence("published"), Outcome.PASSED)
    report = SubmissionReport("ann", exercises=(ExerciseReport("f", 3, Outcome.PASSED, (case,)),))
    assert document_of(report) == {
        "student": "ann",
        "exercises": [
            {
                "function": "f",
                "points": 3,
                "outcome": "passed",
                "cases": [{"name": {"say": "published"}, "outcome": "passed"}],
            }
        ],
    }


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        "report",
        {"student": 3},
        {"students": "ann"},
        {"seed": "3"},
        {"seed": True},
        {"status": "perfect"},
        {"problems": "abc"},
        {"problems": [{"say": "{x}"}, 1]},
        {"problems": [{"with": {}}]},
        {"problems": [{"say": "{x}", "with": {"y": "z"}}]},
        {"problems": [{"say": "a", "in": "b"}]},
        {"exercises": [{}]},
        {"exercises": [{"function": "f", "points": 1.5, "outcome": "passed", "cases": []}]},
        {"exercises": [{"function": "f", "points": 1, "outcome": "passed", "cases": [{"name": "a", "tables": [1]}]}]},
    ],
    ids=json.dumps,
)
def test_what_is_no_document_is_refused(document: object) -> None:
    with pytest.raises(BadDocument):
        report_from(document)


def test_a_document_that_nests_without_end_is_refused() -> None:
    deep: dict[str, object] = {"say": "a"}
    for _ in range(5000):
        deep = {"say": "{x}", "with": {"x": deep}}
    with pytest.raises(BadDocument):
        report_from({"problems": [deep]})


def test_documents_differ_where_sentences_do() -> None:
    report = SubmissionReport("ann", problems=("a b",))
    other = replace(report, problems=(Sentence("a {x}", x="b"),))
    assert report == other
    assert document_of(report) != document_of(other)
