"""`check` in a notebook: what it shows, and that the notebook outlives whatever a function does."""

from __future__ import annotations

import contextlib
import linecache
import random
import threading
import warnings
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from grader.course.course import Course
from grader.reports.card import Card
from grader.selfcheck import calling
from grader.selfcheck import checker as check_module
from grader.selfcheck.calling import ask
from grader.selfcheck.checker import Checker

Source = Callable[..., Any]


@pytest.fixture
def check(tiny_course: Course) -> Checker:
    return Checker("doubling", course=tiny_course.root)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Card]:
    """What Jupyter would be given to show."""
    cards: list[Card] = []
    monkeypatch.setattr(check_module, "show", cards.append)
    return cards


def function(body: str, name: str = "double", arguments: str = "x", **space: object) -> Source:
    """A function of this body, the text of which Python knows."""
    namespace: dict[str, Any] = {"np": np, **space}
    text = f"def {name}({arguments}):\n    {body}"
    linecache.cache["made here"] = (len(text), None, text.splitlines(keepends=True), "made here")
    exec(compile(text, "made here", "exec"), namespace)
    made: Source = namespace[name]
    return made


def html(card: Card) -> str:
    return card._repr_mimebundle_()["text/html"]


def test_jupyter_gets_the_text_and_a_card(check: Checker, shown: list[Card]) -> None:
    check(function("return x * x"))
    bundle = shown[0]._repr_mimebundle_()
    assert bundle["text/plain"].splitlines()[1] == "  expected [2. 4.]   got [1. 4.]"
    assert "<mark>1<span" in bundle["text/html"]


def test_the_hint_is_folded_away_until_the_second_ask(check: Checker, shown: list[Card]) -> None:
    for body in ("return x", "return 3 * x", "return 2 * x", "return x"):
        check(function(body))
    assert ["<details open>" in html(card) for card in shown] == [False, True, False, False]
    assert all("hint: " in shown[index].text for index in (0, 1, 3))


def test_what_a_student_wrote_is_no_markup(check: Checker, shown: list[Card]) -> None:
    check(function("raise ValueError('<script>alert(1)</script>')"))
    assert "<script>" not in html(shown[0])
    assert "&lt;script&gt;" in html(shown[0])


def test_progress_is_a_bar_over_the_functions(check: Checker, shown: list[Card]) -> None:
    check(function("return 2 * x"))
    check.progress()
    assert '<progress max="2" value="1"' in html(shown[1])
    assert shown[1].text == "█░ 1 of 2 right; to do: double_and_add"


def test_without_jupyter_text_is_printed(check: Checker, capsys: pytest.CaptureFixture[str]) -> None:
    check(function("return 2 * x"))
    assert capsys.readouterr().out == "✓ double: right\n"


def test_a_line_in_the_notebook_chooses_the_language(tiny_course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    Checker("doubling", course=tiny_course.root, language="zh")(function("return 2 * x"))
    assert capsys.readouterr().out == "✓ double：正确\n"


def test_the_environment_chooses_the_language(
    tiny_course: Course, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADER_LANGUAGE", "zh-CN")
    Checker("doubling", course=tiny_course.root)(function("return x"))
    assert "提示：" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("import sys; sys.exit(3)", "raised SystemExit"),
        ("return double(x)", "raised RecursionError"),
        ("print('x' * 10**8); return x", "not the right values"),
        ("return np.ones(10**6)", "should have shape (2,), but has shape (1000000,)"),
        ("return np.ones(10**7)", "it returned an array of shape (10000000,), too large to hand over"),
        ("return [0] * 10**6", "it returned a list of 1000000, too large"),
        ("return 10 ** 10000", "it returned a number, too large"),
        ("a = []; a.append(a); return a", "but is a list of 1"),
        ("return 'x' * 10**6", "but is a string"),
        ("return 'x' * 10**8", "it returned a string, too large"),
        ("a = [0] * 10**6; a.append(a); return a", "a list of 1000001 that holds itself, too large"),
        ("raise type('E', (Exception,), {'__str__': lambda self: 1 / 0})", "raised E"),
        ("return (i for i in x)", "but is a list of 2"),
        ("import itertools; return itertools.count()", "but is a count object"),
    ],
)
def test_the_notebook_outlives(body: str, words: str, check: Checker, capsys: pytest.CaptureFixture[str]) -> None:
    check(function(body))
    assert words in capsys.readouterr().out


