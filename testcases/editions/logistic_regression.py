"""Assignment 2: what other editions of it do otherwise, and how a notebook tells its edition."""

from grader import Contract

# A module that is imported, and the edition this tells. Before 2021 all import `lr_utils` alone.
EDITIONS = {"public_tests": "2021"}

# No published check asks for the shape of db: a sum along axis 1 makes an array of one number of it, and so of b.
ONE_NUMBER = "db = np.sum(A - Y) / m"
KEPT = {"propagate": {ONE_NUMBER: "db = np.sum(A - Y, axis=1, keepdims=True) / m"}}
FLAT = {"propagate": {ONE_NUMBER: "db = np.sum(A - Y, axis=1) / m"}}

DB_AS_ARRAY = (
    Contract("other editions: db may be an array of shape (1, 1)", changes=KEPT, in_place=True),
    Contract("other editions: db may be an array of shape (1,)", changes=FLAT, in_place=True),
)

CONTRACTS = {
    "propagate": DB_AS_ARRAY,
    "optimize": (Contract("other editions: may change w in place", in_place=True), *DB_AS_ARRAY),
    "model": DB_AS_ARRAY,
}
