"""Calls a student's function in this very process: in a notebook, where there is no box around it.

Whatever the function does within its time, the notebook lives on: it is stopped when it takes too long, what it prints
is thrown away, what it raises is an answer, and NumPy's and Python's random streams, warnings and error states are as
before. Only an interrupt is passed on, since that is the student's own.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import random
import signal
import sys
import threading
import time
import types
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import FrameType
from typing import Any, TextIO

import numpy as np

from grader.answers.answer import Answer, Lost, Raised, Returned, TooLarge
from grader.answers.call import MAX_TEXT, TooMuch, call
from grader.answers.origin import Given, arguments_in, origin_of
from grader.answers.outline import outline_of
from grader.answers.placing import parameters_of
from grader.answers.plain import NotPlain
from grader.answers.readable import as_if_sent
from grader.course.exercise import Ask
from grader.course.questions import Key
from grader.harmless import harmless_line
from grader.results import Outcome
from grader.sentence import Sentence

SECONDS = 5.0
# For what is known not to end: long enough for everything else in it.
BRIEFLY = 0.5
ASK_AGAIN = 0.05
LINE = 60

AnyFunction = Callable[..., object]
TraceFunction = Callable[[FrameType, str, object], Any]


@dataclass(frozen=True)
class Place:
    """What code files stand for.

    Parameters
    ----------
    cell_of : callable
        The number of the notebook's cell that a file is, or 0.
    is_helper : callable
        Whether a file is one of the course's helpers.
    """

    cell_of: Callable[[str], int]
    is_helper: Callable[[str], bool]


NOWHERE = Place(lambda file: 0, lambda file: False)


class TooLong(BaseException):
    """The function's time is up; no Exception, so that `except Exception` does not stop it."""


def ask(function: AnyFunction, key: Key, *, place: Place = NOWHERE, seconds: float | None = None) -> Answer:
    """Call a function with the inputs of one question.

    Parameters
    ----------
    place : Place
        What the code files stand for that it may come through.
    seconds : float, optional
        When it is stopped; after `SECONDS` by default.
    """
    question = key.question
    seconds = SECONDS if seconds is None else seconds
    try:
        with _as_before(), time_limit(seconds):
            try:
                value, discouraged = call(
                    function,
                    question.arguments,
                    names=question.names,
                    options=question.options,
                    seed=question.seed,
                    inputs=question.case.ask is Ask.INPUTS,
                )
            except (TooLong, KeyboardInterrupt):
                raise
            except TooMuch as error:
                return TooLarge(error.outline)
            except BaseException as error:  # noqa: BLE001 - whatever a student's function raises is an answer
                return raised(error, place)
    except TooLong:
        return stopped(seconds)
    try:
        return Returned(as_if_sent(value), tuple(discouraged))
    except (NotPlain, MemoryError):
        return TooLarge(outline_of(value))


def stopped(seconds: float) -> Lost:
    """What became of a call that was stopped."""
    return Lost(Outcome.TIMED_OUT, Sentence("stopped after {seconds} s of waiting", seconds=f"{seconds:g}"))


class Bounded(io.TextIOBase):
    """Passes on the beginning of what is printed, and swallows the rest."""

    def __init__(self, stream: TextIO, room: int) -> None:
        self._stream, self._room = stream, room

    def write(self, text: str) -> int:
        if self._room > 0:
            self._stream.write(text[: self._room])
            if self._cost(text) > self._room:
                self._stream.write("\n…\n")
        self._room -= self._cost(text)
        return len(text)

    def flush(self) -> None:
        self._stream.flush()

    @staticmethod
    def _cost(text: str) -> int:
        # A line takes room on the screen, however short it is.
        return len(text) + LINE * text.count("\n")


