"""One worker as the grader holds it: asked with limits that are kept on this side, and believed in nothing."""

from __future__ import annotations

import contextlib
import os
import secrets
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from grader.answers.plain import NotPlain
from grader.answers.wire import MAX_PAYLOAD, MAX_QUESTION_ITEMS, WireError, receive_sized, send
from grader.results import Outcome
from grader.sandbox.box import Ended, Tree
from grader.sandbox.watch import Watch
from grader.sentence import Sentence

LOOK_EVERY = 0.05
DYING_SECONDS = 0.5
LEAST = 2**12
"""Bytes that any message counts for, so that there is an end to the small ones, too."""
ROUGHLY = 2**62

NOBODY_ASKED = Sentence("it sent an answer that nobody had asked for")


@dataclass(frozen=True)
class Patience:
    """How much one answer may cost: CPU seconds, seconds on the clock, and bytes of memory at any time."""

    cpu: float
    wall: float
    memory: int


class WorkerLost(Exception):
    """The worker is gone before it answered; `outcome` says why, `reason` says it in words."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


class Worker:
    """One process with one submission in it; a context manager that leaves nothing running."""

    def __init__(self, connection: socket.socket, tree: Tree, patience: Patience, end: Callable[[], Ended]) -> None:
        self._connection = connection
        self._tree = tree
        self._patience = patience
        self._wait_for_end = end
        self._watch = Watch(tree, patience.memory)
        self._ended: Ended | None = None
        self._stopped_talking = False

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker with everything it started."""
        self._end(kill=True)

    def call(self, do: str, **content: object) -> dict[str, Any]:
        """Ask one thing, and return the one answer.

        Raises
        ------
        WorkerLost
            If the worker ended, took too long, or sent something that is no answer.
        """
        (answer,) = self.answers(1, do, **content)
        return answer

    def answers(self, count: int, do: str, **content: object) -> Iterator[dict[str, Any]]:
        """Ask so many things at once, and yield one answer after another.

        Raises
        ------
        WorkerLost
            Also if there are fewer answers than that, or more.
        """
        number = 0
        for number, answer in enumerate(self.stream(do, **content), start=1):
            if number > count:
                raise self._lost(Outcome.CRASHED, NOBODY_ASKED)
            yield answer
        if number < count:
            raise self._lost(Outcome.CRASHED, Sentence("it left a question without an answer"))

    def stream(self, do: str, **content: object) -> Iterator[dict[str, Any]]:
        """Ask one thing, and yield one answer after another until the worker says that it was the last.

        Each has the limits to itself. Leaving before the end ends the worker: what nobody has read would be taken for
        the answer to the next question.

        Raises
        ------
        WorkerLost
            If the worker ended, took too long, or sent something that is no answer.
        """
        call = secrets.token_hex(8)
        try:
            self._connection.settimeout(self._patience.wall)
            send(self._connection, {"do": do, "id": call, **content}, items=MAX_QUESTION_ITEMS)
        except NotPlain as error:
            raise self._lost(
                Outcome.CRASHED, Sentence("it is too large to be asked ({reason})", reason=error)
            ) from None
        except TimeoutError:
            raise self._lost(Outcome.TIMED_OUT, Sentence("it did not read its question")) from None
        except OSError:
            raise self._gone() from None
        room = MAX_PAYLOAD  # for all answers together: whoever asks may hold them at once
        at_end = False
        try:
            while not at_end:
                message, size = self._answer(call, room)
                room -= max(size, LEAST)
                at_end = message.get("end") is True
                if not at_end:
                    yield message
        finally:
            if not at_end:
                self.close()

    def _answer(self, call: str, room: int) -> tuple[dict[str, Any], int]:
        start = time.monotonic()
        self._wait(start)
        deadline = max(start + self._patience.wall, time.monotonic() + DYING_SECONDS)
        try:
            message, size = receive_sized(self._connection, deadline=deadline, room=room)
        except TimeoutError:
            raise self._lost(Outcome.TIMED_OUT, Sentence("it began an answer and did not end it")) from None
        except (EOFError, OSError):
            raise self._gone() from None
        except WireError as error:
            reason = Sentence("it sent something that is no answer ({reason})", reason=error)
            raise self._lost(Outcome.CRASHED, reason) from None
        named = message.get("id") if isinstance(message, dict) else None
        if not isinstance(message, dict) or type(named) is not str or named != call:
            raise self._lost(Outcome.CRASHED, NOBODY_ASKED)
        return message, size

    def _wait(self, start: float) -> None:
        """Wait for the first byte of an answer, looking at what the worker uses meanwhile.

        The first look is the measure for the later ones, so that an answer that comes at once costs no look.
        """
        before = None
        while not select.select([self._connection], [], [], LOOK_EVERY)[0]:
            with contextlib.suppress(OSError):
                cpu = self._tree.usage(exact_above=ROUGHLY).cpu
                before = cpu - LOOK_EVERY if before is None else before
                if cpu - before > self._patience.cpu:
                    reason = Sentence("stopped after {seconds} s of computing", seconds=f"{self._patience.cpu:g}")
                    raise self._lost(Outcome.TIMED_OUT, reason)
            if time.monotonic() - start > self._patience.wall:
                reason = Sentence("stopped after {seconds} s of waiting", seconds=f"{self._patience.wall:g}")
                raise self._lost(Outcome.TIMED_OUT, reason)

    def _lost(self, outcome: Outcome, reason: str) -> WorkerLost:
        self._end(kill=True)
        return self._exceeded() or WorkerLost(outcome, reason)

    def _exceeded(self) -> WorkerLost | None:
        if not self._watch.exceeded:
            return None
        reason = Sentence("stopped at {size} MB of memory", size=self._patience.memory // 2**20)
        return WorkerLost(Outcome.OUT_OF_MEMORY, reason)

    def _gone(self) -> WorkerLost:
        """The worker closed its side: say how it ended."""
        ended = self._end(kill=False)
        if exceeded := self._exceeded():
            return exceeded
        if self._stopped_talking:
            return WorkerLost(Outcome.CRASHED, Sentence("the process cut its connection to the grader"))
        if ended.signal == signal.SIGKILL:
            return WorkerLost(Outcome.CRASHED, Sentence("the process was killed"))
        if ended.signal is not None:
            name = _signal_name(ended.signal)
            return WorkerLost(Outcome.CRASHED, Sentence("the process was ended by {name}", name=name))
        reason = Sentence("the process was ended with exit code {code}", code=ended.code)
        return WorkerLost(Outcome.CRASHED, reason)

    def _end(self, *, kill: bool) -> Ended:
        if self._ended is None:
            with contextlib.suppress(OSError):
                self._connection.close()
            pidfd = self._tree.pidfd
            ended_by_itself = not kill and pidfd is not None and select.select([pidfd], [], [], DYING_SECONDS)[0]
            if not ended_by_itself:
                self._stopped_talking = not kill
                self._tree.kill()
            self._watch.stop()
            self._ended = self._wait_for_end()
            if pidfd is not None:
                os.close(pidfd)
        return self._ended


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # real-time signals have no names
        return f"signal {number}"
