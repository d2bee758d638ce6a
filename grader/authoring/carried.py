"""What a notebook says to whoever opens it away from its course: how to get the rest."""

from __future__ import annotations

from typing import Any

# What `grader release` makes; pip installs it from a file as well as from an address.
RELEASE = "course.zip"


def with_directions(notebook: Any, address: str) -> Any:
    """A notebook whose first cell, if that is text, ends in the line that brings helpers, data and cases along.

    Parameters
    ----------
    address : str
        Where the release can be had; empty: students have it as a file.
    """
    if notebook.cells and notebook.cells[0].cell_type == "markdown":
        notebook.cells[0].source += f"\n\n*{_directions(address)}*"
    return notebook


def _directions(address: str) -> str:
    if address:
        return f"Opened alone, in VS Code or Colab? Run `%pip install {address}` in a cell of its own first."
    return (
        f"Opened alone, in VS Code or Colab? Put the course's `{RELEASE}` beside this notebook, and run "
        f"`%pip install {RELEASE}` in a cell of its own first."
    )