@contextlib.contextmanager
def _as_before() -> Iterator[None]:
    """Swallow prints and warnings, and put back all state that a function could leave changed."""
    numpy_state, python_state = np.random.get_state(), random.getstate()
    recursion = sys.getrecursionlimit()
    try:
        with (
            contextlib.redirect_stdout(Bounded(sys.stdout, 0)),
            contextlib.redirect_stderr(Bounded(sys.stderr, 0)),
            warnings.catch_warnings(),
            np.errstate(),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        np.random.set_state(numpy_state)
        random.setstate(python_state)
        if sys.getrecursionlimit() != recursion:
            sys.setrecursionlimit(recursion)


def raised(error: BaseException, place: Place) -> Raised:
    """An error in plain words, with the last line of a notebook's cell that it came through."""
    try:
        message = str(error)[:MAX_TEXT]
    except Exception:  # noqa: BLE001 - an error's own text is a student's code, too
        message = ""

    def helper_in(frame: FrameType) -> tuple[str, Given] | None:
        is_helper = place.is_helper(frame.f_code.co_filename)
        return (frame.f_code.co_name, arguments_in(frame)) if is_helper else None

    origin = origin_of(error, in_notebook=place.cell_of, helper_in=helper_in)
    return Raised(
        type(error).__name__,
        message,
        place.cell_of(origin.file),
        origin.line,
        harmless_line(origin.text),
        origin.function,
        isinstance(error, MemoryError),
        origin.operation,
        origin.helper,
        tuple((name, outline_of(value)) for name, value in origin.given.items()),
    )


def variables_of(function: AnyFunction) -> tuple[str, ...]:
    """The variables of the notebook that a function reads; modules, functions and CONSTANTS do not count."""
    code, space = getattr(function, "__code__", None), getattr(function, "__globals__", {})
    if not isinstance(code, types.CodeType):
        return ()
    names = (name for name in code.co_names if name in space and not (len(name) > 1 and name.isupper()))
    return tuple(name for name in names if not callable(space[name]) and not isinstance(space[name], types.ModuleType))


def called_by(functions: Iterable[AnyFunction]) -> dict[str, AnyFunction]:
    """These functions, and all of their notebook that they call, directly or through others, by name."""
    found: dict[str, AnyFunction] = {}
    ahead = list(functions)
    for function in ahead:
        name, code = getattr(function, "__name__", ""), getattr(function, "__code__", None)
        if name in found:
            continue
        found[name] = function
        space = getattr(function, "__globals__", {})
        others = [space.get(other) for other in _names_in(code)] if isinstance(code, types.CodeType) else []
        ahead += [other for other in others if isinstance(other, types.FunctionType) and other.__globals__ is space]
    return found


def _names_in(code: types.CodeType) -> Iterator[str]:
    """The names that a function reads from outside, also within its comprehensions and inner functions."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _names_in(constant)


def options_of(function: AnyFunction) -> dict[str, object]:
    """The defaults of a function's arguments, as far as they are numbers, texts or None."""
    plain = (bool, int, float, str, type(None))
    return {item.name: item.default for item in parameters_of(function) or () if type(item.default) in plain}


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooLong in this thread when the time is up, and again and again until it is heard."""
    if sys.platform == "emscripten":
        with _traced(seconds):
            yield
    elif hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        with _alarm(seconds):
            yield
    else:
        with _poke(seconds):
            yield


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, ASK_AGAIN)
    try:
        yield
    finally:
        # The last alarm may ring in this very line.
        with contextlib.suppress(TooLong):
            signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _traced(seconds: float) -> Iterator[None]:
    """In a browser, which has neither signals nor threads: look at the clock at every step of Python from here on.

    A call into C is not stopped, and after the first time Python itself no longer looks.
    """
    until = time.monotonic() + seconds

    def look(frame: FrameType, event: str, argument: object) -> TraceFunction:
        if time.monotonic() > until:
            raise TooLong
        # `while True: pass` goes round within one line.
        frame.f_trace_opcodes = True
        return look

    before = sys.gettrace()
    sys.settrace(look)
    try:
        yield
    finally:
        sys.settrace(before)


@contextlib.contextmanager
def _poke(seconds: float) -> Iterator[None]:
    """Without signals, as on Windows: another thread asks the interpreter to raise TooLong in this one."""
    ident, done, over = ctypes.c_ulong(threading.get_ident()), threading.Event(), False

    def stop() -> None:
        wait = seconds
        while not done.wait(wait) and not over:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, ctypes.py_object(TooLong))
            wait = ASK_AGAIN

    watcher = threading.Thread(target=stop, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        # The last one may be raised in any call from here on, and the watcher has to end all the same.
        over = True
        try:
            done.set()
            watcher.join()
        finally:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, None)
