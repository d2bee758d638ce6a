"""Assignment 1: what other editions of it do otherwise, and how a notebook tells its edition."""

from grader import Contract

# A module that is imported, and the edition this tells.
EDITIONS = {"public_tests": "2021"}

CONTRACTS = {
    "normalizeRows": (Contract("edition 2021: called normalize_rows", alias="normalize_rows"),),
}
