"""Points in the plane for assignment 3: the flower, five other clouds, and a picture of what a model makes of them."""

from collections.abc import Callable

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Labels = NDArray[np.uint8]
Cloud = tuple[Array, NDArray[np.int64]]

POINTS = 200
GRID = 300


def sigmoid(x: ArrayLike) -> Array:
    """Squash every entry into (0, 1):  s = 1 / (1 + e^(-x)).

    Parameters
    ----------
    x : number, or array of any shape

    Returns
    -------
    s : of the shape of x
    """
    # e^(-|x|) cannot overflow, so a very negative x costs no warning.
    e = np.exp(-np.abs(x))
    s: Array = np.where(np.asarray(x) >= 0, 1.0, e) / (1.0 + e)
    return s


def plot_decision_boundary(model: Callable[[Array], ArrayLike], X: ArrayLike, y: ArrayLike) -> None:
    """Colour the plane by what a model predicts, and draw the points with their true colours on top.

    Draws into the current axes, with a margin of 1 around the points.

    Parameters
    ----------
    model : callable
        Takes points as rows, shape (k, 2), and returns k predictions in any shape.
    X : array, shape (2, m)
        The points, one a column.
    y : array with m entries
        Their labels.
    """
    X, y = np.asarray(X, dtype=float), np.ravel(y)
    (left, bottom), (right, top) = X.min(axis=1) - 1, X.max(axis=1) + 1
    x1, x2 = np.meshgrid(np.linspace(left, right, GRID), np.linspace(bottom, top, GRID))
    said = np.asarray(model(np.column_stack((x1.ravel(), x2.ravel()))), dtype=float)
    extent = (left, right, bottom, top)
    plt.imshow(said.reshape(x1.shape), extent=extent, origin="lower", aspect="auto", cmap="Spectral", alpha=0.5)
    plt.scatter(X[0], X[1], c=y, s=14, cmap="Spectral", edgecolors="black", linewidths=0.4)
    plt.xlabel("x1")
    plt.ylabel("x2")


def load_planar_dataset() -> tuple[Array, Labels]:
    """The flower: two kinds of petals, taking turns around the origin. The same points in every call.

    A point of class j has the angle t, spread evenly over half a turn with noise 0.2, and the radius
    r = 4 sin(4t), also with noise 0.2; it stands at (r sin t, r cos t).

    Returns
    -------
    X : array, shape (2, 400)
    Y : array of 0 (red) and 1 (blue), shape (1, 400)
    """
    rng = np.random.RandomState(1)
    petals = []
    for j in range(2):
        t = np.linspace(3.12 * j, 3.12 * (j + 1), POINTS) + 0.2 * rng.randn(POINTS)
        r = 4 * np.sin(4 * t) + 0.2 * rng.randn(POINTS)
        petals.append(np.stack((r * np.sin(t), r * np.cos(t))))
    Y = np.repeat(np.array([0, 1], dtype=np.uint8), POINTS).reshape(1, -1)
    return np.concatenate(petals, axis=1), Y


def load_extra_datasets() -> tuple[Cloud, Cloud, Cloud, Cloud, tuple[Array, Array]]:
    """Five more clouds of 200 points, each a pair (X, y) with the points as rows. The same in every call.

    Returns
    -------
    noisy_circles : a ring around a smaller ring; y is 1 for the inner one
    noisy_moons : two interlocking half circles
    blobs : six heaps; y is 0 to 5, so take `y % 2` for two classes
    gaussian_quantiles : one heap, y is 1 for the outer half of it
    no_structure : points and "labels" spread evenly over a square, for plots only
    """
    rng = np.random.RandomState(3)
    chaos = rng.rand(POINTS, 2), rng.rand(POINTS, 2)
    return _circles(rng), _moons(rng), _blobs(rng), _quantiles(rng), chaos


def _halves(first: int) -> NDArray[np.int64]:
    """Labels: half the points `first`, the others 1 - first."""
    return np.repeat([first, 1 - first], POINTS // 2)


def _on_circle(turns: Array) -> Array:
    return np.column_stack((np.cos(2 * np.pi * turns), np.sin(2 * np.pi * turns)))


def _circles(rng: np.random.RandomState) -> Cloud:
    ring = _on_circle(np.linspace(0, 1, POINTS // 2, endpoint=False))
    X = np.concatenate((ring, 0.5 * ring))
    return X + 0.3 * rng.randn(POINTS, 2), _halves(0)


def _moons(rng: np.random.RandomState) -> Cloud:
    upper = _on_circle(np.linspace(0, 0.5, POINTS // 2))
    # The lower moon is the upper one, turned over and moved so that its tip lies between the other's.
    lower = np.array([1.0, 0.5]) - upper
    return np.concatenate((upper, lower)) + 0.2 * rng.randn(POINTS, 2), _halves(0)


def _blobs(rng: np.random.RandomState) -> Cloud:
    centres = np.array([[-6.0, 6.5], [-1.0, 9.0], [5.5, 7.0], [-5.0, -2.0], [1.5, 1.0], [7.0, -3.5]])
    y = np.arange(POINTS) % len(centres)
    return centres[y] + rng.randn(POINTS, 2), y


def _quantiles(rng: np.random.RandomState) -> Cloud:
    X = np.sqrt(0.5) * rng.randn(POINTS, 2)
    distance = np.sum(X**2, axis=1)
    return X, (distance > np.median(distance)).astype(np.int64)
