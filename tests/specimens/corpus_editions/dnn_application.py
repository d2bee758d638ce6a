"""Assignment 5 in all editions."""

from tests.specimens.corpus_editions.layout import Published

PLOT = """\
    plt.plot(np.squeeze(costs))
    plt.ylabel('cost')
    plt.title("rate " + str(learning_rate))
    plt.show()

"""

KEEP_COSTS = """\
        if print_cost and i % 100 == 0:
            print("Cost after iteration {}: {}".format(i, np.squeeze(cost)))
        if print_cost and i % 100 == 0:
            costs.append(cost)
"""

FUNCTIONS = {
    "two_layer_model": '''\
def two_layer_model(X, Y, layers_dims, learning_rate = 0.0075, num_iterations = 3000, print_cost=False):
    np.random.seed(1)
    grads = {}
    costs = []
    m = X.shape[1]
    (n_x, n_h, n_y) = layers_dims

    ### START CODE HERE ### (≈ 1 line of code)
    parameters = initialize_parameters(n_x, n_h, n_y)
    ### END CODE HERE ###

    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]

    for i in range(0, num_iterations):
        ### START CODE HERE ### (≈ 2 lines of code)
        A1, cache1 = linear_activation_forward(X, W1, b1, "relu")
        A2, cache2 = linear_activation_forward(A1, W2, b2, "sigmoid")
        ### END CODE HERE ###

        ### START CODE HERE ### (≈ 1 line of code)
        cost = compute_cost(A2, Y)
        ### END CODE HERE ###

        dA2 = - (np.divide(Y, A2) - np.divide(1 - Y, 1 - A2))

        ### START CODE HERE ### (≈ 2 lines of code)
        dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "sigmoid")
        dA0, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        ### END CODE HERE ###

        grads['dW1'] = dW1
        grads['db1'] = db1
        grads['dW2'] = dW2
        grads['db2'] = db2

        ### START CODE HERE ### (approx. 1 line of code)
        parameters = update_parameters(parameters, grads, learning_rate)
        ### END CODE HERE ###

        W1 = parameters["W1"]
        b1 = parameters["b1"]
        W2 = parameters["W2"]
        b2 = parameters["b2"]

KEEP_COSTS
PLOT
    return parameters
''',
    "L_layer_model": '''\
def L_layer_model(X, Y, layers_dims, learning_rate = 0.0075, num_iterations = 3000, print_cost=False):
    np.random.seed(1)
    costs = []

    ### START CODE HERE ###
    parameters = initialize_parameters_deep(layers_dims)
    ### END CODE HERE ###

    for i in range(0, num_iterations):
        ### START CODE HERE ### (≈ 1 line of code)
        AL, caches = L_model_forward(X, parameters)
        ### END CODE HERE ###

        ### START CODE HERE ### (≈ 1 line of code)
        cost = compute_cost(AL, Y)
        ### END CODE HERE ###

        ### START CODE HERE ### (≈ 1 line of code)
        grads = L_model_backward(AL, Y, caches)
        ### END CODE HERE ###

        ### START CODE HERE ### (≈ 1 line of code)
        parameters = update_parameters(parameters, grads, learning_rate)
        ### END CODE HERE ###

KEEP_COSTS
PLOT
    return parameters
''',
}  # fmt: skip
FUNCTIONS = {name: text.replace("KEEP_COSTS\n", KEEP_COSTS).replace("PLOT\n", PLOT) for name, text in FUNCTIONS.items()}

IMPORTS = "\n".join(
    [
        "import time",
        "import numpy as np",
        "import h5py",
        "import matplotlib.pyplot as plt",
        "import scipy",
        "from PIL import Image",
        "from scipy import ndimage",
        "from {helpers} import *",
        "",
        "%matplotlib inline",
        "plt.rcParams['figure.figsize'] = (5.0, 4.0)",
        "%load_ext autoreload",
        "%autoreload 2",
        "np.random.seed(1)",
    ]
)

HELPERS = {
    "v1": "dnn_app_utils",
    "v2": "dnn_app_utils_v2",
    "v3": "dnn_app_utils_v3",
    "v4": "dnn_app_utils_v3",
    "v4a": "dnn_app_utils_v3",
    "2021": "dnn_app_utils_v3",
}

RETURNS_COSTS = {
    KEEP_COSTS: """\
        if print_cost and i % 100 == 0 or i == num_iterations - 1:
            print("Cost after iteration {}: {}".format(i, np.squeeze(cost)))
        if i % 100 == 0 or i == num_iterations:
            costs.append(cost)
""",
    PLOT: "",
    "return parameters": "return parameters, costs",
}

DNN_APPLICATION = Published(
    "dnn_application",
    imports={edition: IMPORTS.format(helpers=helpers) for edition, helpers in HELPERS.items()}
    | {"2021": IMPORTS.format(helpers="dnn_app_utils_v3").replace("%mat", "from public_tests import *\n%mat", 1)},
    functions=FUNCTIONS,
    differences={"2021": {"two_layer_model": RETURNS_COSTS, "L_layer_model": RETURNS_COSTS}},
    other_cells=(
        "train_x_orig, train_y, test_x_orig, test_y, classes = load_data()",
        "parameters = two_layer_model(train_x, train_y, layers_dims=(12288, 7, 1), num_iterations=2500)",
    ),
)
