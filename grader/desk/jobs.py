"""Work that takes longer than a reader waits: one after the other in a thread, told as it goes, and stopped at once."""

from __future__ import annotations

import enum
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any

from grader.errors import GraderError
from grader.faults import place_of
from grader.gradebook.run import Stopped
from grader.sentence import Sentence

MOST_REMEMBERED = 50
Tell = Callable[[int, int], None]
"""Told how much of how much is done."""
Work = Callable[[Tell, "Future[Any]"], str]
"""Does it, until the future has an exception, and says what came of it."""


class State(enum.Enum):
    """How a job stands. The value is the word that readers see."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"

    @property
    def over(self) -> bool:
        return self in (State.DONE, State.STOPPED, State.FAILED)


@dataclass(frozen=True)
class Job:
    """One piece of work; `label` says what it is, and `said` what came of it."""

    number: int
    label: str
    state: State = State.WAITING
    done: int = 0
    of: int = 0
    said: str = ""


class Interrupted(BaseException):
    """Somebody stopped it."""


class Jobs:
    """What is to be done, is being done, and was done."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: dict[int, Job] = {}
        self._halts: dict[int, Future[Any]] = {}
        self._waiting: queue.SimpleQueue[tuple[int, Work, Callable[[], None]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="jobs")
        self._thread.start()

    def all(self) -> tuple[Job, ...]:
        """All of them, the last one first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def add(self, label: str, work: Work, after: Callable[[], None] = lambda: None) -> int:
        """Have something done when all that was asked before is, and `after`, whatever came of it; its number."""
        with self._lock:
            number = max(self._jobs, default=0) + 1
            self._jobs[number] = Job(number, label)
            self._halts[number] = Future()
            for old in [key for key, job in self._jobs.items() if job.state.over][:-MOST_REMEMBERED]:
                del self._jobs[old]
        self._waiting.put((number, work, after))
        return number

    def halt(self, number: int) -> None:
        """Stop one of them, or do not begin it."""
        with self._lock:
            halt = self._halts.get(number)
            if halt is not None and not halt.done():
                halt.set_exception(Interrupted())

    def stop(self) -> None:
        """Stop all of them, and wait for the end of that."""
        with self._lock:
            numbers = list(self._halts)
        for number in numbers:
            self.halt(number)
        self._waiting.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (item := self._waiting.get()) is not None:
            number, work, after = item
            with self._lock:
                halt = self._halts[number]
            self._note(number, state=State.RUNNING)
            state, said = self._done(number, work, halt)
            after()
            self._note(number, state=state, said=said)
            with self._lock:
                del self._halts[number]

    def _done(self, number: int, work: Work, halt: Future[Any]) -> tuple[State, str]:
        if halt.done():
            return State.STOPPED, ""
        try:
            return State.DONE, work(lambda done, of: self._note(number, done=done, of=of), halt)
        except Stopped as stopped:
            if isinstance(stopped.__cause__, Interrupted):
                kept = Sentence(
                    "{done} of {of} {of:file is|files are} graded and kept", done=stopped.graded, of=stopped.of
                )
                return State.STOPPED, kept
            return State.FAILED, _told(stopped.__cause__ or stopped)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in one job, the others are done
            return State.FAILED, _told(error)

    def _note(self, number: int, **changes: Any) -> None:
        with self._lock:
            self._jobs[number] = replace(self._jobs[number], **changes)


def _told(error: BaseException) -> str:
    if isinstance(error, GraderError):
        return str(error)
    return Sentence("This is a fault of the grader: please report {place}.", place=place_of(error))
