"""Assignment 3 in all editions."""

from tests.specimens.corpus_editions.layout import Published

FUNCTIONS = {
    "layer_sizes": '''\
def layer_sizes(X, Y):
    ### START CODE HERE ### (≈ 3 lines of code)
    n_x = X.shape[0]
    n_h = 4
    n_y = Y.shape[0]
    ### END CODE HERE ###
    return (n_x, n_h, n_y)
''',
    "initialize_parameters": '''\
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(2)

    ### START CODE HERE ### (≈ 4 lines of code)
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    ### END CODE HERE ###

    assert (W1.shape == (n_h, n_x))
    assert (b1.shape == (n_h, 1))
    assert (W2.shape == (n_y, n_h))
    assert (b2.shape == (n_y, 1))

    parameters = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    return parameters
''',
    "forward_propagation": '''\
def forward_propagation(X, parameters):
    ### START CODE HERE ### (≈ 4 lines of code)
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    ### END CODE HERE ###

    ### START CODE HERE ### (≈ 4 lines of code)
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    ### END CODE HERE ###

    assert(A2.shape == (1, X.shape[1]))

    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2, cache
''',
    "compute_cost": '''\
def compute_cost(A2, Y, parameters):
    m = Y.shape[1]

    ### START CODE HERE ### (≈ 2 lines of code)
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    cost = -np.sum(logprobs) / m
    ### END CODE HERE ###

    cost = float(np.squeeze(cost))
    assert(isinstance(cost, float))
    return cost
''',
    "backward_propagation": '''\
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]

    ### START CODE HERE ### (≈ 2 lines of code)
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    ### END CODE HERE ###

    ### START CODE HERE ### (≈ 2 lines of code)
    A1 = cache["A1"]
    A2 = cache["A2"]
    ### END CODE HERE ###

    ### START CODE HERE ### (≈ 6 lines of code)
    dZ2 = A2 - Y
    dW2 = 1 / m * np.dot(dZ2, A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.multiply(np.dot(W2.T, dZ2), 1 - np.power(A1, 2))
    dW1 = 1 / m * np.dot(dZ1, X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    ### END CODE HERE ###

    grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
    return grads
''',
    "update_parameters": '''\
def update_parameters(parameters, grads, learning_rate = 1.2):
    ### START CODE HERE ### (≈ 4 lines of code)
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    ### END CODE HERE ###

    ### START CODE HERE ### (≈ 4 lines of code)
    W1 = W1 - learning_rate * grads["dW1"]
    b1 = b1 - learning_rate * grads["db1"]
    W2 = W2 - learning_rate * grads["dW2"]
    b2 = b2 - learning_rate * grads["db2"]
    ### END CODE HERE ###

    parameters = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    return parameters
''',
    "nn_model": '''\
def nn_model(X, Y, n_h, num_iterations = 10000, print_cost=False):
    np.random.seed(3)
    n_x = layer_sizes(X, Y)[0]
    n_y = layer_sizes(X, Y)[2]

    ### START CODE HERE ### (≈ 5 lines of code)
    parameters = initialize_parameters(n_x, n_h, n_y)
    ### END CODE HERE ###

    for i in range(0, num_iterations):
        ### START CODE HERE ### (≈ 4 lines of code)
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
        ### END CODE HERE ###

        if print_cost and i % 1000 == 0:
            print ("Cost after iteration %i: %f" %(i, cost))

    return parameters
''',
    "predict": '''\
def predict(parameters, X):
    ### START CODE HERE ### (≈ 2 lines of code)
    A2, cache = forward_propagation(X, parameters)
    predictions = (A2 > 0.5)
    ### END CODE HERE ###

    return predictions
''',
}  # fmt: skip

IMPORTS = """\
import numpy as np
import matplotlib.pyplot as plt
from {cases} import *
import sklearn
import sklearn.datasets
import sklearn.linear_model
from planar_utils import plot_decision_boundary, sigmoid, load_planar_dataset, load_extra_datasets

%matplotlib inline

np.random.seed(1)
"""

DIFFERENCES_2021 = {
    "initialize_parameters": {"    np.random.seed(2)\n\n": ""},
    "forward_propagation": {"assert(A2": "assert (A2"},
    "compute_cost": {"(A2, Y, parameters)": "(A2, Y)"},
    "update_parameters": {
        f'{name} = parameters["{name}"]': f'{name} = copy.deepcopy(parameters["{name}"])' for name in ("W1", "W2")
    },
    "nn_model": {"compute_cost(A2, Y, parameters)": "compute_cost(A2, Y)"},
}

CASES = {
    "v1": "testCases",
    "v2": "testCases_v2",
    "v3": "testCases_v3",
    "v4": "testCases_v4",
    "v4a": "testCases_v4a",
    "2021": "testCases_v2",
}

PLANAR_DATA = Published(
    "planar_data",
    imports={edition: IMPORTS.format(cases=cases) for edition, cases in CASES.items()}
    | {"2021": "import copy\nfrom public_tests import *\n" + IMPORTS.format(cases="testCases_v2")},
    functions=FUNCTIONS,
    differences={"2021": DIFFERENCES_2021},
    other_cells=(
        "X, Y = load_planar_dataset()",
        "X_assess, Y_assess = layer_sizes_test_case()\nprint(layer_sizes(X_assess, Y_assess))",
        "clf = sklearn.linear_model.LogisticRegressionCV()\nclf.fit(X.T, Y.T)",
    ),
)
