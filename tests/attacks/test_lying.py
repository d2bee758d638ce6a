"""Whatever a submission says of itself, its score is what honest evaluation gives."""

from __future__ import annotations

import re

import pytest

from tests.attacks.arena import ADD, ADD_ALONE, DOUBLE, IMPORT, Arena

# How an attack comes by what the worker holds: its connection, the message it is answering, and its own functions.
WORKER = """
    import sys
    frame = sys._getframe()
    while 'connection' not in frame.f_locals: frame = frame.f_back
    connection, message, worker = frame.f_locals['connection'], frame.f_locals['message'], frame.f_globals
"""

PATCHES = {
    "numpy.allclose": "np.allclose = np.isclose = np.array_equal = np.equal = lambda *a, **k: True",
    "numpy.testing": "import numpy.testing as t; t.assert_allclose = t.assert_array_equal = lambda *a, **k: None",
    "numpy's own type": "np.ndarray.__class__; np.asarray = lambda *a, **k: np.array([2.0, 4.0])",
    "json": "import json; json.dumps = lambda *a, **k: '{}'; json.loads = lambda *a, **k: {}",
    "builtins": "import builtins; builtins.isinstance = builtins.all = lambda *a: True",
    "pickle and copy": "import copy, pickle; copy.deepcopy = pickle.loads = lambda x, *a: x",
    "the worker's messages": WORKER.strip("\n") + """
    real = worker['pack']
    worker['pack'] = lambda message: real({**message, 'outcome': 'passed', 'score': 100, 'points': 60, 'equal': True})""",
    "the worker's errors": WORKER.strip("\n") + "\n    worker['traceback'] = worker['Session'] = None",
    "IPython's traceback": "get_ipython().showtraceback = get_ipython().showsyntaxerror = lambda *a, **k: None",
}  # fmt: skip


BENT = f"""def double(x):
    {WORKER.strip()}
    for question in message['questions']: question['arguments'], question['seed'] = [1.5], 0
    return 3 * x"""


def test_who_bends_questions_on_their_way_answers_others_than_are_judged(any_arena: Arena) -> None:
    """Questions to all functions of a notebook arrive together: whoever bends them bends those to the own others, too."""
    bent, _ = any_arena.grade(IMPORT, BENT, ADD_ALONE).exercises
    assert bent.score.earned == 0
    assert bent.outcome.value in ("wrong", "crashed")


@pytest.mark.parametrize("what", PATCHES)
def test_a_patch_earns_nothing(any_arena: Arena, what: str) -> None:
    report, _ = any_arena.attack(f"def double(x):\n    {PATCHES[what].strip()}\n    return 3 * x")
    assert report.score.earned == 0
    assert report.outcome.value in ("wrong", "crashed")


OBJECTS = {
    "equals everything": "class Liar:\n    __eq__ = lambda *a: True\n    __hash__ = None\n    __len__ = lambda a: 2",
    "is an array when asked": "class Liar:\n    __array__ = lambda *a, **k: np.array([2.0, 4.0])\n    shape = (2,)",
    "runs when unpickled": "class Liar:\n    __reduce__ = lambda a: (print, ('here',))",
    "says it is an array": "class Liar:\n    __class__ = np.ndarray\n    dtype = np.dtype(float); shape = (2,)",
}  # fmt: skip
# What holds plain data is taken for what it holds, and for nothing that it says of itself.
HOLDERS = {
    "is a float that equals": ("class Liar(float):\n    __eq__ = lambda *a: True\n    __hash__ = float.__hash__", "a number"),
    "is an array that equals": ("class Liar(np.ndarray):\n    __new__ = lambda c: np.zeros(2).view(c)\n    __eq__ = lambda *a: True", "all zeros"),
    "is a dictionary of everything": ("class Liar(dict):\n    __missing__ = lambda a, k: 1\n    __contains__ = lambda *a: True", "a dictionary"),
    "is a str that equals": ("class Liar(str):\n    __eq__ = lambda *a: True\n    __hash__ = str.__hash__", "a string"),
}  # fmt: skip


@pytest.mark.parametrize("what", OBJECTS)
def test_an_object_is_only_the_name_of_its_type(any_arena: Arena, what: str) -> None:
    report = any_arena.grade(IMPORT, OBJECTS[what], "def double(x):\n    return Liar()", ADD_ALONE).exercises[0]
    assert report.outcome.value == "wrong"
    assert "a Liar object" in report.message


@pytest.mark.parametrize("what", HOLDERS)
def test_what_holds_plain_data_is_judged_by_that(any_arena: Arena, what: str) -> None:
    source, words = HOLDERS[what]
    report = any_arena.grade(IMPORT, source, "def double(x):\n    return Liar()", ADD_ALONE).exercises[0]
    assert report.outcome.value == "wrong"
    assert words in report.message


