"""What a class comes to in numbers: who is missing, what went wrong most, and what that says is to be taught again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from grader.course.settings import Settings
from grader.gradebook.class_numbers import AssignmentNumbers, ClassNumbers, class_numbers
from grader.gradebook.teaching import FEWEST, enough_handed_in, to_teach_again
from grader.language.catalogue import Language, find_language
from grader.results import CaseResult, ExerciseReport, Lateness, Outcome, Status, SubmissionReport
from grader.sentence import Sentence
from tests.classes import MadeUpBook

HINT = Sentence("Divide by `m`.")
SOURCE = "def f(x):\n    '''Average.'''\n    return sum(x)  # by ann\n"


def answer(outcome: Outcome = Outcome.PASSED, mistake: str | None = None, function: str = "f") -> ExerciseReport:
    hint = HINT if mistake else ""
    return ExerciseReport(function, 10, outcome, (), hint=hint, mistake=mistake, source=SOURCE)


def handed_in(student: str, *exercises: ExerciseReport, assignment: str = "one") -> SubmissionReport:
    return SubmissionReport(student, f"{student}.ipynb", assignment, exercises=exercises or (answer(),))


def numbers(*reports: SubmissionReport, order: tuple[str, ...] = ("one", "two")) -> ClassNumbers:
    return class_numbers(MadeUpBook(reports, Settings(order)), reports)


def of_wrong(wrong: int, right: int, alike: int = 0) -> tuple[AssignmentNumbers, ...]:
    mistakes = ["sum"] * alike + [None] * (wrong - alike)
    answers = [answer(Outcome.WRONG, mistake) for mistake in mistakes] + [answer()] * right
    return numbers(*(handed_in(f"s{place}", item) for place, item in enumerate(answers))).assignments


def test_who_is_missing_is_told_of_what_others_have_handed_in() -> None:
    told = numbers(
        handed_in("ann"),
        handed_in("ann", assignment="two"),
        handed_in("ben", assignment="two"),
        SubmissionReport("cem", status=Status.MISSING, problems=("Nothing was handed in.",)),
        SubmissionReport("dan", "x.ipynb", status=Status.UNGRADABLE, problems=("?",)),
    )
    assert [(one.name, one.missing) for one in told.assignments] == [
        ("one", ("ben", "cem", "dan")),
        ("two", ("cem", "dan")),
    ]
    assert (told.students, told.missing, told.unread) == (("ann", "ben", "cem", "dan"), ("cem",), ("dan",))


def test_scores_are_those_that_count_late_and_adjusted() -> None:
    late = replace(handed_in("ben"), late=Lateness("", "", 1, 50.0))
    (one,) = numbers(handed_in("ann"), late, handed_in("cem", answer(Outcome.NOT_ATTEMPTED))).assignments
    assert (one.percents, one.median, one.passed, one.late) == ((0.0, 50.0, 100.0), 50.0, 1, 1)


def test_the_commonest_mistakes_are_counted_with_the_code_of_one_whom_it_does_not_name() -> None:
    (one,) = of_wrong(wrong=5, right=5, alike=3)
    (mistake,) = one.mistakes
    assert (mistake.function, mistake.mistake, mistake.hint, mistake.count, mistake.wrong) == ("f", "sum", HINT, 3, 5)
    assert mistake.example == "def f(x):\n    return sum(x)"


def test_when_it_came_is_told_from_those_of_whom_it_is_known() -> None:
    book = MadeUpBook([handed_in(name) for name in "abcd"])
    hours = (30, 2, -1, None)
    rows = [
        replace(row, before=None if hour is None else dt.timedelta(hours=hour))
        for row, hour in zip(book.rows, hours, strict=True)
    ]
    book.rows = tuple(rows)
    (one,) = class_numbers(book, [row.report for row in rows]).assignments
    assert one.timing is not None
    assert (one.timing.known, one.timing.before, one.timing.last_day) == (3, dt.timedelta(hours=2), 1)


def test_what_ran_out_of_time_is_counted() -> None:
    (one,) = numbers(handed_in("ann", answer(Outcome.TIMED_OUT), answer(Outcome.TIMED_OUT, function="g"))).assignments
    assert one.out_of_time == 2


def test_nothing_handed_in_is_a_class_all_the_same() -> None:
    assert numbers() == ClassNumbers((), (), (), ())


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [(FEWEST, 0, True), (FEWEST - 1, 0, False), (30, 70, True), (29, 71, False), (3, 7, True), (2, 8, False)],
)
def test_only_what_many_had_wrong_of_what_enough_attempted_is_taught_again(wrong: int, right: int, told: bool) -> None:
    assert bool(to_teach_again(of_wrong(wrong, right), {})) is told


@pytest.mark.parametrize(("wrong", "alike", "named"), [(10, 4, True), (10, 3, False), (4, 3, True), (4, 2, False)])
def test_a_mistake_is_named_where_most_of_the_wrong_made_it_and_three_at_least(
    wrong: int, alike: int, named: bool
) -> None:
    ((_, sentence),) = to_teach_again(of_wrong(wrong, right=6, alike=alike), {})
    assert ("Divide by `m`." in sentence) is named


def test_the_sentence_names_function_assignment_share_and_mistake_in_every_language() -> None:
    ((assignment, sentence),) = to_teach_again(of_wrong(wrong=6, right=6, alike=5), {"one": "Week 1"})
    assert (assignment, sentence) == (
        "one",
        "`f` (Week 1) is wrong in 50 % of the answers, 6 of 12, and 5 of these make the same mistake: Divide by `m`.",
    )
    zh = find_language("zh")
    told = Language(zh.code, {**zh.catalogue, HINT: "要除以 `m`。"}).say(sentence)
    assert "要除以" in told and "50%" in told


@pytest.mark.parametrize(("blank", "right", "told"), [(10, 10, True), (9, 10, False), (7, 0, False)])
def test_what_half_of_a_class_left_blank_is_told_as_that_and_as_no_wrong_answer(
    blank: int, right: int, told: bool
) -> None:
    answers = [answer(Outcome.NOT_ATTEMPTED)] * blank + [answer()] * right
    found = numbers(*(handed_in(f"s{place}", item) for place, item in enumerate(answers))).assignments
    sentences = [sentence for _, sentence in to_teach_again(found, {})]
    assert sentences == (["`f` (one) was not attempted by 10 of 20."] if told else [])
    assert enough_handed_in(found) is (blank + right >= FEWEST)


def test_no_more_than_two_are_told_and_the_worst_first() -> None:
    def of(place: int) -> SubmissionReport:
        wrong = {"f": 5, "g": 9, "h": 7}
        exercises = (answer(Outcome.WRONG if place < wrong[name] else Outcome.PASSED, function=name) for name in wrong)
        return handed_in(f"s{place}", *exercises)

    told = to_teach_again(numbers(*map(of, range(10))).assignments, {})
    assert [sentence.partition(" ")[0] for _, sentence in told] == ["`g`", "`h`"]


def test_a_question_is_told_by_its_title_and_its_misconception() -> None:
    case = CaseResult(Sentence("`sum`"), Outcome.WRONG)
    wrong = ExerciseReport("q1", 10, Outcome.WRONG, (case,), mistake="sums over rows", question=Sentence("Axes"))
    told = numbers(*(handed_in(f"s{place}", wrong) for place in range(9))).assignments
    ((_, sentence),) = to_teach_again(told, {})
    assert sentence.startswith("Axes (one) is wrong in 100 %") and sentence.endswith("sums over rows")
    assert told[0].mistakes[0].example == ""
