"""Published test cases, edition v2: networks of at most one hidden layer."""

import numpy as np

from testcases.dnn_step_by_step import (
    L_model_backward_test_case,
    L_model_forward_test_case,
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
    "compute_cost_test_case",
    "linear_activation_backward_test_case",
    "linear_activation_forward_test_case",
    "linear_backward_test_case",
    "linear_forward_test_case",
    "np",
    "update_parameters_test_case",
]
