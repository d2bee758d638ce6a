"""Who may ask now: many side by side, or one alone.

What the clock has stopped is asked once more while no other question is waited for, so that it had the machine to
itself as far as the grader can give it.
"""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Iterator


class Turns:
    """Turns for threads. A thread that has a turn already, of either kind, gets another one at once."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._sharing: Counter[int] = Counter()
        self._alone: int | None = None

    @contextlib.contextmanager
    def shared(self) -> Iterator[None]:
        """A turn beside others."""
        me = threading.get_ident()
        with self._changed:
            self._changed.wait_for(lambda: self._alone in (None, me) or self._sharing[me] > 0)
            self._sharing[me] += 1
        try:
            yield
        finally:
            with self._changed:
                self._sharing[me] -= 1
                self._sharing += Counter()  # forget who has none left
                self._changed.notify_all()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """A turn beside nobody: those who have one end theirs first, and no other begins meanwhile.

        Not to be asked for within a shared turn: two that did would wait for each other.
        """
        me = threading.get_ident()
        if self._alone == me:
            yield
            return
        with self._changed:
            self._changed.wait_for(lambda: self._alone is None)
            self._alone = me
            self._changed.wait_for(lambda: not self._sharing)
        try:
            yield
        finally:
            with self._changed:
                self._alone = None
                self._changed.notify_all()
