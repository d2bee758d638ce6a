"""Assignment 2 in all editions."""

from tests.specimens.corpus_editions.layout import EDITIONS, Published

FUNCTIONS = {
    "sigmoid": '''\
def sigmoid(z):
    ### START CODE HERE ### (≈ 1 line of code)
    s = 1 / (1 + np.exp(-z))
    ### END CODE HERE ###

    return s
''',
    "initialize_with_zeros": '''\
def initialize_with_zeros(dim):
    ### START CODE HERE ### (≈ 1 line of code)
    w = np.zeros((dim, 1))
    b = 0
    ### END CODE HERE ###

    assert(w.shape == (dim, 1))
    assert(isinstance(b, float) or isinstance(b, int))

    return w, b
''',
    "propagate": '''\
def propagate(w, b, X, Y):
    m = X.shape[1]

    ### START CODE HERE ### (≈ 2 lines of code)
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    ### END CODE HERE ###

    ### START CODE HERE ### (≈ 2 lines of code)
    dw = 1 / m * np.dot(X, (A - Y).T)
    db = 1 / m * np.sum(A - Y)
    ### END CODE HERE ###

    assert(dw.shape == w.shape)
    assert(db.dtype == float)
    cost = np.squeeze(cost)
    assert(cost.shape == ())

    grads = {"dw": dw, "db": db}
    return grads, cost
''',
    "optimize": '''\
def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost = False):
    costs = []

    for i in range(num_iterations):
        ### START CODE HERE ### (≈ 1-4 lines of code)
        grads, cost = propagate(w, b, X, Y)
        ### END CODE HERE ###

        dw = grads["dw"]
        db = grads["db"]

        ### START CODE HERE ###
        w = w - learning_rate * dw
        b = b - learning_rate * db
        ### END CODE HERE ###

        if i % 100 == 0:
            costs.append(cost)
        if print_cost and i % 100 == 0:
            print("Cost after iteration %i: %f" % (i, cost))

    params = {"w": w, "b": b}
    grads = {"dw": dw, "db": db}
    return params, grads, costs
''',
    "predict": '''\
def predict(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    w = w.reshape(X.shape[0], 1)

    ### START CODE HERE ### (≈ 1 line of code)
    A = sigmoid(np.dot(w.T, X) + b)
    ### END CODE HERE ###

    for i in range(A.shape[1]):
        ### START CODE HERE ### (≈ 4 lines of code)
        if A[0, i] > 0.5:
            Y_prediction[0, i] = 1
        else:
            Y_prediction[0, i] = 0
        ### END CODE HERE ###

    assert(Y_prediction.shape == (1, m))
    return Y_prediction
''',
    "model": '''\
def model(X_train, Y_train, X_test, Y_test, num_iterations = 2000, learning_rate = 0.5, print_cost = False):
    ### START CODE HERE ###
    w, b = initialize_with_zeros(X_train.shape[0])
    parameters, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w = parameters["w"]
    b = parameters["b"]
    Y_prediction_test = predict(w, b, X_test)
    Y_prediction_train = predict(w, b, X_train)
    ### END CODE HERE ###

    print("train accuracy: {} %".format(100 - np.mean(np.abs(Y_prediction_train - Y_train)) * 100))
    print("test accuracy: {} %".format(100 - np.mean(np.abs(Y_prediction_test - Y_test)) * 100))

    d = {"costs": costs, "Y_prediction_test": Y_prediction_test, "Y_prediction_train": Y_prediction_train,
         "w": w, "b": b, "learning_rate": learning_rate, "num_iterations": num_iterations}
    return d
''',
}  # fmt: skip

BEFORE_2021 = """\
import numpy as np
import matplotlib.pyplot as plt
import h5py
import scipy
from PIL import Image
from scipy import ndimage
from lr_utils import load_dataset

%matplotlib inline
"""

DIFFERENCES_2021 = {
    "initialize_with_zeros": {
        "b = 0\n": "b = 0.0\n",
        "    assert(w.shape == (dim, 1))\n    assert(isinstance(b, float) or isinstance(b, int))\n\n": "",
    },
    "propagate": {
        "    assert(dw.shape == w.shape)\n    assert(db.dtype == float)\n": "",
        "cost = np.squeeze(cost)\n    assert(cost.shape == ())\n": "cost = np.squeeze(np.array(cost))\n",
    },
    "optimize": {
        "num_iterations, learning_rate, print_cost = False": (
            "num_iterations=100, learning_rate=0.009, print_cost=False"
        ),
        "    costs = []\n": "    w = copy.deepcopy(w)\n    b = copy.deepcopy(b)\n    costs = []\n",
    },
    "predict": {"    assert(Y_prediction.shape == (1, m))\n": ""},
}

LOGISTIC_REGRESSION = Published(
    "logistic_regression",
    imports=dict.fromkeys(EDITIONS, BEFORE_2021)
    | {
        "2021": BEFORE_2021.replace("%matplotlib", "from public_tests import *\n\n%matplotlib").replace(
            "\n", "\nimport copy\n", 1
        )
    },
    functions=FUNCTIONS,
    differences={"2021": DIFFERENCES_2021},
    other_cells=(
        "train_set_x_orig, train_set_y, test_set_x_orig, test_set_y, classes = load_dataset()",
        "my_image = 'my_image.jpg'\nimage = np.array(ndimage.imread('images/' + my_image, flatten=False))",
    ),
)
