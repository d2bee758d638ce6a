"""The operation that raised is told by the shape of the code, never by its names."""

from __future__ import annotations

import numpy as np
import pytest

from grader.answers.operation import operation_at, operation_in


def operation_of(code: str) -> str:
    """The operation that raises when this code runs."""
    namespace = {"np": np, "a32": np.ones((3, 2)), "n": 3, "none": None}
    try:
        exec(compile(code, "<cell>", "exec"), namespace)
    except Exception as error:  # noqa: BLE001
        trace = error.__traceback__
        assert trace is not None and trace.tb_next is not None
        return operation_at(trace.tb_next.tb_frame.f_code, trace.tb_next.tb_lasti, code.splitlines())
    raise AssertionError(f"{code} raises nothing")


@pytest.mark.parametrize(
    ("code", "operation"),
    [
        ("x = np.zeros((2, 1)) + a32 @ a32 / 3", "@"),
        ("x = 1 / 3 * np.dot(a32, a32)", "@"),
        ("x = a32.dot(a32)", "@"),
        ("x = a32 * np.ones((2, 3))", "*"),
        ("a32 -= np.ones((3, 5))", "-="),
        ("x = np.zeros(3, 2)", "zeros()"),
        ("for i in n:\n    pass", "name"),
        ("for i in range(2):\n    x, y = [1]", "unpack"),
        ("x = none[3]", "[]"),
        ("x = a32[0].shape[1]", "shape[]"),
        ("x = [1].T", ".T"),
        ("x = missing + 1", "name"),
        ("if a32 > 0:\n    pass", "compare"),
        ("W = 1\né = 'ö' + 'ä' + (np.zeros(3,\n    2))", "zeros()"),
        ("n(3)", "n()"),
    ],
)
def test_what_a_line_did_is_told_by_its_shape(code: str, operation: str) -> None:
    assert operation_of(code) == operation


@pytest.mark.parametrize("text", ["", "(", "while", "x =", "\x00", "é" * 500, "(" * 1000, "f(" * 200 + ")" * 200])
def test_no_text_is_too_odd(text: str) -> None:
    assert len(operation_in(text)) <= 40


def test_a_place_that_is_not_in_the_text_has_no_operation() -> None:
    code = compile("x = 1\ny = x @ x", "<cell>", "exec")
    assert {operation_at(code, place, []) for place in (-5, 0, 4, 10**6)} == {""}
