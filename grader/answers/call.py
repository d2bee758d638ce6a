"""Calls a function with the inputs of one question: in a box as in a notebook, so that both get the same answer."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from grader.answers.offered import as_plain
from grader.answers.outline import Outline, outline_of
from grader.answers.placing import placed
from grader.answers.plain import Discouraged, NotPlain, watched_parts

# How much of an error's text is told.
MAX_TEXT = 600


class TooMuch(NotPlain):
    """There is more of a value than may cross; `outline` is what can be told of it."""

    def __init__(self, outline: Outline) -> None:
        super().__init__(outline.words)
        self.outline = outline


def call(
    function: Callable[..., object],
    arguments: Sequence[object],
    *,
    seed: int,
    inputs: bool,
    names: Sequence[str] = (),
    options: Mapping[str, object] | None = None,
) -> tuple[object, list[Discouraged]]:
    """The value that is compared, as plain data: what the function returns, or what became of what was
    passed in; and what of it a teacher would advise against.

    The arguments are copied, and find their places by their `names` (see `grader.answers.placing`). NumPy's and
    Python's random streams are set to `seed`, and left as the call leaves them.

    Raises
    ------
    TooMuch
        If there is more of the value than may cross.
    """
    own = copy.deepcopy(arguments)
    parts = watched_parts(own)
    np.random.seed(seed)
    random.seed(seed)
    places, named = placed(function, own, names, options)
    value = function(*places, **named)
    found = parts if inputs else value
    try:
        return as_plain(found)
    except NotPlain as error:
        raise TooMuch(outline_of(found)) from error
