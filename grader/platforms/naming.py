"""Asks the platforms in turn whose naming the entries of one folder follow."""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping

from grader.platforms import canvas, gradescope, moodle
from grader.platforms.sender import Sender


class Platform(enum.Enum):
    """The learning platforms whose naming is known."""

    CANVAS = "Canvas"
    MOODLE = "Moodle"
    GRADESCOPE = "Gradescope"

    def senders_of(self, names: Collection[str]) -> Mapping[str, Sender]:
        """Who sent what lies side by side under these names; those that the platform did not give are left out."""
        return READERS[self](names)


READERS = {
    Platform.CANVAS: canvas.senders_of,
    Platform.MOODLE: moodle.senders_of,
    Platform.GRADESCOPE: gradescope.senders_of,
}


def platform_of(names: Collection[str], *, strays: Collection[str] = ()) -> Platform | None:
    """The platform that named what lies side by side, if one did.

    At least half of those who sent something have to be named by it. Not files are counted, but senders: one student
    who sends a hundred files has one voice.

    Parameters
    ----------
    strays : collection of str
        Names that may have been given by the teacher: they count only where the platform gave them.
    """
    for platform in Platform:
        senders = platform.senders_of({*names, *strays})
        others = {name.partition("_")[0] for name in names if name not in senders}
        found = {(sender.name, sender.number) for sender in senders.values()}
        if found and len(found) >= len(others):
            return platform
    return None
