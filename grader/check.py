"""Answers a student in the notebook: `check(linear_forward)` says whether it is right, by the visible cases."""

from __future__ import annotations

import contextlib
import copy
import inspect
import io
import signal
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType, TracebackType

import numpy as np

from grader import expected
from grader.blanks import is_blank
from grader.course import find_course
from grader.exercise import Ask
from grader.judge import judge_blank, judge_case, judge_exercise, recognise, verdict
from grader.model import ExerciseReport, Outcome
from grader.plain import NotPlain, from_readable, mutable_parts, to_readable
from grader.questions import Answer, Key, Lost, Raised, Returned

SECONDS = 5

AnyFunction = Callable[..., object]


class Checker:
    """Checks the functions of one assignment in the notebook in which they are written.

    Parameters
    ----------
    assignment : str
        The assignment's name, as in `Checker("dnn_step_by_step")`.
    course : path, optional
        The course's folder; else the one that the notebook lies in, else the installed one.

    Raises
    ------
    CourseError
        If there is no such course or assignment.
    """

    def __init__(self, assignment: str, *, course: Path | None = None) -> None:
        folder = find_course(course, around=Path.cwd())
        self._examination = expected.load(folder, assignment)
        self._reports: dict[str, ExerciseReport] = {}

    def __call__(self, function: AnyFunction) -> None:
        """Print one line when the function is right, and three when it is not: the case, the values, a hint."""
        name = getattr(function, "__name__", str(function))
        if name not in self._examination.assignment.functions:
            known = ", ".join(self._examination.assignment.functions)
            print(f"? {name} is not graded in this notebook; check one of {known}.")
            return
        report = self._reports[name] = self._examine(name, function)
        print("\n".join(verdict(report)))

    def progress(self) -> None:
        """Print which of the notebook's functions have been checked, and how they stand."""
        functions = self._examination.assignment.functions
        right = [name for name in functions if self._passed(name)]
        bar = "".join("█" if self._passed(name) else "░" for name in functions)
        rest = ", ".join(name for name in functions if name not in right)
        print(f"{bar} {len(right)} of {len(functions)} right" + (f"; to do: {rest}" if rest else ""))

    def attempted(self, *functions: AnyFunction) -> Attempted:
        """A block that uses these functions: while one of them is still a stub, its errors are put kindly."""
        return Attempted(functions)

    def _passed(self, name: str) -> bool:
        return name in self._reports and self._reports[name].outcome is Outcome.PASSED

    def _examine(self, name: str, function: AnyFunction) -> ExerciseReport:
        exercise = self._examination.assignment.exercise(name)
        keys = self._examination.keys()[name]
        answers = [_ask(function, key) for key in keys]
        results = [judge_case(key, answer) for key, answer in zip(keys, answers, strict=True)]
        mistake = recognise(keys, answers, self._examination.mistake_answers(name))
        source = source_of(function)
        report = judge_exercise(exercise, source, results, mistake=mistake)
        return judge_blank(exercise) if report.outcome is not Outcome.PASSED and is_blank(source) else report


class Attempted:
    """See `Checker.attempted`."""

    def __init__(self, functions: tuple[AnyFunction, ...]) -> None:
        self._blank = [function.__name__ for function in functions if is_blank(source_of(function))]

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not self._blank or not isinstance(error, Exception):
            return False
        print(f"… the rest of this waits for {', '.join(self._blank)}")
        return True


def source_of(function: AnyFunction) -> str:
    """The text of a function, or nothing where Python does not know it."""
    try:
        return textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError):
        return ""


def _ask(function: AnyFunction, key: Key) -> Answer:
    """Call a function in this very process, with prints swallowed and NumPy's random stream left as it was."""
    arguments = copy.deepcopy(key.question.arguments)
    arrays = list(mutable_parts(arguments))
    state = np.random.get_state()
    np.random.seed(key.question.seed)
    try:
        with contextlib.redirect_stdout(io.StringIO()), _time_limit(SECONDS):
            value = function(*arguments)
    except TimeoutError:
        return Lost(Outcome.TIMED_OUT, f"stopped after {SECONDS} s")
    except Exception as error:  # noqa: BLE001 - whatever a student's function raises is an answer
        return _raised(error)
    finally:
        np.random.set_state(state)
    try:
        return Returned(from_readable(to_readable(arrays if key.question.case.ask is Ask.INPUTS else value)))
    except NotPlain as error:
        return Raised("ValueError", f"the result is too large to compare ({error})")


def _raised(error: Exception) -> Raised:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    function = trace.tb_frame.f_code.co_name if trace else ""
    return Raised(type(error).__name__, str(error), function=function)


@contextlib.contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    """Raise TimeoutError after some seconds, where signals can do that: on Unix, in the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
