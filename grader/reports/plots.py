"""Draws the plots of the class page as SVG that takes its colours and its type from the page around it.

matplotlib is imported when the first plot is drawn: it takes longer than all else of a page.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import markupsafe

from grader.gradebook.items import Item
from grader.harmless import harmless_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BINS = 10
# The unit of the drawings is a pixel of the page at its narrowest.
POINTS_PER_INCH = 72
WIDTH = 320
SIZE = 12
DISTRIBUTION_HEIGHT = 120
ROW_HEIGHT = 34
WIDEST_LABEL = 34
NARROWEST_NUMBERED = 0.07
# What matplotlib is told stands for what the page says: it knows no variables.
COLOURS = {
    "#000001": "var(--ink)",
    "#000002": "var(--soft)",
    "#000003": "var(--good)",
    "#000004": "var(--bad)",
    "#000005": "var(--bar)",
    "#000006": "var(--page)",
    "#000007": "var(--idle)",
}
INK, SOFT, GOOD, BAD, BAR, PAGE, IDLE = COLOURS
FONT = re.compile(r"font: ((?:\w+ )?)([\d.]+px) [^;\"]*")
NOT_NEEDED = re.compile(r' (?:id|clip-path)="[^"]*"|<defs>.*?</defs>|<metadata>.*?</metadata>|<!--.*?-->', re.DOTALL)


def distribution(percents: Sequence[float], passing: float, description: str) -> markupsafe.Markup:
    """How many have how much: a bar for each tenth, with those that pass in another colour; 100 is in the last."""
    counts = [0] * BINS
    for percent in percents:
        counts[min(BINS - 1, max(0, int(percent * BINS / 100)))] += 1
    with _drawing(DISTRIBUTION_HEIGHT, description) as (axes, made):
        axes.set_xlim(-1, 101)
        axes.set_ylim(-0.28 * max(counts), 1.2 * max(counts))
        step = 100 // BINS
        for place, count in enumerate(counts):
            colour = GOOD if place * step >= passing else IDLE
            axes.bar(place * step + step / 2, count, width=step - 1.2, color=colour, linewidth=0)
            if count:
                axes.text(place * step + step / 2, count, str(count), ha="center", va="bottom", color=INK)
        axes.plot([0, 100], [0, 0], color=SOFT, linewidth=1)
        axes.plot([passing, passing], [0, 1.2 * max(counts)], color=INK, linewidth=1, linestyle=(0, (3, 3)))
        marks = {0: "left", 100: "right"} | ({passing: "center"} if 18 <= passing <= 80 else {})
        for mark, side in marks.items():
            axes.text(mark, -0.04 * max(counts), f"{mark:g} %", ha=side, va="top", color=SOFT)
    return made[0]


def success(items: Sequence[Item], names: Sequence[str], description: str) -> markupsafe.Markup:
    """For each exercise how many had it right, wrong, and did not attempt it; `names` are what stands above each."""
    with _drawing(ROW_HEIGHT * len(items), description) as (axes, made):
        axes.set_xlim(0, 1)
        axes.set_ylim(len(items), 0)
        for place, (item, name) in enumerate(zip(items, names, strict=True)):
            axes.text(0, place + 0.40, _label(name), ha="left", va="bottom", color=INK)
            axes.text(1, place + 0.40, f"{item.right}/{item.asked}", ha="right", va="bottom", color=SOFT)
            left = 0.0
            parts = (item.right, GOOD), (item.answers - item.right, BAD), (item.asked - item.answers, BAR)
            for count, colour in parts:
                width = count / item.asked
                axes.barh(place + 0.66, width, left=left, height=0.42, color=colour, linewidth=0)
                if width > NARROWEST_NUMBERED:
                    ink = INK if colour == BAR else PAGE
                    axes.text(left + width / 2, place + 0.66, str(count), ha="center", va="center", color=ink, size=10)
                left += width
    return made[0]


@contextmanager
def _drawing(height: int, description: str) -> Iterator[tuple[Axes, list[markupsafe.Markup]]]:
    """Axes to draw on, without a frame; the second is filled with the SVG when they are left."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    # It tells of fonts that it looks for; the page has its own.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    options: Any = {"svg.fonttype": "none", "svg.hashsalt": "class", "font.size": SIZE, "text.parse_math": False}
    with warnings.catch_warnings(), rc_context(options):
        # Nor does it know all letters that the page's type has.
        warnings.simplefilter("ignore")
        figure = Figure(figsize=(WIDTH / POINTS_PER_INCH, height / POINTS_PER_INCH))
        figure.patch.set_visible(False)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.axis("off")
        made: list[markupsafe.Markup] = []
        yield axes, made
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    made.append(_inlined(out.getvalue(), description))


def _inlined(svg: str, description: str) -> markupsafe.Markup:
    """The drawing as an element of a page: without names that two of them share, in the page's colours and type."""
    drawing = NOT_NEEDED.sub("", svg[svg.index("<svg") :])
    drawing = re.sub(r' (width|height)="[\d.]+pt"', "", drawing, count=2)
    drawing = re.sub(r"[ \n]*\n *", "\n", FONT.sub(r"font-size: \2", drawing))
    for stands, colour in COLOURS.items():
        drawing = drawing.replace(stands, colour)
    label = markupsafe.escape(harmless_line(description))
    return markupsafe.Markup(drawing.replace("<svg", f'<svg role="img" aria-label="{label}"', 1))  # escaped above


def _label(name: str) -> str:
    name = harmless_line(name)
    return name if len(name) <= WIDEST_LABEL else f"{name[: WIDEST_LABEL - 1]}…"
