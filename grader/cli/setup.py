"""What the commands that grade have in common: on which terms, with which grader, and how progress is shown."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from grader.cli.screen import counted
from grader.course.course import Course
from grader.gradebook.run import Grades, Stopped
from grader.gradebook.terms import Terms, terms_of
from grader.sandbox.box import Level
from grader.workers.execution import require_loopback
from grader.workers.limits import Limits
from grader.workers.pool import Zygote, strongest_level


@dataclass(frozen=True)
class Setup:
    """How submissions are graded; `hidden` is what none of them may read."""

    course: Course
    limits: Limits
    level: Level
    follow_through: bool = True
    hidden: Sequence[Path] = field(default_factory=tuple)
    execute: bool = False

    @classmethod
    def of(cls, options: argparse.Namespace, course: Course, hidden: Sequence[Path]) -> Setup:
        """What the options of `add_limits` ask for.

        Raises
        ------
        SandboxError
            If this machine gives no box as strong as is asked for, or none that whole notebooks are run in.
        """
        limits = Limits(options.seconds, memory=int(options.memory * 2**20), budget=options.budget)
        level = strongest_level(options.require_sandbox)
        execute = getattr(options, "execute", False)
        if execute:
            require_loopback(level)
        return cls(course, limits, level, options.follow_through, (*course.held_back, *hidden), execute)

    def terms(self, seed: int) -> Terms:
        """What stands for all that decides what comes of a file, besides its bytes."""
        return terms_of(
            self.course,
            self.limits,
            seed=seed,
            level=self.level.value,
            follow_through=self.follow_through,
            execute=self.execute,
        )

    @contextmanager
    def grader(self, seed: int) -> Iterator[Grades]:
        """A grader with its own processes, which end with it.

        Raises
        ------
        CourseError
            If the course is broken; no submission has been run then.
        """
        from grader.authoring.belongings import belongings_of, kernels_for
        from grader.grading.execution import ExecutingGrader
        from grader.grading.grader import Grader
        from grader.grading.live import examination_of, work_out

        with Zygote(self.limits, level=self.level, data=self.course.data, hidden=self.hidden) as zygote:
            assignments = self.course.all_assignments()
            examinations = [examination_of(self.course, item, zygote, seed=seed) for item in assignments]
            work_out(examinations)
            grader = Grader(examinations, zygote, follow_through=self.follow_through)
            if not self.execute:
                yield grader
                return
            with kernels_for(self.course, self.limits, hidden=self.hidden) as kernels:
                yield ExecutingGrader(grader, kernels, belongings_of(self.course))


@contextmanager
def told(console: Console, output: Path | None, how: str = "The same command goes on") -> Iterator[Progress]:
    """Progress on the terminal; where the run is stopped, what is kept of it in `output`, and how to go on."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    try:
        with Progress(*columns, console=console, transient=True, disable=not console.is_interactive) as progress:
            yield progress
    except Stopped as stopped:
        if stopped.graded and output is not None:
            kept = f"Kept: {stopped.graded} of {counted(stopped.of, 'file is', 'files are')} graded, in {output}."
            console.print(f"{kept} {how}; `grader report {output}` writes what there is.", soft_wrap=True, markup=False)
        raise stopped.__cause__ or stopped from None
