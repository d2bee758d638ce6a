"""Stands in for a function in a stranger's process by asking for it in another one; and answers there.

What crosses is plain data, so that nothing of how the function works comes with it. The caller notices little: what is
done to its arguments is done to them, what is returned of them is the very same object, errors are raised with their
type and message, and what is drawn from NumPy's global stream is drawn from the caller's.
"""

from __future__ import annotations

import builtins
import itertools
import threading
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

import numpy as np

from grader.answers.call import MAX_TEXT
from grader.answers.origin import Given
from grader.answers.placing import BY_PLACE, as_called, parameters_of
from grader.answers.plain import NotPlain
from grader.workers.held import Held, NotHeld

Message = dict[str, Any]
Exchange = Callable[[Message], Message]

GENERATOR = "MT19937"
STATE_WORDS = 624


def stand_in(name: str, exchange: Exchange, own: object = None) -> Callable[..., object]:
    """A function that asks for `name` elsewhere, by `exchange`; one question at a time.

    `own` is the notebook's function of that name: its calls keep to the order that its `def` has.
    """
    turn = threading.Lock()
    parameters = (parameters_of(own) if callable(own) else None) or []
    names = [item.name for item in parameters if item.kind in BY_PLACE]

    def asks_elsewhere(*arguments: object, **options: object) -> object:
        held = Held()
        with turn:
            try:
                request: Message = {
                    "function": name,
                    "arguments": [held.item(value) for value in arguments],
                    "names": names[: len(arguments)],
                    "options": {key: held.item(value) for key, value in options.items()},
                    "parts": held.parts(),
                    "stream": _stream(),
                }
                reply = exchange(request)
            except (NotHeld, NotPlain) as error:
                reply = exchange({"function": name, "refused": str(error)})
        held.build(reply["parts"])
        for number, part in reply["changes"]:
            held.write(number, part)
        _set_stream(reply["stream"])
        if reply["error"]:
            raise _error(reply["error"])
        return held.value(reply["value"])

    asks_elsewhere.__name__ = asks_elsewhere.__qualname__ = name
    return asks_elsewhere


def asked_in(frame: FrameType) -> tuple[str, Given] | None:
    """The function that the stand-in in a frame asks for, and what it was given; None where no stand-in runs."""
    if frame.f_code.co_filename != __file__:
        return None
    known = frame.f_locals
    numbered = (f"{number}." for number in itertools.count(1))
    given = dict(zip(itertools.chain(known["names"], numbered), known["arguments"], strict=False))
    return str(known["name"]), given | known["options"]


def answer(function: Callable[..., object], request: Message) -> Message:
    """What a stand-in is told: what `function` returns, or raises, and what it has done to its arguments."""
    held = Held()
    parts: Sequence[Any] = request["parts"]
    held.build(parts)
    places, named = as_called(function, [held.value(item) for item in request["arguments"]], request.get("names", ()))
    options = {key: held.value(item) for key, item in request["options"].items()}
    _set_stream(request["stream"])
    reply: Message = {"error": None}
    value: object = None
    try:
        value = function(*places, **named, **options)
    except BaseException as error:  # noqa: BLE001
        reply["error"] = describe(error)
    try:
        reply["value"] = held.item(value)
        reply["changes"] = held.changes(parts)
        reply["parts"] = held.parts(len(parts))
    except NotHeld as error:
        return {"refused": str(error)}
    return reply | {"stream": _stream()}


def describe(error: BaseException) -> Message:
    """An error without the place where it was raised: that is a line of the course's."""
    # The text of a KeyError is its key as Python writes it, which would be written so once more.
    text = error.args[0] if isinstance(error, KeyError) and error.args else error
    return {"type": type(error).__name__, "message": str(text)[:MAX_TEXT]}


def _error(told: Message) -> Exception:
    """An exception of the type that was raised, where that is one of Python's own."""
    kind = getattr(builtins, told["type"], None)
    if isinstance(kind, type) and issubclass(kind, Exception):
        try:
            return kind(told["message"])
        except TypeError:  # some want more than a message
            pass
    return RuntimeError(f"{told['type']}: {told['message']}")


def _stream() -> object:
    state: Any = np.random.get_state(legacy=True)
    return tuple(state) if state[0] == GENERATOR else None


def _set_stream(state: Any) -> None:
    """Go on with the caller's stream, if it is one: NumPy itself would read beyond the end of one that is not."""
    if isinstance(state, tuple) and len(state) == 5 and type(state[2]) is int and 0 <= state[2] <= STATE_WORDS:
        np.random.set_state(state)
