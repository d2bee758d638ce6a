"""One worker as the grader holds it: asked with limits that are kept on this side, and believed in nothing."""

from __future__ import annotations

import contextlib
import os
import secrets
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, TypeVar

from grader.answers.plain import NotPlain
from grader.answers.wire import MAX_PAYLOAD, MAX_QUESTION_ITEMS, Inbox, WireError, pack, unpack
from grader.results import Outcome
from grader.sandbox.box import Ended, Excess, Tree, Watch
from grader.sentence import Sentence
from grader.workers.budget import Budget
from grader.workers.limits import Limits
from grader.workers.recall import Recall, name_of
from grader.workers.turns import Turns

LOOK_EVERY = 0.05
NAP = 0.002
"""Seconds between two looks for more answers: who wakes up for each of a hundred does little else."""
DYING_SECONDS = 0.5
STARVED = 10
"""However busy the machine is, nobody waits longer than so many times what one may be waited for."""
LEAST = 2**12
"""Bytes that any message counts for, so that there is an end to the small ones, too."""

S = TypeVar("S")
T = TypeVar("T")
Message = dict[str, Any]
Help = Callable[[object], object]
"""Gives the reply to what a worker asks for."""
NOBODY_ASKED = Sentence("it sent an answer that nobody had asked for")


class WorkerLost(Exception):
    """The worker is gone before it answered; `outcome` says why, `reason` says it in words.

    `by_the_clock`: nothing but the time on the clock was against it.
    """

    def __init__(self, outcome: Outcome, reason: str, *, by_the_clock: bool = False) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason
        self.by_the_clock = by_the_clock


class BudgetSpent(WorkerLost):
    """The submission has used all of its time: nothing more is asked of it."""

    def __init__(self) -> None:
        super().__init__(Outcome.TIMED_OUT, Sentence("the time for this notebook is spent"))


@dataclass(frozen=True)
class _Moment:
    """The clock, and what a worker has used by then: seconds of processor time, and of standing in line for it."""

    clock: float
    computed: float
    queued: float


