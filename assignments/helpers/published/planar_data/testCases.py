"""Published test cases of assignment 3, edition v1, where the labels are real numbers and forward has no biases."""

import numpy as np

from testcases import planar_data
from testcases.planar_data import (
    Array,
    Tensors,
    first_parameters,
    initialize_parameters_test_case,
    layer_sizes_test_case,
    predict_test_case,
    update_parameters_test_case,
)

__all__ = [
    "backward_propagation_test_case",
    "compute_cost_test_case",
    "forward_propagation_test_case",
    "initialize_parameters_test_case",
    "layer_sizes_test_case",
    "nn_model_test_case",
    "np",
    "predict_test_case",
    "update_parameters_test_case",
]


def forward_propagation_test_case() -> tuple[Array, Tensors]:
    """X (2, 3) and the parameters of a 2-4-1 network, biases zero."""
    np.random.seed(1)
    return np.random.randn(2, 3), first_parameters()


def compute_cost_test_case() -> tuple[Array, Array, Tensors]:
    """A2 and Y, both (1, 3), and parameters."""
    A2, _, parameters = planar_data.compute_cost_test_case()
    np.random.seed(1)
    return A2, np.random.randn(1, 3), parameters


def backward_propagation_test_case() -> tuple[Tensors, Tensors, Array, Array]:
    """The parameters of a 2-4-1 network, its cache, X (2, 3) and Y (1, 3)."""
    parameters, cache, _, _ = planar_data.backward_propagation_test_case()
    return parameters, cache, *nn_model_test_case()


def nn_model_test_case() -> tuple[Array, Array]:
    """X (2, 3) and Y (1, 3)."""
    np.random.seed(1)
    return np.random.randn(2, 3), np.random.randn(1, 3)
