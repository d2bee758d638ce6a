"""The two sets of pictures with their labels: which picture is a cat, and what else there is to see."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .animals import FACES, OTHERS
from .canvas import Canvas
from .cats import draw_cat
from .dice import Dice
from .plants import PLANTS
from .scenes import ANYWHERE, OUTSIDE, WALLS
from .things import INDOORS, OUTDOORS

Drawing = Callable[[Canvas, Dice], None]

SEED = 538
COUNTS = {"train": (209, 72), "test": (50, 33)}  # pictures, cats among them: as published
START = {"train": 0, "test": 500}  # no picture of one set has the seed of another


def draw_set(name: str) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The pictures (m, 64, 64, 3) and labels (m,) of the set "train" or "test"; 1 is a cat."""
    count, cats = COUNTS[name]
    first = SEED * 1000 + START[name]
    labels = Dice(first).shuffled([1] * cats + [0] * (count - cats))
    pictures = [draw_picture(first + 1 + place, cat=label == 1) for place, label in enumerate(labels)]
    return np.array(pictures), np.array(labels, dtype=np.int64)


def draw_picture(seed: int, *, cat: bool) -> NDArray[np.uint8]:
    """One picture (64, 64, 3), from a seed of its own: changing one drawing leaves the others alone."""
    canvas, dice = Canvas(), Dice(seed)
    subject = draw_cat if cat else something_else(dice)
    scene = dice.pick(OUTSIDE if subject in OUTDOORS else ANYWHERE)
    scene(canvas, dice)
    canvas.wash(dice.pick(WALLS))
    subject(canvas, dice)
    return under_a_lamp(canvas.pixels(), dice)


def something_else(dice: Dice) -> Drawing:
    """About one in seven has a face like a cat's: a dog, a rabbit, a bear or an owl."""
    return dice.pick(FACES if dice.chance(0.15) else OTHERS + PLANTS + INDOORS + OUTDOORS)


def under_a_lamp(pixels: NDArray[np.int64], dice: Dice) -> NDArray[np.uint8]:
    """The picture in brighter or dimmer, warmer or cooler light: a share of each colour, in 256ths."""
    level = dice.between(0.64, 0.96)
    lamp = np.array([int(256 * level * dice.between(0.9, 1.0)) for _ in range(3)], dtype=np.int64)
    return (pixels * lamp // 256).astype(np.uint8)
