"""What all the workers of one submission may use together.

A limit for each question bounds one question. A notebook may hold a hundred cells that sleep, each for less than that.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass
class Account:
    """What one worker has used: seconds of processor time, with all that it started, and seconds of waiting."""

    computed: float = 0.0
    waited: float = 0.0


class Budget:
    """Seconds of processor time, and as many of waiting, for a submission; without an end unless told.

    `waits` is for who asks to note that the submission was stopped by the clock with the machine to itself.
    """

    def __init__(self, seconds: float = math.inf) -> None:
        self.seconds = seconds
        self.waits = False
        self._accounts: list[Account] = []

    def account(self) -> Account:
        """An account for one more worker."""
        self._accounts.append(Account())
        return self._accounts[-1]

    @property
    def computed(self) -> float:
        """Seconds of processor time that have been used."""
        return sum(account.computed for account in self._accounts)

    @property
    def waited(self) -> float:
        """Seconds in which somebody waited for an answer and nothing was computed."""
        return sum(account.waited for account in self._accounts)

    @property
    def spent(self) -> bool:
        """Whether there is nothing left of the one or the other."""
        return self.computed > self.seconds or self.waited > self.seconds
