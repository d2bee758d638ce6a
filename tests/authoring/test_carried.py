"""A notebook that is opened alone says how to get the rest."""

from __future__ import annotations

import nbformat
import pytest

from grader.authoring.carried import with_directions


@pytest.mark.parametrize(
    ("address", "line"), [("", "%pip install course.zip"), ("https://x.org/c.zip", "%pip install https://x.org/c.zip")]
)
def test_the_first_cell_says_one_line_to_run(address: str, line: str) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Title")])
    assert f"`{line}`" in with_directions(notebook, address).cells[0].source


def test_a_notebook_that_begins_with_code_stays_as_it_is() -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    assert with_directions(notebook, "").cells[0].source == "1"
