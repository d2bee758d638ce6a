"""The classic errors of a beginner, made in notebooks as they were published, and the word that names each.

They are not made from `testcases/mistakes`: what stands here is what students write, between the lines of the published
scaffold. `words` is a regular expression for what a teacher would say.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Classic:
    """A piece of the published function, what a beginner writes there, and what names the error."""

    function: str
    old: str
    new: str
    words: str


BASICS = (
    Classic("basic_sigmoid", "math.exp(-x)", "math.exp(x)", "minus x"),
    Classic("basic_sigmoid", "1 / (1 + math.exp(-x))", "1 / 1 + math.exp(-x)", "brackets"),
    Classic("basic_sigmoid", "math.exp(-x)", "math.e(-x)", "called like a function"),
    Classic("sigmoid", "np.exp(-x)", "math.exp(-x)", "takes one number|single numbers"),
    Classic("sigmoid", "np.exp(-x)", "np.exp(x)", "minus x"),
    Classic("sigmoid_derivative", "s * (1 - s)", "x * (1 - x)", "not of x itself"),
    Classic("sigmoid_derivative", "s * (1 - s)", "np.dot(s, 1 - s)", "entry by entry"),
    Classic("image2vector", "* image.shape[2], 1))", "* image.shape[2]))", "axis|column"),
    Classic(
        "image2vector", "image.shape[0] * image.shape[1] * image.shape[2], 1", "3 * 3 * 2, 1", "size|laid out|published"
    ),
    Classic("normalizeRows", "axis=1", "axis=0", "rows"),
    Classic("normalizeRows", ", keepdims=True", "", "keepdims"),
    Classic("normalizeRows", "axis=1, ", "", "one number|own length|length of its own"),
    Classic("softmax", ", keepdims=True", "", "keepdims"),
    Classic("softmax", "axis=1, keepdims=True", "", "each row"),
    Classic("softmax", "axis=1", "axis=0", "row"),
    Classic("L1", "np.abs(y - yhat)", "(y - yhat)", "absolute|sign|cancel"),
    Classic("L1", "np.sum(", "np.mean(", "sum|average|mean"),
    Classic("L2", "np.dot(y - yhat, y - yhat)", "np.sum(np.abs(y - yhat))", "square"),
    Classic("L2", "np.dot(y - yhat, y - yhat)", "np.sqrt(np.dot(y - yhat, y - yhat))", "root"),
)

REGRESSION = (
    Classic("sigmoid", "1 / (1 + np.exp(-z))", "1 / 1 + np.exp(-z)", "brackets"),
    Classic("initialize_with_zeros", "np.zeros((dim, 1))", "np.zeros(dim, 1)", "bracket"),
    Classic("initialize_with_zeros", "np.zeros((dim, 1))", "np.zeros(dim)", r"one axis|shape \(dim, 1\)|axis"),
    Classic("initialize_with_zeros", "np.zeros((dim, 1))", "np.random.randn(dim, 1) * 0.01", "random"),
    Classic("propagate", "np.dot(w.T, X)", "np.dot(w, X)", "transpose"),
    Classic("propagate", "np.dot(w.T, X)", "w.T * X", r"\*.*@|matrix product|star"),
    Classic("propagate", "np.dot(X, (A - Y).T)", "X * (A - Y)", "star|matrix product|matrix"),
    Classic("propagate", "-1 / m * np.sum(Y", "1 / m * np.sum(Y", "sign|minus"),
    Classic("propagate", "-1 / m * np.sum(Y", "-np.sum(Y", "average|divide|number of examples"),
    Classic("propagate", "dw = 1 / m * np.dot", "dw = np.dot", "[Dd]ivide|average"),
    Classic("propagate", "db = 1 / m * np.sum(A - Y)", "db = np.sum(A - Y)", "[Dd]ivide|average"),
    Classic("propagate", "(A - Y).T", "(Y - A).T", "A - Y"),
    Classic("optimize", "w = w - learning", "w = w + learning", "uphill"),
    Classic("optimize", "w = w - learning_rate * dw", "w = w - dw", "learning rate"),
    Classic("optimize", "b = b - learning_rate * db", "b = b - learning_rate * dw", "db"),
    Classic("predict", "A[0, i] > 0.5", "A[0, i] < 0.5", "swapped|above 0.5"),
    Classic("predict", "sigmoid(np.dot(w.T, X) + b)", "np.dot(w.T, X) + b", "sigmoid"),
    Classic("model", "optimize(w, b, X_train, Y_train,", "optimize(w, b, X_test, Y_test,", "test set"),
    Classic("model", "predict(w, b, X_test)", "predict(w, b, X_train)", "test set"),
    Classic("model", "num_iterations, learning_rate, print_cost)\n", "2000, 0.5, print_cost)\n", "hand on"),
)

PLANAR = (
    Classic("layer_sizes", "n_x = X.shape[0]", "n_x = X.shape[1]", "rows of `X`"),
    Classic("layer_sizes", "n_h = 4", "n_h = 5", "4 units"),
    Classic("initialize_parameters", "np.random.randn(n_h, n_x) * 0.01", "np.random.rand(n_h, n_x) * 0.01", "randn"),
    Classic("initialize_parameters", "np.zeros((n_h, 1))", "np.zeros(n_h, 1)", "bracket"),
    Classic(
        "initialize_parameters", "np.random.randn(n_h, n_x)", "np.random.randn((n_h, n_x))", "one by one|no bracket"
    ),
    Classic("forward_propagation", "A1 = np.tanh(Z1)", "A1 = sigmoid(Z1)", "tanh"),
    Classic("forward_propagation", "np.dot(W2, A1)", "np.dot(W2, Z1)", "A1"),
    Classic("forward_propagation", "np.dot(W1, X)", "np.dot(X, W1)", "order of the factors|inner sizes"),
    Classic("forward_propagation", "A2 = sigmoid(Z2)", "A2 = np.tanh(Z2)", "sigmoid"),
    Classic("compute_cost", "-np.sum(logprobs) / m", "-np.sum(logprobs)", "number of examples|average"),
    Classic("compute_cost", "np.log(1 - A2), 1 - Y", "np.log(A2), 1 - Y", "log"),
    Classic("compute_cost", "-np.sum(logprobs) / m", "np.sum(logprobs) / m", "minus"),
    Classic("backward_propagation", "1 - np.power(A1, 2)", "A1 * (1 - A1)", "tanh"),
    Classic(
        "backward_propagation", "db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)", "db1 = 1 / m * np.sum(dZ1)", "own"
    ),
    Classic("backward_propagation", "axis=1, keepdims=True", "axis=0, keepdims=True", "axis=1"),
    Classic("backward_propagation", "np.dot(W2.T, dZ2)", "np.dot(W2, dZ2)", "transpose"),
    Classic("update_parameters", "W1 - learning", "W1 + learning", "uphill|subtract"),
    Classic("update_parameters", 'W2 - learning_rate * grads["dW2"]', "W2", "[Ll]ayer 2|W2|last layer"),
    Classic("update_parameters", 'b1 - learning_rate * grads["db1"]', 'b1 - learning_rate * grads["dW1"]', "`db`|db1"),
    Classic("nn_model", "parameters = update_parameters(", "p = update_parameters(", "kept|keep"),
    Classic("predict", "(A2 > 0.5)", "A2", "0 or 1|threshold|probabilit"),
    Classic("predict", "(A2 > 0.5)", "(A2 < 0.5)", "above one half|0.5|swapped|round"),
)

DEEP = (
    Classic("initialize_parameters", "randn(n_h, n_x) * 0.01", "randn(n_h, n_x)", "0.01"),
    Classic("initialize_parameters", "np.random.randn(n_y, n_h) * 0.01", "np.zeros((n_y, n_h))", "random|zero"),
    Classic("initialize_parameters_deep", " * 0.01", " / np.sqrt(layer_dims[l-1])", "next assignment|0.01"),
    Classic("initialize_parameters_deep", "'W' + str(l)] = np", "'W' + l] = np", r"str\(i\)|str\("),
    Classic(
        "initialize_parameters_deep", "L = len(layer_dims)", "L = len(layer_dims) + 1", "counted? from 0|beyond the end"
    ),
    Classic("initialize_parameters_deep", "range(1, L)", "range(1, L - 1)", "[Ll]ast layer"),
    Classic("linear_forward", "np.dot(W, A) + b", "W * A + b", "matrix product"),
    Classic("linear_forward", "np.dot(W, A) + b", "np.dot(A, W) + b", "order"),
    Classic("linear_forward", "np.dot(W, A) + b", "np.dot(W, A)", "bias"),
    Classic(
        "linear_activation_forward",
        "A, activation_cache = relu(Z)",
        "A = relu(Z)",
        "[Aa]ctivation|cache|before it has a value",
    ),
    Classic("linear_activation_forward", "A, activation_cache = relu(Z)", "A, activation_cache = sigmoid(Z)", "ReLU"),
    Classic("L_model_forward", '"sigmoid")', '"relu")', "sigmoid"),
    Classic(
        "L_model_forward",
        "linear_activation_forward(A, parameters['W' + str(L)]",
        "linear_activation_forward(A_prev, parameters['W' + str(L)]",
        "last layer|A_prev|inner sizes",
    ),
    Classic("L_model_forward", "range(1, L)", "range(1, L + 1)", "last|twice|once"),
    Classic("L_model_forward", "L = len(parameters) // 2", "L = len(parameters)", "half"),
    Classic("compute_cost", "np.log(AL)", "np.log10(AL)", "log|base"),
    Classic("compute_cost", "-1 / m * np.sum(", "-1 * np.sum(", "number of examples|divide"),
    Classic("linear_backward", "dW = 1 / m * np.dot(dZ, A_prev.T)", "dW = np.dot(dZ, A_prev.T)", "divide"),
    Classic("linear_backward", ", keepdims=True", "", "keepdims"),
    Classic("linear_backward", "axis=1", "axis=0", "axis=1"),
    Classic("linear_backward", "np.dot(dZ, A_prev.T)", "dZ * A_prev.T", "matrix product"),
    Classic("linear_backward", "np.dot(W.T, dZ)", "np.dot(W, dZ)", "transpose"),
    Classic(
        "linear_activation_backward",
        "dZ = relu_backward(dA, activation_cache)",
        "dZ = relu_backward(dA, linear_cache)",
        "cache",
    ),
    Classic(
        "linear_activation_backward",
        "sigmoid_backward(dA, activation_cache)",
        "relu_backward(dA, activation_cache)",
        "sigmoid",
    ),
    Classic("L_model_backward", "- (np.divide(Y, AL)", "(np.divide(Y, AL)", "minus sign|sign"),
    Classic("L_model_backward", '"sigmoid")', '"relu")', "sigmoid"),
    Classic(
        "L_model_backward",
        "current_cache = caches[l]",
        "current_cache = caches[l + 1]",
        "one layer too high|caches\\[l\\]",
    ),
    Classic("L_model_backward", "caches[L-1]", "caches[L]", "beyond the end"),
    Classic(
        "L_model_backward",
        'grads["dA" + str(l + 1)], current_cache',
        'grads["dA" + str(l + 2)], current_cache',
        "no key",
    ),
    Classic("L_model_backward", 'grads["dA" + str(l + 1)], current_cache', "dAL, current_cache", "layer above|start"),
    Classic("update_parameters", "range(L)", "range(L - 1)", "[Ll]ast layer"),
    Classic("update_parameters", "range(L)", "range(1, L)", "[Ff]irst layer|layer 1"),
    Classic("update_parameters", "range(L)", "range(L + 1)", "no key|not there"),
    Classic("update_parameters", "] - learning_rate", "] + learning_rate", "uphill"),
    Classic("update_parameters", "L = len(parameters) // 2", "L = len(parameters) / 2", "whole number"),
)

APPLICATION = (
    Classic("two_layer_model", 'W1, b1, "relu")', 'W1, b1, "sigmoid")', "ReLU"),
    Classic(
        "two_layer_model", "linear_activation_forward(A1, W2", "linear_activation_forward(X, W2", "`A1`|inner sizes"
    ),
    Classic(
        "two_layer_model", "linear_activation_backward(dA2, cache2", "linear_activation_backward(dA2, cache1", "cache"
    ),
    Classic("two_layer_model", "grads, learning_rate)\n", "grads, 0.0075)\n", "learning_rate"),
    Classic(
        "L_layer_model",
        "initialize_parameters_deep(layers_dims)",
        "initialize_parameters(layers_dims)",
        "leaves out|too few",
    ),
    Classic("L_layer_model", "L_model_backward(AL, Y, caches)", "L_model_backward(Y, AL, caches)", "prediction first"),
    Classic("L_layer_model", "return parameters", "return grads", "gradients"),
)

CLASSICS = {
    "python_basics": BASICS,
    "logistic_regression": REGRESSION,
    "planar_data": PLANAR,
    "dnn_step_by_step": DEEP,
    "dnn_application": APPLICATION,
}
