"""Shapes that no published check minds: the same numbers in other brackets are right, and told as advice."""

from __future__ import annotations

import numpy as np

from grader.judging.numeric import is_numeric, shape_of


def as_asked(expected: object, got: object, *, flat_rows: bool = False) -> object:
    """The answer in the shapes of the right one, where what it holds is the same number of numbers.

    A single number may stand in brackets or not, unless the right one is a number of Python's own, for which notebooks
    ask: ``assert isinstance(b, float)``. An array may stand for a list of as many values.

    Parameters
    ----------
    flat_rows : bool
        Whether (m,) will do for (1, m).
    """
    if isinstance(expected, dict) and isinstance(got, dict):
        own = {key: as_asked(value, got[key], flat_rows=flat_rows) for key, value in expected.items() if key in got}
        return {**got, **own}
    if isinstance(expected, list | tuple):
        if isinstance(got, np.ndarray) and is_numeric(got) and got.ndim and len(got) == len(expected):
            got = list(got)
        if not isinstance(got, list | tuple) or len(got) != len(expected):
            return got
        pairs = zip(expected, got, strict=True)
        return type(got)([as_asked(left, right, flat_rows=flat_rows) for left, right in pairs])
    if type(expected) in (bool, int, float):
        return got
    if is_numeric(expected) and is_numeric(got) and _will_do(shape_of(expected), shape_of(got), flat_rows):
        return np.reshape(np.asarray(got), shape_of(expected))
    return got


def _will_do(shape: tuple[int, ...], own: tuple[int, ...], flat_rows: bool) -> bool:
    lone = () in (shape, own) and set(shape) | set(own) == {1}
    return lone or (flat_rows and len(shape) == 2 and shape[0] == 1 and own == shape[1:])
