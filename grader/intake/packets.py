"""Puts what was handed in into packets, one for each sender.

Whose a file is, is said by the name at the level that the layout tells, and by nothing below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from grader.errors import Ungradable
from grader.intake.archives import Budget, is_archive
from grader.intake.entries import EMPTY_FOLDER, HandedIn, is_passed_by, listed, opened
from grader.intake.layout import Layout, Understood
from grader.intake.names import is_gradable, is_notebook, is_script, stem_of
from grader.intake.reading import read_bytes
from grader.intake.tree import Parts
from grader.platforms import gradescope
from grader.platforms.sender import Sender

# What tools leave behind is not worth a word.
TOOLS = {"__macosx", "__pycache__", ".git", ".github", ".idea", ".ipynb_checkpoints", ".venv", ".vscode"}
# A script beside files that students sent may be one of these; beside their folders it is the teacher's.
LOOSE_SCRIPTS = {Layout.FLAT, Layout.CANVAS}

Sent = tuple[HandedIn, Sender]
Stacks = dict[Parts, list[HandedIn]]
Senders = Mapping[str, Sequence[Sender]]


@dataclass
class Packet:
    """All that one sender sent.

    Parameters
    ----------
    place : sequence of str
        Where the sender's name was first read.
    download : str
        The export within which two senders are two people; empty where they always are.
    sent : list of (HandedIn, Sender)
        The files, archives opened, each with what the platform said of it.
    """

    sender: Sender
    place: Parts
    download: str = ""
    sent: list[Sent] = field(default_factory=list)


@dataclass
class Sorted:
    """Everything that was found: in packets, by a text that is each sender's own; or passed by as nobody's work."""

    packets: dict[str, Packet] = field(default_factory=dict)
    passed_by: dict[str, None] = field(default_factory=dict)


def sort(entries: Iterable[HandedIn], understood: Understood, helpers: Collection[str]) -> Sorted:
    """Put all entries where they belong; each of them is in a packet or passed by.

    Parameters
    ----------
    helpers : collection of str
        Names of modules that come with the course.
    """
    result = Sorted()
    stacks: Stacks = defaultdict(list)
    for entry in _exports_opened(entries, understood):
        place = _place(entry, understood)
        if place:
            stacks[place].append(entry)
        else:
            _tell(result, entry, understood)
    people = _people(stacks, understood)
    for place in [*_strays(stacks, understood, helpers)]:
        if place[-1] != gradescope.METADATA:
            result.passed_by["/".join(place)] = None
        del stacks[place]
    _fill(result.packets, stacks, people, understood)
    return result


def _exports_opened(entries: Iterable[HandedIn], understood: Understood) -> Iterator[HandedIn]:
    """The entries, with archives opened that lie above the students' level: whole exports."""
    for entry in entries:
        inside = entry.parts[: len(understood.base)] == understood.base
        if inside and entry.unopened and not entry.members and len(entry.parts) <= understood.level:
            yield from _exports_opened(listed(entry, Budget()), understood)
        else:
            yield entry


def _place(entry: HandedIn, understood: Understood) -> Parts:
    """The way to the name that says whose an entry is; none for what is nobody's."""
    parts = entry.parts
    if any(parts[: len(folder)] == folder for folder in understood.ours):
        return ()
    if parts[: len(understood.base)] != understood.base:
        return parts if len(parts) == 1 and not entry.hidden else ()
    place = parts[: understood.level + 1]
    if entry.hidden and any(map(is_passed_by, place)):
        return ()
    return place if place[-1] else place[:-1]


def _tell(result: Sorted, entry: HandedIn, understood: Understood) -> None:
    """Note what was passed by: by the name of the folder that is nobody's, if it is in one."""
    folder = next((parts for parts in understood.ours if entry.parts[: len(parts)] == parts), None)
    if folder is None and entry.hidden:
        end = next((index for index, part in enumerate(entry.parts) if is_passed_by(part)), 0)
        name = entry.parts[end]
        work = end + 1 < len(entry.parts) or is_gradable(name) or is_archive(name)
        if name.lower() in TOOLS or name.startswith("._") or not work:
            return
        folder = entry.parts[: end + 1]
    result.passed_by["/".join(folder or entry.parts[: len(understood.base)] or entry.parts[:1])] = None


