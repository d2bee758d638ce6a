"""Things that people make, and mountains."""

from .canvas import Canvas, Mask, Pen, darker, lighter
from .dice import Dice
from .plants import INK, LEAVES, PAINTS, WHITE


def car(canvas: Canvas, dice: Dice) -> None:
    paint = dice.pick(PAINTS)
    pen = canvas.pen(dice.between(28, 36), dice.between(34, 46), dice.between(15, 20), flip=dice.chance(0.5))
    pen.fill(pen.box(-4, 0.62, 4, 4), (80, 80, 84))
    pen.fill(pen.polygon((-0.8, -0.1), (-0.5, -0.65), (0.45, -0.65), (0.85, -0.1)), paint)
    pen.fill(pen.polygon((-0.62, -0.1), (-0.42, -0.52), (-0.05, -0.52), (-0.05, -0.1)), (190, 214, 226))
    pen.fill(pen.polygon((0.05, -0.1), (0.05, -0.52), (0.38, -0.52), (0.66, -0.1)), (190, 214, 226))
    pen.fill(pen.box(-1.3, -0.12, 1.3, 0.42) | pen.disc(-1.25, 0.18, 0.25) | pen.disc(1.25, 0.18, 0.25), paint)
    pen.fill(pen.box(-1.4, 0.28, 1.4, 0.45), darker(paint, 0.35))
    pen.fill(pen.ellipse(-1.35, 0.08, 0.12, 0.12), (250, 236, 160))
    for x in (-0.78, 0.78):
        pen.fill(pen.disc(x, 0.45, 0.34), INK)
        pen.fill(pen.disc(x, 0.45, 0.16), (176, 178, 184))


def bus(canvas: Canvas, dice: Dice) -> None:
    paint = dice.pick(PAINTS)
    pen = canvas.pen(dice.between(29, 35), dice.between(30, 40), dice.between(16, 20))
    pen.fill(pen.box(-4, 1.0, 4, 4), (74, 74, 78))
    pen.fill(pen.box(-1.4, -0.9, 1.4, 0.8), paint)
    pen.fill(pen.box(-1.4, 0.1, 1.4, 0.25), lighter(paint, 0.6))
    for x in (-1.2, -0.68, -0.16, 0.36, 0.88):
        pen.fill(pen.box(x, -0.65, x + 0.36, -0.1), (186, 210, 224))
    for x in (-0.8, 0.8):
        pen.fill(pen.disc(x, 0.8, 0.32), INK)
        pen.fill(pen.disc(x, 0.8, 0.14), (170, 172, 178))


def house(canvas: Canvas, dice: Dice) -> None:
    wall, roof = dice.pick(PAINTS), dice.pick(((150, 60, 50), (90, 60, 50), (70, 80, 100), (176, 110, 60)))
    pen = canvas.pen(dice.between(26, 38), dice.between(34, 42), dice.between(14, 19))
    pen.fill(pen.box(0.4, -1.2, 0.7, -0.4), darker(roof, 0.3))
    pen.fill(pen.box(-1.0, -0.3, 1.0, 1.0), wall)
    pen.fill(pen.polygon((-1.25, -0.25), (0, -1.3), (1.25, -0.25)), roof)
    pen.fill(pen.box(-0.22, 0.25, 0.22, 1.0), darker(roof, 0.2))
    for x in (-0.65, 0.65):
        pen.fill(pen.box(x - 0.24, -0.08, x + 0.24, 0.4), WHITE)
        pen.fill(pen.box(x - 0.18, -0.02, x + 0.18, 0.34), dice.pick(((250, 220, 120), (120, 160, 190))))
        pen.fill(pen.box(x - 0.03, -0.02, x + 0.03, 0.34), WHITE)


def tower(canvas: Canvas, dice: Dice) -> None:
    """A lighthouse."""
    stripe = dice.pick(PAINTS)
    pen = canvas.pen(dice.between(24, 40), dice.between(32, 38), dice.between(15, 18))
    shaft = pen.polygon((-0.38, -0.9), (0.38, -0.9), (0.62, 1.6), (-0.62, 1.6))
    pen.fill(shaft, WHITE)
    for y in (-0.7, 0.1, 0.9):
        pen.fill(shaft & pen.box(-1, y, 1, y + 0.4), stripe)
    pen.fill(pen.box(-0.5, -1.0, 0.5, -0.88) | pen.polygon((-0.4, -1.35), (0, -1.75), (0.4, -1.35)), INK)
    pen.fill(pen.box(-0.28, -1.38, 0.28, -1.0), (250, 226, 130))


