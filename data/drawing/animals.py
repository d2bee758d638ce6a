"""Animals that are not cats."""

from .canvas import Canvas, Colour, Pen, darker, lighter, mix
from .dice import Dice

INK: Colour = (28, 22, 24)
WHITE: Colour = (246, 244, 240)
COATS: tuple[Colour, ...] = (
    (196, 142, 84), (120, 84, 56), (220, 200, 168), (60, 54, 54),
    (150, 146, 142), (236, 230, 220), (176, 96, 52),
)  # fmt: skip
BRIGHT: tuple[Colour, ...] = (
    (230, 120, 40), (60, 120, 190), (220, 60, 70), (240, 200, 70),
    (70, 160, 130), (160, 90, 170), (240, 236, 228),
)  # fmt: skip


def eyes(pen: Pen, spread: float, y: float, radius: float) -> None:
    for x in (-spread, spread):
        pen.fill(pen.disc(x, y, radius), INK)
        pen.fill(pen.disc(x - radius * 0.3, y - radius * 0.3, radius * 0.35), WHITE)


def dog(canvas: Canvas, dice: Dice) -> None:
    """A long muzzle, a big nose, hanging ears, the tongue out."""
    fur = dice.pick(COATS)
    x, y, size = dice.between(26, 38), dice.between(27, 35), dice.between(13, 19)
    body = canvas.pen(x, y, size)
    body.fill(body.ellipse(0, 1.9, 1.0, 1.4), darker(fur, 0.15))
    pen = canvas.pen(x, y, size, turn=dice.between(-0.14, 0.14))
    pen.fill(pen.ellipse(0, 0, 0.82, 0.9), fur)
    if dice.chance(0.5):
        pen.fill(pen.ellipse(0.4, -0.15, 0.32, 0.4), darker(fur, 0.4))
    pen.fill(pen.ellipse(0, 0.52, 0.5, 0.56), lighter(fur, 0.5))
    for side in (-1, 1):
        pen.fill(pen.ellipse(side * 0.88, 0.1, 0.3, 0.78, turn=side * 0.12), darker(fur, 0.45))
    eyes(pen, 0.36, -0.16, 0.14)
    if dice.chance(0.7):
        pen.fill(pen.ellipse(0, 1.0, 0.18, 0.32), (226, 110, 120))
    pen.fill(pen.curve((-0.3, 0.74), (0, 0.95), (0.3, 0.74), 0.07), INK)
    pen.fill(pen.ellipse(0, 0.32, 0.24, 0.17), INK)


def rabbit(canvas: Canvas, dice: Dice) -> None:
    """Two long upright ears."""
    fur = dice.pick(COATS)
    pen = canvas.pen(dice.between(26, 38), dice.between(36, 42), dice.between(11, 14), turn=dice.between(-0.1, 0.1))
    pen.fill(pen.ellipse(0, 1.7, 1.05, 1.2), darker(fur, 0.12))
    for side in (-1, 1):
        pen.fill(pen.ellipse(side * 0.42, -1.35, 0.28, 0.95, turn=side * 0.08), fur)
        pen.fill(pen.ellipse(side * 0.42, -1.3, 0.14, 0.7, turn=side * 0.08), (226, 160, 160))
    pen.fill(pen.ellipse(0, 0, 0.85, 0.8), fur)
    eyes(pen, 0.46, -0.1, 0.15)
    pen.fill(pen.ellipse(-0.2, 0.36, 0.26, 0.22) | pen.ellipse(0.2, 0.36, 0.26, 0.22), lighter(fur, 0.5))
    pen.fill(pen.box(-0.12, 0.5, 0.12, 0.74), WHITE)
    pen.fill(pen.polygon((-0.12, 0.16), (0.12, 0.16), (0, 0.3)), (214, 120, 130))


def bear(canvas: Canvas, dice: Dice) -> None:
    """Small round ears; a panda now and then."""
    panda = dice.chance(0.4)
    fur = WHITE if panda else dice.pick(COATS[:4])
    dark = INK if panda else darker(fur, 0.3)
    pen = canvas.pen(dice.between(26, 38), dice.between(28, 36), dice.between(15, 20))
    pen.fill(pen.ellipse(0, 1.75, 1.2, 1.2), dark)
    for side in (-1, 1):
        pen.fill(pen.disc(side * 0.75, -0.68, 0.34), dark)
    pen.fill(pen.ellipse(0, 0, 1.0, 0.9), fur)
    if panda:
        for side in (-1, 1):
            pen.fill(pen.ellipse(side * 0.42, -0.02, 0.24, 0.32, turn=side * 0.3), INK)
    eyes(pen, 0.4, -0.08, 0.11)
    pen.fill(pen.ellipse(0, 0.42, 0.42, 0.34), lighter(fur, 0.5))
    pen.fill(pen.ellipse(0, 0.3, 0.2, 0.13), INK)
    pen.fill(pen.curve((-0.18, 0.54), (0, 0.66), (0.18, 0.54), 0.07), INK)


