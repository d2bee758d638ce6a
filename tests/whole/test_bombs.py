"""What is made to break its reader is refused in about a second of computing, and within 300 MB."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.specimens.corpus.bombs import BOMBS

# Each file has a process of its own, which begins with what it takes to read one. The peak is asked of the kernel: what
# a process is told of itself may be its parent's.
READER = r"""\
import os, re, sys, time
from pathlib import Path
from grader.errors import Ungradable
from grader.intake.find import read_submission
from grader.submission import Submission
from grader.notebooks.cells import read_code
def read(path):
    start = time.process_time()
    try:
        read_code(read_submission(Submission("ann", path)), name=path.name)
    except Ungradable as error:
        peak = re.search(r'VmHWM:\s+(\d+)', Path('/proc/self/status').read_text())[1]
        print(time.process_time() - start, int(peak) / 1024, error, flush=True)
for line in sys.stdin:
    if os.fork() == 0:
        read(Path(line.strip()))
        os._exit(0)
    os.wait()
    print(flush=True)
"""


@pytest.fixture(scope="module")
def refusal() -> Iterator[Callable[[Path], str]]:
    """What reading a file took: seconds, megabytes, and the words of its refusal; nothing where it was not refused."""
    command = [sys.executable, "-c", READER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as reader:
        asked, told = reader.stdin, reader.stdout
        assert asked is not None and told is not None

        def refused(path: Path) -> str:
            asked.write(f"{path}\n")
            return "".join(iter(told.readline, "\n"))

        yield refused


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(name: str, tmp_path: Path, refusal: Callable[[Path], str]) -> None:
    path = tmp_path / "bomb.ipynb"
    with path.open("wb") as file:
        file.write(BOMBS[name]())
        if name == "a gigabyte":
            file.truncate(2**30)
    seconds, megabytes, *words = refusal(path).split()
    print(name, seconds, megabytes, *words)
    assert float(seconds) < 3  # half a second on an idle machine; neighbours take their share of caches and memory
    assert float(megabytes) < 300
    assert words
