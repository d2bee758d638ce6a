"""Decides what a whole folder is laid out like: at which level the names of students stand, and who gave them.

This is decided once, from the top, by what nearly all entries of a level look like. What lies inside a student's own
folder or archive has no say in it: it may be named like anything. Where every folder has to look alike, one student,
who has one folder, cannot make the others look so.
"""

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from grader.intake.entries import HandedIn
from grader.intake.tree import Parts, Tree
from grader.platforms.naming import Platform, platform_of

WRAPPERS = {"submissions", "submitted"}
SUBMITTED = "submitted"
NBGRADER_FOLDERS = {"source", "release", "autograded", "feedback"}
GRADES = {"grades.csv", "results.json"}
FEEDBACK = "feedback"
MOST_ASSIGNMENTS = 5
MOST_AROUND = 2
# Below a folder, `lab_4_2_draft.ipynb` is more likely a student's own name for a file than Canvas's.
SHORTEST_CANVAS_ID = 3
NOTEBOOK = ".ipynb"
# What stands before and behind the name of an assignment in those that it is given out and downloaded as.
NUMBER = re.compile(r"^\d{1,2}_")
COPY = re.compile(r"( ?\(\d{1,3}\)|-Copy\d{1,3})$")


class Layout(enum.Enum):
    """What a folder is laid out like. The value is the word for it on the command line."""

    FILE = "file"
    FLAT = "flat"
    FOLDERS = "folders"
    STUDENT = "student"
    SECTIONS = "sections"
    NBGRADER = "nbgrader"
    CANVAS = "canvas"
    MOODLE = "moodle"
    GRADESCOPE = "gradescope"

    @property
    def platform(self) -> Platform | None:
        return PLATFORMS.get(self)

    @property
    def meaning(self) -> str:
        return MEANINGS[self]


PLATFORMS = {
    Layout.CANVAS: Platform.CANVAS,
    Layout.MOODLE: Platform.MOODLE,
    Layout.GRADESCOPE: Platform.GRADESCOPE,
}
MEANINGS = {
    Layout.FILE: "one file",
    Layout.FLAT: "a file for each student",
    Layout.FOLDERS: "a folder for each student",
    Layout.STUDENT: "the folder of one student",
    Layout.SECTIONS: "a folder for each group, and in it one for each student",
    Layout.NBGRADER: "nbgrader's folders",
    Layout.CANVAS: "a download from Canvas",
    Layout.MOODLE: "a download from Moodle",
    Layout.GRADESCOPE: "an export from Gradescope",
}


@dataclass(frozen=True)
class Understood:
    """What was decided.

    Parameters
    ----------
    base : sequence of str
        The folder to which it applies: there may be one around all others.
    level : int
        Which part of a way names the student.
    ours : set of sequences of str
        Folders that this grader wrote.
    """

    layout: Layout
    base: Parts = ()
    level: int = 0
    ours: frozenset[Parts] = frozenset()


def understand(entries: Sequence[HandedIn], *, around: str = "", chosen: Layout | None = None) -> Understood:
    """Decide on the layout of a folder with these entries.

    Parameters
    ----------
    around : str
        How a folder around all others may be called, besides the usual names.
    chosen : Layout, optional
        What a teacher says that it is; then only the level is looked for.
    """
    tree = Tree(entries)
    ours = _outputs(tree, ())
    base = _inside_wrappers(tree, around)
    ours |= _outputs(tree, base)
    nbgrader = _nbgrader(tree, base)
    if chosen in (None, Layout.NBGRADER) and nbgrader:
        return Understood(Layout.NBGRADER, nbgrader, len(nbgrader), ours)
    for depth, (layout, platform) in product(range(MOST_AROUND + 1), PLATFORMS.items()):
        if chosen in (None, layout) and _is_export(tree, platform, base, depth):
            return Understood(layout, base, len(base) + depth, ours)
    if chosen and chosen.platform:
        return Understood(chosen, base, len(base) + _first_named(tree, chosen.platform, base), ours)
    if chosen is Layout.SECTIONS or (chosen is None and _has_sections(tree, base)):
        return Understood(Layout.SECTIONS, base, len(base) + 1, ours)
    flat = tree.loose(base) > len(tree.folders(base))
    return Understood(chosen or (Layout.FLAT if flat else Layout.FOLDERS), base, len(base), ours)


