"""What a student handed in, before anything of it is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grader.harmless import harmless_line


@dataclass(frozen=True)
class Submission:
    """One file that a student handed in; nothing of it has been read or run yet.

    Parameters
    ----------
    path : Path
        The file, or the archive that holds it.
    members : sequence of str
        The way to it through the archive, and through an archive in that.
    aliases : sequence of str
        Other names by which a roster may know the student.
    attempt, modified : int, float
        The platform's number of the attempt, and when the file was last changed, in seconds.
    notes : sequence of str
        Sentences for the report.
    refusal : str
        Why it cannot be read at all; empty where it can.
    """

    student: str
    path: Path
    members: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    late: bool = False
    attempt: int = 0
    modified: float = 0.0
    notes: tuple[str, ...] = ()
    refusal: str = ""

    @property
    def file_name(self) -> str:
        return self.members[-1].rpartition("/")[2] if self.members else self.path.name

    @property
    def place(self) -> str:
        """Where it is, as text that can be shown anywhere."""
        return harmless_line("/".join([self.path.as_posix(), *self.members]))
