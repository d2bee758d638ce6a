"""A network of any depth for assignment 5: the functions that assignment 4 has built, finished.

Two things differ from there, and both show in every figure of assignment 5: the seed is 1, and a deep network
starts from weights divided by the root of the number of inputs of their layer.
"""

import itertools
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from assignments.helpers.activations import relu, relu_backward, sigmoid, sigmoid_backward

__all__ = [
    "L_model_backward",
    "L_model_forward",
    "compute_cost",
    "initialize_parameters",
    "initialize_parameters_deep",
    "linear_activation_backward",
    "linear_activation_forward",
    "linear_backward",
    "linear_forward",
    "predict",
    "update_parameters",
]

Array = NDArray[np.float64]
LinearCache = tuple[Array, Array, Array]
LayerCache = tuple[LinearCache, Array]
Tensors = dict[str, Array]

ACTIVATIONS = {"sigmoid": (sigmoid, sigmoid_backward), "relu": (relu, relu_backward)}
SEED = 1


def _kinds(depth: int) -> list[str]:
    """The activation of each layer, first to last."""
    return ["relu"] * (depth - 1) + ["sigmoid"]


def _draw(sizes: Sequence[int], shrink: Callable[[Array], Array]) -> Tensors:
    np.random.seed(SEED)
    drawn: Tensors = {}
    for layer, (inputs, units) in enumerate(itertools.pairwise(sizes), start=1):
        drawn[f"W{layer}"] = shrink(np.random.randn(units, inputs))
        drawn[f"b{layer}"] = np.zeros((units, 1))
    return drawn


def initialize_parameters(n_x: int, n_h: int, n_y: int) -> Tensors:
    """Starting values for one hidden layer: normal random weights times 0.01, biases of zero. Sets the seed to 1.

    Returns
    -------
    dictionary of W1 (n_h, n_x), b1 (n_h, 1), W2 (n_y, n_h), b2 (n_y, 1)
    """
    return _draw((n_x, n_h, n_y), lambda weights: weights * 0.01)


def initialize_parameters_deep(layer_dims: Sequence[int]) -> Tensors:
    """Starting values for any depth: normal random weights over the root of their inputs. Sets the seed to 1.

    Parameters
    ----------
    layer_dims : sizes of all layers, the input first

    Returns
    -------
    dictionary of Wl (layer_dims[l], layer_dims[l-1]) and bl (layer_dims[l], 1) for every layer l
    """
    return _draw(layer_dims, lambda weights: weights / np.sqrt(weights.shape[1]))


def linear_forward(A: Array, W: Array, b: Array) -> tuple[Array, LinearCache]:
    """The linear step  Z = W A + b.

    Parameters
    ----------
    A : shape (n_prev, m)
    W : shape (n, n_prev)
    b : shape (n, 1)

    Returns
    -------
    Z : shape (n, m)
    cache : (A, W, b)
    """
    return np.dot(W, A) + b, (A, W, b)


def linear_activation_forward(A_prev: Array, W: Array, b: Array, activation: str) -> tuple[Array, LayerCache]:
    """One layer: the linear step, then "relu" or "sigmoid".

    Returns
    -------
    A : shape (n, m)
    cache : (linear cache, activation cache), that is ((A_prev, W, b), Z)
    """
    bend, _ = ACTIVATIONS[activation]
    linear, kept = linear_forward(A_prev, W, b)
    result, before = bend(linear)
    return result, (kept, before)


def L_model_forward(X: Array, parameters: Tensors) -> tuple[Array, list[LayerCache]]:
    """All layers: ReLU in the hidden ones, the sigmoid in the last.

    Returns
    -------
    AL : probabilities, shape (n_L, m)
    caches : one for each layer, that of layer l at index l - 1
    """
    signal, caches = X, []
    for layer, kind in enumerate(_kinds(len(parameters) // 2), start=1):
        signal, kept = linear_activation_forward(signal, parameters[f"W{layer}"], parameters[f"b{layer}"], kind)
        caches.append(kept)
    return signal, caches


def compute_cost(AL: Array, Y: Array) -> Array:
    """The cross-entropy  -mean(Y log AL + (1 - Y) log(1 - AL)),  one number of shape ().

    Parameters
    ----------
    AL : probabilities, shape (1, m)
    Y : labels 0 or 1, shape (1, m)
    """
    likelihood: Array = np.dot(Y, np.log(AL).T) + np.dot(1 - Y, np.log(1 - AL).T)
    cost: Array = np.squeeze(-likelihood / Y.shape[1])
    return cost


def linear_backward(dZ: Array, cache: LinearCache) -> LinearCache:
    """The linear step backwards:  dA_prev = W^T dZ,  dW = dZ A_prev^T / m,  db = mean of dZ over the examples.

    Returns
    -------
    dA_prev, dW, db : of the shapes of A_prev, W and b
    """
    below, W, _ = cache
    share = 1 / below.shape[1]
    return np.dot(W.T, dZ), share * np.dot(dZ, below.T), share * dZ.sum(axis=1, keepdims=True)


def linear_activation_backward(dA: Array, cache: LayerCache, activation: str) -> LinearCache:
    """One layer backwards: through the activation to dZ, then through the linear step.

    Returns
    -------
    dA_prev, dW, db
    """
    _, unbend = ACTIVATIONS[activation]
    kept, before = cache
    return linear_backward(unbend(dA, before), kept)


def L_model_backward(AL: Array, Y: Array, caches: Sequence[LayerCache]) -> Tensors:
    """All layers backwards, from the slope of the cross-entropy at AL.

    Returns
    -------
    dictionary of dWl and dbl for every layer l = 1, ..., L, and dAl for l = 0, ..., L - 1
    """
    truth = np.reshape(Y, AL.shape)
    blame = (1 - truth) / (1 - AL) - truth / AL
    gradients: Tensors = {}
    stack = list(enumerate(zip(caches, _kinds(len(caches)), strict=True), start=1))
    for layer, (kept, kind) in reversed(stack):
        blame, gradients[f"dW{layer}"], gradients[f"db{layer}"] = linear_activation_backward(blame, kept, kind)
        gradients[f"dA{layer - 1}"] = blame
    return gradients


def update_parameters(parameters: Tensors, grads: Tensors, learning_rate: float) -> Tensors:
    """One step of gradient descent; the old parameters stay as they are.

    Returns
    -------
    dictionary of the same keys
    """
    return {name: value - learning_rate * grads[f"d{name}"] for name, value in parameters.items()}


def predict(X: Array, y: Array, parameters: Tensors) -> Array:
    """Decide for every example, 1 where the probability is above 0.5, and print which share is right.

    Parameters
    ----------
    X : examples, one a column, shape (n_x, m)
    y : labels 0 or 1, shape (1, m)
    parameters : dictionary of W1, b1, ..., WL, bL

    Returns
    -------
    p : 0.0 or 1.0 for each example, shape (1, m)
    """
    probabilities, _ = L_model_forward(X, parameters)
    p = (probabilities > 0.5).astype(np.float64)
    print("Accuracy:", round(float(np.mean(p == y)), 3))
    return p
