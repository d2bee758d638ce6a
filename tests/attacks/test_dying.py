"""However a function ends its process, it is lost with the reason, and the others are graded."""

from __future__ import annotations

import pytest

from tests.attacks.arena import ADD_ALONE, IMPORT, Arena

WAYS = {
    "sys.exit": ("import sys; sys.exit()", "raised SystemExit"),
    "SystemExit": ("raise SystemExit(3)", "raised SystemExit"),
    "KeyboardInterrupt": ("raise KeyboardInterrupt", "raised KeyboardInterrupt"),
    "an exception that cannot be told": (
        "raise type('Bad', (BaseException,), {'__str__': lambda e: 1 / 0})()",
        "raised Bad",
    ),
    "os._exit": ("import os; os._exit(0)", "the process was ended with exit code 0"),
    "os._exit with the code of a failed box": ("import os; os._exit(125)", "the process was ended with exit code 124"),
    "SIGKILL": ("import os; os.kill(os.getpid(), 9)", "the process was killed"),
    "a signal without a name": ("import os; os.kill(os.getpid(), 40)", "the process was ended by signal 40"),
    "a segfault": ("import ctypes; ctypes.string_at(0)", "the process was ended by SIGSEGV"),
    "another program": ("import os; os.execv('/bin/true', ['true'])", "the process was ended with exit code 0"),
    "a closed pipe": ("import os; os.closerange(3, 256); return 3 * x", "the process was ended with exit code"),
    "a pipe closed by one who stays": (
        "import os, time; os.closerange(3, 256); time.sleep(99)",
        "the process cut its connection to the grader",
    ),
    "os.abort": ("import os; os.abort()", "the process was ended by SIGABRT"),
    "recursion": ("return double(x)", "raised RecursionError"),
    "stack overflow": (
        "import sys; sys.setrecursionlimit(10**8)\n    class A:\n        __repr__ = lambda a: repr([a])\n    return repr(A())",
        "the process was ended by SIGSEGV",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_function_that_dies_costs_itself(any_arena: Arena, way: str) -> None:
    body, reason = WAYS[way]
    report, _ = any_arena.attack(f"def double(x):\n    {body}")
    assert report.outcome.value == "crashed"
    assert reason in report.message


def test_killing_the_parent_costs_itself(any_arena: Arena) -> None:
    report, _ = any_arena.attack("def double(x):\n    import os; os.kill(os.getppid(), 9); os._exit(1)")
    assert "the process was" in report.message or "raised PermissionError" in report.message


def test_one_that_stops_itself_meets_the_clock(hurried_arena: Arena) -> None:
    report, _ = hurried_arena.attack("def double(x):\n    import os; os.kill(os.getpid(), 19); return 2 * x")
    assert report.outcome.value == "timed out"
    assert "stopped after 3 s of waiting" in report.message


@pytest.mark.parametrize("way", ["os._exit", "SIGKILL", "a segfault", "os.abort", "another program", "a closed pipe"])
def test_a_cell_that_dies_is_left_out(any_arena: Arena, way: str) -> None:
    body, reason = WAYS[way]
    cell = f"def die():\n    {body.replace('return 3 * x', 'pass')}\nk = die()"
    report = any_arena.grade(IMPORT, cell, "def double(x):\n    return k * x", ADD_ALONE)
    assert [item.outcome.value for item in report.exercises] == ["crashed", "passed"]
    assert report.problems[0].startswith("Cell 2 was left out: ")
    assert reason in report.problems[0]


def test_a_notebook_that_dies_in_every_cell_is_a_report(any_arena: Arena) -> None:
    cells = [f"import os\nk{n} = os._exit({n})" for n in range(6)]
    uses = " + ".join(f"k{n}" for n in range(6))
    report = any_arena.grade(IMPORT, *cells, f"def double(x):\n    return x * ({uses})", ADD_ALONE)
    assert 4 <= len([problem for problem in report.problems if "was left out" in problem]) <= 6
    assert report.exercises[0].outcome.value == "crashed"
