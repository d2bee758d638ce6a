"""Assignment 3: the published test cases under their published names, and what the grader asks.

The known mistakes are in `mistakes/planar_data.py`.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from grader import Case, Exercise, Make, Tolerance, leaves_inputs_alone

# What a student's copy of this file keeps.
__all__ = [
    "backward_propagation_test_case",
    "compute_cost_test_case",
    "forward_propagation_test_case",
    "initialize_parameters_test_case",
    "layer_sizes_test_case",
    "nn_model_test_case",
    "predict_test_case",
    "update_parameters_test_case",
]

Array = NDArray[np.float64]
Labels = NDArray[np.int64] | NDArray[np.bool_]
Draw = Callable[..., Array]
Tensors = dict[str, Array]

# -- The published cases. Their numbers were printed with eight decimals, and are meant so. --


def first_parameters() -> Tensors:
    """The starting values of a 2-4-1 network, as seed 2 draws them."""
    return {
        "W1": np.array(
            [
                [-0.00416758, -0.00056267],
                [-0.02136196, 0.01640271],
                [-0.01793436, -0.00841747],
                [0.00502881, -0.01245288],
            ]
        ),
        "b1": np.zeros((4, 1)),
        "W2": np.array([[-0.01057952, -0.00909008, 0.00551454, 0.02292208]]),
        "b2": np.zeros((1, 1)),
    }


def trained_parameters() -> Tensors:
    """The values of a 2-4-1 network after a while."""
    return {
        "W1": np.array(
            [
                [-0.00615039, 0.0169021],
                [-0.02311792, 0.03137121],
                [-0.0169217, -0.01752545],
                [0.00935436, -0.05018221],
            ]
        ),
        "b1": np.array([[-8.97523455e-07], [8.15562092e-06], [6.04810633e-07], [-2.54560700e-06]]),
        "W2": np.array([[-0.0104319, -0.04019007, 0.01607211, 0.04440255]]),
        "b2": np.array([[9.14954378e-05]]),
    }


def layer_sizes_test_case() -> tuple[Array, Array]:
    """X (5, 3) and Y (2, 3)."""
    np.random.seed(1)
    return np.random.randn(5, 3), np.random.randn(2, 3)


def initialize_parameters_test_case() -> tuple[int, int, int]:
    """n_x, n_h, n_y."""
    return 2, 4, 1


def forward_propagation_test_case() -> tuple[Array, Tensors]:
    """X (2, 3) and the parameters of a 2-4-1 network."""
    np.random.seed(1)
    X = np.random.randn(2, 3)
    return X, first_parameters() | {"b1": np.random.randn(4, 1), "b2": np.array([[-1.3]])}


def compute_cost_test_case() -> tuple[Array, Labels, Tensors]:
    """A2 and Y, both (1, 3), and parameters."""
    np.random.seed(1)
    return np.array([[0.5002307, 0.49985831, 0.50023963]]), np.random.randn(1, 3) > 0, first_parameters()


def backward_propagation_test_case() -> tuple[Tensors, Tensors, Array, Labels]:
    """The parameters of a 2-4-1 network, its cache, X (2, 3) and Y (1, 3)."""
    np.random.seed(1)
    X, Y = np.random.randn(2, 3), np.random.randn(1, 3) > 0
    cache = {
        "Z1": np.array(
            [
                [-0.00616586, 0.0020626, 0.0034962],
                [-0.05229879, 0.02726335, -0.02646869],
                [-0.02009991, 0.00368692, 0.02884556],
                [0.02153007, -0.01385322, 0.02600471],
            ]
        ),
        "A1": np.array(
            [
                [-0.00616578, 0.0020626, 0.00349619],
                [-0.05225116, 0.02725659, -0.02646251],
                [-0.02009721, 0.0036869, 0.02883756],
                [0.02152675, -0.01385234, 0.02599885],
            ]
        ),
        "Z2": np.array([[0.00092281, -0.00056678, 0.00095853]]),
        "A2": np.array([[0.5002307, 0.49985831, 0.50023963]]),
    }
    return first_parameters(), cache, X, Y


def update_parameters_test_case() -> tuple[Tensors, Tensors]:
    """The parameters of a 2-4-1 network and their gradients."""
    grads = {
        "dW1": np.array(
            [
                [0.00023322, -0.00205423],
                [0.00082222, -0.00700776],
                [-0.00031831, 0.0028636],
                [-0.00092857, 0.00809933],
            ]
        ),
        "db1": np.array([[1.05570087e-07], [-3.81814487e-06], [-1.90155145e-07], [5.46467802e-07]]),
        "dW2": np.array([[-1.75740039e-05, 3.70231337e-03, -1.25683095e-03, -2.55715317e-03]]),
        "db2": np.array([[-1.08923140e-05]]),
    }
    return trained_parameters(), grads


def nn_model_test_case() -> tuple[Array, Labels]:
    """X (2, 3) and Y (1, 3)."""
    np.random.seed(1)
    return np.random.randn(2, 3), np.random.randn(1, 3) > 0


def predict_test_case() -> tuple[Tensors, Array]:
    """The parameters of a 2-4-1 network and X (2, 3)."""
    np.random.seed(1)
    return trained_parameters(), np.random.randn(2, 3)


# -- The held-out cases. --


def parameters_of(randn: Draw, n_x: int, n_h: int, n_y: int, prefix: str = "") -> Tensors:
    """W1, b1, W2, b2 of a network with these layer sizes; prefix "d" names them as gradients."""
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
    return {prefix + name: randn(*shape) for name, shape in shapes.items()}


def labels(rng: np.random.RandomState, n_y: int, m: int) -> NDArray[np.int64]:
    """Labels of shape (n_y, m), of both kinds where there is room."""
    return rng.permutation(np.arange(n_y * m) % 2).reshape(n_y, m)


def examples(n_x: int, n_y: int, m: int) -> Make:
    """Arguments of `layer_sizes`: X and Y."""
    return lambda rng: (rng.randn(n_x, m), labels(rng, n_y, m))


def batch(n_x: int, n_h: int, n_y: int, m: int) -> Make:
    """Arguments of `forward_propagation`: X and parameters."""
    return lambda rng: (rng.randn(n_x, m), parameters_of(rng.randn, n_x, n_h, n_y))


def predictions(m: int) -> Make:
    """Arguments of `compute_cost`: A2 and Y, both (1, m), with A2 away from 0 and 1, and parameters."""

    def make(rng: np.random.RandomState) -> tuple[Array, NDArray[np.int64], Tensors]:
        return rng.uniform(0.05, 0.95, size=(1, m)), labels(rng, 1, m), parameters_of(rng.randn, 2, 3, 1)

    return make


def sure_of_itself(rng: np.random.RandomState) -> tuple[Array, Array, Tensors]:
    """Probabilities close to 0, to one half and to 1, with labels that are 0.0 and 1.0."""
    order = rng.permutation(8)
    A2 = np.array([[1e-5, 1e-5, 2e-4, 0.499, 0.501, 0.9998, 0.9999, 0.9999]])
    Y = np.array([[0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0]])
    return A2[:, order], Y[:, order], parameters_of(rng.randn, 2, 3, 1)


def way_back(n_x: int, n_h: int, n_y: int, m: int) -> Make:
    """Arguments of `backward_propagation`: parameters, cache, X and Y."""

    def make(rng: np.random.RandomState) -> tuple[Tensors, Tensors, Array, NDArray[np.int64]]:
        Z1, Z2 = rng.randn(n_h, m), rng.randn(n_y, m)
        cache = {"Z1": Z1, "A1": np.tanh(Z1), "Z2": Z2, "A2": 1 / (1 + np.exp(-Z2))}
        return parameters_of(rng.randn, n_x, n_h, n_y), cache, rng.randn(n_x, m), labels(rng, n_y, m)

    return make


def step(n_x: int, n_h: int, n_y: int, *learning_rate: float) -> Make:
    """Arguments of `update_parameters`: parameters, gradients and perhaps the learning rate."""

    def make(rng: np.random.RandomState) -> tuple[object, ...]:
        grads = parameters_of(rng.randn, n_x, n_h, n_y, prefix="d")
        return (parameters_of(rng.randn, n_x, n_h, n_y), grads, *learning_rate)

    return make


def training(n_x: int, n_h: int, n_y: int, m: int, num_iterations: int, *print_cost: bool) -> Make:
    """Arguments of `nn_model`: X, Y, n_h, the number of iterations, and perhaps whether to print the cost."""
    return lambda rng: (*examples(n_x, n_y, m)(rng), n_h, num_iterations, *print_cost)


def questions(n_x: int, n_h: int, n_y: int, m: int) -> Make:
    """Arguments of `predict`: parameters and X."""
    return lambda rng: batch(n_x, n_h, n_y, m)(rng)[::-1]


def undecided(rng: np.random.RandomState) -> tuple[Tensors, Array]:
    """A network that says exactly one half for every example."""
    parameters = parameters_of(rng.randn, 3, 4, 1) | {"W2": np.zeros((1, 4)), "b2": np.zeros((1, 1))}
    return parameters, rng.randn(3, 5)


def all_of_one_class(rng: np.random.RandomState) -> tuple[Tensors, Array]:
    """A network that is sure of class 1 for every example, of some more than of others."""
    return parameters_of(rng.randn, 3, 4, 1) | {"b2": np.array([[8.0]])}, rng.randn(3, 9)


def sure_of_none(rng: np.random.RandomState) -> tuple[Array, Tensors]:
    """A network that is all but sure of class 0 for every example, in which nothing cancels."""
    parameters = parameters_of(rng.rand, 2, 3, 1) | {"b2": np.array([[-21.0]])}
    return rng.rand(2, 4), parameters


def barely(rng: np.random.RandomState) -> tuple[Tensors, Array]:
    """A network whose sums are these numbers, in any order: on either side of one half, close to it and far away."""
    z = rng.permutation([-9.0, -0.3, -0.2, -0.1, -0.001, 0.001, 0.05, 0.4, 9.0])
    W1, b1, b2 = np.array([[1.0], [0.5]]), np.zeros((2, 1)), np.array([[0.25]])
    W2 = np.array([[20.0, -4.0]])
    x = np.linspace(-2, 2, 4001)
    sums = (W2 @ np.tanh(W1 * x + b1) + b2)[0]
    X = np.interp(z, sums, x).reshape(1, -1)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, X


SEVERAL_OUTPUTS = "With several outputs it goes wrong: write it so that it holds for any number of output units."

# Drawn and scaled, each number on its own.
DRAWN = Tolerance(rtol=1e-6, of_largest=0)
EACH_BY_ITSELF = Tolerance(of_largest=0)

EXERCISES = (
    Exercise(
        "layer_sizes",
        points=5,
        hint="Each row of X is an input and each row of Y an output; the hidden layer has 4 units.",
        cases=(
            Case("published", lambda rng: layer_sizes_test_case(), visible=True),
            Case("three inputs, one output", examples(3, 1, 8)),
            Case("one input, three examples", examples(1, 1, 3)),
            Case("one example", examples(6, 2, 1)),
            Case("more outputs than inputs", examples(2, 7, 5)),
        ),
    ),
    Exercise(
        "initialize_parameters",
        points=10,
        hint="A weight matrix has a row for each unit it feeds and a column for each unit it reads from.",
        seed=2,
        cases=(
            Case("published", lambda rng: initialize_parameters_test_case(), visible=True, tolerance=DRAWN),
            Case("a wide hidden layer", lambda rng: (3, 12, 1), tolerance=DRAWN),
            Case("several outputs", lambda rng: (4, 3, 5)),
            Case("sizes drawn at random", lambda rng: tuple(int(n) for n in rng.permutation(6)[:3] + 2)),
        ),
    ),
    Exercise(
        "forward_propagation",
        points=15,
        hint="Each layer is a matrix product plus a bias, then its bend: tanh first, the sigmoid at the output.",
        cases=(
            Case("published", lambda rng: forward_propagation_test_case(), visible=True),
            Case(
                "published, first edition",
                lambda rng: (forward_propagation_test_case()[0], first_parameters()),
                visible=True,
            ),
            Case("three inputs, six examples", batch(3, 5, 1, 6)),
            Case("one example", batch(4, 3, 1, 1)),
            Case("four inputs, ten hidden units", batch(4, 10, 1, 3)),
            Case("as many units as inputs as examples", batch(3, 3, 1, 3)),
            Case("whole numbers", lambda rng: (rng.randint(-3, 4, size=(2, 5)), parameters_of(rng.randn, 2, 4, 1))),
            Case("all but sure", sure_of_none, tolerance=EACH_BY_ITSELF),
            leaves_inputs_alone(batch(3, 4, 1, 5)),
            Case("several outputs", batch(3, 4, 2, 5), advice=SEVERAL_OUTPUTS),
        ),
    ),
    Exercise(
        "compute_cost",
        points=10,
        hint="For each example only one of the two logarithms counts; then a minus sign and an average.",
        cases=(
            Case("published", lambda rng: compute_cost_test_case(), visible=True),
            Case("labels of both kinds", predictions(m=10)),
            Case("one example", predictions(m=1)),
            Case("two examples", predictions(m=2)),
            Case("an odd number of examples", predictions(m=7)),
            Case("close to 0, one half and 1", sure_of_itself),
            leaves_inputs_alone(predictions(m=6)),
        ),
    ),
    Exercise(
        "backward_propagation",
        points=20,
        hint="A gradient has the shape of its parameter, and is an average over m examples.",
        cases=(
            Case("published", lambda rng: backward_propagation_test_case(), visible=True),
            Case("three inputs, six examples", way_back(3, 5, 1, 6)),
            Case("one example", way_back(4, 3, 1, 1)),
            Case("as many units as inputs as examples", way_back(3, 3, 1, 3)),
            Case("one unit everywhere", way_back(1, 1, 1, 4)),
            Case("a dozen examples", way_back(2, 3, 1, 12)),
            leaves_inputs_alone(way_back(3, 4, 1, 5)),
            Case(
                "several outputs",
                way_back(2, 5, 3, 4),
                advice=SEVERAL_OUTPUTS,
            ),
        ),
    ),
    Exercise(
        "update_parameters",
        points=10,
        hint="Every W and b takes a step against its own gradient, as long as the learning rate says.",
        cases=(
            Case("published", lambda rng: update_parameters_test_case(), visible=True),
            Case("the usual learning rate", step(3, 5, 2)),
            Case("a small learning rate", step(4, 3, 1, 0.05)),
            Case("layers of equal size", step(3, 3, 3, 0.5)),
            Case("a large learning rate", step(2, 3, 1, 2.5)),
            leaves_inputs_alone(step(2, 4, 1, 0.3), rebinding=True),
        ),
    ),
    Exercise(
        "nn_model",
        points=20,
        hint="Each turn goes forward, back, and one step down, and the next turn starts from where this one ended.",
        seed=3,
        turns=lambda turns: training(2, 2, 1, 6, turns),
        cases=(
            Case(
                "published data, 100 iterations",
                lambda rng: (*nn_model_test_case(), 4, 100),
                visible=True,
            ),
            Case("six hidden units, 30 iterations", training(3, 6, 1, 8, 30)),
            Case("one hidden unit", training(2, 1, 1, 6, 20)),
            Case("four inputs", training(4, 3, 1, 5, 15)),
            Case("a single iteration", training(3, 5, 1, 4, 1)),
            Case("one example", training(2, 5, 1, 1, 10)),
            Case("with the cost printed", training(2, 3, 1, 20, 151, True)),
            leaves_inputs_alone(training(3, 4, 1, 5, 5)),
        ),
    ),
    Exercise(
        "predict",
        points=10,
        flat_rows=True,
        hint="Go forward, and answer 1 where the probability is above one half.",
        cases=(
            Case("published", lambda rng: predict_test_case(), visible=True),
            Case("twelve examples", questions(3, 5, 1, 12)),
            Case("as many units as inputs as examples", questions(3, 3, 1, 3)),
            Case("all of one class", all_of_one_class),
            Case("close to one half", barely),
            leaves_inputs_alone(questions(2, 4, 1, 6)),
            Case(
                "exactly one half",
                undecided,
                advice="Where the probability is exactly one half, the answer should be 0: `>` and not `>=`.",
            ),
        ),
    ),
)
