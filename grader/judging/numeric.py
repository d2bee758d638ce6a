"""What of a value can be calculated with, and where two arrays of numbers agree; nothing else in judging calculates.

Answers are plain data of a stranger's: numbers of every kind, nan, subnormal, beyond all floats. Here they become
double precision, once, and no calculation warns or raises.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.course.exercise import Tolerance

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[Any]

# Where zeros are expected, rounding is measured by this.
SMALLEST = 1e-7


@dataclass(frozen=True)
class Nearness:
    """How far apart two numbers may be, now that it is known how large those are that are expected."""

    rtol: float
    atol: float


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


def nearness(expected: object, tolerance: Tolerance) -> Nearness:
    """What a tolerance allows for where `expected`, of any kind, is the whole result."""
    return Nearness(tolerance.rtol, tolerance.of_largest * max(_largest_in(expected), SMALLEST))


def _largest_in(value: object) -> float:
    """The largest finite absolute value among all numbers in a plain value; 0 where there is none."""
    if isinstance(value, dict | list | tuple):
        return max(map(_largest_in, value.values() if isinstance(value, dict) else value), default=0.0)
    if not is_numeric(value):
        return 0.0
    if isinstance(value, np.ndarray) or not is_real(value):
        with np.errstate(all="ignore"):
            sizes = np.abs(numbers_in(value))
        return float(np.max(sizes, initial=0.0, where=np.isfinite(sizes)))
    return abs(_as_float(value)) if math.isfinite(_as_float(value)) else 0.0


def agree(got: object, expected: object, near: Nearness) -> bool:
    """Whether two numeric values of the same shape agree everywhere; see `close`."""
    if is_real(got) and is_real(expected) and shape_of(expected) == ():
        # A list may hold tens of thousands of them, and a ufunc takes as long for one number as for hundreds.
        return _near(_as_float(got), _as_float(expected), near)
    return bool(close(got, expected, near).all())


@np.errstate(all="ignore")
def close(got: object, expected: object, near: Nearness) -> Mask:
    """Where two numeric values of the same shape agree; nan agrees with nan, and inf with inf."""
    left, right = numbers_in(got), numbers_in(expected)
    within = np.abs(left - right) <= near.atol + near.rtol * np.abs(right)
    agreeing: Mask = within & np.isfinite(right) | (left == right) | np.isnan(left) & np.isnan(right)
    return agreeing


def _near(left: float, right: float, near: Nearness) -> bool:
    if not math.isfinite(right):
        return left == right or (math.isnan(left) and math.isnan(right))
    return abs(left - right) <= near.atol + near.rtol * abs(right)


def _as_float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:  # an integer
        return math.inf if value > 0 else -math.inf
