"""Assignment 4: the published test cases under their published names, and what the grader asks.

The known mistakes are in `mistakes/dnn_step_by_step.py`.
"""

import itertools
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from grader import Case, Exercise, Make, Tolerance, leaves_inputs_alone

# What a student's copy of this file keeps.
__all__ = [
    "L_model_backward_test_case",
    "L_model_forward_test_case",
    "L_model_forward_test_case_2hidden",
    "compute_cost_test_case",
    "linear_activation_backward_test_case",
    "linear_activation_forward_test_case",
    "linear_backward_test_case",
    "linear_forward_test_case",
    "print_grads",
    "update_parameters_test_case",
]

Array = NDArray[np.float64]
Draw = Callable[..., Array]
LinearCache = tuple[Array, Array, Array]
LayerCache = tuple[LinearCache, Array]
Parameters = dict[str, Array]

# -- Inputs, drawn from any stream: the published cases use np.random.randn, the others rng.randn. --


def linear_inputs(randn: Draw, n: int, n_prev: int, m: int) -> LinearCache:
    """A_prev (n_prev, m), W (n, n_prev) and b (n, 1), drawn in this order."""
    return randn(n_prev, m), randn(n, n_prev), randn(n, 1)


def layer_cache(randn: Draw, n: int, n_prev: int, m: int) -> LayerCache:
    """What a layer of n units keeps for the way back: ((A_prev, W, b), Z)."""
    return linear_inputs(randn, n, n_prev, m), randn(n, m)


def layer_parameters(randn: Draw, sizes: list[int], prefix: str = "") -> Parameters:
    """W1, b1, W2, b2, ... of a network with these layer sizes; prefix "d" names them as gradients."""
    parameters = {}
    for layer, (n_prev, n) in enumerate(itertools.pairwise(sizes), start=1):
        parameters[f"{prefix}W{layer}"] = randn(n, n_prev)
        parameters[f"{prefix}b{layer}"] = randn(n, 1)
    return parameters


# -- The published cases. --


def linear_forward_test_case() -> LinearCache:
    """A (3, 2), W (1, 3), b (1, 1)."""
    np.random.seed(1)
    return linear_inputs(np.random.randn, 1, 3, 2)


def linear_activation_forward_test_case() -> LinearCache:
    """A_prev (3, 2), W (1, 3), b (1, 1)."""
    np.random.seed(2)
    return linear_inputs(np.random.randn, 1, 3, 2)


def L_model_forward_test_case() -> tuple[Array, Parameters]:
    """X (4, 2) and the parameters of a 4-3-1 network."""
    np.random.seed(1)
    return np.random.randn(4, 2), layer_parameters(np.random.randn, [4, 3, 1])


def L_model_forward_test_case_2hidden() -> tuple[Array, Parameters]:
    """X (5, 4) and the parameters of a 5-4-3-1 network."""
    np.random.seed(6)
    return np.random.randn(5, 4), layer_parameters(np.random.randn, [5, 4, 3, 1])


def compute_cost_test_case() -> tuple[NDArray[np.int64], Array]:
    """Y and AL, both (1, 3), in this order."""
    return np.array([[1, 1, 1]]), np.array([[0.8, 0.9, 0.4]])


def linear_backward_test_case() -> tuple[Array, LinearCache]:
    """dZ (1, 2) and the linear cache: A_prev (3, 2), W (1, 3), b (1, 1)."""
    np.random.seed(1)
    return np.random.randn(1, 2), linear_inputs(np.random.randn, 1, 3, 2)


def linear_activation_backward_test_case() -> tuple[Array, LayerCache]:
    """dA (1, 2) and the cache of a layer of one unit behind three."""
    np.random.seed(2)
    return np.random.randn(1, 2), layer_cache(np.random.randn, 1, 3, 2)


def L_model_backward_test_case() -> tuple[Array, NDArray[np.int64], tuple[LayerCache, ...]]:
    """AL (1, 2), Y (1, 2) and the caches of a 4-3-1 network."""
    np.random.seed(3)
    AL = np.random.randn(1, 2)
    caches = layer_cache(np.random.randn, 3, 4, 2), layer_cache(np.random.randn, 1, 3, 2)
    return AL, np.array([[1, 0]]), caches