@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "while True:\n        try:\n            x = x + 1\n        except Exception: pass",
        "while True:\n        try:\n            x = x + 1\n        except: pass",
        "import time; time.sleep(60)",
    ],
)
@pytest.mark.parametrize("signals", [True, False])
def test_a_function_without_end_is_stopped(body: str, signals: bool, check: Checker) -> None:
    key = check._examination.keys()["double"][0]
    if not signals and "sleep" in body:
        pytest.skip("without signals only what runs in Python can be stopped")
    answers = []
    if signals:
        answers.append(ask(function(body), key, seconds=0.2))
    else:
        thread = threading.Thread(target=lambda: answers.append(ask(function(body), key, seconds=0.2)))
        thread.start()
        thread.join(600)
    assert answers[0].message == "stopped after 0.2 s of waiting"


def test_a_watcher_ends_though_its_last_alarm_rings_in_what_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class RingsWhenSet(threading.Event):
        def set(self) -> None:
            raise calling.TooLong

    def stopped() -> None:
        with contextlib.suppress(calling.TooLong), calling._poke(0.2):
            pass

    names = {name: getattr(threading, name) for name in ("Thread", "get_ident")}
    monkeypatch.setattr(calling, "threading", SimpleNamespace(**names, Event=RingsWhenSet))
    before = set(threading.enumerate())
    thread = threading.Thread(target=stopped)
    thread.start()
    thread.join(600)
    for watcher in set(threading.enumerate()) - before:
        watcher.join(60)
        assert not watcher.is_alive()


def test_an_interrupt_stays_the_students(check: Checker) -> None:
    with pytest.raises(KeyboardInterrupt):
        check(function("raise KeyboardInterrupt"))


def test_random_streams_and_settings_are_left_alone(check: Checker) -> None:
    np.random.seed(5)
    random.seed(5)
    before = np.random.get_state()[1].tolist(), random.getstate(), np.geterr(), list(warnings.filters)
    check(
        function("np.random.rand(9); np.seterr(all='raise'); import warnings; warnings.simplefilter('error'); return x")
    )
    assert (np.random.get_state()[1].tolist(), random.getstate(), np.geterr(), list(warnings.filters)) == before


def test_warnings_of_a_function_are_not_shown(check: Checker) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check(function("return x / (x - x)"))


def test_reading_a_variable_in_place_of_an_argument_shows_by_other_numbers(
    check: Checker, capsys: pytest.CaptureFixture[str]
) -> None:
    check(function("return 2 * X", X=np.array([1.0, 2.0])))
    assert capsys.readouterr().out.startswith("✗ double, it reads `X` from the notebook instead of its arguments")


def test_what_is_kept_between_calls_is_told(check: Checker, capsys: pytest.CaptureFixture[str]) -> None:
    check(function("calls.append(x); return 2 * x * (len(calls) < 3)", calls=[]))
    assert "something is kept between calls" in capsys.readouterr().out


def test_a_function_that_calls_a_wrong_one_is_told_to_begin_there(
    check: Checker, capsys: pytest.CaptureFixture[str]
) -> None:
    double = function("return x")
    check(double)
    check(function("return double(x) + n", "double_and_add", "x, n", double=double))
    assert "hint: It calls `double`, which is not right yet: begin there." in capsys.readouterr().out


def test_the_cell_of_an_error_is_named_as_the_notebook_numbers_it(
    check: Checker, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "def double(x):\n    return nothing * x\n"
    linecache.cache["/tmp/ipykernel_1/2.py"] = (
        len(text),
        None,
        text.splitlines(keepends=True),
        "/tmp/ipykernel_1/2.py",
    )
    label = SimpleNamespace(format_code_name=lambda file: ("Cell", "In[7]") if "ipykernel_1/" in file else None)
    monkeypatch.setattr(check_module, "shell", lambda: SimpleNamespace(compile=label))
    namespace: dict[str, Any] = {}
    exec(compile(text, "/tmp/ipykernel_1/2.py", "exec"), namespace)
    monkeypatch.setattr(check_module, "show", lambda card: print(card.text))
    check(namespace["double"])
    assert "raised NameError in cell 7, line 2 (`return nothing * x`)" in capsys.readouterr().out
