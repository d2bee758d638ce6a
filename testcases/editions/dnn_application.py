"""Assignment 5: what other editions of it do otherwise, and how a notebook tells its edition."""

from grader import Contract

# A module that is imported, and the edition this tells; of several the last one counts.
EDITIONS = {
    "dnn_app_utils": "v1",
    "dnn_app_utils_v2": "v2",
    "dnn_app_utils_v3": "v3",
    "public_tests": "2021",
}

PARAMETERS_AND_COSTS = {"return parameters": "return parameters, costs"}

CONTRACTS = {
    function: (Contract("edition 2021: returns (parameters, costs)", changes={function: PARAMETERS_AND_COSTS}),)
    for function in ("two_layer_model", "L_layer_model")
}
