"""The activations, as editions v2 to v4 of assignment 4 import them."""

import numpy as np

from assignments.helpers.activations import relu, relu_backward, sigmoid, sigmoid_backward

# What `import *` gave to notebooks, NumPy among it.
__all__ = ["np", "relu", "relu_backward", "sigmoid", "sigmoid_backward"]
