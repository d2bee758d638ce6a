"""What of a value can be calculated with, and where two arrays of numbers agree; nothing else in judging calculates.

Answers are plain data of a stranger's: numbers of every kind, nan, subnormal, beyond all floats. Here they become
double precision, once, and no calculation warns or raises.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.course.exercise import Tolerance

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[Any]


def is_numeric(value: object) -> bool:
    """Whether a value is a number, a truth value or an array of them."""
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind in "biufc"
    return isinstance(value, bool | int | float | complex)


def is_real(value: object) -> bool:
    """Whether it is a number, or an array of them, that a float can hold: not complex, and no integer beyond."""
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind in "biuf"
    return isinstance(value, float) or (isinstance(value, int) and math.isfinite(_as_float(value)))


def shape_of(value: object) -> tuple[int, ...]:
    """The shape of a numeric value."""
    return value.shape if isinstance(value, np.ndarray) else ()


def numbers_in(value: object) -> Numbers:
    """The numbers of a numeric value, in its shape, as float64 or complex128.

    An integer beyond all floats is infinite, as it is when it is written as a float.
    """
    if isinstance(value, np.ndarray | np.generic):
        return np.asarray(value, dtype=np.complex128 if value.dtype.kind == "c" else np.float64)
    return np.asarray(_as_float(value) if isinstance(value, int) else value)


def agree(got: object, expected: object, tolerance: Tolerance) -> bool:
    """Whether two numeric values of the same shape agree everywhere; see `close`."""
    if is_real(got) and is_real(expected) and shape_of(expected) == ():
        # A list may hold tens of thousands of them, and a ufunc takes as long for one number as for hundreds.
        return _near(_as_float(got), _as_float(expected), tolerance)
    return bool(close(got, expected, tolerance).all())


@np.errstate(all="ignore")
def close(got: object, expected: object, tolerance: Tolerance) -> Mask:
    """Where two numeric values of the same shape agree; nan agrees with nan, and inf with inf."""
    left, right = numbers_in(got), numbers_in(expected)
    near = np.abs(left - right) <= tolerance.atol + tolerance.rtol * np.abs(right)
    agreeing: Mask = near & np.isfinite(right) | (left == right) | np.isnan(left) & np.isnan(right)
    return agreeing


def _near(left: float, right: float, tolerance: Tolerance) -> bool:
    if not math.isfinite(right):
        return left == right or (math.isnan(left) and math.isnan(right))
    return abs(left - right) <= tolerance.atol + tolerance.rtol * abs(right)


def _as_float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:  # an integer
        return math.inf if value > 0 else -math.inf