def ball(canvas: Canvas, dice: Dice) -> None:
    one, other = dice.pick(PAINTS), dice.pick((WHITE, INK, (240, 200, 60)))
    x, y, size = dice.between(22, 42), dice.between(26, 44), dice.between(11, 20)
    pen = canvas.pen(x, y, size, turn=dice.between(-0.9, 0.9))
    ground = canvas.pen(x, y, size)
    ground.fill(ground.ellipse(0.15, 0.98, 1.0, 0.18), INK)
    disc = pen.disc(0, 0, 1)
    pen.fill(disc, one)
    pattern = dice.pick(("band", "beach", "spots", "football"))
    if pattern == "band":
        pen.fill(disc & pen.box(-1, -0.25, 1, 0.25), other)
    elif pattern == "beach":
        pen.fill(disc & (pen.ellipse(0, 0, 0.35, 1) ^ pen.ellipse(0, 0, 0.75, 1)), other)
    else:
        for dx, dy in ((0, 0), (0.75, 0.2), (-0.7, 0.3), (0.3, -0.75), (-0.45, -0.65), (0.1, 0.8)):
            pen.fill(disc & pen.disc(dx, dy, 0.3 if pattern == "football" else 0.18), other)
    ground.fill(ground.ellipse(-0.38, -0.42, 0.22, 0.16), lighter(one, 0.7))


def cup(canvas: Canvas, dice: Dice) -> None:
    glaze = dice.pick(PAINTS)
    pen = canvas.pen(dice.between(26, 36), dice.between(32, 42), dice.between(13, 18), flip=dice.chance(0.5))
    pen.fill(pen.ellipse(0, 1.0, 1.4, 0.24), darker(glaze, 0.45))
    pen.fill(pen.ellipse(0.95, 0.1, 0.5, 0.5) & ~pen.ellipse(0.95, 0.1, 0.28, 0.3), glaze)
    pen.fill(
        pen.polygon((-0.9, -0.6), (0.9, -0.6), (0.7, 0.9), (-0.7, 0.9)) | pen.ellipse(0, 0.9, 0.7, 0.16),
        glaze,
    )
    pen.fill(pen.ellipse(0, -0.6, 0.9, 0.2), lighter(glaze, 0.4))
    pen.fill(pen.ellipse(0, -0.57, 0.78, 0.14), (84, 52, 34))
    pen.fill(pen.box(-0.85, 0.05, 0.85, 0.25) & pen.box(-0.8, 0, 0.8, 1), lighter(glaze, 0.5))
    for x in (-0.35, 0.1) if dice.chance(0.6) else ():
        pen.fill(pen.curve((x, -0.8), (x + 0.35, -1.1), (x, -1.5), 0.08), (220, 220, 222))


def boat(canvas: Canvas, dice: Dice) -> None:
    hull, sail = dice.pick(PAINTS), dice.pick((WHITE, (240, 220, 180), (200, 60, 60), (240, 190, 70)))
    pen = canvas.pen(dice.between(26, 38), dice.between(32, 40), dice.between(14, 19), flip=dice.chance(0.5))
    pen.fill(pen.box(-5, 0.85, 5, 5), (44, 96, 140))
    pen.fill(pen.line((0, 0.6), (0, -1.5), 0.09), (90, 64, 44))
    pen.fill(pen.polygon((0.08, -1.4), (1.0, 0.35), (0.08, 0.35)), sail)
    pen.fill(pen.polygon((-0.08, -1.2), (-0.75, 0.35), (-0.08, 0.35)), darker(sail, 0.15))
    pen.fill(pen.polygon((-1.2, 0.5), (1.3, 0.5), (0.9, 1.05), (-0.85, 1.05)), hull)
    for y in (1.15, 1.5):
        pen.fill(pen.line((-1.4, y), (1.2, y + 0.1), 0.06), (150, 190, 214))


def mountains(canvas: Canvas, dice: Dice) -> None:
    pen, rock = canvas.pen(32, 40, 16), dice.pick(((90, 96, 112), (120, 96, 84), (70, 90, 96)))
    for x in (dice.between(-1.4, -0.6), dice.between(0.3, 1.5)):
        top, half = dice.between(-2.0, -1.0), dice.between(1.1, 1.8)
        pen.fill(pen.polygon((x, top), (x + half, 1.2), (x - half, 1.2)), rock)
        snow = top + 0.6
        reach = half * 0.6 / (1.2 - top)
        pen.fill(pen.polygon((x, top), (x + reach, snow), (x + 0.1, snow - 0.2), (x - reach, snow)), WHITE)
        rock = darker(rock, 0.2)
    pen.fill(pen.box(-3, 0.9, 3, 3), dice.pick(LEAVES))


