"""Answers become stubs and everything else stays."""

from __future__ import annotations

import pytest

from grader.authoring.stubs import release_cell

START, END = "### START CODE HERE ### (≈ 1 line)", "### END CODE HERE ###"


def released(body: str) -> str:
    return (
        release_cell(f"def f(x):\n    {START}\n{body}\n    {END}\n    return x")
        .split("\n    " + END)[0]
        .split(START)[1]
    )


@pytest.mark.parametrize(
    ("answer", "stub"),
    [
        ("    Z = W @ A", "\n    Z = None"),
        ("    A, cache = g(x)", "\n    A, cache = None, None"),
        ("    d['W' + str(l)] = 1", "\n    d['W' + str(l)] = None"),
        ("    Z = 1\n    Z = Z + 1", "\n    Z = None"),
        ("    Z += 1", "\n    Z = None"),
        ("    # think\n    g(x)", "\n    pass"),
        ("    for i in x:\n        Z = i", "\n    pass"),
    ],
)
def test_assignments_become_stubs(answer: str, stub: str) -> None:
    assert released(answer) == stub


def test_a_cell_without_markers_is_left_alone() -> None:
    assert release_cell("%matplotlib inline\nx = 1") == "%matplotlib inline\nx = 1"


@pytest.mark.parametrize("source", [f"x = 1\n{END}", f"{START}\nx = 1", f"{START}\nx = = 1\n{END}"])
def test_broken_markers_and_broken_code_are_refused(source: str) -> None:
    with pytest.raises(ValueError, match="line"):
        release_cell(source)


def test_a_cell_that_announces_another_function_than_it_defines_is_an_error() -> None:
    with pytest.raises(ValueError, match="GRADED FUNCTION: double stands above triple"):
        release_cell("# GRADED FUNCTION: double\ndef triple(x):\n    return 3 * x")
    assert release_cell("# GRADED FUNCTION: a, b\ndef a():\n    pass\ndef b():\n    pass")
