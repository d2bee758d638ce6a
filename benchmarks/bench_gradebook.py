"""How long a second run over a class takes of which nothing has changed, and `grader report` on the same.

    python benchmarks/bench_gradebook.py [--students 1000] [--rounds 5]

Each student hands in one of the samples, with a comment of their own so that no two files are the same. What the
samples came to is kept for each of them without running it: the first run would take many minutes, and is bench_grade's
to measure. Prints wall and CPU seconds, and those of `grader --version` beside them.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grader.cli.setup import Setup
from grader.course.course import Course
from grader.gradebook.records import Content
from grader.gradebook.store import Store
from grader.intake.find import find_submissions, read_submission
from grader.sandbox.box import Level
from grader.workers.limits import Limits

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "submissions"
SEED = 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder, output = Path(temporary, "class"), Path(temporary, "grades")
        grade = ["grade", str(folder), "--output", str(output), "--seed", str(SEED)]
        samples = Path(temporary, "samples")
        told = run(["grade", str(SAMPLES), "--output", str(samples), "--seed", str(SEED)])
        level = Level(told.partition("box: ")[2].partition(";")[0])
        fill(folder, output, samples, options.students, level)
        run(["report", str(output)])
        for name, command in (
            ("a second run", grade),
            ("report", ["report", str(output)]),
            ("--version", ["--version"]),
        ):
            walls, cpus = zip(*(measured(command) for _ in range(options.rounds)), strict=True)
            for what, seconds in (("wall", walls), ("CPU", cpus)):
                spread = f"from {min(seconds):.2f} to {max(seconds):.2f}"
                print(f"{name}, {options.students} students, {what}: {statistics.median(seconds):.2f} s ({spread})")


def fill(folder: Path, output: Path, samples: Path, students: int, level: Level) -> None:
    """Hand in a class, and keep for each file what came of the sample that it is a copy of."""
    with Store(samples) as graded:
        kept = [
            (path.read_bytes(), graded.whole(attempt))
            for attempt in graded.attempts()
            if (path := ROOT / attempt.place).exists()
        ]
    for number in range(students):
        place = folder / f"student_{number:04}" / "notebook.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(commented(kept[number % len(kept)][0], number))
    terms = Setup(Course(ROOT), Limits(), level).terms(SEED)
    output.mkdir()
    with Store(output) as store:
        begun = store.begin("grade", seed=SEED)
        for submission in find_submissions(folder):
            number = int(submission.student.rpartition("_")[2])
            content = Content.of(read_submission(submission))
            report = kept[number % len(kept)][1]
            store.keep(begun, submission, content, [report], terms.of([report.assignment]))


def commented(data: bytes, number: int) -> bytes:
    notebook = json.loads(data)
    notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": f"student {number}"})
    return json.dumps(notebook).encode()


def run(arguments: list[str]) -> str:
    command = [sys.executable, "-m", "grader", *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    return done.stdout


def measured(arguments: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of a command with its children."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    said = run(arguments)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if arguments[0] == "grade":
        assert "unchanged" in said and "not run again" in said, said[-500:]
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
