"""Where an error comes from: the student's own line, and what of the course's that line had called."""

from __future__ import annotations

import dis
import linecache
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import CodeType, FrameType, TracebackType

from grader.answers.operation import operation_at

MAX_LINE = 200
MAX_GIVEN = 8
# What a function raises that was given something it cannot use. That a file is missing, or memory, is another matter.
BY_ITS_ARGUMENTS = (
    *(ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError, NameError),
    RuntimeError,  # which a stand-in raises for what is no error of Python's own
)

Given = Mapping[str, object]


@dataclass(frozen=True)
class Origin:
    """The innermost line of the notebook that an error came through; `helper` is the course's function that it called.

    `given` are the arguments of that function, by name.
    """

    file: str = ""
    line: int = 0
    text: str = ""
    function: str = ""
    operation: str = ""
    helper: str = ""
    given: Given = field(default_factory=dict)


def origin_of(
    error: BaseException,
    *,
    in_notebook: Callable[[str], object],
    helper_in: Callable[[FrameType], tuple[str, Given] | None],
) -> Origin:
    """Where an error comes from.

    Parameters
    ----------
    in_notebook : callable
        Whether a code file is a cell.
    helper_in : callable
        The name and the arguments of the course's function that runs in a frame; None if none of the course's does.
    """
    frames = list(_frames(error.__traceback__))
    own = [place for place, trace in enumerate(frames) if in_notebook(trace.tb_frame.f_code.co_filename)]
    if not own:
        return Origin()
    last, *below = frames[own[-1] :]
    code, line = last.tb_frame.f_code, last.tb_lineno
    lines = linecache.getlines(code.co_filename)
    text = lines[line - 1].strip()[:MAX_LINE] if 0 < line <= len(lines) else ""
    name, given = (helper_in(below[0].tb_frame) if below and _by_its_arguments(error) else None) or ("", {})
    operation = operation_at(code, last.tb_lasti, lines)
    return Origin(code.co_filename, line, text, code.co_name, operation, name if given else "", given)


def _by_its_arguments(error: BaseException) -> bool:
    return isinstance(error, BY_ITS_ARGUMENTS) and not isinstance(error, RecursionError)


def arguments_in(frame: FrameType) -> Given:
    """What a function was given, by name, as far as it has not put something else in its place since."""
    code = frame.f_code
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    rebound = set(_rebound(code))
    found = {name: frame.f_locals[name] for name in names if name not in rebound and name in frame.f_locals}
    return dict(list(found.items())[:MAX_GIVEN])


def _rebound(code: CodeType) -> Iterator[str]:
    for step in dis.get_instructions(code):
        if "STORE_FAST" in step.opname or "DELETE_FAST" in step.opname:
            yield from step.argval if isinstance(step.argval, tuple) else (step.argval,)


def _frames(trace: TracebackType | None) -> Iterator[TracebackType]:
    while trace is not None:
        yield trace
        trace = trace.tb_next
