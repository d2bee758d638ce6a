"""Other right ways to write the graded functions, {assignment: {function: [pieces of the solution replaced]}}.

The pieces stand in the solution as `ast.unparse` prints it.
"""

from __future__ import annotations

Pieces = dict[str, str]

NORMAL = {"np.random.randn(n_h, n_x)": "np.random.standard_normal((n_h, n_x))"}
FLAT_ZEROS = {"np.zeros((n_h, 1))": "np.zeros(n_h).reshape(-1, 1)", "np.zeros((n_y, 1))": "np.array([[0]] * n_y)"}
EXTRA_KEY = {"'b2': b2}": "'b2': b2, 'made_by': 'me'}"}
SIGMOID = [
    {"1 / (1 + np.exp(-{x}))": "np.exp({x}) / (1 + np.exp({x}))"},
    {"1 / (1 + np.exp(-{x}))": "(1 + np.tanh({x} / 2)) / 2"},
    {"1 / (1 + np.exp(-{x}))": "np.power(1 + np.exp(-1 * np.array({x})), -1.0)"},
    {"1 / (1 + np.exp(-{x}))": "1 / (1 + np.exp(-np.float64({x})))"},
]
AVERAGES = [
    {"np.sum(dZ, axis=1, keepdims=True) / m": "np.mean(dZ, axis=1, keepdims=True)"},
    {"np.sum(dZ, axis=1, keepdims=True) / m": "dZ.mean(axis=1).reshape(-1, 1)"},
    {"np.sum(dZ, axis=1, keepdims=True) / m": "np.array([[sum(row) / m] for row in dZ])"},
    {"np.sum(dZ, axis=1, keepdims=True) / m": "dZ @ np.ones((m, 1)) / m"},
]
COST = [
    {"-np.sum({inner}) / m": "-(1 / m) * np.sum({inner})"},
    {"-np.sum({inner}) / m": "float(-np.mean(np.sum({inner}, axis=0)))"},
    {"-np.sum({inner}) / m": "-sum(sum(row) for row in {inner}) / m"},
    {"-np.sum({inner}) / m": "np.array(-np.sum({inner}) / m)"},
    {"-np.sum({inner}) / m": "-np.einsum('ij->', {inner}) / m"},
]


def filled(pieces: list[Pieces], **names: str) -> list[Pieces]:
    """The same pieces with names put in."""

    def fill(text: str) -> str:
        for name, value in names.items():
            text = text.replace("{" + name + "}", value)
        return text

    return [{fill(old): fill(new) for old, new in item.items()} for item in pieces]


LOGS = "Y * np.log({A}) + (1 - Y) * np.log(1 - {A})"

