"""A few shapes for the figures of the notebooks: boxes, arrows and text with superscripts, as SVG.

Each figure brings its own light panel, so it reads the same in a light and in a dark notebook.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

INK = "#22272e"
FAINT = "#5b636e"
PANEL = "#fbfaf7"
SANS = "'DejaVu Sans', Verdana, 'Helvetica Neue', Arial, sans-serif"
MONO = "'DejaVu Sans Mono', Menlo, Consolas, monospace"

Point = tuple[float, float]


@dataclass(frozen=True)
class Colour:
    """A pale fill and the stroke that goes with it."""

    name: str
    fill: str
    stroke: str


NEUTRAL = Colour("neutral", "#ffffff", "#6b7480")
FORWARD = Colour("forward", "#dce9f8", "#2f6fb2")
BACKWARD = Colour("backward", "#fbe2d0", "#c2571a")
CACHE = Colour("cache", "#e3f0d8", "#4f8428")
COST = Colour("cost", "#ece2f7", "#7a4fb0")
COLOURS = (NEUTRAL, FORWARD, BACKWARD, CACHE, COST)


def number(value: float) -> str:
    """A coordinate with at most one decimal, written the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")


def rich(text: str, size: float) -> str:
    """Text with superscripts: "A^{[l]}" raises what stands in the braces."""
    pieces = re.split(r"\^\{([^}]*)\}", text.replace("  ", " \u00a0"))
    up = number(size * 0.38)
    out = escape(pieces[0])
    for raised, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        out += f'<tspan dy="-{up}" font-size="{number(size * 0.72)}">{escape(raised)}</tspan>'
        # Renderers drop a space at the start of a tspan, and an empty one does not restore the baseline.
        words = rest.lstrip()
        gap = number((len(rest) - len(words)) * size * 0.32)
        out += f'<tspan dx="{gap}" dy="{up}">{escape(words) or "&#8203;"}</tspan>'
    return out


@dataclass
class Drawing:
    """A figure under construction; the origin is at the upper left and y grows downwards."""

    width: float
    height: float
    title: str
    description: str
    parts: list[str] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 15,
        anchor: str = "middle",
        colour: str = INK,
        mono: bool = False,
        bold: bool = False,
    ) -> None:
        """Write one line of text whose middle is at height y."""
        font = f' font-family="{MONO}"' if mono else ""
        weight = ' font-weight="bold"' if bold else ""
        self.parts.append(
            f'<text x="{number(x)}" y="{number(y + size * 0.35)}" font-size="{number(size)}" '
            f'text-anchor="{anchor}" fill="{colour}"{font}{weight}>{rich(words, size)}</text>'
        )

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        lines: Sequence[str] = (),
        *,
        colour: Colour = NEUTRAL,
        size: float = 15,
        mono: bool = False,
        round_: float = 8,
        dashed: bool = False,
        small_after: int = 1,
    ) -> None:
        """Draw a rounded box with centred lines; those after the first `small_after` are fainter."""
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        self.parts.append(
            f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" '
            f'rx="{number(round_)}" fill="{colour.fill}" stroke="{colour.stroke}" stroke-width="1.6"{dash}/>'
        )
        step = size * 1.3
        top = y + height / 2 - step * (len(lines) - 1) / 2
        for row, line in enumerate(lines):
            main = row < small_after
            self.text(
                x + width / 2,
                top + row * step,
                line,
                size=size if main else size * 0.87,
                colour=INK if main else FAINT,
                mono=mono,
            )

    def arrow(self, *points: Point, colour: Colour = NEUTRAL, dashed: bool = False) -> None:
        """Draw an arrow along the points, its head at the last one."""
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self.parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour.stroke}" stroke-width="1.8" '
            f'stroke-linejoin="round"{dash} marker-end="url(#{colour.name})"/>'
        )

    def curve(self, points: Sequence[Point], *, colour: Colour = NEUTRAL, width: float = 1.8) -> None:
        """Draw a line along the points, without a head."""
        path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self.parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour.stroke}" stroke-width="{number(width)}" '
            f'stroke-linejoin="round" stroke-linecap="round"/>'
        )

    def badge(self, x: float, y: float, words: str, *, colour: Colour = NEUTRAL) -> None:
        """Draw a small filled disc with a number in it."""
        self.parts.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="11" fill="{colour.stroke}"/>')
        self.text(x, y, words, size=12, colour="#ffffff", bold=True)

    def render(self) -> str:
        """The whole SVG document."""
        size = f"{number(self.width)} {number(self.height)}"
        heads = "".join(
            f'<marker id="{colour.name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" '
            f'markerHeight="7" orient="auto"><path d="M0,0 L10,5 L0,10 z" fill="{colour.stroke}"/></marker>'
            for colour in COLOURS
        )
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{number(self.width)}" '
            f'height="{number(self.height)}" role="img" aria-labelledby="title description" '
            f'font-family="{SANS}">',
            f'<title id="title">{escape(self.title)}</title>',
            f'<desc id="description">{escape(self.description)}</desc>',
            f"<defs>{heads}</defs>",
            f'<rect x="1" y="1" width="{number(self.width - 2)}" height="{number(self.height - 2)}" rx="14" '
            f'fill="{PANEL}" stroke="#d5d1c8"/>',
            *self.parts,
            "</svg>",
        ]
        return "\n".join(lines) + "\n"

    def save(self, path: Path) -> None:
        """Write the document; the same drawing gives the same bytes."""
        path.write_text(self.render(), encoding="utf-8", newline="\n")
