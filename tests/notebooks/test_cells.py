"""Any bytes give cells, or one sentence."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import Ungradable
from grader.notebooks.cells import Cell, Notebook, cut_apart, read_notebook
from tests.tiny import notebook_bytes


def test_code_cells_are_numbered_from_one() -> None:
    cells = read_notebook(notebook_bytes("a = 1", "b = 2")).cells
    assert [(cell.number, cell.source) for cell in cells] == [(1, "a = 1"), (2, "b = 2")]


def test_format_3_is_read() -> None:
    cell = {"cell_type": "code", "input": ["a = 1\n", "b"]}
    data = json.dumps({"nbformat": 3, "worksheets": [{"cells": [cell]}]}).encode()
    assert read_notebook(data).cells[0].source == "a = 1\nb"


def test_a_byte_order_mark_and_windows_line_ends_are_no_obstacle() -> None:
    data = b"\xef\xbb\xbf" + notebook_bytes("a = 1\r\nb = 2")
    assert read_notebook(data).cells[0].source == "a = 1\nb = 2"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", "empty"),
        (b"{ not json", "not valid JSON"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"[1, 2]", "not a notebook"),
        (b'{"a": 1}', "not a notebook"),
        (b'{"cells": []}', "no code cells"),
        (b'{"cells": "x"}', "not a notebook"),
        (b"[" * 100_000, "not valid JSON"),
        (b"PK\x03\x04zip", "an archive"),
    ],
)
def test_what_is_no_notebook_gets_one_sentence(data: bytes, text: str) -> None:
    with pytest.raises(Ungradable, match=text):
        read_notebook(data)


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with contextlib.suppress(Ungradable):
        read_notebook(data)


def test_a_cell_is_cut_at_its_definitions_and_keeps_its_lines() -> None:
    text = "import f\n\n@cached\ndef g(x):\n    return x\nclass C:\n    def f(self): pass\n"
    cut = cut_apart(Notebook((Cell(1, text), Cell(2, "x = 1"))))
    assert [cell.source.strip() for cell in cut.cells] == [
        "import f",
        "@cached\ndef g(x):\n    return x",
        "class C:\n    def f(self): pass",
        "x = 1",
    ]
    assert [cell.number for cell in cut.cells] == [1, 2, 3, 4]
    assert text.startswith("import") and cut.cells[2].source.split("\n")[5] == "class C:"
