"""How long it takes to find what 5,000 students handed in, in the layouts of several platforms.

python benchmarks/bench_intake.py
"""

import io
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from grader.intake.find import find_submissions, read_submission

STUDENTS = 5_000
RUNS = 3
NOTEBOOK = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}' + b" " * 100_000


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def folders(root: Path) -> Path:
    for number in range(STUDENTS):
        write(root / f"student{number}" / "notebook.ipynb", NOTEBOOK)
    return root


def canvas(root: Path) -> Path:
    for number in range(STUDENTS):
        write(root / f"doe{number}_{10_000 + number}_{70_000 + number}_notebook.ipynb", NOTEBOOK)
    return root


def gradescope(root: Path) -> Path:
    lines = ["---"]
    for number in range(STUDENTS):
        write(root / f"submission_{number}" / "notebook.ipynb", NOTEBOOK)
        lines += [f"submission_{number}:", "  :submitters:", f"  - :name: Student {number}", f"    :sid: '{number}'"]
        lines += ["  :created_at: 2021-05-01 10:00:00 Z", "  :results:", *["    - {output: 'x: y'}"] * 50]
    write(root / "submission_metadata.yml", "\n".join(lines).encode())
    return root


def one_zip(root: Path) -> Path:
    with zipfile.ZipFile(root / "class.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(STUDENTS):
            archive.writestr(f"student{number}/notebook.ipynb", NOTEBOOK)
    return root / "class.zip"


def a_zip_each(root: Path) -> Path:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("work/notebook.ipynb", NOTEBOOK)
    for number in range(STUDENTS):
        write(root / f"student{number}" / "work.zip", inner.getvalue())
    return root


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> None:
    for layout in (folders, canvas, gradescope, one_zip, a_zip_each):
        with tempfile.TemporaryDirectory() as name:
            path = layout(Path(name))
            found = find_submissions(path)
            finding = [seconds(lambda path=path: find_submissions(path)) for _ in range(RUNS)]
            reading = [seconds(lambda found=found: [read_submission(item) for item in found]) for _ in range(RUNS)]
            people = len({item.student for item in found})
            spread = " ".join(f"{value:.2f}" for value in sorted(finding))
            print(f"{layout.__name__:12} {people} students  found in {spread} s  read in {min(reading):.2f} s")


if __name__ == "__main__":
    main()
