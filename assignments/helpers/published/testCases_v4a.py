"""Published test cases, editions v4a and 2021."""

import numpy as np
from numpy.typing import NDArray

from testcases.dnn_step_by_step import (
    Array,
    L_model_backward_test_case,
    L_model_forward_test_case,
    L_model_forward_test_case_2hidden,
    LinearCache,
    linear_activation_backward_test_case,
    linear_activation_forward_test_case,
    linear_forward_test_case,
    linear_inputs,
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


def compute_cost_test_case() -> tuple[NDArray[np.int64], Array]:
    """Y and AL, both (1, 3), in this order."""
    return np.array([[1, 1, 0]]), np.array([[0.8, 0.9, 0.4]])


def linear_backward_test_case() -> tuple[Array, LinearCache]:
    """dZ (3, 4) and the linear cache: A_prev (5, 4), W (3, 5), b (3, 1)."""
    np.random.seed(1)
    return np.random.randn(3, 4), linear_inputs(np.random.randn, 3, 5, 4)
