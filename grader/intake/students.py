"""Calls every sender by a name of their own: no two that could be taken for one, whatever people call themselves."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from grader.harmless import harmless_line
from grader.intake.packets import Packet

MAX_NAME = 100
NAMELESS = "nameless"


def students(packets: Mapping[str, Packet]) -> dict[str, str]:
    """What reports call each sender, by the key of the packet.

    Senders of one name get the platform's number behind it, else the place where they were found, else one of ours.
    Only people of one name in two exports whose numbers do not last are taken for one person, as far as the name goes.
    """
    names = {key: called(packet.sender.name) for key, packet in packets.items()}
    told_apart: Sequence[Callable[[str], str]] = (
        lambda key: packets[key].sender.number,
        lambda key: "/".join(packets[key].place),
    )
    chosen = dict(names)
    for more in told_apart:
        for group in _clashes(chosen, packets):
            for key in group:
                if text := shown(more(key)):
                    chosen[key] = f"{names[key]} ({text})"
    taken = {looks(name) for name in chosen.values()}
    for group in _clashes(chosen, packets):
        for key in group[1:]:
            number = 2
            while looks(f"{chosen[key]} #{number}") in taken:
                number += 1
            chosen[key] = f"{chosen[key]} #{number}"
            taken.add(looks(chosen[key]))
    return chosen


def called(name: str) -> str:
    """What a sender is called who goes by this name: it is something that can be seen."""
    text = shown(name)
    return text if looks(text) else NAMELESS


def shown(name: str) -> str:
    """A name as it can be shown anywhere; of a very long one the beginning."""
    text = harmless_line(name[: 10 * MAX_NAME])
    return text if len(text) <= MAX_NAME else f"{text[:MAX_NAME]}…"


def looks(name: str) -> str:
    """What a reader sees of a name: without case, width and what takes no room."""
    if name.isascii():
        return " ".join(name.casefold().split())
    text = unicodedata.normalize("NFKC", name).casefold()
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return " ".join(visible.split())


def _clashes(chosen: Mapping[str, str], packets: Mapping[str, Packet]) -> list[list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for key, name in chosen.items():
        groups[looks(name)].append(key)
    return [group for group in groups.values() if len(group) > 1 and not _one_person(group, packets)]


def _one_person(group: Sequence[str], packets: Mapping[str, Packet]) -> bool:
    downloads = [packets[key].download for key in group]
    return all(downloads) and len(set(downloads)) == len(downloads)
