"""Small changes of the solutions of assignment 1 that change no answer, and why."""

EQUIVALENTS = {
    "L1": {"loss = np.sum(np.abs(y - yhat)) → loss = np.sum(np.abs(yhat - y))": "the absolute value has no sign"},
    "L2": {"loss = np.sum((y - yhat) ** 2) → loss = np.sum((yhat - y) ** 2)": "a square has no sign"},
}
