"""Where a checker shows what it has to say: in a notebook, or on a terminal."""

from __future__ import annotations

import sys
from typing import Any

from grader.reports.card import Card


def show(card: Card) -> None:
    """Show a card as Jupyter does, or print its text where there is no Jupyter."""
    if shell() is None:
        print(card.text)
        return
    from IPython.display import display

    display(card)  # type: ignore[no-untyped-call]


def shell() -> Any:
    """IPython's shell, if this is a Jupyter kernel; IPython is not imported to find out."""
    if "IPython" not in sys.modules:
        return None
    from IPython import get_ipython

    found = get_ipython()
    return found if getattr(found, "kernel", None) is not None else None