def test_an_array_of_objects_is_not_looked_into(any_arena: Arena) -> None:
    spring = "class Spring:\n    def __reduce__(self): import os; return os._exit, (0,)"
    report = any_arena.grade(IMPORT, spring, "def double(x):\n    return np.array([Spring(), Spring()])", ADD_ALONE)
    assert [item.outcome.value for item in report.exercises] == ["wrong", "passed"]


def test_a_table_of_published_answers_fails_on_the_next_case(any_arena: Arena) -> None:
    """The case is found out by its inputs, its number, or the seed of the stream."""
    table = f"""def double(x):{WORKER}
    number = [q['seed'] for q in message['questions']].index(np.random.get_state()[1][0])
    return {{0: np.array([2.0, 4.0])}}.get(number, x)"""
    report, _ = any_arena.attack(table)
    assert [case.outcome.value for case in report.cases[:2]] == ["passed", "wrong"]
    assert report.score.earned == 0


# ---- frames written straight to the connection ----

FRAME = """
    import json, os, struct, time
    def frame_of(header, payload=b'', sizes=None):
        text = header if isinstance(header, bytes) else json.dumps(header).encode()
        return b'GRW1' + struct.pack('<IQ', *(sizes or (len(text), len(payload)))) + text + payload
    def answer(value, call=message['id']):
        return frame_of({'dict': [['id', call], ['value', value]]})
"""
HONEST = "{'array': '<f8', 'shape': [2], 'data': 0}"

FRAMES = {
    "is no frame": ("b'HTTP/1.1 200 OK' + bytes(99)", "crashed", "no answer (not a frame)"),
    "claims 2^60 bytes": ("frame_of(b'', sizes=(99, 2**60))", "crashed", "a frame larger than allowed"),
    "claims 2^32 bytes of header": ("frame_of(b'', sizes=(2**32 - 1, 9))", "crashed", "a frame larger than allowed"),
    "is nested without end": ("frame_of(b'[' * 400_000)", "crashed", "no answer"),
    "has more parts than bytes of memory": ("frame_of(b'[' + b'[],' * 1_300_000 + b'0]')", "crashed", "too many parts"),
    "has an id that is an array": ("answer(1, {'array': '|u1', 'shape': [0], 'data': 0})", "crashed", "nobody had asked"),
    "has an id of its own": ("answer(1, 'x')", "crashed", "nobody had asked"),
    "is no dictionary": ("frame_of([1, 2])", "crashed", "nobody had asked"),
    "has a number beyond all floats": ("answer({'complex': [{'number': '0x' + '9' * 1000}, 0]})", "crashed", "no answer"),
    "has characters that are none": ("frame_of({'dict': [['id', message['id']], ['value', {'array': '<U1', 'shape': [2], "
                                     "'data': 0}]]}, b'\\xff' * 8)", "crashed", "no answer"),
    "has keys of one hash": ("answer({'dict': [[n * (2**61 - 1), 0] for n in range(50_000)]})", "crashed", "no answer"),
    "has an array outside of it": (f"answer({HONEST})", "crashed", "outside the payload"),
    "has objects": ("answer({'array': '|O', 'shape': [1], 'data': 0})", "crashed", "not plain"),
    "has a shape beyond memory": ("answer({'array': '<f8', 'shape': [2**39, 2**39], 'data': 0})", "crashed", "no answer"),
    "has an array of nothings": ("answer({'array': '<U0', 'shape': [2**39], 'data': 0})", "crashed", "no answer"),
    "has more numbers than the budget": ("frame_of({'dict': [['id', message['id']], ['value', {'array': '|b1', 'shape': "
                                        "[2_000_001], 'data': 0}]]}, bytes(2_000_001))", "crashed", "more than 2,000,000"),
    "has more bytes than the budget": ("frame_of([1, 2], bytes(2**25))", "crashed", "a frame larger than allowed"),
    "has half a character": ("answer('\\ud800')", "wrong", "should be an array"),
    "has an integer that fits no array": ("answer({'number': '0x' + '9' * 600})", "wrong", "should be an array"),
    "has words without end": ("frame_of({'dict': [['id', message['id']], ['error', {'dict': [['type', 'E' * 10**5], "
                              "['message', 'm' * 10**6]]}]]})", "crashed", "published: raised EEEE"),
}  # fmt: skip


@pytest.mark.parametrize("what", FRAMES)
def test_a_forged_frame_harms_its_own_function_only(confined_arena: Arena, what: str) -> None:
    frame, outcome, message = FRAMES[what]
    report, _ = confined_arena.attack(
        f"def double(x):{WORKER}{FRAME}\n    connection.sendall({frame})\n    os._exit(0)"
    )
    assert (report.outcome.value, report.score.earned) == (outcome, 0)
    assert message in report.message
    assert len(report.message) < 2000


