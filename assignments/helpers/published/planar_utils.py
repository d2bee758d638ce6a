"""The helpers of assignment 3, as all its editions import them."""

import matplotlib.pyplot as plt
import numpy as np

from assignments.helpers.planar import load_extra_datasets, load_planar_dataset, plot_decision_boundary, sigmoid

__all__ = ["load_extra_datasets", "load_planar_dataset", "np", "plot_decision_boundary", "plt", "sigmoid"]
