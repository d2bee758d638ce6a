"""A matrix of attacks and levels has corners: each attack on one level, and all levels attacked, proves most of it.

`make test` runs that much; the rest is slow, and part of `make test-all`.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable

import pytest

from grader.sandbox import box


def one_level_each(items: Iterable[pytest.Item]) -> None:
    """Mark as slow all but one of the levels on which a test runs, among those that this machine gives.

    Which one is told by the test's name, so that it is the same each time, and by the user: what runs as root on one
    level in `make test` runs as an ordinary user on the next.
    """
    given = box.available_levels()
    levels: dict[str, list[tuple[box.Level, pytest.Item]]] = {}
    for item in items:
        parameters = getattr(item, "callspec", None)
        for level in parameters.params.values() if parameters else ():
            if isinstance(level, box.Level):
                levels.setdefault(item.nodeid.replace(level.value, ""), []).append((level, item))
    for name, found in levels.items():
        choice = [level for level, _ in found if level in given] or [level for level, _ in found]
        turn = zlib.crc32(name.encode()) + (os.geteuid() != 0)
        kept = choice[turn % len(choice)]
        for level, item in found:
            if level is not kept:
                item.add_marker(pytest.mark.slow)
