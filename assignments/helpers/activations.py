"""The two activation functions of the course, forwards and backwards.

Each forward function returns its result and a cache; the cache is all that the backward function needs.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def sigmoid(Z: Array) -> tuple[Array, Array]:
    """Squash every entry into (0, 1):  A = 1 / (1 + e^(-Z)).

    Parameters
    ----------
    Z : array of any shape

    Returns
    -------
    A : array of the shape of Z
    cache : Z itself, for `sigmoid_backward`
    """
    # e^(-|Z|) cannot overflow, so a very negative Z costs no warning.
    e = np.exp(-np.abs(Z))
    A = np.where(Z >= 0, 1.0, e) / (1.0 + e)
    return A, Z


def relu(Z: Array) -> tuple[Array, Array]:
    """Keep what is positive, replace the rest by zero:  A = max(0, Z).

    Parameters
    ----------
    Z : array of any shape

    Returns
    -------
    A : array of the shape of Z
    cache : Z itself, for `relu_backward`
    """
    return np.maximum(0.0, Z), Z


def sigmoid_backward(dA: Array, cache: Array) -> Array:
    """The chain rule through the sigmoid:  dZ = dA * s * (1 - s)  with  s = sigmoid(Z).

    Parameters
    ----------
    dA : array, the gradient of the cost with respect to A
    cache : Z, as `sigmoid` returned it, of the shape of dA

    Returns
    -------
    dZ : array of the shape of Z
    """
    s, _ = sigmoid(cache)
    return dA * s * (1.0 - s)


def relu_backward(dA: Array, cache: Array) -> Array:
    """The chain rule through ReLU:  dZ = dA where Z > 0, and 0 elsewhere (at Z = 0 too).

    Parameters
    ----------
    dA : array, the gradient of the cost with respect to A
    cache : Z, as `relu` returned it, of the shape of dA

    Returns
    -------
    dZ : array of the shape of Z
    """
    return np.where(cache > 0, dA, 0.0)
