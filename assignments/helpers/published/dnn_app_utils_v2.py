"""The helpers of assignment 5, edition v2: what layer l hands back is stored as the dA of layer l, not of l - 1."""

from collections.abc import Sequence

from assignments.helpers import network
from assignments.helpers.network import Array, LayerCache, Tensors
from assignments.helpers.published.dnn_app_utils_v3 import *  # noqa: F403
from assignments.helpers.published.dnn_app_utils_v3 import __all__ as __all__


def L_model_backward(AL: Array, Y: Array, caches: Sequence[LayerCache]) -> Tensors:  # type: ignore[no-redef]
    """All layers backwards; the gradient at the input of layer l has the key dAl.

    Returns
    -------
    dictionary of dWl, dbl and dAl for every layer l = 1, ..., L
    """
    grads = network.L_model_backward(AL, Y, caches)
    for layer in range(len(caches), 0, -1):
        grads[f"dA{layer}"] = grads.pop(f"dA{layer - 1}")
    return grads
