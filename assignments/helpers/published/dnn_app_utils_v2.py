"""The helpers of assignment 5, edition v2: what layer l hands back is stored as the dA of layer l, not of l - 1."""

from collections.abc import Sequence

from assignments.helpers import network
from assignments.helpers.activations import relu, relu_backward, sigmoid, sigmoid_backward
from assignments.helpers.datasets import load_data
from assignments.helpers.network import (
    Array,
    L_model_forward,
    LayerCache,
    Tensors,
    compute_cost,
    initialize_parameters,
    initialize_parameters_deep,
    linear_activation_backward,
    linear_activation_forward,
    linear_backward,
    linear_forward,
    predict,
    update_parameters,
)
from assignments.helpers.pictures import print_mislabeled_images

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
    "load_data",
    "predict",
    "print_mislabeled_images",
    "relu",
    "relu_backward",
    "sigmoid",
    "sigmoid_backward",
    "update_parameters",
]


def L_model_backward(AL: Array, Y: Array, caches: Sequence[LayerCache]) -> Tensors:
    """All layers backwards; the gradient at the input of layer l has the key dAl.

    Returns
    -------
    dictionary of dWl, dbl and dAl for every layer l = 1, ..., L
    """
    grads = network.L_model_backward(AL, Y, caches)
    for layer in range(len(caches), 0, -1):
        grads[f"dA{layer}"] = grads.pop(f"dA{layer - 1}")
    return grads
