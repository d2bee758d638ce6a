"""Gradescope: `submission_1234/week4.ipynb`, and `submission_metadata.yml` beside these folders, which tells the names.

Of that file only scalars are read, event by event: no object is built, no alias followed.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Union

import yaml

from grader.platforms.sender import Sender

NAMED = re.compile(r"submission_\d{1,20}")
METADATA = "submission_metadata.yml"
MAX_METADATA = 32 * 2**20
# What is read of one submission: how many characters, values and people there may be, and how deep.
MAX_PIECE = 64 * 2**10
MAX_EVENTS = 2_000
MAX_DEPTH = 8
MAX_PEOPLE = 50

# What a platform says of a submission besides who sent it; it may be long, and is not asked for.
UNASKED = re.compile(r"^  :(?:results|history|status|score|graders?|rubric)\b.*", re.MULTILINE | re.DOTALL)
NOTHING = {"", "~", "null"}
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Plain = Union[str, "list[Plain]", "dict[str, Plain]", None]


def senders_of(names: Iterable[str]) -> dict[str, Sender]:
    """The folders that Gradescope named, each as a sender whose name is not known yet."""
    return {name: Sender(name, name) for name in names if NAMED.fullmatch(name)}


def read_metadata(data: bytes) -> dict[str, tuple[Sender, ...]]:
    """Who is behind each `submission_1234`; what cannot be read is left out."""
    if len(data) > MAX_METADATA:
        return {}
    found = {}
    text = data.decode("utf-8", errors="replace").replace("\r\n", "\n")
    # Each submission by itself: one that is damaged does not take the others with it.
    for piece in re.split(r"^(?=submission_\d+:)", text, flags=re.MULTILINE):
        name = piece.partition(":")[0]
        if NAMED.fullmatch(name):
            found[name] = tuple(_senders(name, UNASKED.sub("", piece, count=1)))
    return {name: senders for name, senders in found.items() if senders}


def _senders(folder: str, piece: str) -> Iterator[Sender]:
    try:
        submission = _submission(piece)
    except (yaml.YAMLError, ValueError):
        return
    people = [person for person in submission.get(":submitters") or () if isinstance(person, dict)]
    handed_in = _moment(submission.get(":created_at"))
    for place, person in enumerate(people[:MAX_PEOPLE], start=1):
        ids = tuple(text for key in (":sid", ":email") if (text := _text(person.get(key))))
        name = _text(person.get(":name")) or "".join(ids[:1])
        if name:
            number = ids[0] if ids else f"{folder}, {place}"
            yield Sender(name, number, ids, lasting=bool(ids), handed_in=handed_in)


def _moment(value: Plain) -> float:
    """The seconds since 1970 of a time with its zone, as Rails writes it, plainly or as an object; 0 if it is none."""
    text = _text(value.get("utc") or "") if isinstance(value, dict) else _text(value)
    text = re.sub(r"(\.\d{1,6})\d*", r"\1", text.strip().removesuffix(" UTC"))
    try:
        moment = dt.datetime.fromisoformat(text.removesuffix("Z").strip() + "Z" if text.endswith("Z") else text)
        return moment.timestamp() if moment.tzinfo else 0.0
    except (ValueError, OverflowError):
        return 0.0


def _submission(piece: str) -> dict[str, Plain]:
    """What `submission_1234:` says, as far as it is plain."""
    if len(piece) > MAX_PIECE:
        return {}
    events = itertools.islice(yaml.parse(piece, Loader=Loader), MAX_EVENTS)
    starts = (event for event in events if isinstance(event, yaml.NodeEvent))
    document = next((_plain(event, events, MAX_DEPTH) for event in starts), None)
    found = next(iter(document.values()), None) if isinstance(document, dict) else None
    return found if isinstance(found, dict) else {}


def _plain(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Plain:
    """The value that begins with an event, of texts, lists and dictionaries; tags and anchors mean nothing.

    Raises
    ------
    ValueError
        If it is too deep, too long, an alias, or has a key that is no text.
    """
    if isinstance(event, yaml.ScalarEvent):
        return "" if event.implicit[0] and event.value in NOTHING else str(event.value)
    if not isinstance(event, yaml.CollectionStartEvent) or depth == 0:
        raise ValueError
    values: list[Plain] = []
    for inner in events:
        if isinstance(inner, yaml.CollectionEndEvent):
            break
        values.append(_plain(inner, events, depth - 1))
    else:
        raise ValueError
    if isinstance(event, yaml.SequenceStartEvent):
        return values
    keys = [key for key in values[::2] if isinstance(key, str)]
    return dict(zip(keys, values[1::2], strict=True))


def _text(value: Plain) -> str:
    return value if isinstance(value, str) else ""
