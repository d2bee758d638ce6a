"""The page of pairs: both sides marked alike, nothing of a student's interpreted."""

from __future__ import annotations

import re

import pytest

from grader.reports.similar import MAX_ON_A_PAGE, SameFile, anonymous, evidence, similar_page
from grader.similarity.evidence import Match
from grader.similarity.fragments import Kind
from grader.similarity.pairs import Pair, Person, Shared

LEFT = "def f(x):\n    total = x\n    return total"
RIGHT = "def f(x):\n\n    return total\n    total = x"
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>\x1b[31m\u202e'
MATCHES = (
    Match(Kind.LINE, 5.0, True, ((2, 2),), ((4, 4),)),
    Match(Kind.LINE, 1.0, True, ((3, 3),), ((3, 3),)),
    Match(Kind.NAME, 1.0, True, ((2, 2),), ((4, 4),)),
    Match(Kind.MISTAKE, 1.0, True, ((0, 0),), ((0, 0),)),
)


def pair(left: str = LEFT, right: str = RIGHT, *, name: str = "ann") -> Pair:
    shared = Shared("week", "f", left, right, 8.0, MATCHES)
    return Pair(Person(name), Person("bob", "2025"), 12.0, (shared,))


def marked(page: str) -> list[str]:
    rows = re.findall(r'<span class="spot">.*?<span class="m"[^>]*>([^<]*)</span><span.*?</span>(.*)', page)
    return [f"{marks} {text.strip()}" for marks, text in rows]


def test_the_same_thing_has_the_same_number_on_both_sides() -> None:
    page = similar_page([pair()], students=40)
    assert marked(page) == ["1 total = x", "2 return total", "2 return total", "1 total = x"]
    assert page.count("<figcaption>") == 2 and "bob, 2025" in page


def test_the_evidence_is_told_in_words() -> None:
    told = ["2 rare lines in `f`", "rare names in common: 1", "wrong answers in common: 1"]
    assert [str(sentence) for sentence in evidence(pair())] == told


@pytest.mark.parametrize("where", ["name", "code", "term"])
def test_what_a_student_wrote_is_text(where: str) -> None:
    one = pair(HOSTILE, HOSTILE) if where == "code" else pair(name=HOSTILE)
    same = [SameFile(HOSTILE, (Person(HOSTILE), Person("x", HOSTILE)))]
    page = similar_page([one], same, students=2)
    assert "<script" not in page and "<img" not in page and "\x1b" not in page and "\u202e" not in page
    assert "default-src 'none'" in page


def test_a_small_class_is_told_that_little_can_be_told() -> None:
    assert "class as small" in similar_page([], students=5)
    assert "class as small" not in similar_page([], students=50)


def test_a_page_has_a_bounded_number_of_pairs_and_says_how_many_there_are() -> None:
    page = similar_page([pair()] * (MAX_ON_A_PAGE + 5), students=300)
    assert page.count("<section") == MAX_ON_A_PAGE and f"of {MAX_ON_A_PAGE + 5}" in page


def test_numbers_stand_for_names_everywhere() -> None:
    pairs = [pair()]
    page = similar_page(pairs, names=anonymous(pairs, ()), students=40)
    assert "student 1 · student 2" in page and "bob" not in page and "ann" not in page.replace("annot", "")
