"""Published test cases, edition v3, which stores the gradient at layer l-1 under the name dA of layer l."""

import numpy as np

from testcases.dnn_step_by_step import (
    L_model_backward_test_case,
    L_model_forward_test_case,
    L_model_forward_test_case_2hidden,
    Parameters,
    compute_cost_test_case,
    linear_activation_backward_test_case,
    linear_activation_forward_test_case,
    linear_backward_test_case,
    linear_forward_test_case,
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


def print_grads(grads: Parameters) -> None:
    """Print the gradients of layer 1, and as dA1 what this edition stores as dA2."""
    print(f"dW1 = {grads['dW1']}")
    print(f"db1 = {grads['db1']}")
    print(f"dA1 = {grads['dA2']}")
