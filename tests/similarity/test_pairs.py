"""Copies are found among students who worked alone, and nobody else is; no class makes it long."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from grader.course.course import Course
from grader.results import ExerciseReport, Gradebook, Outcome, SubmissionReport
from grader.similarity.given import given_texts
from grader.similarity.pairs import THRESHOLD, Pair, pairs
from tests.similarity.classroom import (
    ASSIGNMENT,
    DISGUISES,
    Student,
    commented,
    course_pool,
    gradebook,
    klass,
    planted,
    pool,
    renamed,
    with_copies,
)

ROOT = Path(__file__).parents[2]


def names(found: Sequence[Pair]) -> list[set[str]]:
    return [{pair.left.student, pair.right.student} for pair in found]


@pytest.fixture(scope="module")
def copied() -> tuple[list[Student], set[str]]:
    """A class of forty, and two of them who have the same, but for its names."""
    students = klass(4, 40, pool())
    rng = random.Random(1)
    students[7] = planted(rng, students[3], students[7], list(pool()), renamed)
    return students, {"s0003", "s0007"}


def test_nobody_is_shown_where_everybody_worked_alone() -> None:
    assert [pairs(gradebook(klass(seed, 40, pool()))) for seed in (2, 3)] == [[], []]


def test_a_renamed_copy_is_shown_alone_with_what_both_have(copied: tuple[list[Student], set[str]]) -> None:
    (pair,) = pairs(gradebook(copied[0]))
    assert {pair.left.student, pair.right.student} == copied[1]
    first = pair.functions[0]
    assert first.bits > 0 and first.matches and first.left.startswith("def ") and first.left != first.right


def test_those_who_worked_together_as_they_may_are_no_pair(copied: tuple[list[Student], set[str]]) -> None:
    assert pairs(gradebook(copied[0]), together=[copied[1]]) == []


def test_the_same_file_is_told_elsewhere(copied: tuple[list[Student], set[str]]) -> None:
    assert pairs(gradebook(copied[0]), identical=[(ASSIGNMENT, copied[1])]) == []


def test_two_attempts_of_one_student_are_no_pair(copied: tuple[list[Student], set[str]]) -> None:
    students = [Student("s0003", one.functions, one.slips) if one.name == "s0007" else one for one in copied[0]]
    assert pairs(gradebook(students)) == []


def test_a_copy_from_an_earlier_term_is_found_and_earlier_ones_are_not_compared() -> None:
    now, before = klass(5, 40, pool()), klass(6, 40, pool())
    before = [Student(f"t{one.name}", one.functions, one.slips) for one in before]
    now[2] = planted(random.Random(1), before[9], now[2], list(pool()), commented)
    before[4] = Student("twin", before[9].functions, before[9].slips)
    found = pairs(gradebook(now), earlier={"2025": gradebook(before)})
    assert {pair.left.student for pair in found} == {"s0002"}
    assert {(pair.right.student, pair.right.term) for pair in found} == {("ts0009", "2025"), ("twin", "2025")}


def test_one_short_function_copied_is_no_evidence() -> None:
    students = klass(8, 40, pool())
    students[1] = planted(random.Random(1), students[0], students[1], [(ASSIGNMENT, "linear_forward")], renamed)
    assert pairs(gradebook(students)) == []


def test_one_function_is_evidence_where_it_is_long_and_like_nobody_elses() -> None:
    long = "def f(x):\n" + "".join(f"    x = x * {n} + np.sin(x - {n})\n" for n in range(60)) + "    return x"
    students = klass(8, 40, pool())
    own = [
        Student(one.name, {**one.functions, ("a", "f"): f"def f(x):\n    return {n}"}, {})
        for n, one in enumerate(students)
    ]
    own[:2] = (Student(one.name, {**one.functions, ("a", "f"): long}, {}) for one in own[:2])
    assert names(pairs(gradebook(own))) == [{"s0000", "s0001"}]


def test_the_solution_and_the_stub_are_no_evidence() -> None:
    given = given_texts(Course(ROOT))
    assert set(given) == {(item.name, name) for item in Course(ROOT).of_functions() for name in item.functions}
    right = {task: texts[0] for task, texts in given.items() if task[0] == ASSIGNMENT}
    students = klass(9, 40, pool())
    students[0], students[1] = (Student(name, right, {}) for name in ("ann", "bob"))
    assert {"ann", "bob"} in names(pairs(gradebook(students)))
    assert {"ann", "bob"} not in names(pairs(gradebook(students), given=given))


def test_the_same_mistake_tells_more_than_the_lines_alone(copied: tuple[list[Student], set[str]]) -> None:
    def with_slip(one: Student) -> Student:
        slips = {(ASSIGNMENT, "compute_cost"): "odd"} if one.name in copied[1] else {}
        return Student(one.name, one.functions, slips)

    without = [Student(one.name, one.functions, {}) for one in copied[0]]
    (one,), (other,) = pairs(gradebook(without)), pairs(gradebook(list(map(with_slip, without))))
    assert other.bits > one.bits


def test_an_order_of_the_class_changes_nothing(copied: tuple[list[Student], set[str]]) -> None:
    found = pairs(gradebook(copied[0][::-1]))
    assert names(found) == [copied[1]]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_smallest_classes_have_no_pairs(count: int) -> None:
    assert pairs(gradebook(klass(1, count, pool()))) == []


def of_texts(texts: Sequence[str]) -> Gradebook:
    exercises = [ExerciseReport("f", 1, Outcome.PASSED, (), source=text) for text in texts]
    reports = [SubmissionReport(f"s{n}", "", "a", exercises=(one,)) for n, one in enumerate(exercises)]
    return Gradebook(tuple(reports), seed=1)


@pytest.mark.parametrize(
    "texts",
    [
        ["def f(x):\n    return x + 1"] * 2_000,
        [f"def f(x):\n    a = {n // 2}\n    b = {n // 30}\n    return a, b" for n in range(1_000)],
        ["def f(x):\n" + "".join(f"    y{n} = {n} + {i}\n" for n in range(3_000)) for i in (1, 1, 2)],
    ],
    ids=["all alike", "alike in rings of two and thirty", "100 kB each"],
)
def test_no_class_makes_it_long(texts: list[str]) -> None:
    begin = time.process_time()
    pairs(of_texts(texts))
    assert time.process_time() - begin < 30


def test_a_question_of_a_quiz_and_a_blank_function_are_not_compared(copied: tuple[list[Student], set[str]]) -> None:
    def as_question(report: SubmissionReport) -> SubmissionReport:
        return replace(report, exercises=tuple(replace(item, question="Why?") for item in report.exercises))

    book = gradebook(copied[0])
    assert pairs(replace(book, reports=tuple(map(as_question, book.reports)))) == []


@pytest.mark.slow
def test_over_a_course_every_planted_pair_stands_above_every_other() -> None:
    given = given_texts(Course(ROOT))
    assert pairs(gradebook(klass(3, 40, course_pool())), given=given) == []
    students, told = with_copies(3, 40, course_pool())
    found = pairs(gradebook(students), 0, given=given)
    expected = {*DISGUISES, "half"}
    first = [told.get(frozenset(pair)) for pair in names(found)][: len(expected)]
    assert set(first) == expected
    assert min(pair.bits for pair in found[: len(expected)]) > THRESHOLD