ALTERNATIVES: dict[str, dict[str, list[Pieces]]] = {
    "python_basics": {
        "basic_sigmoid": [
            {"1 / (1 + math.exp(-x))": "math.exp(x) / (math.exp(x) + 1)"},
            {"return s": "return np.array(s)"},
        ],
        "sigmoid": filled(SIGMOID, x="x"),
        "sigmoid_derivative": [{"s * (1 - s)": "s - s ** 2"}, {"s * (1 - s)": "np.multiply(s, np.subtract(1, s))"}],
        "image2vector": [
            {"image.reshape(image.shape[0] * image.shape[1] * image.shape[2], 1)": "image.reshape(-1, 1)"},
            {"image.reshape(image.shape[0] * image.shape[1] * image.shape[2], 1)": "image.flatten()[:, np.newaxis]"},
            {
                "image.reshape(image.shape[0] * image.shape[1] * image.shape[2], 1)": (
                    "np.array([[n] for page in image for row in page for n in row])"
                )
            },
        ],
        "normalizeRows": [
            {"np.linalg.norm(x, axis=1, keepdims=True)": "np.sqrt((x ** 2).sum(1))[:, None]"},
            {"np.linalg.norm(x, axis=1, keepdims=True)": "np.sqrt(np.einsum('ij,ij->i', x, x)).reshape(-1, 1)"},
            {"x / lengths": "np.array([row / np.linalg.norm(row) for row in x])"},
        ],
        "softmax": [
            {"np.exp(x)": "np.exp(x - x.max(axis=1, keepdims=True))"},
            {"np.sum(x_exp, axis=1, keepdims=True)": "x_exp.sum(1)[:, None]"},
            {"x_exp / x_sum": "np.vstack([row / row.sum() for row in x_exp])"},
        ],
        "L1": [
            {"np.sum(np.abs(y - yhat))": "sum(abs(a - b) for a, b in zip(yhat, y))"},
            {"np.sum(np.abs(y - yhat))": "np.linalg.norm(yhat - y, 1)"},
        ],
        "L2": [
            {"np.sum((y - yhat) ** 2)": "np.dot(yhat - y, yhat - y)"},
            {"np.sum((y - yhat) ** 2)": "(y - yhat) @ (y - yhat)"},
            {"np.sum((y - yhat) ** 2)": "np.array(sum((a - b) ** 2 for a, b in zip(yhat, y)))"},
        ],
    },
    "logistic_regression": {
        "sigmoid": filled(SIGMOID, x="z"),
        "initialize_with_zeros": [
            {"np.zeros((dim, 1))": "np.array([[0.0]] * dim)", "return (w, b)": "return [w, b]"},
            {"b = 0.0": "b = 0"},
            {"b = 0.0": "b = np.float64(0)"},
        ],
        "propagate": [
            *filled(COST, inner=LOGS.replace("{A}", "A")),
            {"X @ (A - Y).T / m": "np.dot(X, (A - Y).T) / m", "np.sum(A - Y) / m": "np.mean(A - Y)"},
            {"X @ (A - Y).T / m": "np.einsum('im,jm->ij', X, A - Y) / m"},
            {"w.T @ X": "np.matmul(w.transpose(), X)", "'db': db}": "'db': db, 'dA': A - Y}"},
        ],
        "optimize": [
            {"w - learning_rate * grads['dw']": "np.subtract(w, learning_rate * grads['dw'])"},
            {"costs.append(cost)": "costs = costs + [float(cost)]"},
        ],
        "predict": [
            {"(A > 0.5).astype(int)": "(A > 0.5) * 1.0"},
            {"(A > 0.5).astype(int)": "A > 0.5"},
            {"(A > 0.5).astype(int)": "np.where(A > 0.5, 1, 0)"},
            {"(A > 0.5).astype(int)": "np.array([[1 if a > 0.5 else 0 for a in A[0]]])"},
        ],
        "model": [{"w, b = (params['w'], params['b'])": "w = params['w']\n    b = params['b']"}],
    },
    "planar_data": {
        "layer_sizes": [{"return (n_x, n_h, n_y)": "return [n_x, n_h, n_y]"}, {"X.shape[0]": "len(X)"}],
        "initialize_parameters": [NORMAL, FLAT_ZEROS, EXTRA_KEY],
        "forward_propagation": [
            {"W1 @ X + b1": "np.dot(W1, X) + b1", "W2 @ A1 + b2": "np.einsum('ij,jk->ik', W2, A1) + b2"},
            {"W1 @ X + b1": "np.hstack([W1 @ X[:, [i]] + b1 for i in range(X.shape[1])])"},
            {"return (A2, cache)": "return [A2, cache]", "'A2': A2}": "'A2': A2, 'X': X}"},
        ],
        "compute_cost": filled(COST, inner="log_likelihood"),
        "backward_propagation": [
            {"(1 - A1 ** 2)": "(1 - np.power(A1, 2))", "dZ2 @ A1.T": "np.dot(dZ2, A1.T)"},
            {"dZ1 @ X.T": "sum(np.outer(dZ1[:, i], X[:, i]) for i in range(m))"},
            {
                "1 / m * np.sum(dZ1, axis=1, keepdims=True)": "dZ1.mean(axis=1)[:, None]",
                "'db2': db2}": "'db2': db2, 'dZ1': dZ1}",
            },
        ],
        "update_parameters": [{"return {": "return {**parameters, "}],
        "predict": [{"(A2 > 0.5).astype(int)": "A2 > 0.5"}, {"(A2 > 0.5).astype(int)": "np.round(A2)"}],
    },
    "dnn_step_by_step": {
        "initialize_parameters": [NORMAL, FLAT_ZEROS, EXTRA_KEY],
        "initialize_parameters_deep": [
            {"np.zeros((layer_dims[l], 1))": "np.full((layer_dims[l], 1), 0)"},
            {"len(layer_dims) - 1": "len(layer_dims[1:])", "'W' + str(l)": "f'W{l}'"},
        ],
        "linear_forward": [
            {"W @ A + b": "np.dot(W, A) + b"},
            {"W @ A + b": "np.matmul(W, A) + b"},
            {"W @ A + b": "np.einsum('ij,jk->ik', W, A) + b"},
            {"W @ A + b": "np.add(b, W.dot(A))"},
            {"W @ A + b": "np.array([[sum(w * a for w, a in zip(row, col)) for col in A.T] for row in W]) + b"},
            {"W @ A + b": "(W.astype(np.float32) @ A.astype(np.float32) + b)"},
            {"cache = (A, W, b)": "cache = [A, W, b]"},
        ],
        "linear_activation_forward": [
            {"return (A, cache)": "return [A, [linear_cache, activation_cache]]"},
            {"sigmoid(Z)": "(1 / (1 + np.exp(-Z)), Z)", "relu(Z)": "(np.where(Z > 0, Z, 0), Z)"},
            {"relu(Z)": "(Z * (Z > 0), Z)"},
        ],
        "L_model_forward": [
            {"return (AL, caches)": "return (AL, tuple(caches))"},
            {"caches.append(cache)": "caches += [cache]", "len(parameters) // 2": "int(len(parameters) / 2)"},
        ],
        "compute_cost": [
            *filled(COST, inner=LOGS.replace("{A}", "AL")),
            {"-np.sum(" + LOGS.replace("{A}", "AL") + ")": "-(Y @ np.log(AL).T + (1 - Y) @ np.log(1 - AL).T)"},
        ],
        "linear_backward": [
            *AVERAGES,
            {"dZ @ A_prev.T / m": "1.0 / m * np.dot(dZ, A_prev.T)", "W.T @ dZ": "np.dot(W.T, dZ)"},
            {
                "dZ @ A_prev.T / m": "np.einsum('im,jm->ij', dZ, A_prev) / m",
                "W.T @ dZ": "np.einsum('ji,jm->im', W, dZ)",
            },
            {"return (dA_prev, dW, db)": "return [dA_prev, dW, db]"},
        ],
        "linear_activation_backward": [
            {"relu_backward(dA, activation_cache)": "dA * (activation_cache > 0)"},
            {"relu_backward(dA, activation_cache)": "np.where(activation_cache > 0, dA, 0)"},
        ],
        "L_model_backward": [
            {"-(Y / AL - (1 - Y) / (1 - AL))": "-(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))"},
            {"-(Y / AL - (1 - Y) / (1 - AL))": "(AL - Y) / (AL * (1 - AL))"},
            {"reversed(range(L - 1))": "range(L - 2, -1, -1)"},
            {"    return grads": "    grads['dA' + str(L)] = dAL\n    return grads"},
        ],
        "update_parameters": [
            {"updated = {}": "updated = dict(parameters)"},
            {"updated = {}": "import copy\n    updated = copy.deepcopy(parameters)"},
        ],
    },
}
