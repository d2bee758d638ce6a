"""Values that are dear to work out: each is, once, for whoever asks first."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Name = TypeVar("Name", bound=Hashable)
Value = TypeVar("Value")


class Once(Generic[Name, Value]):
    """Values by name, for threads: who asks for one that another is working out waits for it, and for no other.

    Where `work` raises, so does asking; nothing is kept of it.
    """

    def __init__(self, work: Callable[[Name], Value]) -> None:
        self._work = work
        self._values: dict[Name, Value] = {}
        self._turns: dict[Name, threading.Lock] = {}
        self._guard = threading.Lock()

    def __getitem__(self, name: Name) -> Value:
        with self._guard:
            turn = self._turns.setdefault(name, threading.Lock())
        with turn:
            if name not in self._values:
                self._values[name] = self._work(name)
            return self._values[name]
