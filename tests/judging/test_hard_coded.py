"""What all answers show together is said only where it is proved."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from grader.answers.answer import Answer, Raised, Returned
from grader.answers.plain import Opaque
from grader.course.exercise import Ask, Case
from grader.course.questions import Key, Question
from grader.judging.hard_coded import keeps_an_answer, largest_count, leaves_argument_unread, remark_on

INPUTS = (np.array([1.5, -2.5]), np.array([3.5, 0.5, 4.5]), np.array([5.5]))
CASES = (Case("published", lambda rng: (), True), Case("three", lambda rng: ()), Case("one", lambda rng: ()))
KEYS = [Key(Question("f", case, (x,), 0), 2 * x) for case, x in zip(CASES, INPUTS, strict=True)]
UNCHANGED = Key(Question("f", Case("leaves", lambda rng: (), ask=Ask.INPUTS), (INPUTS[1],), 0), [INPUTS[1]])
READS_ALL = "def f(x):\n    return 2 * x"


def remark(
    function: Callable[[np.ndarray], object], source: str = READS_ALL, variables: tuple[str, ...] = ()
) -> str | None:
    """What is said of a function that should give twice its argument."""
    answers: list[Answer] = [Returned(function(x)) for x in INPUTS]
    return remark_on([*KEYS, UNCHANGED], [*answers, Returned([INPUTS[1]])], source, variables)


def test_nothing_is_said_of_what_is_right() -> None:
    assert remark(lambda x: 2 * x, "def f(x):\n    return 2 * X", ("X",)) is None


@pytest.mark.parametrize("value", [7.0, np.ones((2, 1)), {"W": 1.0}, "text", [0.0, 1.0]])
def test_one_answer_to_every_question_is_told(value: object) -> None:
    assert remark(lambda x: value) == "it gives the same answer whatever it is asked"


@pytest.mark.parametrize("value", [{}, [], None, Opaque("Foo"), [Opaque("Foo")], float("nan"), np.array([np.inf])])
def test_what_tells_nothing_is_no_evidence(value: object) -> None:
    assert remark(lambda x: value) is None


def test_an_answer_that_is_kept_is_told_from_one_that_is_written_down() -> None:
    answers: list[Answer] = [Returned(KEYS[0].expected) for _ in KEYS]
    assert keeps_an_answer(KEYS, answers, "def f(x, memo=[]):\n    memo.append(2 * x)\n    return memo[0]")
    assert not keeps_an_answer(KEYS, answers, "def f(x):\n    return np.array([3.0, -5.0])")
    assert not keeps_an_answer(KEYS, [Returned(key.expected) for key in KEYS], READS_ALL)


def test_a_key_more_is_another_answer() -> None:
    answers = iter([{"W1": 1.0}, {"W1": 1.0, "W2": 2.0}, {"W1": 1.0, "W2": 2.0, "W3": 3.0}])
    assert remark(lambda x: next(answers)) is None


def test_a_published_answer_given_to_all_is_told_and_blamed_on_the_code_only_if_it_stands_there() -> None:
    def published(x: object) -> object:
        return np.array([3.0, -5.0])

    told = "it gives the published answer whatever it is asked"
    assert (
        remark(published, "def f(x):\n    return np.array([3.0, -5.0])")
        == f"{told}: the numbers are written into the code"
    )
    assert remark(published, "def f(x, memo=[]):\n    memo.append(2 * x)\n    return memo[0]") == told


def published_only(x: np.ndarray) -> object:
    return 2 * x if x.shape == (2,) else abs(x)


def test_a_number_of_the_published_inputs_in_the_code_is_named_if_only_these_are_right() -> None:
    source = "def f(x):\n    m = 2\n    return 2 * x if x.shape == (m,) else abs(x)"
    assert remark(published_only, source) == "it is right for the published inputs only: `2` is written into the code"


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    return abs(x)",
        "def f(x, memo=2):\n    return x.astype(int)",
        "def f(x):\n    np.random.seed(2)\n    return np.sum(x ** 2, axis=2) // 2 + x[2] + x.shape[1]",
        "def f(x:\n    (",
    ],
)
def test_of_other_numbers_nothing_is_said(source: str) -> None:
    assert remark(published_only, source) is None


@pytest.mark.parametrize(
    ("source", "unread"),
    [
        ("def f(x):\n    return 2 * X", True),
        ("def f(a: int, b=3, *, c):\n    return a + b + X", True),
        ('def f(x):\n    """Twice x."""\n    return 2 * X  # x', True),
        ("def f(x, y=(1, 2)):\n    return x * X + y", False),
        ("def f(x=[a, b]):\n    return x * X", False),
        ("X", False),
        ("def f(", False),
    ],
)
def test_an_argument_that_is_never_read_is_seen(source: str, unread: bool) -> None:
    assert leaves_argument_unread(source) == unread


def test_a_variable_of_the_notebook_is_named_where_it_stands_for_an_argument() -> None:
    told = "it reads `X` from the notebook instead of its arguments"
    assert remark(abs, "def f(x):\n    return X", ("X",)) == told
    assert remark(published_only, "def f(x):\n    return x if len(X) else X", ("X",)) == told


def test_a_helper_of_the_notebook_is_not_blamed() -> None:
    assert remark(abs, "def f(x):\n    return bends['abs'](x)", ("bends",)) is None


def test_an_error_is_no_answer() -> None:
    answers: list[Answer] = [Raised("ValueError", "")] * 3
    assert remark_on(KEYS, answers, READS_ALL, ()) is None


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("for i in range(min(n, 5000)): pass", 5000),
        ("if i > 200: break", 200),
        ("if i % 1000 == 0: print(i)", 0),
        ("np.random.seed(500)", 0),
        ("n_h = 4", 0),
        ("x = 10**9 + 99_999_999", 0),
    ],
)
def test_a_number_that_may_end_a_training_is_seen(line: str, count: int) -> None:
    assert largest_count(f"def train(X, n=10000):\n    {line}\n") == count
