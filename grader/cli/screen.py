"""What commands say on a terminal, and in a file or pipe: how wide, how many, and what takes its time."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Iterator

from rich.console import Console

NO_WIDTH = 10_000


def screen() -> Console:
    """Where commands print. A file or pipe has no width and gets whole lines, and nothing that moves.

    Colours may be forced there nevertheless, as by FORCE_COLOR in continuous integration.
    """
    if sys.stdout.isatty():
        size = shutil.get_terminal_size()  # which a terminal that knows no codes has, too
        return Console(highlight=False, width=size.columns, height=size.lines)
    return Console(highlight=False, width=NO_WIDTH, force_interactive=False)


def line_width(console: Console) -> int | None:
    """How many characters a line has; None where it has as many as it needs."""
    return None if console.width == NO_WIDTH else console.width


@contextlib.contextmanager
def busy(console: Console, doing: str) -> Iterator[None]:
    """Show on a terminal what is being done, as long as it is."""
    if not console.is_interactive:
        yield
        return
    with console.status(doing):
        yield


@contextlib.contextmanager
def stoppable(left: str) -> Iterator[None]:
    """Where somebody stops what is done within, say how things are left, and how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"stopped: {left}") from None


def counted(count: int, one: str, several: str = "") -> str:
    """So many of something: "1 file", "2 files"."""
    return f"{count} {one if count == 1 else several or f'{one}s'}"
