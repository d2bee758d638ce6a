"""The checks that the notebooks of 2021 call, `linear_forward_test(linear_forward)`: here they say nothing.

The grader asks on its own; what a notebook's cells check decides nothing.
"""

from assignments.helpers.published.test_utils import __getattr__ as __getattr__

GRADED = """
    basic_sigmoid sigmoid sigmoid_derivative image2vector normalizeRows normalize_rows softmax L1 L2
    initialize_with_zeros propagate optimize predict model
    layer_sizes initialize_parameters forward_propagation compute_cost backward_propagation update_parameters nn_model
    initialize_parameters_deep linear_forward linear_activation_forward L_model_forward
    linear_backward linear_activation_backward L_model_backward
    two_layer_model L_layer_model
"""

# With these, `from public_tests import *` finds them too.
__all__ = [f"{name}_test" for name in GRADED.split()]
