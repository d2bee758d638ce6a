"""A stub is told from an attempt by reading alone, whatever stands around its places."""

from __future__ import annotations

import textwrap

import pytest

from grader.notebooks.cells import Cell
from grader.notebooks.definitions import find_definitions

EMPTY = "# YOUR CODE STARTS HERE\n\n# YOUR CODE ENDS HERE\n"


def blank(signature: str, body: str) -> bool:
    text = f"def {signature}:\n" + textwrap.indent(body, "    ")
    return find_definitions([Cell(1, text)], transform=str).functions[signature.partition("(")[0]].blank


# As they were released in 2021: nothing is None, and what is returned has no value anywhere.
STUBS = {
    "sigmoid(z)": f"#(≈ 1 line of code)\n# s = ...\n{EMPTY}\nreturn s\n",
    "normalize_rows(x)": f"#(≈ 2 lines of code)\n# x_norm =\n# x =\n{EMPTY}\nreturn x\n",
    "layer_sizes(X, Y)": f"{EMPTY}return (n_x, n_h, n_y)\n",
    "propagate(w, b, X, Y)": f"m = X.shape[1]\n{EMPTY}{EMPTY}cost = np.squeeze(np.array(cost))\n"
    'grads = {"dw": dw,\n         "db": db}\nreturn grads, cost\n',
    "optimize(w, b, X, Y, num_iterations)": "w = copy.deepcopy(w)\nb = copy.deepcopy(b)\ncosts = []\n"
    f"for i in range(num_iterations):\n{textwrap.indent(EMPTY, '    ')}"
    '    dw = grads["dw"]\n    db = grads["db"]\n'
    f"{textwrap.indent(EMPTY, '    ')}    if i % 100 == 0:\n        costs.append(cost)\n"
    'params = {"w": w, "b": b}\ngrads = {"dw": dw, "db": db}\nreturn params, grads, costs\n',
    "predict(w, b, X)": f"m = X.shape[1]\nY_prediction = np.zeros((1, m))\nw = w.reshape(X.shape[0], 1)\n{EMPTY}"
    f"for i in range(A.shape[1]):\n{textwrap.indent(EMPTY, '    ')}\nreturn Y_prediction\n",
    "predict_planar(parameters, X)": f"#(≈ 2 lines of code)\n# predictions = ...\n{EMPTY}\nreturn predictions\n",
    "L_model_forward(X, parameters)": "caches = []\nA = X\nL = len(parameters) // 2\nfor l in range(1, L):\n"
    f"    A_prev = A \n    # A, cache = ...\n{textwrap.indent(EMPTY, '    ')}{EMPTY}return AL, caches\n",
    "L_model_backward(AL, Y, caches)": "grads = {}\nL = len(caches)\nm = AL.shape[1]\nY = Y.reshape(AL.shape)\n"
    f"{EMPTY}for l in reversed(range(L-1)):\n{textwrap.indent(EMPTY, '    ')}return grads\n",
    "update_parameters(params, grads, learning_rate)": "parameters = params.copy()\nL = len(parameters) // 2\n"
    f"for l in range(L):\n    # (≈ 2 lines of code)\n{textwrap.indent(EMPTY, '    ')}return parameters\n",
    "two_layer_model(X, Y, layers_dims)": "np.random.seed(1)\ngrads = {}\ncosts = []\nm = X.shape[1]\n"
    f'(n_x, n_h, n_y) = layers_dims\n{EMPTY}W1 = parameters["W1"]\nfor i in range(9):\n'
    f"{textwrap.indent(EMPTY, '    ')}    dA2 = - (np.divide(Y, A2) - np.divide(1 - Y, 1 - A2))\n"
    "    grads['dW1'] = dW1\n    if i % 100 == 0:\n        costs.append(cost)\nreturn parameters, costs\n",
    "unpacked_before(parameters)": 'W, b = parameters["W"], parameters["b"]\n'
    '### START CODE HERE ###\nW = None\nb = None\n### END CODE HERE ###\nreturn {"W": W, "b": b}\n',
    "never_ended(x)": "# YOUR CODE STARTS HERE\n\nreturn s\n",
    "marks_taken_out(x)": "#(≈ 1 line of code)\n# s =\nreturn s\n",
}

ATTEMPTS = {
    "sigmoid(z)": f"s = 1 / (1 + np.exp(-z))\n{EMPTY}return s\n",
    "behind(z)": f"{EMPTY}s = 1 / (1 + np.exp(-z))\nreturn s\n",
    "in_the_return(z)": f"{EMPTY}return 1 / (1 + np.exp(-z))\n",
    "by_a_helper(z)": f"{EMPTY}return helper(z)\n",
    "initialize_with_zeros(dim)": f"{EMPTY}w = np.zeros((dim, 1))\nb = 0\nreturn w, b\n",
    "zeros_at_once(dim)": f"{EMPTY}return np.zeros((dim, 1)), 0\n",
    "zeros_over_none(dim)": f"{EMPTY}w = None\nb = None\nw, b = np.zeros((dim, 1)), 0.0\nreturn w, b\n",
    "layer_sizes(X, Y)": f"{EMPTY}n_x = X.shape[0]\nn_h = 4\nn_y = Y.shape[0]\nreturn (n_x, n_h, n_y)\n",
    "items(layer_dims)": "parameters = {}\nfor l in range(1, 3):\n    parameters['b' + str(l)] = np.zeros((l, 1))\n"
    f"{EMPTY}return parameters\n",
    "updated(layer_dims)": f"parameters = {{}}\n{EMPTY}parameters.update(helper(layer_dims))\nreturn parameters\n",
    "in_place(x)": f"{EMPTY}n = np.linalg.norm(x)\nx /= n\nreturn x\n",
    "half(w, b, X, Y)": f"dw = np.dot(X, Y.T)\n{EMPTY}grads = {{'dw': dw, 'db': db}}\nreturn grads\n",
    "misspelt(x)": f"{EMPTY}s = 1 / (1 + np.exp(-z))\nreturn s\n",
    "renamed(x)": f"{EMPTY}y = x\nreturn y\n",
    "in_a_loop(x)": f"total = 0\n{EMPTY}while True:\n    total = total + x\n    break\nreturn total\n",
    "in_one_line(x)": "return x\n",
    "printed(x)": "### START CODE HERE ### (≈ 1 line of code)\ns = 1 / (1 + x)\nprint(s)\n### END CODE HERE ###\n",
    "printed_without_marks(x)": "# (≈ 1 line of code)\ns = 1 / (1 + x)\nprint(s)\n",
    "never_ended(x)": "# YOUR CODE STARTS HERE\nprint(x)\nreturn s\n",
}


@pytest.mark.parametrize("signature", STUBS)
def test_a_stub_of_2021_is_blank(signature: str) -> None:
    assert blank(signature, STUBS[signature])


@pytest.mark.parametrize("signature", ATTEMPTS)
def test_code_outside_of_the_markers_is_an_attempt(signature: str) -> None:
    assert not blank(signature, ATTEMPTS[signature])
