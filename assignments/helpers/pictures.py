"""Pictures for assignment 5: the cost over time, and the pictures that a network gets wrong."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import ArrayLike

COLUMNS = 6


def plot_costs(costs: ArrayLike, learning_rate: float, every: int = 100) -> None:
    """Draw the learning curve.

    Parameters
    ----------
    costs : sequence of numbers
        The cost in iteration 0, `every`, 2 * `every`, ...
    learning_rate : number
        Stands in the title.
    """
    values = np.ravel(costs)
    plt.figure(figsize=(5.5, 3.2), layout="constrained")
    plt.plot(every * np.arange(values.size), values, color="#2f6fb2", linewidth=2)
    plt.grid(alpha=0.3)
    plt.xlabel("iteration")
    plt.ylabel("cost")
    plt.title(f"learning rate {learning_rate}")
    plt.show()


def print_mislabeled_images(classes: Sequence[bytes], X: ArrayLike, y: ArrayLike, p: ArrayLike) -> None:
    """Show the pictures whose prediction is not their label, each with both.

    Parameters
    ----------
    classes : names of the classes 0 and 1, as bytes
    X : pictures as columns of numbers from 0 to 1, shape (num_px * num_px * 3, m)
    y : true labels, shape (1, m)
    p : predictions, shape (1, m)
    """
    X, truth, said = np.asarray(X), np.ravel(y).astype(int), np.ravel(p).astype(int)
    wrong = np.flatnonzero(truth != said)
    if wrong.size == 0:
        print("Every picture has got its right label.")
        return
    side = round((X.shape[0] / 3) ** 0.5)
    rows = -(-wrong.size // COLUMNS)
    _, axes = plt.subplots(rows, COLUMNS, figsize=(10, 2.1 * rows), squeeze=False, layout="constrained")
    for ax in axes.ravel():
        ax.axis("off")
    for ax, place in zip(axes.ravel(), wrong, strict=False):
        ax.imshow(X[:, place].reshape(side, side, 3), interpolation="nearest")
        ax.set_title(f"is {_name(classes, truth[place])}\nsaid {_name(classes, said[place])}", fontsize=9)
    plt.show()


def _name(classes: Sequence[bytes], label: int) -> str:
    return bytes(classes[label]).decode("utf-8")