def rocket(canvas: Canvas, dice: Dice) -> None:
    hull, fin = dice.pick(PAINTS), dice.pick(PAINTS)
    pen = canvas.pen(dice.between(26, 38), dice.between(29, 34), dice.between(13, 17), turn=dice.between(-0.3, 0.3))
    pen.fill(pen.polygon((-0.3, 1.1), (0.3, 1.1), (0, 2.0)), (246, 180, 50))
    pen.fill(
        pen.polygon((-0.4, 0.3), (-1.0, 1.3), (-0.3, 1.1)) | pen.polygon((0.4, 0.3), (1.0, 1.3), (0.3, 1.1)),
        fin,
    )
    pen.fill(pen.ellipse(0, 0, 0.55, 1.6) & pen.box(-1, -2, 1, 1.15), hull)
    pen.fill(pen.ellipse(0, 0, 0.55, 1.6) & pen.box(-1, -2, 1, -0.9), fin)
    pen.fill(pen.disc(0, -0.25, 0.3), WHITE)
    pen.fill(pen.disc(0, -0.25, 0.2), (90, 150, 190))


def clock(canvas: Canvas, dice: Dice) -> None:
    rim = dice.pick(PAINTS)
    pen = canvas.pen(dice.between(26, 38), dice.between(28, 38), dice.between(15, 22))
    pen.fill(pen.disc(0, 0, 1.0), rim)
    pen.fill(pen.disc(0, 0, 0.82), WHITE)
    for dx, dy in ((0, 1), (1, 0), (0.5, 0.86), (0.86, 0.5)):
        for side in (-1, 1):
            pen.fill(pen.disc(side * 0.68 * dx, side * 0.68 * dy, 0.06), INK)
            pen.fill(pen.disc(side * 0.68 * dx, -side * 0.68 * dy, 0.06), INK)
    pen.fill(pen.line((0, 0), (dice.between(-0.4, 0.4), dice.between(-0.4, 0.4)), 0.12), INK)
    pen.fill(pen.line((0, 0), (dice.between(-0.5, 0.5), -0.5), 0.08), INK)


def umbrella(canvas: Canvas, dice: Dice) -> None:
    one, other = dice.pick(PAINTS), dice.pick(PAINTS)
    pen = canvas.pen(dice.between(28, 36), dice.between(28, 36), dice.between(16, 21), turn=dice.between(-0.15, 0.15))
    pen.fill(pen.line((0, -0.9), (0, 1.2), 0.1), INK)
    pen.fill(pen.curve((0, 1.2), (0.2, 1.6), (0.4, 1.15), 0.1), INK)
    dome = pen.ellipse(0, 0.2, 1.2, 1.1) & pen.box(-2, -2, 2, 0.2)
    pen.fill(dome, one)
    pen.fill(dome & (pen.ellipse(0, 0.2, 0.8, 1.1) ^ pen.ellipse(0, 0.2, 0.35, 1.1)), other)


def balloon(canvas: Canvas, dice: Dice) -> None:
    """A hot-air balloon."""
    one, other = dice.pick(PAINTS), dice.pick(PAINTS)
    pen = canvas.pen(dice.between(24, 40), dice.between(22, 30), dice.between(14, 19))
    for x in (-0.5, 0.5):
        pen.fill(pen.line((x, 0.7), (x * 0.45, 1.5), 0.05), INK)
    envelope = pen.disc(0, 0, 1) | pen.polygon((-0.9, 0.4), (0.9, 0.4), (0.35, 1.15), (-0.35, 1.15))
    pen.fill(envelope, one)
    pen.fill(
        envelope & (pen.ellipse(0, 0, 0.3, 2) | (pen.ellipse(0, 0, 1, 2) & ~pen.ellipse(0, 0, 0.68, 2))),
        other,
    )
    pen.fill(pen.box(-0.28, 1.45, 0.28, 1.8), (140, 96, 56))


def shapes(canvas: Canvas, dice: Dice) -> None:
    """An abstract picture."""
    for _ in range(dice.whole(3, 7)):
        pen = canvas.pen(dice.between(8, 56), dice.between(8, 56), dice.between(6, 17), turn=dice.between(-0.9, 0.9))
        kind = dice.pick((blob, brick, wedge))
        pen.fill(kind(pen), dice.pick(PAINTS))


def blob(pen: Pen) -> Mask:
    return pen.ellipse(0, 0, 1.0, 0.7)


def brick(pen: Pen) -> Mask:
    return pen.box(-1, -0.6, 1, 0.6)


def wedge(pen: Pen) -> Mask:
    return pen.polygon((-1, 0.7), (1, 0.7), (0, -1))


OUTDOORS = (car, car, bus, house, house, tower, boat, mountains, rocket, umbrella, balloon)
INDOORS = (ball, ball, cup, cup, clock, shapes)
