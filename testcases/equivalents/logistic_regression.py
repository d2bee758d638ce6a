"""Small changes of the solutions of assignment 2 that change no answer, and why."""

EQUIVALENTS = {
    "propagate": {"cost = np.squeeze(cost) → pass": "the sum over all numbers is a bare number already"},
    "predict": {
        "Y_prediction = (A > 0.5).astype(int) → Y_prediction = (A >= 0.5).astype(int)": (
            "differs where the probability is exactly one half: there a case gives advice and takes no points"
        ),
    },
}