def update_parameters_test_case() -> tuple[Parameters, Parameters]:
    """The parameters of a 4-3-1 network, and their gradients."""
    np.random.seed(2)
    parameters = layer_parameters(np.random.randn, [4, 3, 1])
    np.random.seed(3)
    return parameters, layer_parameters(np.random.randn, [4, 3, 1], prefix="d")


def print_grads(grads: Parameters) -> None:
    """Print the gradients of the first layer, and the gradient that reached its output."""
    for name in ("dW1", "db1", "dA1"):
        print(f"{name} = {grads[name]}")


# -- The held-out cases. --


def linear(n: int, n_prev: int, m: int) -> Make:
    """Arguments of `linear_forward`."""
    return lambda rng: linear_inputs(rng.randn, n, n_prev, m)


def whole_numbers(rng: np.random.RandomState, most: int = 3) -> tuple[NDArray[np.int64], NDArray[np.int64], Array]:
    """Arguments of `linear_forward`, of which only b is no whole number."""
    return rng.randint(-most, most + 1, size=(3, 4)), rng.randint(-most, most + 1, size=(2, 3)), rng.randn(2, 1)


def layer(n: int, n_prev: int, m: int, activation: str) -> Make:
    """Arguments of `linear_activation_forward`."""
    return lambda rng: (*linear_inputs(rng.randn, n, n_prev, m), activation)


def network(*sizes: int, m: int) -> Make:
    """Arguments of `L_model_forward`: X and parameters."""
    return lambda rng: (rng.randn(sizes[0], m), layer_parameters(rng.randn, list(sizes)))


def predictions(m: int, n_y: int = 1) -> Make:
    """AL and Y, both (n_y, m), away from 0 and 1, with labels of both kinds where there is room."""

    def make(rng: np.random.RandomState) -> tuple[Array, NDArray[np.int64]]:
        Y = rng.permutation(np.arange(n_y * m) % 2).reshape(n_y, m)
        return rng.uniform(0.05, 0.95, size=(n_y, m)), Y

    return make


def sure_of_itself(rng: np.random.RandomState) -> tuple[Array, Array]:
    """AL close to 0, to one half and to 1, and labels that are 0.0 and 1.0."""
    order = rng.permutation(8)
    AL = np.array([[1e-5, 1e-5, 2e-4, 0.499, 0.501, 0.9998, 0.9999, 0.9999]])
    Y = np.array([[0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0]])
    return AL[:, order], Y[:, order]


def deep_network(rng: np.random.RandomState) -> tuple[Array, Parameters]:
    """X and the parameters of a network of eleven layers, in which no signal dies or bursts."""
    sizes = [4, *[6] * 10, 1]
    parameters = layer_parameters(rng.randn, sizes)
    scaled = {name: np.abs(value) / 4 if name.startswith("W") else value for name, value in parameters.items()}
    scaled["W11"] = parameters["W11"] / 20
    return rng.rand(4, 5), scaled


def linear_way_back(n: int, n_prev: int, m: int) -> Make:
    """Arguments of `linear_backward`: dZ and the linear cache."""
    return lambda rng: (rng.randn(n, m), linear_inputs(rng.randn, n, n_prev, m))


def layer_way_back(n: int, n_prev: int, m: int, activation: str) -> Make:
    """Arguments of `linear_activation_backward`: dA, cache and the name of the activation."""
    return lambda rng: (rng.randn(n, m), layer_cache(rng.randn, n, n_prev, m), activation)


def saturated(rng: np.random.RandomState) -> tuple[Array, LayerCache, str]:
    """A sigmoid layer in which every slope is close to 0."""
    linear_cache, Z = layer_cache(rng.randn, 3, 4, 5)
    return rng.randn(3, 5), (linear_cache, -7 - np.abs(Z)), "sigmoid"


