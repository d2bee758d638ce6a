"""Assignment 4 in all editions."""

from tests.specimens.corpus_editions.layout import Published

FUNCTIONS = {
    "initialize_parameters": '''\
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(1)
    ### START CODE HERE ### (≈ 4 lines of code)
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    ### END CODE HERE ###
    assert(W1.shape == (n_h, n_x))
    assert(b1.shape == (n_h, 1))
    parameters = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    return parameters
''',
    "initialize_parameters_deep": '''\
def initialize_parameters_deep(layer_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layer_dims)
    for l in range(1, L):
        ### START CODE HERE ### (≈ 2 lines of code)
        parameters['W' + str(l)] = np.random.randn(layer_dims[l], layer_dims[l-1]) * 0.01
        parameters['b' + str(l)] = np.zeros((layer_dims[l], 1))
        ### END CODE HERE ###
        assert(parameters['W' + str(l)].shape == (layer_dims[l], layer_dims[l-1]))
    return parameters
''',
    "linear_forward": '''\
def linear_forward(A, W, b):
    ### START CODE HERE ### (≈ 1 line of code)
    Z = np.dot(W, A) + b
    ### END CODE HERE ###
    assert(Z.shape == (W.shape[0], A.shape[1]))
    cache = (A, W, b)
    return Z, cache
''',
    "linear_activation_forward": '''\
def linear_activation_forward(A_prev, W, b, activation):
    if activation == "sigmoid":
        ### START CODE HERE ### (≈ 2 lines of code)
        Z, linear_cache = linear_forward(A_prev, W, b)
        A, activation_cache = sigmoid(Z)
        ### END CODE HERE ###
    elif activation == "relu":
        ### START CODE HERE ### (≈ 2 lines of code)
        Z, linear_cache = linear_forward(A_prev, W, b)
        A, activation_cache = relu(Z)
        ### END CODE HERE ###
    assert (A.shape == (W.shape[0], A_prev.shape[1]))
    cache = (linear_cache, activation_cache)
    return A, cache
''',
    "L_model_forward": '''\
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L):
        A_prev = A
        ### START CODE HERE ### (≈ 2 lines of code)
        A, cache = linear_activation_forward(A_prev, parameters['W' + str(l)], parameters['b' + str(l)], "relu")
        caches.append(cache)
        ### END CODE HERE ###
    ### START CODE HERE ### (≈ 2 lines of code)
    AL, cache = linear_activation_forward(A, parameters['W' + str(L)], parameters['b' + str(L)], "sigmoid")
    caches.append(cache)
    ### END CODE HERE ###
    assert(AL.shape == (1,X.shape[1]))
    return AL, caches
''',
    "compute_cost": '''\
def compute_cost(AL, Y):
    m = Y.shape[1]
    ### START CODE HERE ### (≈ 1 lines of code)
    cost = -1 / m * np.sum(np.multiply(Y, np.log(AL)) + np.multiply(1 - Y, np.log(1 - AL)))
    ### END CODE HERE ###
    cost = np.squeeze(cost)
    assert(cost.shape == ())
    return cost
''',
    "linear_backward": '''\
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    ### START CODE HERE ### (≈ 3 lines of code)
    dW = 1 / m * np.dot(dZ, A_prev.T)
    db = 1 / m * np.sum(dZ, axis=1, keepdims=True)
    dA_prev = np.dot(W.T, dZ)
    ### END CODE HERE ###
    assert (dA_prev.shape == A_prev.shape)
    assert (dW.shape == W.shape)
    assert (db.shape == b.shape)
    return dA_prev, dW, db
''',
    "linear_activation_backward": '''\
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    if activation == "relu":
        ### START CODE HERE ### (≈ 2 lines of code)
        dZ = relu_backward(dA, activation_cache)
        dA_prev, dW, db = linear_backward(dZ, linear_cache)
        ### END CODE HERE ###
    elif activation == "sigmoid":
        ### START CODE HERE ### (≈ 2 lines of code)
        dZ = sigmoid_backward(dA, activation_cache)
        dA_prev, dW, db = linear_backward(dZ, linear_cache)
        ### END CODE HERE ###
    return dA_prev, dW, db
''',
    "L_model_backward": '''\
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    m = AL.shape[1]
    Y = Y.reshape(AL.shape)
    ### START CODE HERE ### (1 line of code)
    dAL = - (np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    ### END CODE HERE ###
    ### START CODE HERE ### (approx. 2 lines)
    current_cache = caches[L-1]
    dA_prev, dW, db = linear_activation_backward(dAL, current_cache, "sigmoid")
    grads["dA" + str(L-1)], grads["dW" + str(L)], grads["db" + str(L)] = dA_prev, dW, db
    ### END CODE HERE ###
    for l in reversed(range(L-1)):
        ### START CODE HERE ### (approx. 5 lines)
        current_cache = caches[l]
        dA_prev_temp, dW_temp, db_temp = linear_activation_backward(grads["dA" + str(l + 1)], current_cache, "relu")
        grads["dA" + str(l)] = dA_prev_temp
        grads["dW" + str(l + 1)] = dW_temp
        grads["db" + str(l + 1)] = db_temp
        ### END CODE HERE ###
    return grads
''',
    "update_parameters": '''\
def update_parameters(parameters, grads, learning_rate):
    L = len(parameters) // 2
    ### START CODE HERE ### (≈ 3 lines of code)
    for l in range(L):
        parameters["W" + str(l+1)] = parameters["W" + str(l+1)] - learning_rate * grads["dW" + str(l+1)]
        parameters["b" + str(l+1)] = parameters["b" + str(l+1)] - learning_rate * grads["db" + str(l+1)]
    ### END CODE HERE ###
    return parameters
''',
}  # fmt: skip