def owl(canvas: Canvas, dice: Dice) -> None:
    fur = dice.pick(COATS[:5])
    pen = canvas.pen(dice.between(26, 38), dice.between(28, 36), dice.between(15, 19))
    pen.fill(pen.box(-3, 1.25, 3, 1.5), (92, 64, 44))
    pen.fill(pen.ellipse(0, 0.2, 0.9, 1.2), fur)
    pen.fill(pen.ellipse(0, 0.55, 0.55, 0.75), lighter(fur, 0.4))
    for row, y in enumerate((0.4, 0.65, 0.9)):
        for x in (-0.3, 0.0, 0.3) if row % 2 else (-0.15, 0.15):
            pen.fill(pen.curve((x - 0.1, y), (x, y + 0.14), (x + 0.1, y), 0.05), darker(fur, 0.3))
    for side in (-1, 1):
        pen.fill(pen.ellipse(side * 0.85, 0.4, 0.24, 0.8, turn=side * 0.08), darker(fur, 0.35))
        pen.fill(pen.disc(side * 0.38, -0.35, 0.36), WHITE)
        pen.fill(pen.disc(side * 0.38, -0.35, 0.27), (236, 180, 50))
        pen.fill(pen.disc(side * 0.38, -0.35, 0.15), INK)
        pen.fill(pen.line((side * 0.2, 1.3), (side * 0.4, 1.3), 0.14), (230, 150, 50))
    pen.fill(pen.polygon((-0.14, -0.2), (0.14, -0.2), (0, 0.15)), (230, 150, 50))


def fish(canvas: Canvas, dice: Dice) -> None:
    colour = dice.pick(BRIGHT)
    fin = dice.pick((darker(colour), lighter(colour), dice.pick(BRIGHT)))
    pen = canvas.pen(
        dice.between(26, 38), dice.between(24, 42), dice.between(14, 21), flip=dice.chance(0.5),
        turn=dice.between(-0.15, 0.15),
    )  # fmt: skip
    pen.fill(pen.polygon((0.7, 0), (1.4, -0.6), (1.25, 0), (1.4, 0.6)), fin)
    pen.fill(pen.polygon((-0.3, -0.4), (0.3, -0.95), (0.5, -0.3)), fin)
    pen.fill(pen.polygon((-0.1, 0.4), (0.3, 0.8), (0.35, 0.3)), fin)
    body = pen.ellipse(0, 0, 1.0, 0.58)
    pen.fill(body, colour)
    for x in (-0.2, 0.2, 0.6) if dice.chance(0.6) else ():
        pen.fill(body & pen.ellipse(x, 0, 0.09, 0.8), fin)
    pen.fill(body & ~pen.ellipse(0, -0.2, 1.05, 0.62), darker(colour, 0.2))
    pen.fill(pen.disc(-0.6, -0.12, 0.15), WHITE)
    pen.fill(pen.disc(-0.62, -0.12, 0.08), INK)
    for _ in range(dice.whole(0, 4)):
        pen.fill(pen.disc(dice.between(-1.5, -0.9), dice.between(-1.2, -0.2), 0.1), (206, 226, 236))


def bird(canvas: Canvas, dice: Dice) -> None:
    colour = dice.pick(BRIGHT)
    pen = canvas.pen(dice.between(26, 38), dice.between(27, 38), dice.between(13, 19), flip=dice.chance(0.5))
    pen.fill(pen.line((-2.2, 1.05), (2.2, 0.95), 0.18), (92, 64, 44))
    pen.fill(pen.polygon((0.6, 0.1), (1.7, 0.7), (1.5, 0.95), (0.4, 0.6)), darker(colour, 0.4))
    for x in (-0.1, 0.2):
        pen.fill(pen.line((x, 0.6), (x, 1.0), 0.07), (220, 150, 60))
    pen.fill(pen.ellipse(0.05, 0.2, 0.85, 0.62, turn=0.12), colour)
    pen.fill(pen.ellipse(-0.25, 0.4, 0.5, 0.36), lighter(colour, 0.55))
    pen.fill(pen.disc(-0.6, -0.45, 0.48), colour)
    pen.fill(pen.ellipse(0.35, 0.15, 0.55, 0.34, turn=0.2), darker(colour, 0.3))
    pen.fill(pen.polygon((-1.0, -0.55), (-1.45, -0.38), (-1.0, -0.25)), (236, 170, 50))
    pen.fill(pen.disc(-0.72, -0.52, 0.1), INK)


