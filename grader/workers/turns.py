"""Who may ask now: many side by side, or one alone.

What the clock has stopped is asked once more while no other question is waited for, so that it had the machine to
itself as far as the grader can give it.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager


class _Shared(AbstractContextManager[None]):
    """One for all turns, since one is taken for every answer."""

    def __init__(self, begin: Callable[[], None], end: Callable[[], None]) -> None:
        self._begin, self._end = begin, end

    def __enter__(self) -> None:
        self._begin()

    def __exit__(self, *ignored: object) -> None:
        self._end()


class Turns:
    """Turns for threads. A thread that has a turn already, of either kind, gets another one at once."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._sharing: dict[int, int] = {}
        self._alone: int | None = None
        self._shared = _Shared(self.begin, self.end)

    def shared(self) -> AbstractContextManager[None]:
        """A turn beside others."""
        return self._shared

    def begin(self) -> None:
        """Begin a turn beside others; each is to be ended."""
        me = threading.get_ident()
        with self._changed:
            if self._alone not in (None, me) and me not in self._sharing:
                self._changed.wait_for(lambda: self._alone is None)
            self._sharing[me] = self._sharing.get(me, 0) + 1

    def end(self) -> None:
        """End the turn that was begun last."""
        me = threading.get_ident()
        with self._changed:
            self._sharing[me] -= 1
            if not self._sharing[me]:
                del self._sharing[me]
                if self._alone is not None:  # nobody else waits for the end of a shared turn
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