IMPORTS = "\n".join(
    [
        "import numpy as np",
        "import h5py",
        "import matplotlib.pyplot as plt",
        "from {cases} import *",
        "from {utils} import sigmoid, sigmoid_backward, relu, relu_backward",
        "%matplotlib inline",
        "plt.rcParams['figure.figsize'] = (5.0, 4.0)",
        "%load_ext autoreload",
        "%autoreload 2",
        "np.random.seed(1)",
    ]
)

MODULES = {
    "v1": ("testCases", "dnn_utils"),
    "v2": ("testCases_v2", "dnn_utils_v2"),
    "v3": ("testCases_v3", "dnn_utils_v2"),
    "v4": ("testCases_v4", "dnn_utils_v2"),
    "v4a": ("testCases_v4a", "dnn_utils_v2"),
    "2021": ("testCases", "dnn_utils"),
}

SHIFTED = {
    'grads["dA" + str(L-1)]': 'grads["dA" + str(L)]',
    'grads["dA" + str(l + 1)], current': 'grads["dA" + str(l + 2)], current',
    'grads["dA" + str(l)] =': 'grads["dA" + str(l + 1)] =',
}

ONE_NUMBER = {
    "db = 1 / m * np.sum(dZ, axis=1, keepdims=True)": "db = np.squeeze(np.sum(dZ, axis=1, keepdims=True)) / m",
    "assert (db.shape == b.shape)": "assert (isinstance(db, float))",
}

DIFFERENCES_2021 = {
    "linear_forward": {"    assert(Z.shape == (W.shape[0], A.shape[1]))\n": ""},
    "L_model_forward": {"    assert(AL.shape == (1,X.shape[1]))\n": ""},
    "linear_backward": {"    assert (db.shape == b.shape)\n": ""},
    "compute_cost": {"    assert(cost.shape == ())\n": ""},
    "update_parameters": {
        "(parameters, grads, learning_rate)": "(params, grads, learning_rate)",
        "    L = len(": "    parameters = copy.deepcopy(params)\n    L = len(",
    },
}

DNN_STEP_BY_STEP = Published(
    "dnn_step_by_step",
    imports={edition: IMPORTS.format(cases=cases, utils=utils) for edition, (cases, utils) in MODULES.items()}
    | {"2021": "import copy\nfrom public_tests import *\n" + IMPORTS.format(cases="testCases", utils="dnn_utils")},
    functions=FUNCTIONS,
    differences={
        "v1": {"linear_backward": ONE_NUMBER, "L_model_backward": SHIFTED},
        "v2": {"L_model_backward": SHIFTED},
        "v3": {"L_model_backward": SHIFTED},
        "2021": DIFFERENCES_2021,
    },
    other_cells=(
        "A, W, b = linear_forward_test_case()\nZ, linear_cache = linear_forward(A, W, b)\nprint('Z = ' + str(Z))",
        "linear_forward_test(linear_forward)",
    ),
)
