"""Assignment 4: what other editions of it do otherwise, and how a notebook tells its edition."""

from grader.exercise import Case, Contract, Make
from testcases.dnn_step_by_step import (
    layer_way_back,
    linear_activation_backward_test_case,
    linear_backward_test_case,
    linear_way_back,
    network_way_back,
)

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


def one_unit_a_layer(n_x: int, layers: int, m: int) -> Make:
    """Arguments of `L_model_backward` for a network of n_x inputs and one unit in each layer."""
    return network_way_back(n_x, *[1] * layers, m=m)


CONTRACTS = {
    "linear_backward": (
        Contract(
            DB_IS_A_NUMBER,
            editions=("v1",),
            changes={"linear_backward": ONE_NUMBER},
            cases=(
                Case("published", lambda rng: linear_backward_test_case(), visible=True),
                Case("four inputs, five examples", linear_way_back(1, 4, 5)),
                Case("one example", linear_way_back(1, 3, 1)),
            ),
        ),
    ),
    "linear_activation_backward": (
        Contract(
            DB_IS_A_NUMBER,
            editions=("v1",),
            changes={"linear_backward": ONE_NUMBER},
            cases=(
                Case(
                    "published, sigmoid",
                    lambda rng: (*linear_activation_backward_test_case(), "sigmoid"),
                    visible=True,
                ),
                Case("published, ReLU", lambda rng: (*linear_activation_backward_test_case(), "relu"), visible=True),
                Case("four inputs, five examples, sigmoid", layer_way_back(1, 4, 5, "sigmoid")),
                Case("four inputs, five examples, ReLU", layer_way_back(1, 4, 5, "relu")),
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
                Case("no hidden layer", one_unit_a_layer(3, 1, m=2), visible=True),
                Case("two layers", one_unit_a_layer(4, 2, m=5)),
                Case("four layers", one_unit_a_layer(4, 4, m=6)),
            ),
        ),
    ),
    "update_parameters": (Contract("other editions: may change the arrays in place", in_place=True),),
}
