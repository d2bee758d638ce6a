"""Flowers, trees, fruit; and the paints that plants and things share."""

from .canvas import Canvas, Colour, Pen, darker, lighter
from .dice import Dice

INK: Colour = (30, 28, 32)
WHITE: Colour = (244, 242, 236)
PAINTS: tuple[Colour, ...] = (
    (200, 50, 50), (50, 100, 180), (230, 180, 60), (70, 140, 90), (226, 130, 50), (150, 90, 160),
    (236, 230, 220), (226, 150, 170), (90, 94, 104), (150, 104, 66), (60, 50, 56),
)  # fmt: skip
PETALS: tuple[Colour, ...] = (
    (200, 50, 50), (80, 100, 190), (230, 180, 60), (226, 130, 50), (150, 90, 160), (236, 230, 220),
    (226, 150, 170), (130, 40, 70),
)  # fmt: skip
LEAVES: tuple[Colour, ...] = ((60, 120, 50), (96, 150, 60), (40, 90, 56), (150, 150, 60), (190, 110, 40))


def flower(canvas: Canvas, dice: Dice) -> None:
    petal, heart = dice.pick(PETALS), dice.pick(((236, 190, 60), (96, 60, 40), (240, 236, 220)))
    x, y, size = dice.between(24, 40), dice.between(20, 30), dice.between(11, 17)
    pen, leaf = canvas.pen(x, y, size), dice.pick(LEAVES[:3])
    pen.fill(pen.curve((0, 0), (dice.between(-0.4, 0.4), 1.5), (0, 4), 0.16), leaf)
    pen.fill(pen.ellipse(0.5, 1.75, 0.5, 0.2, turn=-0.25) | pen.ellipse(-0.5, 2.0, 0.5, 0.2, turn=0.25), leaf)
    turn = dice.between(-0.2, 0.2)
    for step, tangent in enumerate((0.0, 0.199, 0.414, 0.668, 1.0, -0.668, -0.414, -0.199)):
        spoke = canvas.pen(x, y, size, turn=tangent + turn * (1 - tangent * tangent) / 2)
        pair = spoke.ellipse(0, -0.75, 0.3, 0.5) | spoke.ellipse(0, 0.75, 0.3, 0.5)
        spoke.fill(pair, petal if step % 2 else darker(petal, 0.15))
    pen.fill(pen.disc(0, 0, 0.4), heart)


def tulips(canvas: Canvas, dice: Dice) -> None:
    for x in (14, 32, 50):
        pen = canvas.pen(x + dice.between(-4, 4), dice.between(18, 30), dice.between(6, 9))
        leaf, petal = dice.pick(LEAVES[:3]), dice.pick(PETALS)
        pen.fill(pen.line((0, 0), (0, 7), 0.24), leaf)
        pen.fill(pen.ellipse(0.5, 3.2, 0.25, 1.6, turn=0.15), leaf)
        pen.fill(pen.ellipse(0, 0, 0.85, 1.0) & pen.box(-1, -0.2, 1, 1), petal)
        pen.fill(
            pen.polygon((-0.85, 0), (-0.75, -1.1), (-0.3, -0.4), (0, -1.2), (0.3, -0.4), (0.75, -1.1), (0.85, 0)),
            petal,
        )


def fir(canvas: Canvas, dice: Dice) -> None:
    leaf = dice.pick(LEAVES[:3])
    pen = canvas.pen(dice.between(24, 40), dice.between(26, 32), dice.between(14, 20))
    trunk(pen)
    for top, half in ((-1.4, 0.55), (-0.9, 0.8), (-0.3, 1.0)):
        tier = pen.polygon((0, top), (half, top + 1.0), (-half, top + 1.0))
        pen.fill(tier, darker(leaf, (1.4 + top) * 0.2))


def trunk(pen: Pen) -> None:
    pen.fill(pen.polygon((-0.16, 0.2), (0.16, 0.2), (0.26, 1.7), (-0.26, 1.7)), (100, 70, 46))


def tree(canvas: Canvas, dice: Dice) -> None:
    """Round, in leaf; in autumn colours or with red apples now and then."""
    leaf = dice.pick(LEAVES)
    pen = canvas.pen(dice.between(24, 40), dice.between(26, 32), dice.between(14, 20))
    trunk(pen)
    crown = [(dice.between(-0.7, 0.7), dice.between(-1.0, 0.2), dice.between(0.4, 0.7)) for _ in range(6)]
    for x, y, radius in crown:
        pen.fill(pen.disc(x, y + 0.1, radius), darker(leaf, 0.25))
    for x, y, radius in crown:
        pen.fill(pen.disc(x - 0.06, y - 0.06, radius * 0.85), leaf)
    for _ in range(dice.whole(0, 1) * 6):
        pen.fill(pen.disc(dice.between(-0.8, 0.8), dice.between(-1, 0.2), 0.13), (210, 50, 44))


def mushroom(canvas: Canvas, dice: Dice) -> None:
    cap = dice.pick(PAINTS)
    pen = canvas.pen(dice.between(26, 38), dice.between(28, 36), dice.between(14, 20))
    pen.fill(pen.polygon((-0.3, 0), (0.3, 0), (0.42, 1.3), (-0.42, 1.3)), (232, 222, 200))
    dome = pen.ellipse(0, 0.25, 1.15, 1.1) & pen.box(-2, -2, 2, 0.25)
    pen.fill(dome, cap)
    pen.fill(pen.ellipse(0, 0.25, 1.15, 0.16), darker(cap, 0.4))
    for x, y, radius in ((-0.6, -0.15, 0.18), (0.0, -0.5, 0.2), (0.6, -0.2, 0.16), (0.15, 0.0, 0.12)):
        pen.fill(dome & pen.disc(x, y, radius), WHITE)


def fruit(canvas: Canvas, dice: Dice) -> None:
    """An apple, orange or plum, or three of them."""
    count = dice.pick((1, 1, 3))
    for place in range(count):
        skin = dice.pick(((196, 40, 44), (120, 170, 60), (232, 140, 40), (110, 50, 100), (230, 190, 60)))
        x = 32 if count == 1 else 14 + 18 * place
        pen = canvas.pen(x + dice.between(-4, 4), dice.between(32, 42), dice.between(15, 20) if count == 1 else 9)
        pen.fill(pen.ellipse(0.1, 0.95, 0.9, 0.16), INK)
        pen.fill(pen.ellipse(-0.3, 0.05, 0.7, 0.92) | pen.ellipse(0.3, 0.05, 0.7, 0.92), skin)
        pen.fill(pen.ellipse(-0.5, -0.35, 0.18, 0.24), lighter(skin, 0.5))
        pen.fill(pen.curve((0, -0.75), (0.02, -1.0), (0.15, -1.25), 0.12), (90, 60, 40))
        pen.fill(pen.ellipse(0.45, -1.05, 0.34, 0.15, turn=-0.2), (90, 140, 60))


PLANTS = (flower, flower, tulips, tree, fir, mushroom, fruit)
