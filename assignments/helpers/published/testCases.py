"""Published test cases, edition v1."""

import numpy as np
from numpy.typing import NDArray

from testcases.dnn_step_by_step import (
    Array,
    L_model_forward_test_case,
    L_model_forward_test_case_2hidden,
    LayerCache,
    compute_cost_test_case,
    linear_activation_backward_test_case,
    linear_activation_forward_test_case,
    linear_backward_test_case,
    linear_forward_test_case,
    print_grads,
    update_parameters_test_case,
)

__all__ = [
    "L_model_backward_test_case",
    "L_model_forward_test_case",
    "L_model_forward_test_case_2hidden",
    "compute_cost_test_case",
    "linear_activation_backward_test_case",
    "linear_activation_forward_test_case",
    "linear_backward_test_case",
    "linear_forward_test_case",
    "np",
    "print_grads",
    "update_parameters_test_case",
]


def L_model_backward_test_case() -> tuple[Array, NDArray[np.int64], Array, list[LayerCache]]:
    """X (3, 2), Y (1, 2), AL (1, 2) and the cache of a network without a hidden layer."""
    X = np.array([[0.20445225, 0.87811744], [0.02738759, 0.67046751], [0.4173048, 0.55868983]])
    W1 = np.array([[1.78862847, 0.43650985, 0.09649747]])
    AL = np.array([[0.60298372, 0.87182628]])
    Z1 = np.array([[0.41791293, 1.91720367]])
    return X, np.array([[1, 1]]), AL, [((X, W1, np.zeros((1, 1))), Z1)]
