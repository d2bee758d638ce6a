"""What a desk is set up with."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from grader.course.course import Course
from grader.gradebook.roster import Roster
from grader.gradebook.run import Grades
from grader.gradebook.terms import Terms
from grader.language.catalogue import Language


class Machinery(Protocol):
    """With what is graded; the command line knows."""

    @property
    def course(self) -> Course: ...

    def grader(self, seed: int) -> AbstractContextManager[Grades]: ...

    def terms(self, seed: int) -> Terms: ...


@dataclass(frozen=True)
class Desk:
    """What a desk is set up with.

    Parameters
    ----------
    folder : Path
        The output folder, with the gradebook.
    folders : sequence of Path
        Folders of what was handed in, which can be graded by their place in this list.
    who : str
        What is noted of whoever decides.
    """

    folder: Path
    machinery: Machinery
    language: Language
    roster: Roster
    folders: Sequence[Path] = ()
    who: str = ""
