"""A worker of the course's own answers stand-ins: plain data there and back, whatever a stranger sends."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from grader.answers.answer import Answer, Lost, Raised, Returned
from grader.course.exercise import Case
from grader.course.questions import Question
from grader.notebooks.cells import Cell, Notebook
from grader.results import Outcome
from grader.workers import helpers
from grader.workers.examinee import Examinee, Setting
from grader.workers.helpers import Helpers
from grader.workers.pool import Zygote

COURSE = (
    "import numpy as np",
    "def halved(x):\n    return x / 2",
    "def update(parameters, rate):\n    for key in parameters:\n        parameters[key] -= rate\n    return parameters",
    "def quarter(x):\n    return halved(halved(x))",
    "def draw(n):\n    return np.random.randn(n)",
    "def forever():\n    while True: pass",
    "def ends():\n    __import__('os')._exit(1)",
    "def code():\n    return len",
)
NAMES = ("halved", "update", "quarter", "draw", "forever", "ends", "code")


def cells(*texts: str) -> Notebook:
    return Notebook(tuple(Cell(number, text) for number, text in enumerate(texts, start=1)))


def ask(zygote: Zygote, *texts: str, times: int = 1, names: Sequence[str] = NAMES) -> tuple[list[Answer], str]:
    """What `f` of these cells answers, and why what it asks of others could not be handed over."""
    case = Case("one", lambda rng: ())
    with (
        Examinee(zygote, cells("import numpy as np", *texts)) as examinee,
        Helpers(zygote, cells(*COURSE), {name: name for name in names}, {}) as others,
    ):
        answers = examinee.ask([Question("f", case, (), seed=3)] * times, others.around(Setting(["f"])))
        return answers, others.refused


def test_a_stand_in_is_found_under_the_name_of_the_notebook_s_own(zygote: Zygote) -> None:
    assert ask(zygote, "def halved(x):\n    return 'wrong'", "def f():\n    return halved(3)") == ([Returned(1.5)], "")


def test_one_that_the_notebook_lacks_is_there_as_well(zygote: Zygote) -> None:
    assert ask(zygote, "def f():\n    return halved(x=3)")[0] == [Returned(1.5)]


def test_the_course_s_helper_calls_the_course_s_functions(zygote: Zygote) -> None:
    told = ask(zygote, "def halved(x):\n    return 'wrong'", "def f():\n    return quarter(2.0)", names=["quarter"])
    assert told[0] == [Returned(0.5)]


def test_what_a_helper_changes_in_place_is_changed(zygote: Zygote) -> None:
    body = "W = np.ones(2)\n    p = {'W': W}\n    q = update(p, rate=0.5)\n    return W, q is p, p['W'] is W"
    ((answer,), _) = ask(zygote, f"def f():\n    {body}")
    assert isinstance(answer, Returned)
    W, *same = answer.value  # type: ignore[misc]
    assert W.tolist() == [0.5, 0.5]
    assert same == [True, True]


def test_a_helper_draws_from_the_stream_of_the_question(zygote: Zygote) -> None:
    ((answer,), _) = ask(zygote, "def f():\n    return [float(draw(1)[0]), *np.random.randn(1), *draw(2).tolist()]")
    assert answer == Returned(np.random.RandomState(3).randn(4).tolist())


def test_its_errors_are_the_caller_s_to_catch(zygote: Zygote) -> None:
    body = "try:\n        halved('three')\n    except TypeError as error:\n        return str(error)"
    told = "unsupported operand type(s) for /: 'str' and 'int'"
    assert ask(zygote, f"def f():\n    {body}")[0] == [Returned(told)]


def test_an_error_is_told_at_the_line_of_the_caller(zygote: Zygote) -> None:
    ((answer,), _) = ask(zygote, "def f():\n    y = 1\n    return halved('three')")
    assert isinstance(answer, Raised)
    assert (answer.type_name, answer.cell, answer.line, answer.text) == ("TypeError", 2, 3, "return halved('three')")


@pytest.mark.parametrize("call", ["halved(len)", "halved({'f': print})", "halved([[[0] * 999] * 999])", "code()"])
def test_what_is_no_plain_data_is_refused_and_told(zygote: Zygote, call: str) -> None:
    ((answer,), refused) = ask(zygote, f"def f():\n    return {call}")
    assert isinstance(answer, Raised)
    assert refused or call.startswith("halved([")


def test_threads_of_a_function_ask_one_after_the_other(zygote: Zygote) -> None:
    body = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "    with ThreadPoolExecutor(4) as pool: return sum(pool.map(halved, range(20)))"
    )
    assert ask(zygote, f"def f():\n    {body}")[0] == [Returned(95.0)]


def test_a_helper_that_never_comes_back_times_the_caller_out(zygote: Zygote) -> None:
    ((answer,), _) = ask(zygote, "def f():\n    return forever()")
    assert isinstance(answer, Lost) and answer.outcome is Outcome.TIMED_OUT


def test_a_helper_whose_process_ends_is_the_caller_s_loss(zygote: Zygote) -> None:
    ((answer,), _) = ask(zygote, "def f():\n    return ends()")
    assert isinstance(answer, Lost) and answer.outcome is Outcome.CRASHED


def test_one_that_asks_without_end_is_stopped(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helpers, "MAX_CALLS", 50)
    ((answer,), refused) = ask(zygote, "def f():\n    while True: halved(1)")
    assert isinstance(answer, Lost)
    assert refused == "it calls them more than 50 times"


# `request` asks as a stand-in does, with whatever content.
TAKEN = """def request(content):
    import sys
    frame = sys._getframe()
    while 'exchange' not in frame.f_locals: frame = frame.f_back
    return frame.f_locals['exchange'](content)
