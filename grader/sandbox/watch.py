"""Watches the memory of one worker for as long as it lives, also while nobody waits for an answer.

A submission may fill memory whenever it likes: from a thread, from children, in the middle of its answer. So looking
is nobody's second job. How long to look away is told by how fast a machine can fill what is left.
"""

from __future__ import annotations

import contextlib
import os
import threading

from grader.sandbox.tree import Tree

SELDOM = 0.05
OFTEN = 0.002
ROUGHLY = 2**62
FASTEST = 20 * 2**30
"""Bytes a second, several times what a worker can fill: on a busy machine each look may come late."""
EAGER = -10
MARGIN = 32
"""The last part in so many is left for what is filled between two looks."""


class Watch:
    """A thread that kills a worker's tree when it passes the ceiling; `exceeded` tells that it did."""

    def __init__(self, tree: Tree, ceiling: int) -> None:
        self._tree = tree
        self._ceiling = ceiling - ceiling // MARGIN
        self._over = threading.Event()
        self.exceeded = False
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more; to be called before the tree's pid may be used anew."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        with contextlib.suppress(OSError, AttributeError):  # Linux has priorities for threads, root may raise them
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), EAGER)
        pause = SELDOM
        while not self._over.wait(pause):
            try:
                memory = self._tree.usage(exact_above=ROUGHLY).memory
                if memory > self._ceiling:
                    memory = self._tree.usage_at_rest().memory
            except OSError:
                return
            if memory > self._ceiling:
                self.exceeded = True
                self._tree.kill()
                return
            pause = min(SELDOM, max(OFTEN, (self._ceiling - memory) / FASTEST))