def test_a_dripping_frame_meets_the_deadline(hurried_confined_arena: Arena) -> None:
    drip = "\n    for byte in answer(1): connection.sendall(bytes([byte])); time.sleep(0.2)"
    report, _ = hurried_confined_arena.attack(f"def double(x):{WORKER}{FRAME}{drip}")
    assert report.outcome.value == "timed out"
    assert "began an answer and did not end it" in report.message


def test_an_answer_over_the_budget_is_told_for_its_question_and_the_worker_lives(confined_arena: Arena) -> None:
    report, innocent = confined_arena.attack("def double(x):\n    return np.zeros(17 * 2**20)")
    assert [case.outcome.value for case in report.cases[:3]] == ["wrong", "wrong", "passed"]
    for case in report.cases[:2]:
        assert "returned an array of shape (17825792,), too large to hand over" in case.message
    assert innocent.score.earned == 40


LATE = {
    "answers twice": "connection.sendall(answer(7) * 2); return 3 * x",
    "answers for all cases at once": "connection.sendall(answer(7) * 9); return 3 * x",
    "answers the next function from a thread": """import threading
    def later():
        time.sleep(0.02)
        while True: connection.sendall(answer(7)); time.sleep(0.01)
    threading.Thread(target=later, daemon=True).start()
    return 3 * x""",
    "ends the process from a thread": """import threading
    threading.Timer(0.05, os._exit, (0,)).start()
    return 3 * x""",
    "answers when it is destroyed": """class Last:
        def __del__(self): connection.sendall(answer(7))
    kept = Last()
    return 3 * x""",
    "answers at exit": "import atexit; atexit.register(lambda: connection.sendall(answer(7))); sys.exit()",
    "answers from a child": """
    if os.fork() == 0:
        for _ in range(50): connection.sendall(answer(7)); time.sleep(0.01)
        os._exit(0)
    return 3 * x""",
    "hands its place to a child": """
    if os.fork():
        time.sleep(0.2); os._exit(0)
    return 3 * x""",
}


@pytest.mark.parametrize("what", LATE)
def test_an_answer_that_nobody_waits_for_moves_no_point(confined_arena: Arena, what: str) -> None:
    report, innocent = confined_arena.attack(f"def double(x):{WORKER}{FRAME}\n    {LATE[what]}")
    assert (report.score.earned, innocent.score.earned) == (0, 40)


def test_a_right_function_that_leaves_something_behind_keeps_its_points(confined_arena: Arena) -> None:
    trailing = """def double(x):
    import os, threading
    if threading.active_count() == 1: threading.Timer(0.05, os._exit, (0,)).start()
    return 2 * x"""
    slow = "def double_and_add(x, n):\n    import time; time.sleep(0.2)\n    return 2 * x + n"
    assert confined_arena.grade(IMPORT, trailing, slow).exercises[1].score.earned == 40


CELLS = {
    "tells of cells without end": "while True: connection.sendall(frame_of({'dict': [['id', message['id']], ['cell', 1]]}))",
    "says it is loaded with an array": "connection.sendall(frame_of({'dict': [['id', message['id']], "
    "['loaded', {'array': '|u1', 'shape': [0], 'data': 0}]]}))",
    "has errors without end": "connection.sendall(frame_of({'dict': [['id', message['id']], ['loaded', True], ['errors', "
    "[{'dict': [['message', str(n)]]} for n in range(40_000)]]]}))",
}  # fmt: skip


@pytest.mark.parametrize("what", CELLS)
def test_a_cell_that_forges_frames_does_not_hold_up_the_run(confined_arena: Arena, what: str) -> None:
    cell = f"def forge():{WORKER}{FRAME}\n    {CELLS[what]}\nk = forge()"
    report = confined_arena.grade(IMPORT, cell, "def double(x):\n    return 3 * x + 0 * (k or 0)", ADD_ALONE)
    assert report.score.earned <= 40
    assert len(report.problems) <= 25


HUGE = {
    "functions without end": "\n".join(f"def f{n}(): pass" for n in range(60_000)),
    "a text of five megabytes": "text = '" + "x" * 5_000_000 + "'",
    "brackets without end": "x = " + "(" * 100_000,
    "a name of half a character": "def double(x):\n    return '\ud800'",
}


@pytest.mark.parametrize("what", HUGE)
def test_a_hostile_text_is_a_report_and_no_exception(confined_arena: Arena, what: str) -> None:
    report = confined_arena.grade(IMPORT, HUGE[what], DOUBLE, ADD)
    assert report.problems or report.exercises


def test_a_notebook_of_brackets_is_refused_before_it_is_read(strongest_arena: Arena) -> None:
    report = strongest_arena.grade(data=b'{"cells": [' + b"[]," * 3_000_000 + b"0]}")
    assert re.search(r"more than [\d,]+ parts", report.problems[0])
