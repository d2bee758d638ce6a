"""The attacks as an ordinary user, when the tests run as root."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Root may fork as it likes, so the tests of a pool that runs short of processes are for others alone.
SHORT = "tests/workers/test_pool.py"
CORNER = ("tests/sandbox/test_levels.py", "tests/sandbox/test_reading.py", "tests/sandbox/test_dying.py", SHORT)
# Each attack on one level, and on another one than as root: see tests/corners.py.
ALL = ("tests/sandbox", "tests/attacks", SHORT)


@pytest.mark.skipif(os.geteuid() != 0, reason="the tests run as an ordinary user already")
@pytest.mark.parametrize(
    ("files", "at_least"),
    [pytest.param(CORNER, 92, id="some"), pytest.param(ALL, 412, id="all", marks=pytest.mark.slow)],
)
def test_the_box_holds_for_an_ordinary_user_as_well(files, at_least):
    done = subprocess.run(
        [sys.executable, "tests/sandbox/ordinary.py", "-m", "pytest", "-p", "no:cacheprovider", "--color=no", *files],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    summary = done.stdout[-3000:]
    assert done.returncode == 0, summary
    assert int(re.search(r"(\d+) passed", summary)[1]) > at_least, summary
