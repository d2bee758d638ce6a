"""Moodle: `Jane Doe_12345_assignsubmission_file_/week4.ipynb`, or all of it in the name of one file.

Moodle writes a space for each underscore of a name, so that what stands before the first one is the name and nothing
else. Its number is new for each assignment: no roster knows it. Work of a group without a name has no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.platforms.sender import Sender

NAMED = re.compile(r"(?P<name>[^_]+)(?:_(?P<id>\d{1,20}))?_assignsubmission_(?:file|onlinetext)(?:_.*)?", re.DOTALL)


def senders_of(names: Iterable[str]) -> dict[str, Sender]:
    """Who sent what; names that Moodle did not give are left out."""
    found = ((name, NAMED.fullmatch(name)) for name in names)
    return {name: Sender(match["name"], match["id"] or "", lasting=False) for name, match in found if match}
