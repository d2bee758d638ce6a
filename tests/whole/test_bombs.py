"""What is made to break its reader is refused in about a second of computing, and within 300 MB."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.specimens.corpus.bombs import BOMBS

# The peak is asked of the kernel: what a process is told of itself may be its parent's.
READER = r"""\
import re, sys, time
from pathlib import Path
from grader.errors import Ungradable
from grader.intake.find import read_submission
from grader.submission import Submission
from grader.notebooks.cells import read_code
start = time.process_time()
try:
    path = Path(sys.argv[1])
    read_code(read_submission(Submission("ann", path)), name=path.name)
except Ungradable as error:
    peak = re.search(r'VmHWM:\s+(\d+)', Path('/proc/self/status').read_text())[1]
    print(time.process_time() - start, int(peak) / 1024, error)
"""


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.ipynb"
    with path.open("wb") as file:
        file.write(BOMBS[name]())
        if name == "a gigabyte":
            file.truncate(2**30)
    done = subprocess.run([sys.executable, "-c", READER, str(path)], capture_output=True, text=True, check=True)
    seconds, megabytes, *words = done.stdout.split()
    print(name, seconds, megabytes, *words)
    assert float(seconds) < 3  # half a second on an idle machine; neighbours take their share of caches and memory
    assert float(megabytes) < 300
    assert words
