"""Assignments 3 and 5 as others write them: published imports, loops, einsum, truth values for labels, plots inside."""

from __future__ import annotations

PLANAR = [
    """\
from matplotlib import pyplot as plt
import numpy as np
from planar_utils import plot_decision_boundary, sigmoid, load_planar_dataset, load_extra_datasets
%matplotlib inline
np.random.seed(1)
X, Y = load_planar_dataset()
plt.scatter(X[0, :], X[1, :], c=Y.ravel(), s=40, cmap=plt.cm.Spectral);
""",
    """\
def layer_sizes(X, Y):
    return (len(X), 4, len(Y))

def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(2)
    shapes = dict(W1=(n_h, n_x), W2=(n_y, n_h))
    parameters = {name: 0.01 * np.random.standard_normal(shape) for name, shape in shapes.items()}
    parameters.update(b1=np.zeros((n_h, 1)), b2=np.zeros(shape=(n_y, 1)), made_by="me")
    return parameters
""",
    """\
def forward_propagation(X, parameters):
    columns1, columns2 = [], []
    for i in range(X.shape[1]):
        z1 = np.matmul(parameters["W1"], X[:, [i]]) + parameters["b1"]
        columns1.append(z1)
        columns2.append(np.dot(parameters["W2"], np.tanh(z1)) + parameters["b2"])
    Z1, Z2 = np.hstack(columns1), np.hstack(columns2)
    return 1 / (1 + np.exp(-Z2)), {"Z1": Z1, "A1": np.tanh(Z1), "Z2": Z2, "A2": sigmoid(Z2)}

def compute_cost(A2, Y, parameters):
    total = 0.0
    for a, y in zip(A2[0], Y[0]):
        total -= np.log(a) if y else np.log(1 - a)
    return float(total / Y.size)
""",
    """\
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = np.einsum("kh,km->hm", parameters["W2"], dZ2) * (1 - np.power(cache["A1"], 2))
    return {
        "dW2": np.einsum("km,hm->kh", dZ2, cache["A1"]) / m,
        "db2": dZ2.mean(axis=1).reshape(-1, 1),
        "dW1": sum(np.outer(dZ1[:, i], X[:, i]) for i in range(m)) / m,
        "db1": dZ1.mean(1, keepdims=True),
        "dZ1": dZ1,
    }

def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: np.subtract(parameters[k], learning_rate * grads["d" + k]) for k in ("W1", "b1", "W2", "b2")}
""",
    """\
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    np.random.seed(3)
    parameters = initialize_parameters(layer_sizes(X, Y)[0], n_h, layer_sizes(X, Y)[2])
    i = 0
    while i < num_iterations:
        A2, cache = forward_propagation(X, parameters)
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), 1.2)
        i += 1
    return parameters

def predict(parameters, X):
    return np.round(forward_propagation(X, parameters)[0])
""",
]

APPLICATION = [
    """\
import h5py, time
from matplotlib import pyplot as plt
import numpy as np
from dnn_app_utils_v2 import *
%matplotlib inline
plt.rcParams["figure.figsize"] = (5.0, 4.0)
train_x_orig, train_y, test_x_orig, test_y, classes = load_data()
""",
    """\
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    np.random.seed(1)
    grads, costs = {}, []
    parameters = initialize_parameters(*layers_dims)
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    for i in range(0, num_iterations):
        A1, cache1 = linear_activation_forward(X, W1, b1, activation="relu")
        A2, cache2 = linear_activation_forward(A1, W2, b2, activation="sigmoid")
        cost = compute_cost(A2, Y)
        dA2 = -(np.divide(Y, A2) - np.divide(1 - Y, 1 - A2))
        dA1, grads["dW2"], grads["db2"] = linear_activation_backward(dA2, cache2, activation="sigmoid")
        dA0, grads["dW1"], grads["db1"] = linear_activation_backward(dA1, cache1, activation="relu")
        parameters = update_parameters(parameters, grads, learning_rate)
        W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
        if i % 100 == 0:
            costs.append(cost)
    plt.plot(np.squeeze(costs))
    plt.show()
    return parameters
""",
    """\
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    np.random.seed(1)
    parameters = initialize_parameters_deep(layers_dims)
    for i in range(num_iterations):
        A, depth, kept = X, len(parameters) // 2, []
        for l in range(1, depth + 1):
            kept.append(A)
            Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
            A = np.maximum(Z, 0) if l < depth else 1 / (1 + np.exp(-Z))
        dZ = (A - Y) / X.shape[1]
        moved = {}
        for l in range(depth, 0, -1):
            moved[f"W{l}"] = parameters[f"W{l}"] - learning_rate * dZ @ kept[l - 1].T
            moved[f"b{l}"] = parameters[f"b{l}"] - learning_rate * dZ.sum(1, keepdims=True)
            dZ = (parameters[f"W{l}"].T @ dZ) * (kept[l - 1] > 0)
        parameters = moved
    return parameters
""",
]
