"""Coats of cats, and their heads."""

from dataclasses import dataclass

from .canvas import Canvas, Colour, Mask, Pen, Point, darker, lighter, mirrored, mix
from .dice import Dice

PINK: Colour = (222, 140, 140)
INK: Colour = (28, 22, 24)
EYES: tuple[Colour, ...] = ((190, 196, 70), (120, 180, 90), (224, 164, 48), (110, 176, 210), (214, 204, 110))


@dataclass(frozen=True)
class Coat:
    """Colours of one cat. `pattern` is plain, tabby, tuxedo, calico or siamese."""

    fur: Colour
    mark: Colour
    muzzle: Colour
    eye: Colour
    pattern: str


def coat_for(dice: Dice) -> Coat:
    fur, mark, muzzle, pattern = dice.pick(
        (
            ((222, 140, 60), (170, 86, 30), (246, 220, 180), "tabby"),
            ((222, 140, 60), (176, 92, 34), (250, 240, 226), "tuxedo"),
            ((146, 148, 152), (84, 86, 92), (214, 214, 212), "tabby"),
            ((120, 98, 76), (62, 48, 38), (196, 174, 146), "tabby"),
            ((42, 40, 46), (24, 22, 26), (64, 60, 66), "plain"),
            ((44, 42, 48), (26, 24, 28), (242, 240, 236), "tuxedo"),
            ((236, 232, 224), (200, 192, 182), (250, 248, 244), "plain"),
            ((112, 122, 138), (84, 92, 108), (140, 150, 164), "plain"),
            ((240, 234, 222), (206, 122, 52), (252, 248, 240), "calico"),
            ((226, 206, 176), (84, 62, 52), (112, 84, 70), "siamese"),
            ((206, 176, 132), (150, 116, 76), (238, 222, 194), "tabby"),
        )
    )
    eye = (120, 176, 220) if pattern == "siamese" else dice.pick(EYES)
    return Coat(fur, mark, muzzle, eye, pattern)


def head(canvas: Canvas, middle: Point, size: float, dice: Dice, coat: Coat, *, asleep: bool = False) -> None:
    """Ears, skull, face, a little tilted. `size` is half the width of the head in pixels."""
    x, y = middle
    pen = canvas.pen(x, y, size, turn=dice.between(-0.14, 0.14), flip=dice.chance(0.5))
    ears(pen, dice, coat)
    skull = pen.ellipse(0, 0, 0.98, 0.82) | pen.ellipse(0, 0.2, 1.04, 0.62)
    pen.fill(skull, coat.fur)
    pen.fill(skull & ~pen.ellipse(0, -0.22, 1.15, 0.96), darker(coat.fur, 0.12))
    gaze_x, gaze_y = dice.between(-0.12, 0.12), dice.between(-0.06, 0.08)
    face_marks(pen, coat, skull, gaze_x)
    muzzle = pen.ellipse(gaze_x - 0.2, gaze_y + 0.42, 0.3, 0.24) | pen.ellipse(gaze_x + 0.2, gaze_y + 0.42, 0.3, 0.24)
    pen.fill(muzzle | pen.ellipse(gaze_x, gaze_y + 0.58, 0.22, 0.18), coat.muzzle)
    closed = asleep or dice.chance(0.1)
    for side in (-1, 1):
        if closed:
            shut_eye(pen, coat, gaze_x + side * 0.44, gaze_y)
        else:
            open_eye(pen, coat, gaze_x + side * 0.44, gaze_y - 0.04, dice)
    nose_and_mouth(pen, coat, gaze_x, gaze_y)
    whiskers(pen, coat, gaze_x, gaze_y)


def ears(pen: Pen, dice: Dice, coat: Coat) -> None:
    tip = dice.between(-1.35, -1.1)
    outer = [(-0.96, -0.1), (-0.9, tip), (-0.12, -0.7)]
    inner = [(-0.82, -0.35), (-0.82, tip + 0.22), (-0.34, -0.66)]
    shade = coat.mark if coat.pattern in ("siamese", "calico") else darker(coat.fur, 0.1)
    for shape, colour in ((outer, shade), (inner, mix(PINK, coat.fur, 0.25))):
        pen.fill(pen.polygon(*shape) | pen.polygon(*mirrored(shape)), colour)


def face_marks(pen: Pen, coat: Coat, skull: Mask, middle: float) -> None:
    if coat.pattern == "tabby":
        for start, end in (
            ((-0.3, -0.85), (-0.2, -0.42)),
            ((0, -0.9), (0, -0.4)),
            ((0.3, -0.85), (0.2, -0.42)),
        ):
            pen.fill(skull & pen.line(start, end, 0.13), coat.mark)
        for side in (-1, 1):
            pen.fill(skull & pen.line((side * 1.1, 0.0), (side * 0.74, 0.08), 0.1), coat.mark)
            pen.fill(skull & pen.line((side * 1.1, 0.28), (side * 0.76, 0.26), 0.1), coat.mark)
    elif coat.pattern == "tuxedo":
        blaze = pen.polygon((middle, -0.55), (middle + 0.36, 0.5), (middle - 0.36, 0.5))
        pen.fill(skull & (blaze | pen.ellipse(middle, 0.6, 0.55, 0.4)), coat.muzzle)
    elif coat.pattern == "calico":
        pen.fill(skull & pen.ellipse(0.6, -0.35, 0.5, 0.55), coat.mark)
        pen.fill(skull & pen.ellipse(-0.7, -0.5, 0.4, 0.4), (62, 52, 50))
    elif coat.pattern == "siamese":
        pen.fill(skull & pen.ellipse(middle, 0.25, 0.62, 0.6), mix(coat.fur, coat.mark, 0.7))


def open_eye(pen: Pen, coat: Coat, x: float, y: float, dice: Dice) -> None:
    pen.fill(pen.ellipse(x, y, 0.27, 0.26), darker(coat.fur, 0.6))
    pen.fill(pen.ellipse(x, y + 0.01, 0.22, 0.21), coat.eye)
    pen.fill(pen.ellipse(x, y + 0.01, dice.pick((0.07, 0.1, 0.14)), 0.2), INK)
    pen.fill(pen.disc(x - 0.08, y - 0.08, 0.06), (250, 250, 250))


def shut_eye(pen: Pen, coat: Coat, x: float, y: float) -> None:
    pen.fill(pen.curve((x - 0.22, y - 0.02), (x, y + 0.2), (x + 0.22, y - 0.02), 0.09), contrast(coat))


def nose_and_mouth(pen: Pen, coat: Coat, x: float, y: float) -> None:
    ink = darker(coat.muzzle, 0.7) if sum(coat.muzzle) > 240 else lighter(coat.muzzle, 0.3)
    pen.fill(pen.line((x, y + 0.36), (x, y + 0.5), 0.06), ink)
    for side in (-0.2, 0.2):
        pen.fill(pen.curve((x, y + 0.5), (x + side / 2, y + 0.62), (x + side, y + 0.5), 0.06), ink)
    pen.fill(pen.polygon((x - 0.13, y + 0.24), (x + 0.13, y + 0.24), (x, y + 0.4)), PINK)


def whiskers(pen: Pen, coat: Coat, x: float, y: float) -> None:
    for side in (-1, 1):
        for start, end in ((0.38, 0.24), (0.46, 0.46), (0.54, 0.68)):
            pen.fill(pen.line((x + side * 0.4, y + start), (x + side * 1.3, y + end), 0.035), contrast(coat))


def contrast(coat: Coat) -> Colour:
    return (236, 232, 226) if sum(coat.fur) < 330 else (70, 56, 50)
