"""Cats in six poses; the heads are in `cat_heads`."""

from collections.abc import Sequence

from .canvas import Canvas, Colour, Mask, Pen, darker, lighter, mix
from .cat_heads import Coat, coat_for, head
from .dice import Dice


def portrait(canvas: Canvas, dice: Dice, coat: Coat) -> None:
    """The face fills the picture; shoulders run out of it."""
    size = dice.between(18, 22)
    x, y = dice.between(29, 35), dice.between(30, 35)
    pen = canvas.pen(x, y, size)
    shoulders = pen.ellipse(dice.between(-0.3, 0.3), 1.75, 1.15, 1.3)
    pen.fill(shoulders, darker(coat.fur, 0.12))
    if coat.pattern in ("tuxedo", "calico"):
        pen.fill(shoulders & pen.ellipse(0, 1.4, 0.5, 0.9), coat.muzzle)
    if coat.pattern == "tabby":
        for side in (-0.8, 0.8):
            for step in (1.0, 1.3, 1.6):
                pen.fill(shoulders & pen.line((side, step), (side * 0.6, step + 0.1), 0.12), coat.mark)
    if dice.chance(0.3):
        pen.fill(pen.ellipse(0, 0.86, 0.66, 0.16), dice.pick(((190, 40, 50), (40, 90, 170), (50, 130, 90))))
        pen.fill(pen.disc(0, 1.06, 0.14), (232, 196, 70))
    head(canvas, (x, y), size, dice, coat)


def sitting(canvas: Canvas, dice: Dice, coat: Coat) -> None:
    """Upright, front paws together, the tail out to one side."""
    size = dice.between(15, 18)
    x, y = dice.between(29, 35), dice.between(38, 42)
    pen = canvas.pen(x, y, size, flip=dice.chance(0.5))
    pen.fill(pen.curve((0.5, 1.35), (2.0, 1.6), (1.5, dice.between(-0.2, 0.9)), 0.34, 0.26), coat_end(coat))
    body = pen.ellipse(0, 0.75, 0.82, 1.0) | pen.ellipse(0, 0.0, 0.6, 0.9)
    haunches = pen.ellipse(-0.6, 1.3, 0.42, 0.42) | pen.ellipse(0.6, 1.3, 0.42, 0.42)
    pen.fill(body | haunches, coat.fur)
    pen.fill(haunches & ~body, darker(coat.fur, 0.15))
    body_marks(pen, coat, body, ((0.1, 0.2), (0.45, 0.25), (0.8, 0.3), (1.1, 0.3)))
    chest = pen.ellipse(0, 0.35, 0.36, 0.75)
    pen.fill(body & chest, coat.muzzle if coat.pattern != "siamese" else lighter(coat.fur))
    for side in (-0.25, 0.25):
        pen.fill(pen.line((side, 0.5), (side, 1.5), 0.36), darker(coat.fur, 0.08))
        pen.fill(pen.ellipse(side, 1.6, 0.26, 0.16), paw(coat))
    pen.fill(pen.line((0, 0.7), (0, 1.6), 0.06), darker(coat.fur, 0.45))
    head(canvas, (x, y - size * 0.85), size * 0.78, dice, coat)


def standing(canvas: Canvas, dice: Dice, coat: Coat) -> None:
    """From the side, on four legs, the tail up, the face towards us."""
    size = dice.between(11, 14)
    x, y = dice.between(29, 35), dice.between(34, 44)
    flip = dice.chance(0.5)
    pen = canvas.pen(x, y, size, flip=flip)
    pen.fill(pen.curve((1.2, 0.1), (2.1, 0.2), (1.8, dice.between(-1.8, -1.0)), 0.34, 0.24), coat_end(coat))
    for leg in (-0.75, 1.0):
        pen.fill(pen.line((leg, 0.3), (leg + 0.1, 1.35), 0.36), darker(coat.fur, 0.3))
    body = pen.ellipse(0.1, 0.1, 1.35, 0.68)
    pen.fill(body, coat.fur)
    for place in (-0.3, 0.1, 0.5, 0.9) if coat.pattern == "tabby" else ():
        pen.fill(body & pen.line((place, -0.6), (place + 0.1, 0.2), 0.15), coat.mark)
    body_patches(pen, coat, body)
    pen.fill(body & pen.ellipse(0.1, 0.75, 1.1, 0.3), belly(coat))
    for leg in (-1.0, 0.75):
        step = dice.between(-0.25, 0.2)
        pen.fill(pen.line((leg, 0.2), (leg + step, 1.35), 0.38), coat.fur)
        pen.fill(pen.ellipse(leg + step - 0.06, 1.45, 0.26, 0.15), paw(coat))
    ahead = 1.15 if flip else -1.15
    head(canvas, (x + ahead * size, y - size * 0.62), size * 0.8, dice, coat)


