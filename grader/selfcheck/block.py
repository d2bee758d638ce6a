"""The block around lines of the course that call a student's function: whatever that does, the notebook goes on.

An error and a call without end are told and not raised, and what was half drawn is taken away. Only an interrupt is
passed on, since that is the student's own.
"""

from __future__ import annotations

import contextlib
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

from grader.answers.answer import Lost, Raised
from grader.selfcheck import calling
from grader.selfcheck.calling import Bounded, Place, TooLong, raised, stopped, time_limit
from grader.selfcheck.screen import shell

# More than any cell of a course prints, and little enough for a browser.
MAX_PRINTED = 50_000
MAX_TRACE = 20_000


@dataclass(frozen=True)
class Halt:
    """Why a block did not come to its end, and what Python would have shown of it."""

    answer: Raised | Lost
    trace: str = ""


@contextlib.contextmanager
def guarded(tell: Callable[[Halt], None], place: Place, seconds: float | None) -> Iterator[None]:
    """A block that is stopped after `seconds`, if they are given, and that tells what went wrong."""
    figures = _figures()
    halt = None
    try:
        with _bounded(MAX_PRINTED), time_limit(seconds) if seconds else contextlib.nullcontext():
            yield
    except KeyboardInterrupt:
        raise
    except TooLong:
        halt = Halt(stopped(seconds or 0))
    except BaseException as error:  # noqa: BLE001 - whatever a student's function raises is told
        halt = Halt(raised(error, place), trace_of(error, place.cell_of))
    if halt:
        _close_all_but(figures)
        tell(halt)


@contextlib.contextmanager
def unseen() -> Iterator[None]:
    """A block of which nothing is shown, since what it needs is not there yet."""
    figures = _figures()
    # What is not written yet may well stand in a loop that waits for it.
    with contextlib.suppress(Exception, SystemExit, TooLong), _nothing_shown(), time_limit(calling.BRIEFLY):
        yield
    _close_all_but(figures)


def trace_of(error: BaseException, cell_of: Callable[[str], int]) -> str:
    """The traceback as Python shows it, from the notebook's own lines on."""
    frames = list(traceback.extract_tb(error.__traceback__))
    first = next((place for place, frame in enumerate(frames) if cell_of(frame.filename)), 0)
    named = [
        traceback.FrameSummary(
            f"cell {cell}" if (cell := cell_of(frame.filename)) else frame.filename,
            frame.lineno,
            frame.name,
            line=frame.line,
        )
        for frame in frames[first:]
    ]
    text = "".join(traceback.StackSummary.from_list(named).format())
    # How an error names itself is a student's code, too.
    with contextlib.suppress(Exception):
        text += "".join(traceback.format_exception_only(error))
    return text if len(text) <= MAX_TRACE else f"{text[: MAX_TRACE // 2]}\n…\n{text[-MAX_TRACE // 2 :]}"


def _bounded(room: int) -> AbstractContextManager[object]:
    stack = contextlib.ExitStack()
    stack.enter_context(contextlib.redirect_stdout(Bounded(sys.stdout, room)))
    stack.enter_context(contextlib.redirect_stderr(Bounded(sys.stderr, room)))
    return stack


def _nothing_shown() -> AbstractContextManager[object]:
    if shell() is None:
        return _bounded(0)
    from IPython.utils.capture import capture_output

    return capture_output()


def _figures() -> set[int]:
    """The figures that Matplotlib would show at the end of the cell, by number; it is not imported to find out."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot else set()


def _close_all_but(figures: set[int]) -> None:
    for number in _figures() - figures:
        sys.modules["matplotlib.pyplot"].close(number)
