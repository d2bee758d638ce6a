"""Arrays of any size are cut to small tables around the first difference."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.judging.tables import side_by_side


def test_a_large_array_is_cut_around_the_difference() -> None:
    right = np.zeros((100, 200))
    wrong = right.copy()
    wrong[50, 120] = 1
    pair = side_by_side(right, wrong, right == wrong)
    assert pair is not None
    table = pair[1]
    assert table.row_heads == ("0", "…", "49", "50", "51", "…", "99")
    assert table.column_heads == ("0", "…", "119", "120", "121", "…", "199")
    assert [entry.text for row in table.rows for entry in row if entry.marked] == ["1"]


def test_of_an_array_with_many_axes_the_slice_with_the_difference_is_shown() -> None:
    right = np.zeros((4, 3, 2))
    wrong = right.copy()
    wrong[2, 1, 1] = 5
    pair = side_by_side(right, wrong, right == wrong)
    assert pair is not None
    assert pair[1].slice == "[2, :, :]"
    assert pair[1].rows[1][1].marked


def test_numbers_that_differ_look_different() -> None:
    pair = side_by_side(np.array([1.0000001]), np.array([1.0000002]), np.array([False]))
    assert pair is not None
    assert pair[0].rows[0][0].text != pair[1].rows[0][0].text


def test_what_is_no_array_has_no_table() -> None:
    assert side_by_side(1.0, np.ones(2), None) is None
    assert side_by_side(np.ones(2), "text", None) is None
    assert side_by_side(np.ones((0, 2)), np.ones((2, 0)), None) is None


@settings(deadline=None, max_examples=60)
@given(shape=st.lists(st.integers(1, 40), min_size=1, max_size=4), seed=st.integers(0, 2**31))
def test_the_first_difference_is_always_in_the_table(shape: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    right = rng.standard_normal(shape)
    wrong = right + (rng.random(shape) > 0.9)
    wrong.flat[int(rng.integers(right.size))] += 1
    pair = side_by_side(right, wrong, right == wrong)
    assert pair is not None
    assert any(entry.marked for row in pair[1].rows for entry in row)
    assert max(len(pair[1].rows), *map(len, pair[1].rows)) <= 7