def _strays(stacks: Stacks, understood: Understood, helpers: Collection[str]) -> Iterator[Parts]:
    """Files beside those of the students: a table or a text is the teacher's, and so is a module of the course."""
    named = {(*folder, name) for folder, senders in _named(stacks, understood).items() for name in senders}
    notebooks = {(*place[:-1], stem_of(place[-1])) for place in stacks if is_notebook(place[-1])}
    for place, (entry, *_) in stacks.items():
        if place in named or entry.parts != place or is_archive(place[-1]) or is_notebook(place[-1]):
            continue
        stem = stem_of(place[-1])
        twin = (*place[:-1], stem) in notebooks
        if not is_script(place[-1]) or stem in helpers or twin or understood.layout not in LOOSE_SCRIPTS:
            yield place


def _named(places: Iterable[Parts], understood: Understood) -> dict[Parts, dict[str, Sender]]:
    """Whom the platform names, by the folders of its exports and the names in them."""
    names: dict[Parts, list[str]] = defaultdict(list)
    for place in places:
        if len(place) == understood.level + 1:
            names[place[:-1]].append(place[-1])
    platform = understood.layout.platform
    return {folder: dict(platform.senders_of(found)) for folder, found in names.items()} if platform else {}


def _people(stacks: Mapping[Parts, Sequence[HandedIn]], understood: Understood) -> dict[Parts, Senders]:
    """Whom Gradescope's metadata name, by folder; only a file beside the students' folders is believed."""
    found: dict[Parts, Senders] = {}
    for place, (entry, *_) in stacks.items():
        if understood.layout is Layout.GRADESCOPE and place[-1] == gradescope.METADATA and entry.parts == place:
            try:
                found[place[:-1]] = gradescope.read_metadata(read_bytes(entry, limit=gradescope.MAX_METADATA))
            except (Ungradable, OSError):
                continue
    return found


def _fill(packets: dict[str, Packet], stacks: Stacks, people: Mapping[Parts, Senders], understood: Understood) -> None:
    named = _named(stacks, understood)
    budgets: dict[str, Budget] = defaultdict(Budget)
    for place, stack in stacks.items():
        *folders, name = place
        folder = tuple(folders)
        sender = named.get(folder, {}).get(name)
        senders = people.get(folder, {}).get(name, (sender,)) if sender else (_by_own_name(place, stack),)
        keys = [_key(each, place) for each in senders]
        found = list(_opened(stack, place, budgets[keys[0]]))
        for key, each in zip(keys, senders, strict=True):
            packet = packets.setdefault(key, Packet(each, place, "" if each.lasting else "/".join(folder)))
            packet.sent.extend((entry, each) for entry in found)


def _by_own_name(place: Parts, stack: Sequence[HandedIn]) -> Sender:
    """A sender whom no platform has named: the file or the folder is called so. A roster may know the name as an id."""
    name = stem_of(place[-1]) if stack[0].parts == place else place[-1]
    return Sender(name, aliases=(name,))


def _key(sender: Sender, place: Parts) -> str:
    """A text for each sender that no other has; one that begins with a slash is a place."""
    return f"#{sender.number}/{sender.name}" if sender.number else "/".join(("", *place))


def _opened(stack: Sequence[HandedIn], place: Parts, budget: Budget) -> Iterator[HandedIn]:
    """What one sender sent, with archives opened and what is hidden left out; something there always is."""
    nothing = True
    for entry in stack:
        for inner in opened(entry, budget) if entry.unopened else (entry,):
            if not inner.hidden:
                nothing = False
                yield inner
    if nothing:
        yield HandedIn((*place, ""), stack[0].path, refusal=EMPTY_FOLDER)
