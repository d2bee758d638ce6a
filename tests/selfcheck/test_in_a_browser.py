"""`check` where Python runs in a browser, which lacks much: no signals, threads, processes or sockets.

No such Python is at hand, so this one is robbed of the same things.
"""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from grader.authoring.release import released, write_release
from grader.course.course import Course

ROBBED = """
import linecache, signal, sys, sysconfig, threading
import matplotlib.pyplot, numpy

sysconfig.get_config_vars()

LACKING = {"_multiprocessing", "_posixshmem", "_posixsubprocess", "_socket", "_ssl", "fcntl", "grp", "h5py", "pwd",
    "multiprocessing", "resource", "socket", "ssl", "termios"}

class Lacking:
    def find_spec(self, name, path=None, target=None):
        if name in LACKING:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

def refuse(*arguments):
    raise RuntimeError("can't start new thread")

for name in LACKING:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Lacking())
sys.platform = "emscripten"
threading.Thread.start = refuse
del signal.setitimer, signal.SIGALRM

def notebook(text):
    linecache.cache["cell"] = len(text), None, text.splitlines(True), "cell"
    exec(compile(text, "cell", "exec"), globals())
"""


@pytest.fixture(scope="module")
def release(real_course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release") / "course"
    write_release(released(real_course), folder)
    return folder


def said(release: Path, text: str) -> str:
    """What is printed there, in the folder of the notebooks."""
    program = ROBBED + textwrap.dedent(text)
    around = os.environ | {"PYTHONPATH": str(release), "MPLBACKEND": "agg"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=release / "assignments", env=around, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_says_what_is_right_what_is_wrong_and_what_does_not_end(release: Path) -> None:
    shown = said(
        release,
        """
        from grader import Checker
        from grader.selfcheck import calling
        from assignments.helpers.planar import load_planar_dataset
        from testcases.planar_data import layer_sizes_test_case
        calling.SECONDS = 0.2
        check = Checker("planar_data")
        load_planar_dataset()
        for text in ("return X.shape[0], 4, Y.shape[0]", "return X.shape[1], 4, Y.shape[0]", "return X.size()",
                "while True: pass"):
            notebook("def layer_sizes(X, Y):\\n    " + text)
            with check.attempted(layer_sizes):
                layer_sizes(*layer_sizes_test_case())
            check(layer_sizes)
        check.progress()
        """,
    )
    for words in ("✓ layer_sizes: right", "`n_x` has the wrong value", "TypeError", "stopped after", "0 of 8 right"):
        assert words in shown
    assert "fault of `check`" not in shown


def test_a_quiz_takes_what_is_written(release: Path) -> None:
    shown = said(release, "from grader import Checker\nnotebook(\"q1 = 'b'\\nChecker('quiz_1')(q1)\")")
    assert "q1: answered" in shown
