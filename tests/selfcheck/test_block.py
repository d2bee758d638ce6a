"""`check.attempted`: whatever a student's function does, the lines of the course go on, and say what was wrong."""

from __future__ import annotations

import linecache
import sys
from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import pytest

from grader.course.course import Course
from grader.reports.card import Card
from grader.selfcheck import block, calling
from grader.selfcheck import checker as check_module
from grader.selfcheck.calling import called_by
from grader.selfcheck.checker import Checker
from tests.selfcheck.test_checker import function

STUB = "### START CODE HERE ###\n    y = None\n    ### END CODE HERE ###\n    return y"


@pytest.fixture
def check(tiny_course: Course) -> Checker:
    return Checker("doubling", course=tiny_course.root, language="en")


@pytest.fixture
def cards(monkeypatch: pytest.MonkeyPatch) -> list[Card]:
    """What a cell shows in Jupyter: a card may be put in the place of another."""
    shown: list[Card] = []

    def show(card: Card) -> Callable[[Card], None]:
        shown.append(card)
        return lambda other: shown.__setitem__(shown.index(card), other)

    monkeypatch.setattr(check_module, "show", show)
    return shown


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def in_a_cell(name: str, text: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """A function that stands in cell 7 of a notebook."""
    linecache.cache["cell 7"] = (len(text), None, text.splitlines(keepends=True), "cell 7")
    monkeypatch.setattr(check_module, "_cells", lambda: lambda file: 7 * (file == "cell 7"))
    space: dict[str, Any] = {}
    exec(compile(text, "cell 7", "exec"), space)
    made: Callable[..., Any] = space[name]
    return made


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("return math.exp(x)", "raised NameError in cell 7, line 2 (`return math.exp(x)`): name 'math' is not defined"),
        ("exit(1)", "raised SystemExit in cell 7, line 2 (`exit(1)`)"),
        ("raise type('E', (Exception,), {'__str__': lambda self: 1 / 0})", "raised E in cell 7, line 2"),
        ("print(x)", "what it returns cannot be used: TypeError: cannot unpack non-iterable NoneType"),
        ("return 1, 2, 3", "what it returns cannot be used: ValueError: too many values to unpack (expected 2"),
    ],
)
def test_an_error_is_told_and_the_notebook_goes_on(
    body: str, told: str, check: Checker, monkeypatch: pytest.MonkeyPatch, cards: list[Card]
) -> None:
    double = in_a_cell("double", f"def double(x):\n    {body}\n", monkeypatch)
    with check.attempted(double):
        _, _ = double(1)
    assert cards[0].text.startswith(f"✗ double, {told}")
    assert "<summary>traceback</summary>" in cards[0].html


def test_what_does_not_end_is_stopped(
    check: Checker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(calling, "SECONDS", 0.2)
    double = function("while True: pass")
    with check.attempted(double):
        double(1)
    assert said(capsys)[0] == "✗ double, stopped after 0.2 s of waiting"


def test_an_interrupt_stays_the_students(check: Checker) -> None:
    double = function("raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt), check.attempted(double):
        double(1)


def test_a_stub_shows_nothing_but_what_is_waited_for(check: Checker, capsys: pytest.CaptureFixture[str]) -> None:
    double = function(STUB)
    with check.attempted(double):
        print("twice 3 is", double(3))
        plt.subplots()
        print(double(3)[0])
    assert said(capsys) == ["… this waits for double"]
    assert plt.get_fignums() == []


def test_a_stub_that_is_called_by_another_function_is_waited_for(
    check: Checker, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"def double(x):\n    {STUB}\n\ndef twice(x):\n    return [double(y) for y in x]\n"
    twice = in_a_cell("twice", text, monkeypatch)
    with check.attempted(twice):
        twice([1])
    assert said(capsys) == ["… this waits for double"]


def test_no_empty_axes_are_left_behind(check: Checker) -> None:
    before, _ = plt.subplots()
    double = function("return nothing")
    with check.attempted(double):
        _, axes = plt.subplots()
        axes.plot(double(1))
    assert plt.get_fignums() == [before.number]  # type: ignore[attr-defined]
    plt.close(before)


def test_what_an_earlier_cell_should_have_made_is_named(
    check: Checker, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    double = function("return 2 * x")
    with check.attempted(double):
        print(made_above)  # type: ignore[name-defined]  # noqa: F821
    assert said(capsys) == ["… this needs what a cell above has not made: name 'made_above' is not defined"]


def test_a_helper_that_is_not_right_is_named(check: Checker, capsys: pytest.CaptureFixture[str]) -> None:
    twice = function("return double(x)[5]", "double_and_add")
    exec("def double(x):\n    return x", twice.__globals__)
    check(twice.__globals__["double"])
    with check.attempted(twice):
        twice([1])
    assert "hint: It calls `double`, which is not right yet: begin there." in capsys.readouterr().out


def test_no_flood_reaches_the_notebook(check: Checker, capsys: pytest.CaptureFixture[str]) -> None:
    double = function("for _ in range(20_000): print('x')")
    with check.attempted(double):
        double(1)
    lines = said(capsys)
    assert lines[-1] == "…"
    assert len(lines) < block.MAX_PRINTED / calling.LINE


def test_check_in_the_same_cell_tells_all_in_one_card(check: Checker, cards: list[Card]) -> None:
    double = function("raise ValueError('no')")
    with check.attempted(double):
        double(1)
    check(double)
    (card,) = cards
    assert card.text.startswith("✗ double, published: raised ValueError")
    assert "<summary>traceback</summary>" in card.html


def test_a_function_that_is_right_does_not_hide_what_went_wrong(check: Checker, cards: list[Card]) -> None:
    double = function("return 2 * x")
    with check.attempted(double):
        double(1)[5]
    check(double)
    assert [card.text[0] for card in cards] == ["✗", "✓"]
    assert "traceback" not in cards[1].html


def test_only_what_was_seen_to_end_takes_as_long_as_it_likes(check: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    def patience(*functions: Callable[..., Any]) -> float | None:
        return check._patience(called_by(functions))

    double = function("return 2 * x")
    assert patience(double) == calling.SECONDS
    check(double)
    assert patience(double) is None
    endless = function("while True: pass")
    monkeypatch.setattr(calling, "SECONDS", 0.2)
    check(endless)
    assert patience(endless) == calling.BRIEFLY
    assert patience(double) == calling.SECONDS


def test_the_traceback_begins_in_the_notebook() -> None:
    def cell_of(file: str) -> int:
        return 3 if file == __file__ else 0

    try:
        sys.modules["tests.selfcheck.test_checker"].function("return 1 / 0")(1)
    except ZeroDivisionError as error:
        trace = block.trace_of(error, cell_of)
    assert trace.startswith('  File "cell 3", line ')
    assert trace.endswith("ZeroDivisionError: division by zero\n")