def units_at_zero(rng: np.random.RandomState) -> tuple[Array, LayerCache, str]:
    """A ReLU layer in which whole units have Z = 0, where its slope is 0 by convention."""
    linear_cache, Z = layer_cache(rng.randn, 4, 3, 5)
    Z[1:3] = 0.0
    return rng.randn(4, 5), (linear_cache, Z), "relu"


def units_close_to_zero(rng: np.random.RandomState) -> tuple[Array, LayerCache, str]:
    """A ReLU layer in which every Z is small, on either side of 0."""
    linear_cache, Z = layer_cache(rng.randn, 5, 3, 4)
    return rng.randn(5, 4), (linear_cache, Z / 1000), "relu"


def network_way_back(*sizes: int, m: int) -> Make:
    """Arguments of `L_model_backward`: AL, Y and one cache a layer."""

    def make(rng: np.random.RandomState) -> tuple[object, ...]:
        pairs = itertools.pairwise(sizes)
        caches = [layer_cache(rng.randn, n, n_prev, m) for n_prev, n in pairs]
        return (*predictions(m, n_y=sizes[-1])(rng), caches)

    return make


def flat_labels(rng: np.random.RandomState) -> tuple[object, ...]:
    """The arguments of `L_model_backward` with labels of shape (m,), which are still to be shaped like AL."""
    AL, Y, caches = network_way_back(4, 3, 1, m=5)(rng)
    return AL, np.ravel(Y), caches  # type: ignore[call-overload]


def labels_in_a_column(rng: np.random.RandomState) -> tuple[object, ...]:
    """The arguments of `L_model_backward` with labels of shape (m, 1)."""
    AL, Y, caches = flat_labels(rng)
    return AL, np.reshape(Y, (-1, 1)), caches  # type: ignore[call-overload]


def after_a_way_back(rng: np.random.RandomState) -> tuple[Parameters, Parameters, float]:
    """Parameters and gradients as `L_model_backward` leaves them, with dA of every layer among them."""
    parameters, gradients, learning_rate = step(4, 3, 2, 1, learning_rate=0.3)(rng)
    passed_on = {f"dA{layer}": rng.randn(n, 5) for layer, n in enumerate([4, 3, 2])}
    return parameters, passed_on | gradients, learning_rate  # type: ignore[operator, return-value]


def step(*sizes: int, learning_rate: float) -> Make:
    """Arguments of `update_parameters`: parameters, gradients and the learning rate."""

    def make(rng: np.random.RandomState) -> tuple[Parameters, Parameters, float]:
        gradients = layer_parameters(rng.randn, list(sizes), prefix="d")
        return layer_parameters(rng.randn, list(sizes)), gradients, learning_rate

    return make


# Drawn and scaled, each number on its own.
DRAWN = Tolerance(rtol=1e-6, of_largest=0)
EACH_BY_ITSELF = Tolerance(of_largest=0)

WITHOUT_HIDDEN_LAYER = "It does not hold for a network without a hidden layer: let the loops run zero times there."