def is_of_one_student(entries: Sequence[HandedIn], around: str, assignments: Collection[str]) -> bool:
    """Whether a folder is one student's own: all that lies in it is called like the assignments of the course."""
    stems = [entry.name.rpartition(".")[0] for entry in entries if entry.name.endswith(NOTEBOOK) and not entry.hidden]
    deep = any(len(entry.parts) > 1 and not entry.hidden for entry in entries)
    plain = (COPY.sub("", NUMBER.sub("", stem)).casefold() for stem in stems)
    return bool(stems) and not deep and around.lower() not in WRAPPERS and {*plain} <= {*assignments}


def _outputs(tree: Tree, base: Parts) -> frozenset[Parts]:
    """Folders with what an earlier run wrote, and with nothing that could be graded; the tree forgets them."""
    found = {(*base, name) for name in tree.folders(base) if tree.names((*base, name)) >= GRADES}
    if tree.names(base) >= GRADES and FEEDBACK in tree.folders(base):
        found.add((*base, FEEDBACK))
    found = {folder for folder in found if not tree.holds_work(folder)}
    tree.forget(found)
    return frozenset(found)


def _inside_wrappers(tree: Tree, around: str) -> Parts:
    """The innermost of the folders that are alone and named like one around all others."""
    base: Parts = ()
    for _ in range(MOST_AROUND):
        inner = tree.containers(base)
        if len(inner) != 1 or inner != tree.folders(base) or tree.notebooks(base) or tree.loose(base) > 1:
            return base
        (name,) = inner
        if name.lower() not in WRAPPERS | {around.lower()}:
            return base
        base = (*base, name)
    return base


def _nbgrader(tree: Tree, base: Parts) -> Parts:
    """The folder of nbgrader that holds what was submitted, beside its others and no folder else."""
    beside = {*tree.containers(base)} - {SUBMITTED}
    if SUBMITTED in tree.folders(base) and beside and beside <= NBGRADER_FOLDERS:
        return (*base, SUBMITTED)
    return ()


def _is_export(tree: Tree, platform: Platform, base: Parts, depth: int) -> bool:
    """Whether a platform named what lies `depth` folders below the base: in every one of these folders."""
    exports = []
    for folder in _folders_below(tree, base, depth):
        if folder is None:
            return False
        names, work = tree.names(folder), tree.work(folder)
        if names and platform_of(work, strays=names - work) is not platform:
            return False
        exports.extend([folder] if names else [])
    return bool(exports) and (depth == 0 or platform is not Platform.CANVAS or _are_canvas_downloads(tree, exports))


def _folders_below(tree: Tree, base: Parts, depth: int) -> Iterator[Parts | None]:
    """The folders at this depth; none where files that are somebody's work lie above them."""
    if depth == 0:
        yield base
        return
    inner = tree.containers(base)
    if tree.loose(base) >= max(1, len(inner)):
        yield None
        return
    for name in inner:
        yield from _folders_below(tree, (*base, name), depth - 1)


def _first_named(tree: Tree, platform: Platform, base: Parts) -> int:
    """How deep below the base the first names lie that a platform gave, in whatever company."""
    for depth in range(MOST_AROUND + 1):
        if any(
            folder is not None and platform.senders_of(tree.names(folder))
            for folder in _folders_below(tree, base, depth)
        ):
            return depth
    return 0


def _are_canvas_downloads(tree: Tree, exports: Sequence[Parts]) -> bool:
    """Whether these folders are Canvas's, and not those of students who all use such a name for their file."""
    files: Counter[int] = Counter()
    for folder in exports:
        senders = Platform.CANVAS.senders_of(tree.names(folder)).values()
        if len({sender.number for sender in senders}) < 2 or any(
            len(sender.number) < SHORTEST_CANVAS_ID for sender in senders
        ):
            return False
        files.update(sender.attempt for sender in senders)
    return len(exports) == 1 or max(files.values()) == 1


def _has_sections(tree: Tree, base: Parts) -> bool:
    """Whether every folder holds more folders than a course has assignments, and most of them nowhere else."""
    inner = {name: tree.containers((*base, name)) for name in tree.containers(base)}
    count = Counter(name for names in inner.values() for name in names)
    return tree.loose(base) < len(inner) and all(
        len(names) > MOST_ASSIGNMENTS
        and not tree.notebooks((*base, folder))
        and 2 * sum(count[name] == 1 for name in names) > len(names)
        for folder, names in inner.items()
    )
