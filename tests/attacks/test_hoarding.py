"""What takes too much is stopped, named and gone: time, memory, processes, files, output."""

from __future__ import annotations

import pytest

from grader.answers.answer import Lost
from grader.sandbox.box import Level
from tests.attacks.arena import ROOM, SECONDS, Arena

SLOW = pytest.mark.slow
BUSY = {
    "a loop": "while True: pass",
    "a loop in C that holds the lock": "sum(iter(int, 1))",
    "a loop in C without end": "import re; re.match('(a|aa)+$', 'a' * 60 + 'b')",
    "a loop that catches all": """
    while True:
        try:
            while True: pass
        except BaseException: continue""",
    "a loop deaf to signals": """
    import signal
    for n in signal.valid_signals() - {9, 19}:
        try: signal.signal(n, signal.SIG_IGN)
        except OSError: pass
    while True: pass""",
    "a child's loop": """
    import os
    if os.fork() == 0:
        while True: pass
    os.wait()""",
    "linear algebra": "a = np.ones((1500, 1500))\n    while True: a @ a",
    "threads": """
    import threading
    def spin():
        while True: sum(range(1000))
    started = [threading.Thread(target=spin) for _ in range(8)]
    for thread in started: thread.start()
    for thread in started: thread.join()""",
}


# Each of the others is stopped by the same watch, of a process that computes without end.
OWN_KIND = ("a loop in C that holds the lock", "a loop deaf to signals", "a child's loop", "threads")


@pytest.mark.parametrize("what", [*OWN_KIND, *(pytest.param(it, marks=SLOW) for it in BUSY if it not in OWN_KIND)])
def test_a_loop_is_stopped_within_half_a_second_of_its_limit(any_arena: Arena, what: str) -> None:
    before = any_arena.computed()
    report, _ = any_arena.attack(f"def double(x):\n    {BUSY[what]}")
    assert report.outcome.value == "timed out"
    assert "stopped after 1 s of computing" in report.message
    # The innocent function and three workers' beginnings are in it as well.
    assert any_arena.computed() - before < SECONDS + 0.5 + 0.5


def test_one_that_sleeps_is_stopped_by_the_clock(hurried_arena: Arena) -> None:
    report, _ = hurried_arena.attack("def double(x):\n    import time; time.sleep(1e6)")
    assert "stopped after 3 s of waiting" in report.message


FILLING = {
    "at once": "np.ones(30 * 2**27)",
    "at once, untouched": "np.empty(30 * 2**27)",
    "by degrees": "[np.ones(2**20) for _ in range(4000)]",
    "by degrees, untouched": "[np.empty(2**20) for _ in range(4000)]",
    "as text": "'x' * (30 * 2**30)",
    "as a mapping": "__import__('mmap').mmap(-1, 30 * 2**30)",
}


@pytest.mark.parametrize("what", FILLING)
def test_thirty_gigabytes_are_refused(roomy_arena: Arena, what: str) -> None:
    with roomy_arena.memory_watched() as peak:
        report, _ = roomy_arena.attack(f"def double(x):\n    kept = {FILLING[what]}\n    return x")
    assert report.outcome.value in ("out of memory", "crashed")
    assert "memory" in report.message.lower() or what == "as a mapping"
    assert peak[0] < 1.05 * ROOM


TOGETHER = {
    "children": """
    import os, time
    for _ in range(6):
        if os.fork() == 0:
            kept = [np.ones(2**18) for _ in range(300)]
            time.sleep(60)
    time.sleep(60)""",
    "children with a shared mapping": """
    import mmap, os, time
    maps = [mmap.mmap(-1, 110 * 2**20) for _ in range(3)]
    for shared in maps:
        if os.fork() == 0:
            for _ in range(110): shared.write(bytes(2**20))
            kept = [np.ones(2**17) for _ in range(110)]
            time.sleep(60)
    time.sleep(60)""",
    "children with mappings far apart, for whose page tables the kernel needs more than for the pages": """
    import ctypes, os, time
    libc = ctypes.CDLL(None)
    libc.mmap.restype = ctypes.c_void_p
    libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
    for _ in range(4):
        if os.fork() == 0:
            for n in range(30_000): ctypes.memset(libc.mmap((4 + n) << 30, 4096, 3, 0x22, -1, 0), 1, 1)
            time.sleep(60)
    time.sleep(60)""",
    "children, in the middle of an answer": """
    import os, sys, time
    frame = sys._getframe()
    while 'connection' not in frame.f_locals: frame = frame.f_back
    frame.f_locals['connection'].sendall(b'GRW')
    for _ in range(6):
        if os.fork() == 0:
            kept = [np.ones(2**18) for _ in range(300)]
            time.sleep(60)
    time.sleep(60)""",
}