GOOD = {'function': 'halved', 'arguments': [1], 'options': {}, 'parts': [], 'stream': None}"""
HOSTILE = {
    "a function that nobody stands in for": "request({**GOOD, 'function': 'open'})",
    "the function that is asked": "request({**GOOD, 'function': 'f'})",
    "no function": "request({})",
    "no dictionary": "request([1])",
    "a name that is none": "request({**GOOD, 'function': ['halved']})",
    "nothing but a name": "request({'function': 'halved'})",
    "a part that is not there": "request({**GOOD, 'arguments': [[7]]})",
    "a part that is no number": "request({**GOOD, 'arguments': [['x']]})",
    "parts that are none": "request({**GOOD, 'parts': [1, 2]})",
    "a part of no kind": "request({**GOOD, 'parts': [('code', 'x')], 'arguments': [[0]]})",
    "a tuple that holds itself": "request({**GOOD, 'parts': [('tuple', [[0]])], 'arguments': [[0]]})",
    "a list that holds itself": "request({**GOOD, 'parts': [('list', [[0]])], 'arguments': [[0]]})",
    "an object": "request({**GOOD, 'arguments': [len]})",
    "a stream of nonsense": "request({**GOOD, 'stream': ('MT19937', 1, 2, 3, 4)})",
    "options that are none": "request({**GOOD, 'options': [1]})",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_request_that_no_stand_in_makes_is_only_its_own_loss(zygote: Zygote, what: str) -> None:
    body = (
        f"try: return ['answered', repr({HOSTILE[what]}.get('value'))]\n    except Exception as error: return 'raised'"
    )
    ((answer, after), _) = ask(zygote, TAKEN, f"def f():\n    {body}", times=2)
    assert isinstance(answer, Returned | Lost)
    assert not isinstance(answer, Returned) or answer.value in ("raised", ["answered", "None"])
    assert isinstance(after, Lost) or after == answer


def test_without_stand_ins_nothing_may_be_asked_for(zygote: Zygote) -> None:
    with Examinee(zygote, cells(TAKEN, "def f():\n    return request(GOOD)")) as examinee:
        (answer,) = examinee.ask([Question("f", Case("one", lambda rng: ()), (), seed=0)], Setting(["f"]))
    assert answer == Lost(Outcome.CRASHED, "it sent an answer that nobody had asked for")


def test_an_error_of_a_helper_is_told_with_what_it_was_given(zygote: Zygote) -> None:
    (answer,), _ = ask(zygote, "def f():\n    return halved('three')", names=["halved"])
    assert isinstance(answer, Raised)
    assert (answer.helper, answer.line, [outline.words for _, outline in answer.given]) == ("halved", 2, ["a string"])
