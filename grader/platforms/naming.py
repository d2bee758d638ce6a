"""Knows how learning platforms name what they export: who sent a file is told from its path alone.

Canvas      doejane_12345_67890_file.ipynb, doejane_LATE_12345_67890_file.ipynb
Moodle      Jane Doe_12345_assignsubmission_file_/file.ipynb, or all in one name; ..._onlinetext_ is passed by
Gradescope  submission_1234/file.ipynb, and submission_metadata.yml beside these folders
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

MOODLE = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?P<kind>file|onlinetext)(?:_|$)", re.IGNORECASE)
CANVAS = re.compile(r"(?P<name>[^\W\d_][^_]*?)_(?:(?P<late>late)_)?(?P<id>\d+)_(?P<attempt>\d+)_.+", re.IGNORECASE)
GRADESCOPE = re.compile(r"submission_\d+")
GRADESCOPE_METADATA = "submission_metadata.yml"
MAX_METADATA = 32 * 2**20
SHORTEST_CANVAS_ID = 3

# What a platform says of a submission besides who sent it; it may be long, and is not asked for.
UNASKED = re.compile(r"^  :(?:results|history|status|score|graders?|rubric)\b.*", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Sender:
    """Who sent a file.

    Parameters
    ----------
    number : str
        The platform's, which tells people of the same name apart within one folder, `within`.
    aliases : sequence of str
        Other names by which a roster may know the same person.
    """

    name: str
    number: str = ""
    aliases: tuple[str, ...] = ()
    late: bool = False
    attempt: int = 0
    within: tuple[str, ...] = ()


Senders = Mapping[str, Sequence[Sender]]


def is_online_text(parts: Sequence[str]) -> bool:
    """Whether a path is what somebody typed into Moodle's page."""
    found = (MOODLE.match(part) for part in parts)
    return any(match and match["kind"].lower() == "onlinetext" for match in found)


def senders_of(parts: Sequence[str], gradescope: Senders) -> Sequence[Sender]:
    """Who sent the file at this path; nobody where no platform has named it.

    Parameters
    ----------
    gradescope : mapping
        What `read_metadata` told of the folders `submission_1234`.
    """
    for depth, part in enumerate(parts):
        if match := MOODLE.match(part):
            # Moodle's number is new for each assignment, so that no roster knows it.
            return (Sender(match["name"], match["id"], within=tuple(parts[:depth])),)
        if GRADESCOPE.fullmatch(part) and part != parts[-1]:
            return gradescope.get(part) or (Sender(part),)
    for depth, part in enumerate(parts):
        match = CANVAS.fullmatch(part)
        # Below a folder, `lab_4_2_draft.ipynb` is more likely a student's own name for a file.
        if match and (depth == 0 or len(match["id"]) >= SHORTEST_CANVAS_ID):
            number = match["id"]
            return (
                Sender(
                    match["name"], number, (number,), bool(match["late"]), int(match["attempt"]), tuple(parts[:depth])
                ),
            )
    return ()


def read_metadata(data: bytes) -> dict[str, tuple[Sender, ...]]:
    """Who is behind each `submission_1234` of a Gradescope export; what cannot be read is left out."""
    if len(data) > MAX_METADATA:
        return {}
    found = {}
    text = data.decode("utf-8", errors="replace").replace("\r\n", "\n")
    # Each submission by itself: one that is damaged does not take the others with it.
    for piece in re.split(r"^(?=submission_\d+:)", text, flags=re.MULTILINE):
        name = piece.partition(":")[0]
        if GRADESCOPE.fullmatch(name):
            found[name] = tuple(_submitters(UNASKED.sub("", piece, count=1), name))
    return {name: senders for name, senders in found.items() if senders}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Plain values only; a tag of Ruby's is passed over."""


def _untagged(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node)
    return node.value if isinstance(node, yaml.ScalarNode) else None


_Loader.add_multi_constructor("!", _untagged)


def _submitters(text: str, name: str) -> list[Sender]:
    try:
        document = yaml.load(text, Loader=_Loader)
        people = document[name][":submitters"]
        entries = [{str(key).lstrip(":"): value for key, value in person.items()} for person in people]
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return []
    senders = []
    for entry in entries:
        names = [str(entry[key]) for key in ("name", "sid", "email") if entry.get(key)]
        if names:
            senders.append(Sender(names[0], names[-1], tuple(names[1:])))
    return senders