class Worker:
    """One process with one submission in it; a context manager that leaves nothing running.

    Attributes
    ----------
    help : callable, optional
        Answers what the worker asks for while it is asked something; without it, a worker may ask for nothing.
    """

    def __init__(
        self,
        connection: socket.socket,
        tree: Tree,
        end: Callable[[], tuple[Ended, float]],
        *,
        limits: Limits,
        budget: Budget,
        turns: Turns,
        recall: Recall,
    ) -> None:
        self._connection = connection
        self._inbox = Inbox(connection)
        self._recall = recall
        self._tree = tree
        self._wait_for_end = end
        self._limits = limits
        self._budget = budget
        self._account = budget.account()
        self._turns = turns
        self._watch = Watch(tree, limits.memory)
        self._ended: Ended | None = None
        self._overran = False
        self.help: Help | None = None
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

    def ended(self, *, within: float) -> bool:
        """Whether it has ended by itself, or was stopped by its watch, or does so within some seconds (Linux)."""
        pidfd = self._tree.pidfd
        return pidfd is not None and bool(select.select([pidfd], [], [], within)[0])

    def call(self, do: str, **content: object) -> Message:
        """Ask one thing, and return the one answer.

        Raises
        ------
        WorkerLost
            If the worker ended, took too long, or sent something that is no answer.
        """
        (answer,) = self._counted(1, self.stream(do, **content))
        return answer

    def answers(
        self, questions: Sequence[S], content: Callable[[S], object], read: Callable[[Message], T]
    ) -> Iterator[T]:
        """Ask all of these questions at once, and yield what is read of each answer.

        What is told of the questions is packed once for the very same ones, and what was answered in the same bytes is
        read once.

        Raises
        ------
        WorkerLost
            Also if there are fewer answers than that, or more.
        """
        told = self._told({"do": "ask"}, lambda: self._recall.packed(questions, content), read)
        return self._counted(len(questions), told)

    def stream(self, do: str, **content: object) -> Iterator[Message]:
        """Ask one thing, and yield one answer after another until the worker says that it was the last.

        Each has the limits to itself. Leaving before the end ends the worker: what nobody has read would be taken for
        the answer to the next question.

        Raises
        ------
        WorkerLost
            If the worker ended, took too long, or sent something that is no answer.
        """
        return self._told({"do": do, **content}, None, None)

    def _counted(self, count: int, told: Iterator[T]) -> Iterator[T]:
        number = 0
        for number, answer in enumerate(told, start=1):
            if number > count:
                raise self._lost(Outcome.CRASHED, NOBODY_ASKED)
            yield answer
        if number < count:
            raise self._lost(Outcome.CRASHED, Sentence("it left a question without an answer"))

    def _told(
        self,
        message: Mapping[str, object],
        behind: Callable[[], bytes] | None,
        read: Callable[[Message], T] | None,
    ) -> Iterator[Any]:
        """What is read of one answer after another; without `read`, the messages themselves."""
        call = secrets.token_hex(8)
        room = MAX_PAYLOAD  # for all answers together: whoever asks may hold them at once
        at_end = False
        with self._watch.asked():
            self._send({"id": call, "more": behind is not None, **message}, behind)
            try:
                while not at_end:
                    header, payload = self._frame(room, first=room == MAX_PAYLOAD)
                    name = name_of(call, header, payload) if read else None
                    told = self._recall.read(name) if name else None
                    if told is None:
                        # What is kept for others is not for anybody to write to.
                        answer = self._message(call, header, bytes(payload) if name else payload)
                        if "request" in answer:
                            if self.help is None:
                                raise self._lost(Outcome.CRASHED, NOBODY_ASKED)
                            self._send({"id": call, "reply": self.help(answer["request"])})
                            continue
                        at_end = answer.get("end") is True
                        told = read(answer) if read else answer
                        if name and not at_end:
                            self._recall.keep(name, told)
                    room -= max(len(header) + len(payload), LEAST)
                    if not at_end:
                        yield told
            finally:
                if not at_end:
                    self.close()

    def _send(self, message: dict[str, object], behind: Callable[[], bytes] | None = None) -> None:
        try:
            self._connection.settimeout(self._limits.waiting)
            self._connection.sendall(pack(message, items=MAX_QUESTION_ITEMS) + (behind() if behind else b""))
        except NotPlain as error:
            raise self._lost(
                Outcome.CRASHED, Sentence("it is too large to be asked ({reason})", reason=error)
            ) from None
        except TimeoutError:
            raise self._lost(Outcome.TIMED_OUT, Sentence("it did not read its question")) from None
        except OSError:
            raise self._gone() from None

    def _frame(self, room: int, *, first: bool) -> tuple[bytes, bytes | bytearray]:
        if self._inbox.empty:
            with self._turns.shared():
                if not first:
                    time.sleep(NAP)
                self._wait()
        start = time.monotonic()
        try:
            return self._inbox.frame(deadline=start + self._limits.waiting, room=room)
        except TimeoutError:
            raise self._lost(Outcome.TIMED_OUT, Sentence("it began an answer and did not end it")) from None
        except (EOFError, OSError):
            raise self._gone() from None
        except WireError as error:
            raise self._no_answer(error) from None
        finally:
            self._account.waited += time.monotonic() - start

    def _message(self, call: str, header: bytes, payload: bytes | bytearray) -> Message:
        try:
            message = unpack(header, payload)
        except WireError as error:
            raise self._no_answer(error) from None
        named = message.get("id") if isinstance(message, dict) else None
        if not isinstance(message, dict) or type(named) is not str or named != call:
            raise self._lost(Outcome.CRASHED, NOBODY_ASKED)
        return message

    def _no_answer(self, error: WireError) -> WorkerLost:
        return self._lost(Outcome.CRASHED, Sentence("it sent something that is no answer ({reason})", reason=error))

    def _wait(self) -> None:
        """Wait for the first byte of an answer, looking at what the worker uses meanwhile.

        The first look is the measure for the later ones, so that an answer that comes at once costs no look.
        """
        start = time.monotonic()
        waited_before, first = self._account.waited, None
        if self._budget.spent:
            raise self._end_with(BudgetSpent())
        while not select.select([self._connection], [], [], LOOK_EVERY)[0]:
            now = self._look()
            if first is None:
                first = now
            computed = now.computed - first.computed
            waited = now.clock - first.clock - computed - (now.queued - first.queued)
            self._account.waited = waited_before + max(0.0, waited)
            if self._budget.spent:
                raise self._end_with(BudgetSpent())
            if computed + LOOK_EVERY > self._limits.seconds:
                reason = Sentence("stopped after {seconds} s of computing", seconds=f"{self._limits.seconds:g}")
                raise self._lost(Outcome.TIMED_OUT, reason)
            starved = now.clock - start > self._limits.waiting * STARVED
            if waited > self._limits.waiting or starved:
                seconds = self._limits.waiting * (STARVED if starved else 1)
                reason = Sentence("stopped after {seconds} s of waiting", seconds=f"{seconds:g}")
                raise self._end_with(WorkerLost(Outcome.TIMED_OUT, reason, by_the_clock=True))

    def _look(self) -> _Moment:
        with contextlib.suppress(OSError):
            self._watch.look()
        self._account.computed = self._watch.computed
        return _Moment(time.monotonic(), self._watch.computed, self._tree.queued())

    def _end_with(self, lost: WorkerLost) -> WorkerLost:
        """The same, after the worker has ended; unless it had to be ended for another reason already."""
        self._end(kill=True)
        return self._exceeded() or lost

    def _lost(self, outcome: Outcome, reason: str) -> WorkerLost:
        return self._end_with(WorkerLost(outcome, reason))

    def _exceeded(self) -> WorkerLost | None:
        if self._overran or self._watch.excess is Excess.MEMORY:
            reason = Sentence("stopped at {size} MB of memory", size=self._limits.memory // 2**20)
            return WorkerLost(Outcome.OUT_OF_MEMORY, reason)
        if self._watch.excess is Excess.UNASKED:
            reason = Sentence("something that it had started went on computing after its answer")
            return WorkerLost(Outcome.CRASHED, reason)
        return None

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
            self._ended, computed = self._wait_for_end()
            # The kernel's sum misses children that nobody waited for, ours those that lived between two looks.
            self._account.computed = max(self._watch.computed, computed)
            if cage := self._tree.cage:
                self._overran = cage.overran()
                cage.remove()
            if pidfd is not None:
                os.close(pidfd)
        return self._ended


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # real-time signals have no names
        return f"signal {number}"
