"""Small changes of the solutions of assignment 3 that change no answer, and why."""

SEED = "the grader sets this seed before each call, for editions that set it outside of the function"
DRAWN_ELSEWHERE = "initialize_parameters sets a seed of its own before it draws"
ONE_OUTPUT = "the same for one output; with several a case gives advice and takes no points"

EQUIVALENTS = {
    "initialize_parameters": {"np.random.seed(2) → pass": SEED},
    "compute_cost": {"cost = np.squeeze(cost) → pass": "the sum over all numbers is a bare number already"},
    "backward_propagation": {
        "dZ1 = W2.T @ dZ2 * (1 - A1 ** 2) → dZ1 = W2.T * dZ2 * (1 - A1 ** 2)": ONE_OUTPUT,
        "db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True) → db2 = 1 / m * np.sum(dZ2, keepdims=True)": ONE_OUTPUT,
    },
    "nn_model": {
        "np.random.seed(3) → pass": DRAWN_ELSEWHERE,
        "np.random.seed(3) → np.random.seed(2)": DRAWN_ELSEWHERE,
        "np.random.seed(3) → np.random.seed(4)": DRAWN_ELSEWHERE,
    },
    "predict": {
        "predictions = (A2 > 0.5).astype(int) → predictions = (A2 >= 0.5).astype(int)": (
            "differs where the probability is exactly one half: there a case gives advice and takes no points"
        ),
    },
}
