"""Where attacks meet the whole grader: a notebook handed in, and the report on it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.answers.answer import Answer, Returned
from grader.course.course import Course
from grader.course.exercise import Case
from grader.course.questions import Question
from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.notebooks.cells import Cell, Notebook
from grader.results import ExerciseReport, SubmissionReport
from grader.sandbox.box import Level
from grader.sandbox.tree import descendants, is_running
from grader.workers.examinee import Examinee, Setting
from grader.workers.pool import Limits, Zygote
from tests.tiny import RIGHT, notebook_bytes

SECONDS = 1
MEMORY = 2**30
# What neither computes nor answers, and goes on doing so, is stopped by the budget.
PATIENT = Limits(seconds=SECONDS, patience=60, memory=MEMORY, budget=8)
# What fills memory meets half of that: every page it gets has to be cleared for it.
ROOM = 2**29
ROOMY = Limits(seconds=6, patience=10, memory=ROOM)
HURRIED = Limits(seconds=SECONDS, patience=3, memory=MEMORY)
IMPORT, DOUBLE, ADD = RIGHT
ADD_ALONE = "def double_and_add(x, n):\n    return 2 * x + n"


class Arena:
    """One level's zygote and a course; every attack is a notebook for them."""

    def __init__(self, course: Course, level: Level, **settings: object) -> None:
        self.level, self.course = level, course
        limits = settings.pop("limits", PATIENT)
        self.zygote = Zygote(limits, level=level, **settings)
        self.zygote.worker().close()
        self._name = course.names[0]
        self._examination = LiveExamination(course, course.assignment(self._name), self.zygote, seed=1)
        self._examination.keys()
        self.idle = set(self.running())

    def close(self) -> None:
        self.zygote.__exit__(None, None, None)

    def grade(self, *cells: str, data: bytes = b"") -> SubmissionReport:
        """The report on a notebook of these cells; nothing of it may be running after that."""
        handed_in = data or notebook_bytes(*cells)
        report = Grader([self._examination], self.zygote).grade(handed_in, "handed_in.ipynb")[0]
        assert not self.left_running()
        return report

    def attack(self, double: str, add: str = ADD_ALONE) -> tuple[ExerciseReport, ExerciseReport]:
        """The reports on a hostile `double` and on an innocent `double_and_add`, which has to be right."""
        attacked, innocent = self.grade(IMPORT, double, add).exercises
        assert innocent.outcome.value == "passed", innocent
        return attacked, innocent

    def asked_twice(self, double: str) -> Answer:
        """What becomes of a `double` that gave a right answer, did something after it and is asked once more then."""
        with Examinee(self.zygote, Notebook((Cell(1, IMPORT), Cell(2, double)))) as examinee:
            question = Question("double", Case("one", lambda rng: (1,)), (1,), seed=1)
            (first,) = examinee.ask([question], Setting(["double"]))
            assert first == Returned(2)
            assert examinee._worker is not None
            assert examinee._worker.ended(within=600)
            (second,) = examinee.ask([question], Setting(["double"]))
        return second

    def seen_by(self, body: str) -> str:
        """What a spying `double` returned, as the feedback shows it; `body` binds `seen`."""
        lines = "\n".join(f"    {line}" for line in body.strip().splitlines())
        report, _ = self.attack(f"def double(x):\n{lines}\n    return str(seen)")
        case = report.cases[0]
        assert case.outcome.value == "wrong", case
        return case.got

    def left_running(self, *, within: float = 40.0) -> set[int]:
        """Processes of submissions that are still there."""
        deadline = time.monotonic() + within
        while (left := set(self.running()) - self.idle) and time.monotonic() < deadline:
            time.sleep(0.02)
        return left

    def computed(self) -> float:
        """Processor seconds that the zygote and all workers up to now have used."""
        fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15] for pid in self.idle]
        return sum(int(field) for four in fields for field in four) / 100

    @contextmanager
    def memory_watched(self) -> Iterator[list[int]]:
        """What all workers together held at most, in bytes, looked at by another process; filled in at the end."""
        peak: list[int] = []
        idle = ",".join(map(str, self.idle))
        command = [sys.executable, str(Path(__file__).with_name("sampler.py")), str(self.zygote._process.pid), idle]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as sampler:
            assert sampler.stdout is not None
            sampler.stdout.readline()
            yield peak
            peak.append(int(sampler.communicate("\n")[0]))

    def running(self) -> list[int]:
        root = self.zygote._process.pid
        return [pid for pid in (root, *descendants(root)) if is_running(pid)]
