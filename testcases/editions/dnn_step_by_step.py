"""Assignment 4: what other editions of it do otherwise, and how a notebook tells its edition."""

import numpy as np

from grader import Case, Contract, Make

# A module that is imported, and the edition this tells; of several the last one counts.
EDITIONS = {
    "testCases": "v1",
    "testCases_v2": "v2",
    "testCases_v3": "v3",
    "testCases_v4": "v4",
    "testCases_v4a": "v4a",
    "public_tests": "2021",
}

SHIFTED_KEYS = {
    'grads["dA" + str(L - 1)]': 'grads["dA" + str(L)]',
    'dA = grads["dA" + str(l + 1)]': 'dA = grads["dA" + str(l + 2)]',
    'grads["dA" + str(l)]': 'grads["dA" + str(l + 1)]',
}

# The first edition asserts that db is one number: its networks have one unit in every layer that goes backwards.
ONE_NUMBER = {
    "db = np.sum(dZ, axis=1, keepdims=True) / m": "db = np.squeeze(np.sum(dZ, axis=1, keepdims=True)) / m",
}
DB_IS_A_NUMBER = "edition v1: db of a layer of one unit is a number"


def unit_cache(rng: np.random.RandomState, n_prev: int, m: int) -> tuple[object, object]:
    """What a layer of one unit keeps for the way back: ((A_prev, W, b), Z)."""
    return (rng.randn(n_prev, m), rng.randn(1, n_prev), rng.randn(1, 1)), rng.randn(1, m)


def linear_way_back(n_prev: int, m: int) -> Make:
    """Arguments of `linear_backward` for one unit."""
    return lambda rng: (rng.randn(1, m), unit_cache(rng, n_prev, m)[0])


def layer_way_back(n_prev: int, m: int, activation: str) -> Make:
    """Arguments of `linear_activation_backward` for one unit."""
    return lambda rng: (rng.randn(1, m), unit_cache(rng, n_prev, m), activation)


def published(make: Make, *, seed: int) -> Make:
    """The same, drawn from the published seed: the published cases have one unit, too."""
    return lambda rng: make(np.random.RandomState(seed))


def network_way_back(n_x: int, layers: int, m: int) -> Make:
    """Arguments of `L_model_backward` for a network of n_x inputs and one unit in each layer."""

    def make(rng: np.random.RandomState) -> tuple[object, ...]:
        Y = rng.permutation(np.arange(m) % 2).reshape(1, m)
        return rng.uniform(0.05, 0.95, size=(1, m)), Y, [unit_cache(rng, n, m) for n in [n_x] + [1] * (layers - 1)]

    return make


CONTRACTS = {
    "linear_backward": (
        Contract(
            DB_IS_A_NUMBER,
            editions=("v1",),
            changes={"linear_backward": ONE_NUMBER},
            cases=(
                Case("published", published(linear_way_back(3, 2), seed=1), visible=True),
                Case("four inputs, five examples", linear_way_back(4, 5)),
                Case("one example", linear_way_back(3, 1)),
            ),
        ),
    ),
    "linear_activation_backward": (
        Contract(
            DB_IS_A_NUMBER,
            editions=("v1",),
            changes={"linear_backward": ONE_NUMBER},
            cases=(
                Case("published, sigmoid", published(layer_way_back(3, 2, "sigmoid"), seed=2), visible=True),
                Case("published, ReLU", published(layer_way_back(3, 2, "relu"), seed=2), visible=True),
                Case("four inputs, five examples, sigmoid", layer_way_back(4, 5, "sigmoid")),
                Case("four inputs, five examples, ReLU", layer_way_back(4, 5, "relu")),
            ),
        ),
    ),
    "L_model_backward": (
        Contract(
            "editions v1 to v3: what layer l hands back is dA of l",
            editions=("v1", "v2", "v3"),
            changes={"L_model_backward": SHIFTED_KEYS},
        ),
        Contract(
            "edition v1: what layer l hands back is dA of l, and db of a layer of one unit is a number",
            editions=("v1",),
            changes={"L_model_backward": SHIFTED_KEYS, "linear_backward": ONE_NUMBER},
            cases=(
                Case("one layer of one unit", network_way_back(3, 1, m=2), visible=True),
                Case("two layers", network_way_back(4, 2, m=5)),
                Case("four layers", network_way_back(4, 4, m=6)),
            ),
        ),
    ),
    "update_parameters": (Contract("other editions: may change the arrays in place", in_place=True),),
}