EXERCISES = (
    Exercise(
        "initialize_parameters",
        points=8,
        hint="A weight matrix has a row for each unit it feeds and a column for each unit it reads from.",
        seed=1,
        cases=(
            Case("published", lambda rng: (3, 2, 1), visible=True, tolerance=DRAWN),
            Case("published, earlier edition", lambda rng: (2, 2, 1), visible=True),
            Case("a wide hidden layer", lambda rng: (3, 12, 1), tolerance=DRAWN),
            Case("several outputs", lambda rng: (4, 3, 5)),
            Case("sizes drawn at random", lambda rng: tuple(int(n) for n in rng.permutation(6)[:3] + 2)),
        ),
    ),
    Exercise(
        "initialize_parameters_deep",
        points=10,
        hint="Layer l reads from layer l-1: both sizes stand in layer_dims, one place apart.",
        seed=3,
        cases=(
            Case("published", lambda rng: ([5, 4, 3],), visible=True, tolerance=DRAWN),
            Case("four layers", lambda rng: ([6, 5, 4, 3, 1],)),
            Case("eleven layers", lambda rng: ([3, 2, 4, 2, 3, 2, 2, 3, 4, 2, 3, 1],)),
            Case("layers of equal width", lambda rng: ([3, 3, 3, 3],)),
            Case("sizes drawn at random", lambda rng: ([int(n) for n in rng.permutation(7)[:4] + 2],)),
            leaves_inputs_alone(lambda rng: ([5, 4, 3, 2],)),
            Case(
                "one layer",
                lambda rng: ([4, 2],),
                advice="It does not hold for a network without a hidden layer, where `layer_dims` has two sizes.",
            ),
        ),
    ),
    Exercise(
        "linear_forward",
        points=8,
        hint="Each row of W meets each column of A; then b is added to every column of the product.",
        cases=(
            Case("published", lambda rng: linear_forward_test_case(), visible=True),
            Case("four units, five examples", linear(4, 3, 5)),
            Case("one example", linear(4, 5, 1)),
            Case("as many units as inputs as examples", linear(3, 3, 3)),
            Case("whole numbers", whole_numbers),
            Case("large numbers", lambda rng: tuple(10 * part for part in linear_inputs(rng.randn, 3, 4, 5))),
            leaves_inputs_alone(linear(2, 3, 4)),
        ),
    ),
    Exercise(
        "linear_activation_forward",
        points=8,
        hint="A layer is a linear step and then the activation that was asked for; it keeps both caches.",
        cases=(
            Case(
                "published, sigmoid",
                lambda rng: (*linear_activation_forward_test_case(), "sigmoid"),
                visible=True,
            ),
            Case("published, ReLU", lambda rng: (*linear_activation_forward_test_case(), "relu"), visible=True),
            Case("five sigmoid units", layer(5, 3, 4, "sigmoid")),
            Case("five ReLU units", layer(5, 3, 4, "relu")),
            Case("one example", layer(6, 4, 1, "relu")),
            Case("as many units as inputs", layer(4, 4, 4, "sigmoid")),
            Case(
                "ReLU of whole numbers, large and small",
                lambda rng: (*whole_numbers(rng, 12)[:2], np.zeros((2, 1)), "relu"),
                tolerance=EACH_BY_ITSELF,
            ),
            leaves_inputs_alone(layer(5, 3, 4, "relu")),
            leaves_inputs_alone(layer(5, 3, 4, "sigmoid"), "leaves its inputs alone, sigmoid"),
        ),
    ),
    Exercise(
        "L_model_forward",
        points=14,
        hint="Hidden layers use ReLU, the last one the sigmoid; each hands on A and leaves one cache.",
        cases=(
            Case("published, two hidden layers", lambda rng: L_model_forward_test_case_2hidden(), visible=True),
            Case("published, one hidden layer", lambda rng: L_model_forward_test_case(), visible=True),
            Case("four layers", network(5, 6, 4, 3, 1, m=7)),
            Case("three layers, one example", network(4, 5, 3, 1, m=1)),
            Case("hidden layers of equal width", network(4, 4, 4, 4, 1, m=4)),
            Case("one hidden unit", network(3, 1, 1, m=6)),
            Case("eleven layers", deep_network),
            leaves_inputs_alone(network(4, 5, 3, 1, m=3)),
            Case("no hidden layer", network(4, 1, m=5), advice=WITHOUT_HIDDEN_LAYER),
        ),
    ),
    Exercise(
        "compute_cost",
        points=8,
        hint="For each example only one of the two logarithms counts; then a minus sign and an average.",
        cases=(
            Case("published", lambda rng: compute_cost_test_case()[::-1], visible=True),
            Case(
                "published, edition of 2021",
                lambda rng: (np.array([[0.8, 0.9, 0.4]]), np.array([[1, 1, 0]])),
                visible=True,
            ),
            Case("labels of both kinds", predictions(m=10)),
            Case("one example, label 0", predictions(m=1)),
            Case("an odd number of examples", predictions(m=7)),
            Case("close to 0, one half and 1", sure_of_itself),
            leaves_inputs_alone(predictions(m=6)),
        ),
    ),
    Exercise(
        "linear_backward",
        points=12,
        hint="A gradient has the shape of the thing it belongs to; dW and db are averages over m examples.",
        cases=(
            Case("published", lambda rng: linear_backward_test_case(), visible=True),
            Case("four units, five examples", linear_way_back(4, 3, 5)),
            Case("one example", linear_way_back(3, 4, 1)),
            Case("as many units as inputs as examples", linear_way_back(3, 3, 3)),
            leaves_inputs_alone(linear_way_back(3, 4, 5)),
        ),
    ),
    Exercise(
        "linear_activation_backward",
        points=8,
        hint="Undo the layer in reverse: first through the activation to dZ, then through the linear step.",
        cases=(
            Case(
                "published, sigmoid",
                lambda rng: (*linear_activation_backward_test_case(), "sigmoid"),
                visible=True,
            ),
            Case("published, ReLU", lambda rng: (*linear_activation_backward_test_case(), "relu"), visible=True),
            Case("five sigmoid units", layer_way_back(5, 3, 4, "sigmoid")),
            Case("five ReLU units", layer_way_back(5, 3, 4, "relu")),
            Case("five ReLU units close to zero", units_close_to_zero),
            Case("one example", layer_way_back(6, 4, 1, "sigmoid")),
            Case("a sigmoid far to the left", saturated),
            leaves_inputs_alone(layer_way_back(5, 3, 4, "relu")),
            leaves_inputs_alone(layer_way_back(5, 3, 4, "sigmoid"), "leaves its inputs alone, sigmoid"),
            Case(
                "ReLU units exactly at zero",
                units_at_zero,
                advice="Where Z is exactly 0 the slope of ReLU counts as 0, in the course as in its helpers.",
            ),
        ),
    ),
    Exercise(
        "L_model_backward",
        points=16,
        hint="Walk from layer L down to 1: layer l reads caches[l-1], stores dW and db of l and dA of l-1.",
        cases=(
            Case("published", lambda rng: L_model_backward_test_case(), visible=True),
            Case("three layers", network_way_back(5, 4, 3, 1, m=6)),
            Case("four layers, one example", network_way_back(4, 5, 6, 3, 1, m=1)),
            Case("four layers of equal width", network_way_back(4, 4, 4, 4, 1, m=4)),
            Case("a chain of single units", network_way_back(1, 1, 1, 1, 1, m=4)),
            Case("eleven layers", network_way_back(4, 3, 2, 4, 3, 2, 3, 4, 2, 3, 2, 1, m=4)),
            Case("labels that are not shaped like AL yet", flat_labels),
            leaves_inputs_alone(network_way_back(5, 4, 3, 1, m=3)),
            Case(
                "several outputs",
                network_way_back(3, 5, 4, 2, m=5),
                advice="With several outputs it goes wrong: write it so that it holds for any number of output units.",
            ),
            Case("no hidden layer", network_way_back(4, 1, m=5), advice=WITHOUT_HIDDEN_LAYER),
            Case(
                "labels in a column",
                labels_in_a_column,
                advice="Labels may lie in a column: give them the shape of AL before they meet it.",
            ),
        ),
    ),
    Exercise(
        "update_parameters",
        points=8,
        hint="Every W and b takes a step against its own gradient, as long as the learning rate says.",
        cases=(
            Case("published", lambda rng: (*update_parameters_test_case(), 0.1), visible=True),
            Case("four layers", step(5, 4, 3, 2, 1, learning_rate=0.5)),
            Case("layers of equal width", step(3, 3, 3, 3, learning_rate=0.03)),
            Case("eleven layers", step(3, 2, 4, 2, 3, 2, 2, 3, 4, 2, 3, 1, learning_rate=0.7)),
            Case("gradients as a way back leaves them", after_a_way_back),
            leaves_inputs_alone(step(4, 3, 2, 1, learning_rate=0.2), rebinding=True),
            Case("one layer", step(4, 2, learning_rate=1.2), advice=WITHOUT_HIDDEN_LAYER),
        ),
    ),
)
