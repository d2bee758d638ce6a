"""Finds what was handed in, in whatever shape a platform left it. Nothing of it is run here, and only names are read.

The layout of the whole folder is decided first (`layout`): it tells at which level the names of students stand. Then
every file goes into the packet of whoever sent it (`packets`), every sender gets a name (`students`), and of each
packet the files are chosen that are graded (`choosing`). Archives count as folders.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from grader.errors import NoNotebooks, PathNotFound, Ungradable
from grader.intake.archives import Budget, is_archive
from grader.intake.choosing import chosen
from grader.intake.entries import EMPTY_ARCHIVE, HandedIn, entries_in, listed
from grader.intake.layout import Layout, is_of_one_student, understand
from grader.intake.packets import sort
from grader.intake.reading import read_bytes
from grader.intake.students import called, shown, students
from grader.notebooks.cells import MAX_BYTES
from grader.platforms import gradescope
from grader.platforms.naming import Platform, platform_of
from grader.platforms.sender import Sender
from grader.sentence import Sentence
from grader.submission import Submission

LATE = Sentence("Handed in late, as the platform says.")


@dataclass(frozen=True)
class Intake:
    """What was found, and how it was understood.

    Parameters
    ----------
    within : sequence of str
        The folder, or the folders, around those of the students; as text.
    passed_by : sequence of str
        What is nobody's work, as it seems: it is not graded, and is no row.
    """

    submissions: tuple[Submission, ...]
    layout: Layout
    within: str = ""
    passed_by: tuple[str, ...] = ()

    @property
    def students(self) -> int:
        """How many senders there are."""
        return len({submission.sender for submission in self.submissions})


def take_in(
    path: Path,
    *,
    helpers: Collection[str] = (),
    assignments: Collection[str] = (),
    layout: Layout | None = None,
    known_as: str = "",
) -> Intake:
    """All that was handed in under `path`: a folder, an archive, or one file.

    Parameters
    ----------
    helpers : collection of str
        Names of modules that come with a course: `NAME.py` is not what a student wrote.
    assignments : collection of str
        Names of assignments: a folder whose notebooks are called so, and nothing else, is that of one student.
    layout : Layout, optional
        What the folder is laid out like; without it, its names tell.
    known_as : str
        The name of the file where it came from, if it is another one here; names may tell whose it is.

    Raises
    ------
    PathNotFound
        If nothing is there.
    CannotRead
        If the folder cannot be read.
    NoNotebooks
        If nobody handed in anything.
    """
    if not path.exists():
        raise PathNotFound(path)
    if not path.is_dir() and not path.is_file():
        raise NoNotebooks(path)
    if path.is_file() and not is_archive(path.name):
        return Intake(tuple(_one_file(path, layout)), Layout.FILE)
    entries = list(entries_in(path)) if path.is_dir() else _in_archive(path)
    stem = PurePath(known_as).stem or path.stem
    name = path.resolve().name if path.is_dir() else stem
    alone = layout is Layout.STUDENT or (layout is None and is_of_one_student(entries, name, assignments))
    if alone:
        entries = [replace(entry, parts=(name, *entry.parts)) for entry in entries]
    around = "" if alone else stem
    understood = understand(entries, around=around, chosen=Layout.FOLDERS if alone else layout)
    found = sort(entries, understood, helpers)
    names = students(found.packets)
    submissions = tuple(
        replace(_submission(names[key], key, packet.download, entry, sender), called_so=known_as)
        for key, packet in found.packets.items()
        for entry, sender in chosen(packet.sent, helpers)
    )
    if not submissions:
        raise NoNotebooks(path)
    decided = Layout.STUDENT if alone else understood.layout
    return Intake(submissions, decided, shown("/".join(understood.base)), tuple(map(shown, found.passed_by)))


def find_submissions(path: Path, *, helpers: Collection[str] = ()) -> tuple[Submission, ...]:
    """All that was handed in under `path`, in the layout that its names tell; see `take_in`."""
    return take_in(path, helpers=helpers).submissions


def read_submission(submission: Submission) -> bytes:
    """The bytes of what was handed in; its size is looked at first.

    Raises
    ------
    Ungradable
        If it may not be read, is too large, or is damaged.
    OSError
        If it cannot be read.
    """
    return read_bytes(submission, limit=MAX_BYTES)


def _in_archive(path: Path) -> list[HandedIn]:
    """What an archive of a whole class holds; or the archive itself, where there is nothing in it."""
    found = list(listed(HandedIn((), path), Budget()))
    nothing = HandedIn((path.name,), path, refusal=EMPTY_ARCHIVE)
    return [entry if entry.parts else replace(nothing, refusal=entry.refusal) for entry in found] or [nothing]


def _one_file(path: Path, layout: Layout | None) -> Iterator[Submission]:
    """One file by itself: what lies beside it, and beside its folder, tells whether a platform named it."""
    folder = path.parent.resolve()
    entry = HandedIn((path.name,), path.resolve() if path.is_symlink() else path, modified=path.stat().st_mtime)
    senders = _named_among(path.name, _names_in(folder), layout, {Platform.CANVAS, Platform.MOODLE})
    if not senders:
        senders = _named_among(folder.name, _names_in(folder.parent), layout, {Platform.MOODLE, Platform.GRADESCOPE})
        people = _people_beside(folder) if senders and gradescope.senders_of([folder.name]) else {}
        senders = people.get(folder.name, senders)
    for sender in senders or [Sender(folder.name, aliases=(folder.name,))]:
        yield _submission(called(sender.name), sender.number or sender.name, "", entry, sender)


def _named_among(
    name: str, names: Collection[str], layout: Layout | None, platforms: Collection[Platform]
) -> Sequence[Sender]:
    """Whom a platform names, if it named the others, too, or if a teacher says so."""
    platform = layout.platform if layout else platform_of(names)
    if platform is None or platform not in platforms:
        return ()
    senders = platform.senders_of(names)
    enough = layout or len({sender.number for sender in senders.values()}) > 1
    return (senders[name],) if enough and name in senders else ()


def _names_in(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []


def _people_beside(folder: Path) -> Mapping[str, Sequence[Sender]]:
    path = folder.with_name(gradescope.METADATA)
    try:
        return gradescope.read_metadata(read_bytes(HandedIn((path.name,), path), limit=gradescope.MAX_METADATA))
    except (Ungradable, OSError):
        return {}


def _submission(student: str, key: str, download: str, entry: HandedIn, sender: Sender) -> Submission:
    return Submission(
        student,
        entry.path,
        entry.members,
        sender=key,
        download=download,
        called=sender.name,
        aliases=sender.aliases,
        late=sender.late,
        attempt=sender.attempt,
        modified=entry.modified,
        handed_in=sender.handed_in,
        problems=(LATE,) if sender.late else (),
        refusal=entry.refusal,
    )
