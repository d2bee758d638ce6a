"""What is asked is what is answered, whatever a notebook holds and whatever its process sends."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader.answers.answer import Answer, Lost, Raised, Returned
from grader.course.exercise import Case
from grader.course.questions import Question
from grader.notebooks.cells import Cell, Notebook
from grader.results import Outcome
from grader.workers.examinee import Examinee, Setting
from grader.workers.pool import Zygote

NAMES = ("a", "b", "c")
FUNCTIONS = {name: f"def of_{name}(x):\n    return x, {name}" for name in NAMES}
# Each example starts processes.
some_examples = settings(max_examples=min(100, settings.default.max_examples))
# Of all these statements any may stand anywhere, any number of times.
STATEMENTS = (
    *FUNCTIONS.values(),
    *(f"{name} = {number}" for name in NAMES for number in (1, 2)),
    *(f"{name} = {other} + 1" for name in NAMES for other in NAMES),
    *(f"{name} = {name} * missing" for name in NAMES),
    *(f"{name} = 1 / 0" for name in NAMES),
    "b = c = a",
    "raise ValueError(a)",
    "import nothing_of_the_kind as c",
)
NOT_PYTHON = "this is no Python"
ENDS = {name: f"{name} = __import__('os')._exit(3)" for name in NAMES}

cells_at_random = st.lists(
    st.one_of(st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=3).map("\n".join), st.just(NOT_PYTHON)),
    max_size=8,
)


def question(name: str, *arguments: object) -> Question:
    return Question(name, Case("one", lambda rng: ()), arguments, seed=0)


def ask(zygote: Zygote, cells: Sequence[str], questions: Sequence[Sequence[Question]]) -> list[list[Answer]]:
    notebook = Notebook(tuple(Cell(number, text) for number, text in enumerate(cells, start=1)))
    with Examinee(zygote, notebook) as examinee:
        setting = Setting(sorted({item.function for items in questions for item in items}))
        answers = [examinee.ask(items, setting) for items in questions]
    assert list(map(len, answers)) == list(map(len, questions))
    return answers


def run_by_hand(cells: Sequence[str]) -> dict[str, object]:
    """What the cells bind, run from top to bottom, and once more what had wanted a name."""
    space: dict[str, object] = {}
    waiting = [statement for cell in cells if cell != NOT_PYTHON for statement in pieces(cell)]
    for _ in range(2):
        again = []
        for statement in waiting:
            try:
                exec(statement, space)
            except NameError:
                again.append(statement)
            except Exception:  # noqa: BLE001 - it binds nothing
                pass
        waiting = again
    return space


def pieces(cell: str) -> list[str]:
    return cell.replace("\n    ", "\r").replace("\n", "\f").replace("\r", "\n    ").split("\f")


@some_examples
@given(cells_at_random)
@example(["a = b + 1", "b = c + 1", "c = 1", *FUNCTIONS.values()])
@example([*FUNCTIONS.values(), "a = b = c", "c = 1\na = 2", "b = a + 1"])
def test_every_function_answers_as_if_run_by_hand(zygote: Zygote, cells: list[str]) -> None:
    space = run_by_hand(cells)
    asked = [[question(f"of_{name}", 1), question(f"of_{name}", 2)] for name in NAMES] * 2
    for items, answers in zip(asked, ask(zygote, cells, asked), strict=True):
        for item, answer in zip(items, answers, strict=True):
            try:
                expected: object = space[item.function](*item.arguments)  # type: ignore[operator]
            except (KeyError, NameError):
                assert isinstance(answer, Raised) and answer.type_name == "NameError"
            else:
                assert answer == Returned(expected)


@some_examples
@given(cells_at_random, st.sampled_from(NAMES), st.integers(0, 8))
def test_a_cell_that_ends_the_process_is_as_if_it_were_not_there(
    zygote: Zygote, cells: list[str], name: str, place: int
) -> None:
    cells = [*cells, *FUNCTIONS.values()]
    deadly = [*cells[:place], ENDS[name], *cells[place:]]
    asked = [[question(f"of_{name}", 1)] for name in NAMES]
    with_it, without_it = ask(zygote, deadly, asked), ask(zygote, cells, asked)
    told = [
        [answer if isinstance(answer, Returned) else type(answer) for (answer,) in all_]
        for all_ in (with_it, without_it)
    ]
    assert told[0] == told[1]


@some_examples
@given(st.lists(st.sampled_from(["right", "raises", "ends"]), min_size=1, max_size=6))
def test_a_function_that_ends_the_process_does_not_answer_for_another(zygote: Zygote, ways: list[str]) -> None:
    body = "if how == 'raises': raise ValueError(n)\n    if how == 'ends': __import__('os')._exit(1)\n    return n"
    questions = [question("f", way, number) for number, way in enumerate(ways)]
    first, second = ask(
        zygote, [f"def f(how, n):\n    {body}", "def g(n):\n    return n"], [questions, [question("g", 7)]]
    )
    assert second == [Returned(7)]
    lost = ways.index("ends") if "ends" in ways else len(ways)
    for number, (way, answer) in enumerate(zip(ways, first, strict=True)):
        if number >= lost:
            assert isinstance(answer, Lost)
        elif way == "raises":
            assert isinstance(answer, Raised) and answer.message == str(number)
        else:
            assert answer == Returned(number)


# What a submission may do that has taken hold of the connection; `send` packs a message under the id of the call.
TAKEN = """
import sys
frame = sys._getframe()
while 'connection' not in frame.f_locals or 'message' not in frame.f_locals: frame = frame.f_back
connection, message, pack = frame.f_locals['connection'], frame.f_locals['message'], frame.f_globals['pack']
def send(call=message['id'], **content): connection.sendall(pack({{'id': call, **content}}))
{deed}
"""
DEEDS = {
    "one answer too many": "send(value=1); send(value=1)",
    "an end too early": "send(end=True)",
    "an end and more": "send(value=1); send(end=True); send(value=1)",
    "an answer to an old question": "send(call='0' * 16, value=1)",
    "an id that is none": "send(call=3, value=1)",
    "no dictionary": "connection.sendall(pack([1]))",
    "no message": "connection.sendall(b'nonsense' * 99)",
    "answers without end": "while True: send(value=1)",
}


@pytest.mark.parametrize("deed", DEEDS)
def test_what_nobody_asked_for_is_not_taken_for_an_answer(zygote: Zygote, deed: str) -> None:
    hostile = "def f():\n" + "\n".join(f"    {line}" for line in TAKEN.format(deed=DEEDS[deed]).splitlines())
    told = ask(zygote, [hostile, "def g():\n    return 7"], [[question("f"), question("f")], [question("g")]])
    assert isinstance(told[0][-1], Lost)
    assert told[1] == [Returned(7)]


@pytest.mark.parametrize("deed", ["while True: send(cell=1)", "while True: send(errors=[])", "send(end=3)"])
def test_a_cell_that_answers_in_place_of_the_worker_ends_nothing_but_itself(zygote: Zygote, deed: str) -> None:
    taken = "def take():\n" + "\n".join(f"    {line}" for line in TAKEN.format(deed=deed).splitlines())
    told = ask(zygote, [f"{taken}\nk = take()", "def g():\n    return 7 if True else k"], [[question("g")]])
    assert told == [[Returned(7)]]


def test_a_cell_that_ends_the_loading_before_its_end_earns_nothing_by_it(zygote: Zygote) -> None:
    taken = "def take():\n" + "\n".join(f"    {line}" for line in TAKEN.format(deed="send(end=True)").splitlines())
    ((answer,),) = ask(zygote, [f"{taken}\nk = take()", "def g():\n    return 7 if True else k"], [[question("g")]])
    assert answer == Lost(Outcome.CRASHED, "it sent an answer that nobody had asked for")
