"""Gradescope: the autograder that it runs for each submission, and what that one tells it.

The autograder is a zip with `setup.sh` and `run_autograder` at its root. Gradescope builds an image with the first, and
runs the second in `/autograder`, where `source/` is what was in the zip, `submission/` what a student handed in, and
`results/results.json` what is to be written, whatever happens.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from grader.results import ExerciseReport, Outcome, SubmissionReport

EPOCH = (1980, 1, 1, 0, 0, 0)
EXECUTABLE = 0o100755 << 16
READABLE = 0o100644 << 16
LEFT_OUT = {"__pycache__", ".ipynb_checkpoints"}
VISIBILITIES = ("visible", "hidden", "after_due_date", "after_published")
NOT_ASKED = "This is another assignment than the one that counts here."
# What is left of the time that Gradescope gives, for saying that it ran out.
RESERVE = 30

SETUP = """\
#!/usr/bin/env bash
# Runs once, when the image is built: an environment with Python and what the grader needs.
set -euo pipefail
cd /autograder/source
apt-get update -qq && apt-get install -y -qq python3-venv python3-pip curl ca-certificates
if python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  python3 -m venv /autograder/venv
  /autograder/venv/bin/pip install --quiet -r requirements.txt
else
  # The image's own Python is too old.
  python3 -m pip install --quiet uv
  uv venv --quiet --python 3.12 /autograder/venv
  uv pip install --quiet --python /autograder/venv/bin/python -r requirements.txt
fi
"""

RUN = """\
#!/usr/bin/env bash
# Runs for each submission. Whatever happens, there are results: without them a student is told nothing.
results=/autograder/results/results.json
cd /autograder/source
PYTHONPATH=/autograder/source/kit timeout -k 5 {seconds} /autograder/venv/bin/python -m grader gradescope run \\
  /autograder/submission --course /autograder/source/course --results "$results" {options}
if [ ! -s "$results" ]; then
  echo '{{"score": 0, "output": "The grader did not run to its end: please tell your instructor."}}' > "$results"
fi
"""


def results(reports: Sequence[SubmissionReport], *, held_out: str = "after_published") -> dict[str, Any]:
    """What `results.json` says of a submission: a test for each graded function, and its points.

    Parameters
    ----------
    reports : sequence of SubmissionReport
        One for each assignment that counts and is answered; whole, and in the student's language.
    held_out : str
        When students see what became of held-out cases: one of `VISIBILITIES`.
    """
    problems = "\n\n".join(dict.fromkeys(problem for report in reports for problem in report.problems))
    graded = [report for report in reports if report.exercises]
    if not graded:
        return {"score": 0, "output": problems or NOT_ASKED, "output_format": "text", "visibility": "visible"}
    exercises = [exercise for report in graded for exercise in report.exercises]
    # Gradescope shows students no sum as long as one test waits to be shown to them.
    sums = "\n".join(f"{report.assignment}: {report.measured}" for report in graded)
    return {
        "output": "\n\n".join(filter(None, (sums, problems))),
        "output_format": "text",
        "visibility": "visible",
        "tests": [
            test for number, exercise in enumerate(exercises, start=1) for test in _tests(exercise, number, held_out)
        ],
    }


def _tests(exercise: ExerciseReport, number: int, held_out: str) -> Iterable[dict[str, Any]]:
    passed = exercise.outcome is Outcome.PASSED
    yield {
        "number": str(number),
        "name": exercise.function,
        "score": exercise.score.earned,
        "max_score": exercise.score.possible,
        "status": "passed" if passed else "failed",
        "output": "\n".join(_said(exercise, held_out)),
        "output_format": "text",
        "visibility": "visible",
    }
    failed = [case for case in exercise.cases if not case.visible and case.outcome is not Outcome.PASSED]
    if failed and exercise.outcome.attempted and held_out != "visible":
        yield {
            "number": f"{number}.1",
            "name": f"{exercise.function}: held-out cases",
            "status": "failed",
            "output": "\n".join(f"{case.name}: {case.message or case.outcome.value}" for case in failed),
            "output_format": "text",
            "visibility": held_out,
        }


def _said(exercise: ExerciseReport, held_out: str) -> Iterable[str]:
    """What the student reads at once: of held-out cases nothing, unless these are visible."""
    failed = next((case for case in exercise.cases if case.outcome is not Outcome.PASSED), None)
    if failed is None or failed.visible or held_out == "visible":
        yield from filter(None, (exercise.message, exercise.remark))
    else:
        yield exercise.outcome.value
    if exercise.hint:
        yield exercise.hint
    for case in exercise.cases:
        if (case.visible or held_out == "visible") and case.outcome is not Outcome.PASSED:
            yield f"{case.name}: {case.explanation or case.message or case.outcome.value}"
    yield from exercise.advice


def autograder(
    package: Path, course: Iterable[tuple[str, Path]], requirements: Iterable[str], options: str, *, minutes: int = 10
) -> bytes:
    """The zip to upload.

    Parameters
    ----------
    package : Path
        The folder of the package `grader`.
    course : iterable of (str, Path)
        The folders and files of the course, each with the name it has there; what is not there is left out.
    requirements : iterable of str
        What has to be installed besides, as pip takes it.
    options : str
        For `grader gradescope run`, as a shell takes them.
    minutes : int
        After how many Gradescope stops it.
    """
    out = io.BytesIO()
    program = RUN.format(options=options, seconds=max(60, 60 * minutes) - RESERVE)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "setup.sh", SETUP.encode(), EXECUTABLE)
        _add(archive, "run_autograder", program.encode(), EXECUTABLE)
        _add(archive, "requirements.txt", "".join(f"{line}\n" for line in requirements).encode(), READABLE)
        for name, folder in (("kit/grader", package), *((f"course/{name}", path) for name, path in course)):
            if folder.is_file():
                _add(archive, name, folder.read_bytes(), READABLE)
            for path in sorted(folder.rglob("*")):
                inner = path.relative_to(folder)
                if path.is_file() and LEFT_OUT.isdisjoint(inner.parts) and inner.parts[0] != "_course":
                    _add(archive, f"{name}/{inner.as_posix()}", path.read_bytes(), READABLE)
    return out.getvalue()


def failed(reason: str) -> dict[str, Any]:
    """What `results.json` says where nothing could be graded, for a reason that is not the student's."""
    return {"score": 0, "output": reason, "visibility": "visible", "extra_data": {"graded": False}}


def as_json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _add(archive: zipfile.ZipFile, name: str, data: bytes, mode: int) -> None:
    info = zipfile.ZipInfo(name, date_time=EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = mode
    archive.writestr(info, data)
