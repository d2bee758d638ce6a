"""Random numbers that stay the same across machines and NumPy versions."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Dice:
    """One stream of random choices.

    `RandomState` is frozen for good by NumPy's policy (NEP 19), and `random_sample` is a whole number
    divided by a power of two. Scaling is left to Python: inside NumPy's `uniform` a compiler may fuse
    the multiplication with the addition, which changes the last bit.
    """

    def __init__(self, seed: int) -> None:
        self._state = np.random.RandomState(seed)

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * float(self._state.random_sample())

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int((high - low + 1) * float(self._state.random_sample()))

    def chance(self, probability: float) -> bool:
        return float(self._state.random_sample()) < probability

    def pick(self, options: Sequence[T]) -> T:
        return options[self.whole(0, len(options) - 1)]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The same items in another order (Fisher and Yates)."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.whole(0, last)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed
