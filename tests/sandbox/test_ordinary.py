"""All the attacks again as an ordinary user, when the tests run as root."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.skipif(os.geteuid() != 0, reason="the tests run as an ordinary user already")
def test_the_box_holds_for_an_ordinary_user_as_well():
    arguments = [
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-n",
        "2",
        "--color=no",
        "-m",
        "not slow",
        str(HERE),
        str(HERE.parent / "attacks"),
    ]
    done = subprocess.run(
        [sys.executable, str(HERE / "ordinary.py"), *arguments],
        env=os.environ | {"PYTHONPATH": str(HERE.parents[1])},
        capture_output=True,
        text=True,
        cwd=HERE.parents[1],
        timeout=500,
    )
    summary = done.stdout[-3000:]
    assert done.returncode == 0, summary
    assert int(re.search(r"(\d+) passed", summary)[1]) > 100, summary
