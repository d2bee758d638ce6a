"""Small changes of the solutions of assignment 4 that change no answer, and why."""

SEED = "the grader sets this seed before each call, for editions that set it outside of the function"

EQUIVALENTS = {
    "initialize_parameters": {"np.random.seed(1) → pass": SEED},
    "initialize_parameters_deep": {"np.random.seed(3) → pass": SEED},
    "compute_cost": {"cost = np.squeeze(cost) → pass": "the sum over all numbers is a bare number already"},
    "L_model_backward": {
        "Y = Y.reshape(AL.shape) → pass": "labels of shape (m,) broadcast as (1, m); the line is the scaffold's"
    },
}
