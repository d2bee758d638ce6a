"""The activations, as editions v2 to v4 of assignment 4 import them."""

from assignments.helpers.activations import relu, relu_backward, sigmoid, sigmoid_backward

__all__ = ["relu", "relu_backward", "sigmoid", "sigmoid_backward"]
