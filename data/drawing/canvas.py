"""A square canvas with many samples a pixel, and pens that lay shapes on it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SIDE = 64  # pixels
SAMPLES = 4  # samples a pixel, along each side

Colour = tuple[int, int, int]
Point = tuple[float, float]
Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """The colour between two: `one` at share 0, `other` at share 1."""
    r, g, b = (int(p + (q - p) * share) for p, q in zip(one, other, strict=True))
    return r, g, b


def darker(colour: Colour, share: float = 0.25) -> Colour:
    return mix(colour, (0, 0, 0), share)


def lighter(colour: Colour, share: float = 0.35) -> Colour:
    return mix(colour, (255, 255, 255), share)


def mirrored(points: Sequence[Point]) -> list[Point]:
    return [(-x, y) for x, y in points]


class Pen:
    """Shapes in coordinates of their own: origin at (x, y) of the canvas, `size` pixels a unit, y downwards.

    `turn` is the tangent of half the angle (0.1 is about 11 degrees); `flip` swaps left and right.
    Shapes are returned as masks over the samples, to be joined with `|`, cut with `&`, and filled.
    """

    def __init__(
        self, canvas: "Canvas", x: float, y: float, size: float, *, turn: float = 0.0, flip: bool = False
    ) -> None:
        self.canvas = canvas
        across, down = _turned(canvas.x - x, canvas.y - y, turn)
        self.x = across / (-size if flip else size)
        self.y = down / size

    def ellipse(self, x: float, y: float, rx: float, ry: float, *, turn: float = 0.0) -> Mask:
        across, down = _turned(self.x - x, self.y - y, turn)
        across, down = across / rx, down / ry
        return across * across + down * down <= 1.0

    def disc(self, x: float, y: float, radius: float) -> Mask:
        return self.ellipse(x, y, radius, radius)

    def box(self, left: float, top: float, right: float, bottom: float) -> Mask:
        return (self.x >= left) & (self.x <= right) & (self.y >= top) & (self.y <= bottom)

    def polygon(self, *points: Point) -> Mask:
        """A sample is inside when a ray to its right crosses the border an odd number of times."""
        inside = np.zeros(self.canvas.shape, dtype=bool)
        for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
            if y1 != y2:
                crossing = x1 + (x2 - x1) / (y2 - y1) * (self.y - y1)
                inside ^= ((y1 > self.y) != (y2 > self.y)) & (self.x < crossing)
        return inside

    def line(self, start: Point, end: Point, width: float) -> Mask:
        """A stroke with round ends."""
        (x1, y1), (x2, y2) = start, end
        dx, dy = x2 - x1, y2 - y1
        along = ((self.x - x1) * dx + (self.y - y1) * dy) / (dx * dx + dy * dy)
        along = np.minimum(np.maximum(along, 0.0), 1.0)
        across, down = self.x - (x1 + along * dx), self.y - (y1 + along * dy)
        return across * across + down * down <= width * width / 4

    def curve(self, start: Point, bend: Point, end: Point, width: float, tip: float | None = None) -> Mask:
        """A quadratic Bezier stroke in short straight pieces, `width` wide at first, `tip` at last."""
        tip = width if tip is None else tip
        pieces = 8
        mask = np.zeros(self.canvas.shape, dtype=bool)
        last = start
        for step in range(1, pieces + 1):
            t = step / pieces
            before, between, after = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
            here = (
                before * start[0] + between * bend[0] + after * end[0],
                before * start[1] + between * bend[1] + after * end[1],
            )
            mask |= self.line(last, here, width + (tip - width) * t)
            last = here
        return mask

    def fill(self, mask: Mask, colour: Colour) -> None:
        np.copyto(self.canvas.samples, np.array(colour, dtype=np.int64), where=mask[..., np.newaxis])


class Canvas:
    """SIDE x SIDE pixels, each the mean of SAMPLES x SAMPLES samples: edges come out smooth."""

    def __init__(self) -> None:
        ticks = (np.arange(SIDE * SAMPLES) + 0.5) / SAMPLES
        self.x = ticks[np.newaxis, :]
        self.y = ticks[:, np.newaxis]
        self.shape = (ticks.size, ticks.size)
        self.samples = np.zeros((*self.shape, 3), dtype=np.int64)

    def pen(self, x: float, y: float, size: float, *, turn: float = 0.0, flip: bool = False) -> Pen:
        return Pen(self, x, y, size, turn=turn, flip=flip)

    def wash(self, colour: Colour) -> None:
        """Lay a half-transparent colour over everything drawn so far: the background steps back."""
        self.samples = (self.samples + np.array(colour, dtype=np.int64)) // 2

    def pixels(self) -> NDArray[np.int64]:
        """The picture, (SIDE, SIDE, 3), 0 to 255: sums of whole numbers, rounded once."""
        blocks = self.samples.reshape(SIDE, SAMPLES, SIDE, SAMPLES, 3)
        count = SAMPLES * SAMPLES
        sums: NDArray[np.int64] = blocks.sum(axis=(1, 3))
        return (sums + count // 2) // count


def _turned(across: Numbers, down: Numbers, turn: float) -> tuple[Numbers, Numbers]:
    if turn == 0.0:
        return across, down
    cos, sin = (1 - turn * turn) / (1 + turn * turn), 2 * turn / (1 + turn * turn)
    return across * cos + down * sin, down * cos - across * sin
