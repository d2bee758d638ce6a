"""What GitHub runs is what one runs by hand."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = ROOT / ".github" / "workflows"


def test_ci_runs_the_script_that_is_here_from_the_oldest_python_that_is_promised() -> None:
    (job,) = yaml.safe_load((WORKFLOWS / "ci.yml").read_text(encoding="utf-8"))["jobs"].values()
    script = ROOT / job["steps"][-1]["run"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert os.access(script, os.X_OK)
    assert project["requires-python"] == f">={job['strategy']['matrix']['python'][0]}"


def test_the_script_asks_for_nothing_but_what_the_makefile_makes() -> None:
    makes = re.findall(r"^make (\S+)", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    targets = re.findall(r"^([\w./-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"lint", "verify", "docs", "test-all"} <= set(makes) <= set(targets)
