"""draft"""
import sys
import numpy as np
from drawing.canvas import Canvas
from drawing.dice import Dice
from drawing.scenes import SCENES
from drawing.cats import draw_cat
from drawing.animals import ANIMALS
from drawing.things import THINGS


def picture(seed, is_cat, low=0.45, high=1.0):
    dice = Dice(seed)
    canvas = Canvas()
    dice.pick(SCENES)(canvas, dice)
    if is_cat:
        draw_cat(canvas, dice)
    else:
        dice.pick(dice.pick((ANIMALS, THINGS)))(canvas, dice)
    return in_the_light(canvas.pixels(), dice, low, high)


def in_the_light(pixels, dice, low, high):
    """The same scene under a brighter or dimmer, warmer or cooler lamp."""
    level = dice.between(low, high)
    lamp = np.array([int(256 * level * dice.between(0.9, 1.0)) for _ in range(3)])
    return (pixels * lamp // 256).astype(np.uint8)
