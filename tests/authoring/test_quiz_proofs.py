"""Each thing that can be wrong with a question is found; a quiz that holds together has no finding."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from grader.authoring.build import build_quiz
from grader.authoring.quiz_notebook import quiz_notebook, shuffled_quizzes
from grader.authoring.quiz_proofs import incomplete, undecided
from grader.course.assignment import QuizAssignment
from grader.course.course import Course
from grader.course.quiz import Asked, Choice, Right, Short
from grader.course.stored_quiz import dump_quiz, quiz_from
from tests.conftest import ROOT
from tests.quizzes import rekeyed, write_quiz_course

QUIZZES = Course(ROOT).quizzes()


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return Course(write_quiz_course(tmp_path_factory.mktemp("quiz") / "course"))


@pytest.fixture(scope="module")
def quiz(course: Course) -> QuizAssignment:
    return course.quiz("quiz_1")


def with_one(quiz: QuizAssignment, name: str, **changes: object) -> QuizAssignment:
    """The quiz with one question changed."""
    changed = [dataclasses.replace(item, **changes) if item.name == name else item for item in quiz.exercises]  # type: ignore[arg-type]
    return dataclasses.replace(quiz, exercises=tuple(changed))


def options(quiz: QuizAssignment, name: str) -> tuple[object, ...]:
    (question,) = (item for item in quiz.exercises if item.name == name)
    assert isinstance(question, Choice)
    return question.options


def test_a_quiz_that_holds_together_has_no_finding(quiz: QuizAssignment) -> None:
    assert [*incomplete(quiz), *undecided(quiz)] == []


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.name)
def test_the_quizzes_of_the_course_hold_together(quiz: QuizAssignment) -> None:
    assert [*incomplete(quiz), *undecided(quiz)] == []
    assert sum(question.points for question in quiz.exercises) == 100


def test_what_is_missing_or_alike_is_found(quiz: QuizAssignment) -> None:
    first = options(quiz, "q1")
    for name, changes, words in (
        ("q1", {"options": first[:1] * 3}, "0 right options"),
        ("q1", {"options": (*first, Right("`(2,  3)`", "x"))}, "2 right options"),
        ("q1", {"options": (*first, first[0])}, "same text"),
        ("q1", {"options": first[:2]}, "2 options"),
        ("q1", {"title": "Primes"}, "title of another"),
        (
            "q2",
            {"options": tuple(item for item in options(quiz, "q2") if not isinstance(item, Right)) * 2},
            "both right",
        ),
        ("q3", {"options": (Right("Yes", "x"), *options(quiz, "q3")[1:])}, "True and False"),
        ("q4", {"wrong": ()}, "no wrong answer"),
        ("q4", {"key": "many"}, "no answer to it"),
        ("q5", {"key": (4,)}, "for right"),
        ("q6", {"title": " "}, "empty text"),
        ("q6", {"otherwise": "$x$"}, "a formula"),
    ):
        found = [what for question, what in incomplete(with_one(quiz, name, **changes)) if question in (name, "q2")]
        assert any(words in what for what in found), (name, words, found)


def test_a_key_that_the_code_does_not_give_is_found(quiz: QuizAssignment) -> None:
    assert [name for name, _ in undecided(with_one(quiz, "q1", code="c = np.zeros((2, 1))"))] == ["q1", "q1"]
    assert [name for name, _ in undecided(with_one(quiz, "q1", code="c = np.zeros(2) + np.zeros(3)"))] == ["q1", "q1"]
    assert [name for name, _ in undecided(with_one(quiz, "q5", asks="S.T.shape"))] == ["q5"]
    assert [name for name, _ in undecided(with_one(quiz, "q1", asks=""))] == ["q1"]


@pytest.mark.parametrize("number", range(len(QUIZZES) + 1))
def test_what_students_get_is_the_same_whatever_is_right(number: int, quiz: QuizAssignment) -> None:
    """So no key is in it, in whatever form: bytes that do not depend on it cannot tell it."""
    asked = [quiz, *QUIZZES][number]
    for order in (0, 7):
        given, other = (quiz_notebook(item, order=order) for item in (asked, rekeyed(asked)))
        assert json.dumps(given) == json.dumps(other)
    assert dump_quiz(asked.withheld()) == dump_quiz(rekeyed(asked).withheld())


def test_what_is_built_for_students_tells_no_explanation(course: Course) -> None:
    built = build_quiz(course, "quiz_1")
    files = {path.parent.name: data.decode() for path, data in built.items()}
    for why in (why for question in course.quiz("quiz_1").exercises for why in explanations(question)):
        assert why in files["solutions"] and why not in files["assignments"] + files["expected"]


def test_where_the_course_lets_one_practise_what_check_has_tells_everything(tmp_path: Path) -> None:
    root = write_quiz_course(tmp_path / "course")
    (root / "course.toml").write_text("[feedback]\npractice = true\n", encoding="utf-8")
    course = Course(root)
    built = {path.parent.name: data for path, data in build_quiz(course, "quiz_1").items()}
    assert quiz_from(json.loads(built["expected"])).exercises == course.quiz("quiz_1").exercises
    assert b"The narrow one is repeated." not in built["assignments"]


def explanations(question: Asked) -> list[str]:
    if isinstance(question, Choice):
        return [option.why for option in question.options if isinstance(option, Right)]
    assert isinstance(question, Short)
    return [question.why, question.otherwise]


def test_each_student_gets_an_order_that_is_the_same_every_time(course: Course) -> None:
    given = shuffled_quizzes(course, ["ada", "ben", "../cy"])
    assert given == shuffled_quizzes(course, ["ada", "ben", "../cy"])
    assert sorted(map(str, given)) == ["_cy/quiz_1.ipynb", "ada/quiz_1.ipynb", "ben/quiz_1.ipynb"]
    assert len(set(given.values())) == 3
