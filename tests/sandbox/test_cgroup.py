"""A group counts all that ran in it, and is gone when it is done; where the kernel lets us, it cages."""

import subprocess
import sys
import time

import pytest

from grader.sandbox.box import BoxError, Cages
from grader.sandbox.cgroup import _lines


@pytest.fixture
def cages():
    try:
        made = Cages()
    except BoxError as error:
        pytest.skip(f"no control groups here: {error}")
    yield made
    folder = made._folder
    made.close()
    assert not folder.exists()


@pytest.fixture
def caging(cages):
    if not cages.caging:
        pytest.skip("the memory and pids controllers are not in cgroup v2 here, or not delegated")
    return cages


def run_in(cage, source):
    """Run a Python source that begins when the process is in the group."""
    with subprocess.Popen([sys.executable, "-S", "-c", "input()\n" + source], stdin=subprocess.PIPE) as process:
        cage.take([process.pid])
        process.communicate(b"\n")
    return process.returncode


FORGOTTEN = """
import os, signal, time
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for _ in range(10):
    if os.fork() == 0:
        while time.process_time() < 0.05: pass
        os._exit(0)
    try: os.wait()
    except ChildProcessError: pass
"""


def test_the_time_of_children_that_nobody_waits_for_is_counted(cages):
    cage = cages.cage(memory=1 << 30, processes=16)
    run_in(cage, FORGOTTEN)
    assert 0.5 <= cage.computed() < 5
    cage.remove()


def test_what_a_killed_grader_left_is_removed_by_the_next(cages):
    with subprocess.Popen(["true"]) as ended:
        pass
    left = cages._folder.parent / f"grader-{ended.pid}-0123"
    left.mkdir()
    (left / "worker-1").mkdir()
    Cages().close()
    assert not left.exists()


def test_where_there_is_no_hierarchy_the_reason_is_told(monkeypatch):
    monkeypatch.setattr("grader.sandbox.cgroup._lines", lambda path: [])
    with pytest.raises(BoxError, match="no cgroup2 hierarchy is mounted"):
        Cages()


def test_a_file_that_is_not_there_has_no_lines():
    assert _lines("/nowhere") == []


HOARD = """
import os, time
for _ in range(4):
    if os.fork() == 0:
        hoard = bytearray(b"x") * (100 << 20)
        time.sleep(60)
time.sleep(60)
"""


def test_children_together_can_not_pass_the_memory_of_a_cage(caging):
    """The kernel's own high-water mark says so, whatever else the machine does."""
    cage = caging.cage(memory=200 << 20, processes=16)
    assert run_in(cage, HOARD) == -9
    assert cage.overran()
    peak = int((cage._folder / "memory.peak").read_text())
    assert peak <= 201 << 20
    cage.remove()


def test_a_fork_bomb_meets_the_number_of_a_cage(caging):
    cage = caging.cage(memory=1 << 30, processes=8)
    with subprocess.Popen(
        [sys.executable, "-S", "-c", "input()\nimport os\nwhile True:\n try: os.fork()\n except OSError: pass"],
        stdin=subprocess.PIPE,
    ) as process:
        cage.take([process.pid])
        process.stdin.write(b"\n")
        process.stdin.flush()
        deadline = time.monotonic() + 600
        while (count := int((cage._folder / "pids.current").read_text())) < 10 and time.monotonic() < deadline:
            time.sleep(0.01)
        (cage._folder / "cgroup.kill").write_text("1")
    assert count == 10
    cage.remove()
