"""What a student handed in, before anything of it is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grader.harmless import harmless_line

MAX_PLACE = 300


@dataclass(frozen=True)
class Member:
    """One file of an archive, as the archive's table of contents describes it: nothing of this has to be true.

    Parameters
    ----------
    offset, packed, size : int
        Where it begins, how many bytes it takes up there, and how many it becomes.
    method, crc : int
        How it is packed, and the checksum of what it becomes, as the format numbers them.
    """

    name: str
    offset: int = 0
    packed: int = 0
    size: int = 0
    method: int = 0
    crc: int = 0


@dataclass(frozen=True)
class Submission:
    """One file that a student handed in; nothing of it has been read or run yet.

    Parameters
    ----------
    student : str
        What reports call the student.
    path : Path
        The file, or the archive that holds it.
    members : sequence of Member
        The way to it through the archive, and through an archive in that.
    sender, download : str
        Who sent it, and in which export it came: files of one sender are attempts of one student, and two senders
        within one export are two people, whatever they are called.
    called : str
        The name that the sender goes by; it may be of their own choice. Empty: as `student`.
    aliases : sequence of str
        Ids by which a roster may know the student; nobody chooses these.
    attempt, modified : int, float
        The platform's number of the attempt, and when the file was last changed, in seconds since 1970.
    handed_in : float
        When it was handed in, in the same seconds, as the platform says; 0 if it says nothing.
    problems : sequence of str
        Sentences for the report.
    refusal : str
        Why it cannot be read at all; empty where it can.
    called_so : str
        What stands for `path` wherever that is told, of a file that lies where nobody put it; empty: the path itself.
    """

    student: str
    path: Path
    members: tuple[Member, ...] = ()
    sender: str = ""
    download: str = ""
    called: str = ""
    aliases: tuple[str, ...] = ()
    late: bool = False
    attempt: int = 0
    modified: float = 0.0
    handed_in: float = 0.0
    problems: tuple[str, ...] = ()
    refusal: str = ""
    called_so: str = ""

    @property
    def file_name(self) -> str:
        return self.members[-1].name.rpartition("/")[2] if self.members else self.path.name

    @property
    def place(self) -> str:
        """Where it is, as text that can be shown anywhere; the middle of a very long way is left out."""
        path = self.called_so or self.path.as_posix()
        place = harmless_line("/".join([path, *(member.name for member in self.members)]))
        half = MAX_PLACE // 2
        return place if len(place) <= MAX_PLACE else f"{place[:half]}…{place[-half:]}"