def loaf(canvas: Canvas, dice: Dice, coat: Coat) -> None:
    """Lying with the paws tucked in, a cat like a loaf of bread."""
    size = dice.between(12, 16)
    x, y = dice.between(28, 36), dice.between(38, 48)
    flip = dice.chance(0.5)
    pen = canvas.pen(x, y, size, flip=flip)
    body = (pen.ellipse(0.25, 0.1, 1.55, 0.95)) & pen.box(-3, -3, 3, 0.78)
    pen.fill(body, coat.fur)
    for place in (0.2, 0.6, 1.0, 1.35) if coat.pattern == "tabby" else ():
        pen.fill(body & pen.line((place, -1), (place + 0.12, 0.1), 0.15), coat.mark)
    body_patches(pen, coat, body)
    pen.fill(pen.curve((1.65, 0.5), (1.4, 0.95), (0.1, 0.72), 0.34, 0.28), coat_end(coat))
    pen.fill(pen.ellipse(-0.9, 0.66, 0.34, 0.18) | pen.ellipse(-0.25, 0.7, 0.34, 0.16), paw(coat))
    ahead = 0.75 if flip else -0.75
    head(canvas, (x + ahead * size, y - size * 0.55), size * 0.82, dice, coat)


def peeking(canvas: Canvas, dice: Dice, coat: Coat) -> None:
    """Head and paws over the edge of a box."""
    size = dice.between(16, 20)
    x, y = dice.between(29, 35), dice.between(29, 34)
    wood = dice.pick(((186, 142, 92), (120, 84, 56), (92, 104, 120), (160, 72, 62)))
    pen = canvas.pen(x, y, size)
    pen.fill(pen.ellipse(0, 0.9, 0.8, 0.9), darker(coat.fur, 0.15))
    head(canvas, (x, y), size, dice, coat)
    pen.fill(pen.box(-1.55, 0.85, 1.55, 6), wood)
    pen.fill(pen.box(-1.65, 0.78, 1.65, 1.0), lighter(wood, 0.2))
    pen.fill(pen.box(-0.25, 1.3, 0.25, 1.42), darker(wood, 0.4))
    for side in (-0.6, 0.6):
        pen.fill(pen.ellipse(side, 0.86, 0.3, 0.24), mix(paw(coat), coat.fur, 0.3))
        for toe in (-0.1, 0.1):
            pen.fill(pen.line((side + toe, 0.88), (side + toe, 1.04), 0.05), darker(coat.fur, 0.5))


def curled(canvas: Canvas, dice: Dice, coat: Coat) -> None:
    """Asleep in a ring on a cushion."""
    size = dice.between(15, 20)
    x, y = dice.between(28, 36), dice.between(33, 42)
    flip = dice.chance(0.5)
    pen = canvas.pen(x, y, size, flip=flip)
    cushion = dice.pick(((150, 50, 60), (60, 86, 130), (90, 120, 84), (196, 170, 120), (110, 80, 130)))
    pen.fill(pen.ellipse(0, 0.5, 1.6, 0.78), darker(cushion))
    pen.fill(pen.ellipse(0, 0.4, 1.55, 0.7), cushion)
    body = pen.ellipse(0.05, 0.05, 1.2, 0.85)
    pen.fill(body, coat.fur)
    for place in (-0.1, 0.25, 0.6, 0.9) if coat.pattern == "tabby" else ():
        stripe = pen.curve((place - 0.1, -0.8), (place + 0.15, -0.5), (place + 0.2, -0.1), 0.13)
        pen.fill(body & stripe, coat.mark)
    body_patches(pen, coat, body)
    pen.fill(body & ~pen.ellipse(0, -0.25, 1.25, 0.9), darker(coat.fur, 0.18))
    pen.fill(pen.curve((1.1, 0.2), (0.9, 0.95), (-0.5, 0.8), 0.36, 0.26), coat_end(coat))
    ahead = 0.5 if flip else -0.5
    head(canvas, (x + ahead * size, y + size * 0.12), size * 0.58, dice, coat, asleep=True)


def coat_end(coat: Coat) -> Colour:
    """The colour of the tail."""
    return coat.mark if coat.pattern in ("siamese", "calico") else darker(coat.fur, 0.15)


def paw(coat: Coat) -> Colour:
    if coat.pattern == "siamese":
        return coat.mark
    return coat.muzzle if coat.pattern in ("tuxedo", "calico", "tabby") else lighter(coat.fur, 0.15)


def belly(coat: Coat) -> Colour:
    return lighter(coat.fur, 0.2) if coat.pattern in ("siamese", "plain") else coat.muzzle


def body_marks(pen: Pen, coat: Coat, body: Mask, stripes: Sequence[tuple[float, float]]) -> None:
    """Tabby stripes (height, length) from both sides, or calico patches."""
    if coat.pattern == "tabby":
        for side in (-1, 1):
            for height, reach in stripes:
                inner = side * (0.7 - reach)
                pen.fill(body & pen.line((side * 0.84, height), (inner, height + 0.08), 0.13), coat.mark)
    body_patches(pen, coat, body)


def body_patches(pen: Pen, coat: Coat, body: Mask) -> None:
    if coat.pattern == "calico":
        pen.fill(body & pen.ellipse(0.55, 0.2, 0.45, 0.5), coat.mark)
        pen.fill(body & pen.ellipse(-0.5, 0.6, 0.3, 0.4), (62, 52, 50))


POSES = (*[portrait] * 5, *[sitting] * 4, *[peeking] * 2, standing, loaf, curled)


def draw_cat(canvas: Canvas, dice: Dice) -> None:
    pose = dice.pick(POSES)
    pose(canvas, dice, coat_for(dice))