def butterfly(canvas: Canvas, dice: Dice) -> None:
    colour, spot = dice.pick(BRIGHT), dice.pick(BRIGHT)
    pen = canvas.pen(dice.between(26, 38), dice.between(26, 38), dice.between(15, 22), turn=dice.between(-0.3, 0.3))
    for side in (-1, 1):
        wings = pen.ellipse(side * 0.6, -0.4, 0.62, 0.46, turn=side * -0.25) | pen.ellipse(
            side * 0.48, 0.42, 0.46, 0.4, turn=side * 0.25
        )
        rim = pen.ellipse(side * 0.62, -0.42, 0.7, 0.54, turn=side * -0.25) | pen.ellipse(
            side * 0.5, 0.44, 0.53, 0.47, turn=side * 0.25
        )
        pen.fill(rim, darker(colour, 0.65))
        pen.fill(wings, colour)
        pen.fill(pen.disc(side * 0.72, -0.45, 0.2) | pen.disc(side * 0.55, 0.45, 0.16), spot)
        pen.fill(pen.curve((0, -0.6), (side * 0.1, -1.0), (side * 0.4, -1.05), 0.06), INK)
    pen.fill(pen.ellipse(0, 0, 0.11, 0.75), INK)


def mouse(canvas: Canvas, dice: Dice) -> None:
    """From the side: a drop with a round ear and a long bare tail."""
    fur = dice.pick(COATS)
    pen = canvas.pen(dice.between(26, 36), dice.between(32, 44), dice.between(14, 18), flip=dice.chance(0.5))
    pen.fill(pen.curve((0.8, 0.5), (1.5, 0.9), (1.9, -0.2), 0.14, 0.08), (214, 150, 146))
    pen.fill(pen.ellipse(0.3, 0.2, 0.85, 0.6), fur)
    pen.fill(pen.polygon((-1.2, 0.35), (-0.2, -0.35), (0.2, 0.75), (-0.5, 0.7)), fur)
    pen.fill(pen.disc(-0.25, -0.35, 0.38), darker(fur, 0.2))
    pen.fill(pen.disc(-0.25, -0.33, 0.26), mix((226, 160, 160), fur, 0.2))
    pen.fill(pen.disc(-0.68, 0.12, 0.09) | pen.disc(-1.2, 0.36, 0.1), INK)
    for x in (-0.2, 0.7):
        pen.fill(pen.ellipse(x, 0.8, 0.2, 0.09), (214, 150, 146))


def snail(canvas: Canvas, dice: Dice) -> None:
    shell, skin = dice.pick(BRIGHT), dice.pick(COATS)
    pen = canvas.pen(dice.between(27, 37), dice.between(30, 42), dice.between(14, 19), flip=dice.chance(0.5))
    pen.fill(pen.polygon((-1.3, 0.5), (-0.9, 0.4), (1.1, 0.55), (1.5, 0.85), (-1.2, 0.85)), skin)
    pen.fill(pen.line((-1.1, 0.6), (-1.2, -0.1), 0.34), skin)
    for x in (-1.35, -1.05):
        pen.fill(pen.line((-1.2, 0), (x, -0.6), 0.07), skin)
        pen.fill(pen.disc(x, -0.62, 0.09), INK)
    for radius in (0.85, 0.65, 0.45, 0.25):
        colour = shell if radius in (0.85, 0.45) else darker(shell, 0.35)
        pen.fill(pen.disc(0.1 + (0.85 - radius) * 0.25, 0.0, radius), colour)


def ladybird(canvas: Canvas, dice: Dice) -> None:
    colour = dice.pick(((206, 44, 40), (226, 120, 30), (232, 190, 50)))
    pen = canvas.pen(dice.between(26, 38), dice.between(27, 38), dice.between(14, 21), turn=dice.between(-0.6, 0.6))
    for y in (-0.4, 0.1, 0.6):
        pen.fill(pen.line((-1.15, y - 0.15), (1.15, y - 0.15), 0.1), INK)
    pen.fill(pen.disc(0, -0.8, 0.45), INK)
    pen.fill(pen.ellipse(0, 0.1, 0.9, 1.0), colour)
    pen.fill(pen.box(-0.04, -0.9, 0.04, 1.1), INK)
    for x, y in ((0.45, -0.35), (0.5, 0.25), (0.35, 0.75)):
        pen.fill(pen.disc(x, y, 0.17) | pen.disc(-x, y, 0.17), INK)


FACES = (dog, dog, rabbit, bear, owl)  # what a cat is most easily taken for
OTHERS = (fish, bird, butterfly, mouse, snail, ladybird)
