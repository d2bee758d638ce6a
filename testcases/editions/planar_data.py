"""Assignment 3: what other editions of it do otherwise, and how a notebook tells its edition."""

from grader import Contract

# A module that is imported, and the edition this tells; of several the last one counts.
EDITIONS = {
    "testCases": "v1",
    "testCases_v2": "v2",
    "testCases_v3": "v3",
    "testCases_v4": "v4",
    "testCases_v4a": "v4a",
    "public_tests": "2021",
}

WITHOUT_PARAMETERS = {"compute_cost": {"(A2, Y, parameters)": "(A2, Y)"}}
SEED_OUTSIDE = {"initialize_parameters": {"np.random.seed(2)": "pass"}}

CONTRACTS = {
    "compute_cost": (
        Contract(
            "edition 2021: compute_cost(A2, Y), without parameters",
            arguments=lambda A2, Y, parameters: (A2, Y),
            changes=WITHOUT_PARAMETERS,
        ),
    ),
    "update_parameters": (Contract("other editions: may change the arrays in place", in_place=True),),
    # With the seed of nn_model alone the weights start from other numbers.
    "nn_model": (Contract("edition 2021: initialize_parameters sets no seed", changes=SEED_OUTSIDE),),
}
