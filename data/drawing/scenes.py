"""Backgrounds. A scene takes a canvas and dice, and covers the canvas; cats and others get the same ones."""

from .canvas import Canvas, Colour, Pen, darker, lighter, mix
from .dice import Dice

WALLS: tuple[Colour, ...] = (
    (204, 190, 168), (150, 172, 160), (96, 118, 140), (176, 122, 108), (70, 78, 92), (120, 92, 124),
    (214, 206, 190), (52, 84, 88), (186, 164, 96), (110, 62, 58), (40, 44, 60), (132, 140, 92),
)  # fmt: skip
FLOORS: tuple[Colour, ...] = (
    (142, 98, 60), (96, 66, 44), (180, 150, 112), (84, 88, 96), (60, 44, 40), (120, 40, 48), (64, 84, 110),
)  # fmt: skip
GREENS: tuple[Colour, ...] = ((70, 118, 58), (98, 138, 66), (46, 84, 52), (128, 146, 78), (60, 100, 40))
SKIES: tuple[Colour, ...] = (
    (120, 168, 206), (168, 196, 212), (84, 116, 164), (222, 160, 110), (36, 42, 78), (150, 130, 160),
)  # fmt: skip


def whole(canvas: Canvas) -> Pen:
    """A pen whose unit is half the canvas, with the origin in its middle."""
    return canvas.pen(32, 32, 32)


def bands(pen: Pen, top: Colour, bottom: Colour, start: float, end: float, count: int) -> None:
    """From one colour to another downwards, in a few flat steps."""
    height = (end - start) / count
    for band in range(count):
        colour = mix(top, bottom, band / (count - 1))
        pen.fill(pen.box(-1, start + band * height, 1, start + (band + 1) * height), colour)


def meadow(canvas: Canvas, dice: Dice) -> None:
    pen, sky, green = whole(canvas), dice.pick(SKIES), dice.pick(GREENS)
    horizon = dice.between(-0.5, 0.5)
    bands(pen, sky, lighter(sky, 0.4), -1, horizon, 5)
    bands(pen, green, darker(green, 0.4), horizon, 1, 4)
    for _ in range(dice.whole(0, 3)):
        x, width = dice.between(-1, 1), dice.between(0.3, 0.8)
        hill = pen.ellipse(x, horizon, width, dice.between(0.1, 0.4)) & pen.box(-1, -1, 1, horizon)
        pen.fill(hill, mix(green, sky, dice.between(0.2, 0.6)))


def room(canvas: Canvas, dice: Dice) -> None:
    pen, wall, floor = whole(canvas), dice.pick(WALLS), dice.pick(FLOORS)
    edge = dice.between(0.1, 0.8)
    pen.fill(pen.box(-1, -1, 1, edge), wall)
    if dice.chance(0.5):
        window(pen, dice)
    pen.fill(pen.box(-1, edge, 1, 1), floor)
    pen.fill(pen.box(-1, edge, 1, edge + 0.06), lighter(wall))
    for _ in range(dice.whole(0, 3)):
        y = dice.between(edge + 0.1, 1)
        pen.fill(pen.box(-1, y, 1, y + 0.03), darker(floor))


def window(pen: Pen, dice: Dice) -> None:
    x, y, half = dice.between(-0.9, 0.9), dice.between(-0.8, -0.3), dice.between(0.25, 0.5)
    pen.fill(pen.box(x - half - 0.06, y - half - 0.06, x + half + 0.06, y + half + 0.06), (226, 218, 204))
    pen.fill(pen.box(x - half, y - half, x + half, y + half), dice.pick(SKIES))
    pen.fill(pen.box(x - 0.03, y - half, x + 0.03, y + half), (226, 218, 204))
    pen.fill(pen.box(x - half, y - 0.03, x + half, y + 0.03), (226, 218, 204))


def wallpaper(canvas: Canvas, dice: Dice) -> None:
    pen = canvas.pen(32, 32, 32, turn=dice.pick((0.0, 0.0, 0.2, -0.3)))
    paper = dice.pick(WALLS)
    other = dice.pick((darker(paper), lighter(paper), dice.pick(WALLS)))
    pen.fill(pen.box(-2, -2, 2, 2), paper)
    pitch = dice.between(0.25, 0.6)
    for stripe in range(-7, 8):
        left = stripe * pitch
        pen.fill(pen.box(left, -2, left + pitch / 2, 2), other)


def dots(canvas: Canvas, dice: Dice) -> None:
    """Lights out of focus."""
    pen, base = whole(canvas), darker(dice.pick(WALLS), dice.between(0.1, 0.6))
    pen.fill(pen.box(-1, -1, 1, 1), base)
    tint = dice.pick(WALLS + SKIES)
    for _ in range(dice.whole(5, 14)):
        spot = pen.disc(dice.between(-1, 1), dice.between(-1, 1), dice.between(0.1, 0.45))
        pen.fill(spot, mix(base, tint, dice.between(0.2, 0.9)))


def night(canvas: Canvas, dice: Dice) -> None:
    pen, sky = whole(canvas), dice.pick(((22, 26, 56), (34, 28, 58), (14, 30, 44)))
    bands(pen, sky, lighter(sky, 0.25), -1, 1, 6)
    pen.fill(pen.disc(dice.between(-0.8, 0.8), dice.between(-0.8, -0.4), dice.between(0.12, 0.3)), (236, 228, 190))
    for _ in range(dice.whole(6, 14)):
        pen.fill(pen.disc(dice.between(-1, 1), dice.between(-1, 0.2), 0.025), (220, 220, 210))
    ground = dice.between(0.4, 0.9)
    pen.fill(pen.box(-1, ground, 1, 1), darker(dice.pick(GREENS), 0.55))


def patches(canvas: Canvas, dice: Dice) -> None:
    """A quilt: rectangles of many colours."""
    pen = whole(canvas)
    columns, rows = dice.whole(2, 4), dice.whole(2, 4)
    for column in range(columns):
        for row in range(rows):
            left, top = -1 + 2 * column / columns, -1 + 2 * row / rows
            pen.fill(pen.box(left, top, left + 2 / columns, top + 2 / rows), dice.pick(WALLS + FLOORS))


def plain(canvas: Canvas, dice: Dice) -> None:
    """A studio backdrop: one colour, lit from one side."""
    pen, base = whole(canvas), dice.pick(WALLS + FLOORS + SKIES)
    pen.fill(pen.box(-1, -1, 1, 1), base)
    x, y = dice.between(-1, 1), dice.between(-1, 0.5)
    for ring in range(5):
        pen.fill(pen.disc(x, y, 1.5 - 0.28 * ring), lighter(base, 0.07 * (ring + 1)))


OUTSIDE = (meadow, night, dots, plain)
ANYWHERE = (meadow, room, room, wallpaper, dots, night, patches, plain)
