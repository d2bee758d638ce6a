"""Where a checker shows what it has to say: in a notebook, or on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from grader.reports.card import Card


def show(card: Card) -> Callable[[Card], None]:
    """Show a card as Jupyter does, or print its text where there is no Jupyter.

    Returns
    -------
    callable
        Shows another card in its place, if it is called while the same cell runs; else below.
    """
    running = shell()
    if running is None:
        print(card.text)
        return _below
    from IPython.display import display

    handle: Any = display(card, display_id=True)  # type: ignore[no-untyped-call]
    cell = running.execution_count
    return lambda card: handle.update(card) if running.execution_count == cell else _below(card)


def _below(card: Card) -> None:
    show(card)


def shell() -> Any:
    """IPython's shell, if this is a Jupyter kernel; IPython is not imported to find out."""
    if "IPython" not in sys.modules:
        return None
    from IPython import get_ipython

    found = get_ipython()
    return found if getattr(found, "kernel", None) is not None else None
