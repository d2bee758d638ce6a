"""Assignment 1 in all editions."""

from tests.specimens.corpus_editions.layout import EDITIONS, Published

FUNCTIONS = {
    "basic_sigmoid": '''\
def basic_sigmoid(x):
    ### START CODE HERE ### (≈ 1 line of code)
    s = 1 / (1 + math.exp(-x))
    ### END CODE HERE ###

    return s
''',
    "sigmoid": '''\
def sigmoid(x):
    ### START CODE HERE ### (≈ 1 line of code)
    s = 1 / (1 + np.exp(-x))
    ### END CODE HERE ###

    return s
''',
    "sigmoid_derivative": '''\
def sigmoid_derivative(x):
    ### START CODE HERE ### (≈ 2 lines of code)
    s = sigmoid(x)
    ds = s * (1 - s)
    ### END CODE HERE ###

    return ds
''',
    "image2vector": '''\
def image2vector(image):
    ### START CODE HERE ### (≈ 1 line of code)
    v = image.reshape((image.shape[0] * image.shape[1] * image.shape[2], 1))
    ### END CODE HERE ###

    return v
''',
    "normalizeRows": '''\
def normalizeRows(x):
    ### START CODE HERE ### (≈ 2 lines of code)
    x_norm = np.linalg.norm(x, ord=2, axis=1, keepdims=True)
    x = x / x_norm
    ### END CODE HERE ###

    return x
''',
    "softmax": '''\
def softmax(x):
    ### START CODE HERE ### (≈ 3 lines of code)
    x_exp = np.exp(x)
    x_sum = np.sum(x_exp, axis=1, keepdims=True)
    s = x_exp / x_sum
    ### END CODE HERE ###

    return s
''',
    "L1": '''\
def L1(yhat, y):
    ### START CODE HERE ### (≈ 1 line of code)
    loss = np.sum(np.abs(y - yhat))
    ### END CODE HERE ###

    return loss
''',
    "L2": '''\
def L2(yhat, y):
    ### START CODE HERE ### (≈ 1 line of code)
    loss = np.dot(y - yhat, y - yhat)
    ### END CODE HERE ###

    return loss
''',
}  # fmt: skip

BEFORE_2021 = "import math\nimport numpy as np\n"

PYTHON_BASICS = Published(
    "python_basics",
    imports=dict.fromkeys(EDITIONS, BEFORE_2021)
    | {"2021": "import math\nfrom public_tests import *\nimport numpy as np\n"},
    functions=FUNCTIONS,
    differences={"2021": {"normalizeRows": {"def normalizeRows": "def normalize_rows"}}},
    other_cells=("x = [1, 2, 3]\nbasic_sigmoid(x)", "t_x = np.array([1, 2, 3])\nprint(sigmoid(t_x))"),
)
