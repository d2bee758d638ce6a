"""Watches one worker for as long as it lives, also while nobody waits for an answer.

A submission may fill memory or compute whenever it likes: from a thread, from children, in the middle of its answer,
and after it. So looking is nobody's second job. How long to look away is told by how fast a machine can fill what is
left. That is a measure, not a promise: a thread that is kept from a processor looks later.
"""

from __future__ import annotations

import contextlib
import enum
import os
import threading
from collections.abc import Iterator
from dataclasses import replace

from grader.sandbox.tree import Tree, Usage

SELDOM = 0.05
OFTEN = 0.002
FASTEST = 20 * 2**30
"""Bytes a second, several times what a worker can fill: on a busy machine each look may come late."""
EAGER = -10
MARGIN = 32
"""The last part in so many is left for what is filled between two looks."""
UNASKED = 0.5
"""Seconds of processor time that a worker may use while nobody has asked it anything: threads wind down."""


class Excess(enum.Enum):
    """Why a watch has ended a worker."""

    MEMORY = "memory"
    UNASKED = "computing unasked"


class Watch:
    """A thread that kills a worker's tree when it passes the ceiling, or goes on computing when it was not asked to.

    `excess` tells that it did. `computed` is the processor time of the tree as it was last seen; it never falls, for
    children that end without anybody waiting for them take theirs with them.
    """

    def __init__(self, tree: Tree, ceiling: int) -> None:
        self._tree = tree
        self._ceiling = ceiling - ceiling // MARGIN
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._last = 0.0
        self._asked = self._times_asked = self._seen_asked = 0
        self._unasked = 0.0
        self.computed = 0.0
        self.excess: Excess | None = None
        self._thread = threading.Thread(target=self._look_on, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more; to be called before the tree's pid may be used anew."""
        self._over.set()
        self._thread.join()

    @contextlib.contextmanager
    def asked(self) -> Iterator[None]:
        """What is computed meanwhile was asked for."""
        self._asked += 1
        self._times_asked += 1
        try:
            yield
        finally:
            self._asked -= 1

    def look(self) -> Usage:
        """What the tree uses now, roughly, with the processor time of what has ended.

        Raises
        ------
        OSError
            If it is gone.
        """
        with self._lock:
            usage = self._tree.glance()
            self.computed += max(0.0, usage.cpu - self._last)
            self._last = usage.cpu
            return replace(usage, cpu=self.computed)

    def _look_on(self) -> None:
        with contextlib.suppress(OSError, AttributeError):  # Linux has priorities for threads, root may raise them
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), EAGER)
        pause = SELDOM
        while not self._over.wait(pause):
            try:
                self.excess, memory = self._excess()
            except OSError:
                return
            if self.excess:
                self._tree.kill()
                return
            pause = min(SELDOM, max(OFTEN, (self._ceiling - memory) / FASTEST))

    def _excess(self) -> tuple[Excess | None, int]:
        before, times_asked = self.computed, self._times_asked
        memory = self.look().memory
        # Between two looks without a question, or with one that began only now.
        if not self._asked and times_asked == self._seen_asked:
            self._unasked += self.computed - before
        self._seen_asked = times_asked
        if self._unasked > UNASKED:
            return Excess.UNASKED, memory
        if memory > self._ceiling:
            memory = self._tree.usage_at_rest().memory
        return (Excess.MEMORY if memory > self._ceiling else None), memory
