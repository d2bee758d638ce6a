"""Canvas: `doejane_12345_67890_week4.ipynb`, and `doejane_LATE_12345_67890_week4.ipynb`.

The first number is the student's, the second the file's. Names are chosen by students, and so are names of files: in
`doejane_12_345_678_week4.ipynb` the student may be `doejane` (12) with a file `678_week4.ipynb`, or somebody (345) who
took the name `doejane_12`. The numbers of the other files tell which; where they do not, it is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.platforms.sender import Sender

NAMED = re.compile(
    r"(?P<name>[^\W\d_][^_]*)_(?:(?P<late>late)_)?(?P<id>\d{1,20})_(?P<file>\d{1,20})_(?:(?P<third>\d{1,20})_)?.+",
    re.IGNORECASE | re.DOTALL,
)
ANONYMOUS = re.compile(r"(?:(?P<late>late)_)?(?P<name>anon_[^\W_]{5})_(?P<file>\d{1,20})_.+", re.IGNORECASE | re.DOTALL)
# Numbers of files that were handed in for one assignment are of one size.
SAME_SIZE = 4


def senders_of(names: Iterable[str]) -> dict[str, Sender]:
    """Who sent what, of one download; names that Canvas did not give are left out."""
    names = list(names)
    named = {name: match for name in names if (match := NAMED.fullmatch(name))}
    found = {name: _anonymous(match) for name in names if (match := ANONYMOUS.fullmatch(name))}
    clear = [int(match["file"]) for match in named.values() if match["third"] is None]
    files = clear or [int(match["file"]) for match in named.values()]
    smallest, largest = min(files, default=0), max(files, default=0)
    return found | {name: _sender(match, smallest, largest) for name, match in named.items()}


def _anonymous(match: re.Match[str]) -> Sender:
    return Sender(match["name"], match["name"], late=bool(match["late"]), attempt=int(match["file"]))


def _sender(match: re.Match[str], smallest: int, largest: int) -> Sender:
    def is_of_a_file(number: str) -> bool:
        return smallest <= SAME_SIZE * int(number) and int(number) <= SAME_SIZE * largest

    name, student, file, third = match["name"], match["id"], match["file"], match["third"]
    late = bool(match["late"])
    if third is not None and is_of_a_file(third):
        if is_of_a_file(file):
            return Sender(f"{name}_{student}_{file}", late=late, attempt=int(third))
        return Sender(f"{name}_{student}", file, (file,), late, int(third))
    return Sender(name, student, (student,), late, int(file))
