"""How long grading takes, beside running the same notebook in a kernel.

    python benchmarks/bench_grade.py [--submissions 100] [--rounds 3]

Prints wall and CPU seconds for a folder of submissions, and the CPU seconds of one submission as a ratio to those of
`nbclient` alone on the same notebook, both measured in turn. CPU time is that of the whole process tree.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUN_IN_KERNEL = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": sys.argv[2]}}).execute()
"""


def measured(command: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of a command with its children."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def copies(samples: list[Path], count: int, folder: Path) -> Path:
    for number in range(count):
        student = folder / f"student_{number:04}"
        student.mkdir(parents=True)
        shutil.copy(samples[number % len(samples)], student)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--submissions", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    samples = sorted((ROOT / "submissions").glob("*/dnn_step_by_step.ipynb"))
    solution = next((ROOT / "solutions").glob("*_dnn_step_by_step.ipynb"))
    walls, each, ratios = [], [], []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        few = copies(samples, len(samples), folder / "few")
        many = copies(samples, options.submissions + len(samples), folder / "many")
        command = [sys.executable, "-m", "grader", "grade", "--output", str(folder / "grades"), "--seed", "1"]
        command.append("--begin-anew")  # what has not changed would not be run again
        kernel = [sys.executable, "-c", RUN_IN_KERNEL, str(solution), str(ROOT / "solutions")]
        for _ in range(options.rounds):
            _, base = measured([*command, str(few)])
            wall, cpu = measured([*command, str(many)])
            _, kernel_cpu = measured(kernel)
            walls.append(wall)
            each.append((cpu - base) / options.submissions)
            ratios.append(kernel_cpu / each[-1])
    for name, values, unit in (
        (f"wall for {options.submissions + len(samples)} submissions", walls, "s"),
        ("CPU for one more submission", [1000 * value for value in each], "ms"),
        ("CPU of nbclient on one notebook / CPU of one submission", ratios, "times"),
    ):
        print(f"{name}: {statistics.median(values):.1f} {unit} (from {min(values):.1f} to {max(values):.1f})")


if __name__ == "__main__":
    main()
