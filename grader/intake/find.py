"""Finds what was handed in, in whatever shape a platform left it. Nothing of it is run here, and only names are read.

Whose file it is, is told by the platform's own naming (see `grader.platforms.naming`), else by the folder it lies in:

    <student>/<file>                one folder a student
    <student>/<assignment>/<file>   nbgrader's `submitted/`
    <section>/<student>/<file>      where folders hold many more folders than a course has assignments
    <student>.ipynb                 a flat folder

Archives count as folders.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from grader.errors import NoNotebooks, PathNotFound, Ungradable
from grader.harmless import harmless_line
from grader.intake.archives import is_archive, read_member
from grader.intake.entries import UNREADABLE, Entry, entries_in, entries_in_archive
from grader.notebooks.cells import MAX_BYTES
from grader.platforms import naming as platforms
from grader.sentence import Sentence
from grader.submission import Submission

WRAPPERS = {"submissions", "submitted"}
MOST_ASSIGNMENTS = 5
MAX_NAMED = 3
NOTEBOOKS = (".ipynb", ".ipynb.txt", ".ipynb.json")
NOT_A_COPY = Sentence("ask for the .ipynb instead of a printed copy")
NOT_A_PAGE = Sentence("ask for the .ipynb instead of a web page: File > Download > Notebook (.ipynb)")
NOT_A_TEXT = Sentence("ask for the .ipynb")
NOT_PACKED = Sentence("unpack it by hand")
SUGGESTIONS = {
    ".pdf": NOT_A_COPY,
    **dict.fromkeys((".html", ".htm"), NOT_A_PAGE),
    **dict.fromkeys((".doc", ".docx", ".txt", ".md", ".json"), NOT_A_TEXT),
    **dict.fromkeys((".rar", ".7z", ".tar", ".gz", ".tgz"), NOT_PACKED),
}
LATE = Sentence("Handed in late, as the platform says.")


def find_submissions(path: Path, *, helpers: Collection[str] = ()) -> tuple[Submission, ...]:
    """All that was handed in under `path`: a folder, an archive, or one file.

    Parameters
    ----------
    helpers : collection of str
        Names of modules that come with a course: `NAME.py` is not what a student wrote.

    Raises
    ------
    PathNotFound
        If nothing is there.
    NoNotebooks
        If nobody handed in anything.
    """
    if not path.exists():
        raise PathNotFound(path)
    if path.is_file() and not is_archive(path.name):
        return tuple(_one_file(path))
    entries = entries_in(path) if path.is_dir() else list(entries_in_archive(path)) if path.is_file() else []
    found = tuple(_submissions(_unwrapped(entries, path), helpers))
    if not found:
        raise NoNotebooks(path)
    return found


def read_submission(submission: Submission) -> bytes:
    """The bytes of what was handed in; its size is looked at first.

    Raises
    ------
    Ungradable
        If it may not or cannot be read.
    """
    if submission.refusal:
        raise Ungradable(submission.refusal)
    if submission.path.is_symlink():
        raise Ungradable("This is a link to a file somewhere else: hand in the notebook itself.")
    if submission.members:
        return read_member(submission.path, submission.members, limit=MAX_BYTES)
    with submission.path.open("rb") as file:
        if os.fstat(file.fileno()).st_size > MAX_BYTES:
            raise Ungradable(
                "The file is larger than {size} MB: clear its outputs and hand it in again.", size=MAX_BYTES // 2**20
            )
        return file.read(MAX_BYTES + 1)


def _one_file(path: Path) -> Iterator[Submission]:
    folder = path.parent.resolve().name
    path = path.resolve() if path.is_symlink() else path
    entry = Entry((folder, path.name), path, modified=path.stat().st_mtime)
    for sender in platforms.senders_of(entry.parts, {}) or (platforms.Sender(folder),):
        yield _submission(harmless_line(sender.name) or "nameless", entry, sender)


def _unwrapped(entries: list[Entry], root: Path) -> list[Entry]:
    """Without a folder that only wraps all others: `submitted/` of nbgrader, or the archive's own name."""
    tops = {entry.parts[0] for entry in entries if len(entry.parts) > 1}
    for top in sorted(tops):
        alone = len(tops) == 1 and top.lower() in WRAPPERS | {root.stem.lower()}
        if alone or top == "submitted":
            inside = [replace(entry, parts=entry.parts[1:]) for entry in entries if entry.parts[0] == top]
            return [entry for entry in inside if entry.parts]
    return entries


