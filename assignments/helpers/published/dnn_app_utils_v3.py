"""The helpers of assignment 5, editions v3 and later."""

import h5py
import matplotlib.pyplot as plt
import numpy as np

from assignments.helpers.activations import relu, relu_backward, sigmoid, sigmoid_backward
from assignments.helpers.datasets import load_data
from assignments.helpers.network import (
    L_model_backward,
    L_model_forward,
    Tensors,
    compute_cost,
    initialize_parameters,
    initialize_parameters_deep,
    linear_activation_backward,
    linear_activation_forward,
    linear_backward,
    linear_forward,
    predict,
)
from assignments.helpers.pictures import print_mislabeled_images

# The last three are none of theirs, but `import *` gave them to notebooks, too.
__all__ = [
    "L_model_backward",
    "L_model_forward",
    "compute_cost",
    "h5py",
    "initialize_parameters",
    "initialize_parameters_deep",
    "linear_activation_backward",
    "linear_activation_forward",
    "linear_backward",
    "linear_forward",
    "load_data",
    "np",
    "plt",
    "predict",
    "print_mislabeled_images",
    "relu",
    "relu_backward",
    "sigmoid",
    "sigmoid_backward",
    "update_parameters",
]


def update_parameters(parameters: Tensors, grads: Tensors, learning_rate: float) -> Tensors:
    """One step of gradient descent, written into `parameters`: notebooks count on it, and leave the result alone.

    Returns
    -------
    the very same dictionary
    """
    for layer in range(1, len(parameters) // 2 + 1):
        for name in (f"W{layer}", f"b{layer}"):
            parameters[name] = parameters[name] - learning_rate * grads[f"d{name}"]
    return parameters