@pytest.mark.parametrize("what", TOGETHER)
def test_what_several_hoard_together_is_stopped_and_named(roomy_arena: Arena, what: str) -> None:
    """How much they get by then is the scheduler's to say: each alone is held by the kernel, the sum by a watch."""
    report, _ = roomy_arena.attack(f"def double(x):\n    {TOGETHER[what]}")
    assert (report.outcome.value, "stopped at 512 MB of memory" in report.message) == ("out of memory", True)


def test_what_is_hoarded_after_the_answer_is_stopped_as_well(roomy_arena: Arena) -> None:
    """A right answer, and then memory, or what it takes to fill it, while the grader has its mind on other things."""
    later = """def double(x):
    import os, time
    if os.fork() == 0:
        for _ in range(4):
            if os.fork() == 0:
                kept = [np.ones(2**18) for _ in range(300)]
                time.sleep(60)
        time.sleep(60)
    return 2 * x"""
    answer = roomy_arena.asked_twice(later)
    assert isinstance(answer, Lost)
    assert any(told in answer.message for told in ("stopped at 512 MB", "went on computing after its answer"))


def test_the_private_folder_counts_as_memory(roomy_arena: Arena) -> None:
    if roomy_arena.level is not Level.NAMESPACES:
        pytest.skip(f"{roomy_arena.level.value}: the private folder lies on disk, not in memory")
    fill = """def double(x):
    kept = [np.ones(2**20) for _ in range(40)]
    for n in range(99): open(f'f{n}', 'wb').write(bytes(2**24))"""
    with roomy_arena.memory_watched() as peak:
        report, _ = roomy_arena.attack(fill)
    assert report.outcome.value in ("crashed", "out of memory")
    assert peak[0] < 1.05 * ROOM


MANY = {
    "a fork bomb": """
    import os
    while True:
        try: os.fork()
        except OSError: pass""",
    "threads": """
    import threading, time
    for _ in range(100_000): threading.Thread(target=time.sleep, args=(60,), daemon=True).start()""",
    "files": "for n in range(1_000_000): open(f'f{n}', 'w').close()",
    "a full folder": "for n in range(1000): open(f'f{n}', 'wb').write(bytes(2**24))",
    "open files": "kept = [open('/dev/null') for _ in range(100_000)]",
    "a folder in a folder": "import os\n    while True: os.mkdir('d'); os.chdir('d')",
}
BOUNDED_ON_DISK = ("files", "a full folder", "a folder in a folder")


@pytest.mark.parametrize("what", MANY)
def test_many_of_anything_meet_a_limit(any_arena: Arena, what: str) -> None:
    if what in BOUNDED_ON_DISK and any_arena.level is not Level.NAMESPACES:
        pytest.skip(f"{any_arena.level.value}: the private folder is bounded by time only, as docs/sandbox.md says")
    report, _ = any_arena.attack(f"def double(x):\n    {MANY[what]}")
    assert report.outcome.value in ("crashed", "timed out", "out of memory")


PRINTING = {
    "stdout": "for _ in range(1024): print('x' * 2**20)",
    "stderr": "import sys\n    for _ in range(1024): print('x' * 2**20, file=sys.stderr)",
    "display": "from IPython.display import display\n    for _ in range(1024): display('x' * 2**20)",
    "one print": "print('x' * 2**25)",
}


@pytest.mark.parametrize("what", PRINTING)
def test_a_gigabyte_of_output_is_stopped_and_named(any_arena: Arena, what: str) -> None:
    report, _ = any_arena.attack(f"def double(x):\n    {PRINTING[what]}\n    return 2 * x")
    assert report.outcome.value == "crashed"
    assert "printed more than 16 MB" in report.message


def test_what_is_written_past_python_goes_nowhere(roomy_arena: Arena) -> None:
    """Descriptors 1 and 2 are /dev/null: a gigabyte there costs nothing, and is nobody's fault."""
    body = "import os\n    for _ in range(1024): os.write(1 + _ % 2, bytes(2**20))"
    with roomy_arena.memory_watched() as peak:
        report, _ = roomy_arena.attack(f"def double(x):\n    {body}\n    return 2 * x")
    assert report.outcome.value == "passed"
    assert peak[0] < ROOM


OUTLIVING = {
    "a child": "pass",
    "a child with a session of its own": "os.setsid()",
    "a daemon": "os.setsid()\n        if os.fork(): os._exit(0)\n        os.setsid()",
    "a daemon deaf to signals": "os.setsid(); [signal.signal(n, signal.SIG_IGN) for n in (1, 2, 15, 17, 18)]",
}


@pytest.mark.parametrize("what", OUTLIVING)
def test_no_child_outlives(any_arena: Arena, what: str) -> None:
    """`Arena.grade` looks for what is still running."""
    child = f"""def double(x):
    import os, signal, time
    if os.fork() == 0:
        {OUTLIVING[what]}
        while True: time.sleep(1)
    return 2 * x"""
    report, _ = any_arena.attack(child)
    assert report.outcome.value == "passed"