def _submissions(entries: Sequence[Entry], helpers: Collection[str]) -> Iterator[Submission]:
    gradescope = _gradescope(entries)
    entries = [entry for entry in entries if not platforms.is_online_text(entry.parts)]
    depth = _student_depth([entry.parts for entry in entries if _is_gradable(entry.parts[-1])])
    sent = [
        (sender, entry)
        for entry in entries
        for sender in platforms.senders_of(entry.parts, gradescope) or _by_folder(entry, depth)
    ]
    packets: dict[str, dict[Entry, platforms.Sender]] = defaultdict(dict)
    for student, (sender, entry) in zip(_told_apart([sender for sender, _ in sent]), sent, strict=True):
        packets[student][entry] = sender
    alone = not any(len(entry.parts) > 1 for entry in entries)
    for student, senders in packets.items():
        chosen = list(_gradable(senders, helpers, loose_scripts=alone))
        for entry in chosen or filter(None, [_excuse(list(senders))]):
            yield _submission(student, entry, senders.get(entry, next(iter(senders.values()))))


def _told_apart(senders: Sequence[platforms.Sender]) -> Iterator[str]:
    """What each sender is called: two of one name in one folder get the platform's numbers behind it."""
    numbers = defaultdict(set)
    for sender in senders:
        numbers[sender.within, sender.name].add(sender.number)
    shared = {name for (_, name), found in numbers.items() if len(found) > 1}
    for sender in senders:
        name = harmless_line(sender.name) or "nameless"
        yield f"{name} ({sender.number})" if sender.name in shared and sender.number else name


def _gradescope(entries: Sequence[Entry]) -> dict[str, tuple[platforms.Sender, ...]]:
    """What the files `submission_metadata.yml` tell; a missing or damaged one tells nothing."""
    found: dict[str, tuple[platforms.Sender, ...]] = {}
    for entry in entries:
        if entry.parts[-1] == platforms.GRADESCOPE_METADATA and not entry.refusal:
            try:
                found |= platforms.read_metadata(read_submission(Submission("", entry.path, entry.members)))
            except (Ungradable, OSError):
                continue
    return found


def _student_depth(paths: Sequence[tuple[str, ...]]) -> int:
    """Which folder of a path names the student: the first, or the second where the first ones are sections."""
    if any(len(parts) == 2 for parts in paths):
        return 0
    seconds = defaultdict(set)
    for parts in paths:
        if len(parts) > 2:
            seconds[parts[0]].add(parts[1])
    repeated = Counter(name for names in seconds.values() for name in names)
    distinct = all(count == 1 for count in repeated.values())
    return 1 if seconds and distinct and len(repeated) > MOST_ASSIGNMENTS * len(seconds) else 0


def _by_folder(entry: Entry, depth: int) -> tuple[platforms.Sender, ...]:
    *folders, name = entry.parts
    chosen = folders[min(depth, len(folders) - 1)] if folders else ""
    if not folders and not entry.refusal and not _is_gradable(name):
        # A table or a text at the top of the folder is the teacher's.
        return ()
    return (platforms.Sender(_stem(chosen or name)),)


def _gradable(packet: Collection[Entry], helpers: Collection[str], *, loose_scripts: bool) -> Iterator[Entry]:
    """The notebooks and scripts of one sender, without a notebook's twin and modules of the course.

    A script at the top of a folder that holds folders is the teacher's: `loose_scripts` says that there are none.
    """
    notebooks = {(*entry.parts[:-1], _stem(entry.parts[-1])) for entry in packet if _is_notebook(entry.parts[-1])}
    for entry in packet:
        name = entry.parts[-1]
        stem = _stem(name)
        own = stem not in helpers and (*entry.parts[:-1], stem) not in notebooks
        script = _is_script(name) and own and (loose_scripts or len(entry.parts) > 1)
        if _is_notebook(name) or script or (entry.refusal and (is_archive(name) or name == UNREADABLE)):
            yield entry


def _excuse(packet: Sequence[Entry]) -> Entry | None:
    """An entry for a sender of whom nothing can be graded, with what was there instead."""
    names = [entry.parts[-1] for entry in packet if entry.parts[-1]]
    told = [entry for entry in packet if _suffix(entry.parts[-1]) in SUGGESTIONS]
    if not told:
        return next((entry for entry in packet if entry.refusal), None)
    has = ", ".join(names[:MAX_NAMED]) + (", …" if len(names) > MAX_NAMED else "")
    what = SUGGESTIONS[_suffix(told[0].parts[-1])]
    reason = Sentence("No notebook, but {names}: {advice}.", names=harmless_line(has), advice=what)
    return replace(told[0], refusal=reason)


def _submission(student: str, entry: Entry, sender: platforms.Sender) -> Submission:
    return Submission(
        student,
        entry.path,
        entry.members,
        sender.aliases,
        sender.late,
        sender.attempt,
        entry.modified,
        (LATE,) if sender.late else (),
        entry.refusal,
    )


def _is_gradable(name: str) -> bool:
    return _is_notebook(name) or _is_script(name)


def _is_notebook(name: str) -> bool:
    return name.lower().endswith(NOTEBOOKS)


def _is_script(name: str) -> bool:
    return name.lower().endswith(".py")


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()


def _stem(name: str) -> str:
    lower = name.lower()
    for suffix in (*NOTEBOOKS, ".py", ".zip"):
        if lower.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)]
    return name
