"""What the graded functions are asked to find out whether an answer is right: usual questions, and odd ones."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

Arguments = tuple[Any, ...]


def network(sizes: list[int], rng: np.random.RandomState, scale: float = 0.7) -> dict[str, Any]:
    pairs = enumerate(itertools.pairwise(sizes), start=1)
    return {
        key: value
        for layer, (before, now) in pairs
        for key, value in ((f"W{layer}", scale * rng.randn(now, before)), (f"b{layer}", scale * rng.randn(now, 1)))
    }


def layer(rng: np.random.RandomState, n: int, before: int, m: int) -> Arguments:
    return rng.randn(before, m), rng.randn(n, before), rng.randn(n, 1)


def caches(rng: np.random.RandomState, sizes: list[int], m: int) -> list[Any]:
    made = []
    for before, now in itertools.pairwise(sizes):
        made.append((layer(rng, now, before, m), rng.randn(now, m)))
    return made


def probabilities(rng: np.random.RandomState, m: int, rows: int = 1) -> Any:
    return 0.02 + 0.96 * rng.rand(rows, m)


def labels(rng: np.random.RandomState, m: int, rows: int = 1) -> Any:
    return (rng.rand(rows, m) > 0.5).astype(int)


def planar_cache(rng: np.random.RandomState, n_h: int, m: int, n_y: int = 1) -> dict[str, Any]:
    Z1 = rng.randn(n_h, m)
    return {"Z1": Z1, "A1": np.tanh(Z1), "Z2": rng.randn(n_y, m), "A2": probabilities(rng, m, n_y)}


def grads(parameters: Mapping[str, Any], rng: np.random.RandomState) -> dict[str, Any]:
    return {f"d{key}": rng.randn(*value.shape) for key, value in parameters.items()}


def one(x: Any) -> Arguments:
    return (x,)


def examples(rng: np.random.RandomState, n: int, m: int) -> Arguments:
    return rng.randn(n, m), labels(rng, m)


def logistic(rng: np.random.RandomState, n: int, m: int) -> Arguments:
    return (0.3 * rng.randn(n, 1), 0.2, *examples(rng, n, m))


ROW = np.array([1.0, 2.0, 3.0])

USUAL: dict[str, Callable[[np.random.RandomState], list[Arguments]]] = {
    "python_basics/basic_sigmoid": lambda r: [one(v) for v in (3, -1.5, 0, 0.25, 2)],
    "python_basics/sigmoid": lambda r: [one(ROW), one(np.array([1, 2, 3])), one(r.randn(3, 4)), one(0.5), one(-2)],
    "python_basics/sigmoid_derivative": lambda r: [one(ROW), one(np.array([1, 2, 3])), one(r.randn(3, 4)), one(0.5)],
    "python_basics/image2vector": lambda r: [one(r.rand(3, 3, 2)), one(r.rand(4, 4, 3)), one(r.rand(2, 5, 3))],
    "python_basics/normalizeRows": lambda r: [
        one(np.array([[0, 3, 4], [1, 6, 4]])),
        one(r.randn(4, 3)),
        one(r.randn(3, 3)),
    ],
    "python_basics/softmax": lambda r: [
        one(np.array([[9, 2, 5, 0, 0], [7, 5, 0, 0, 0]])),
        one(r.randn(4, 3)),
        one(r.randn(1, 6)),
    ],
    "python_basics/L1": lambda r: [(r.rand(5), labels(r, 5)[0]), (r.rand(8), labels(r, 8)[0])],
    "python_basics/L2": lambda r: [(r.rand(5), labels(r, 5)[0]), (r.rand(8), labels(r, 8)[0])],
    "logistic_regression/sigmoid": lambda r: [one(np.array([0, 2])), one(r.randn(1, 5)), one(0.5)],
    "logistic_regression/initialize_with_zeros": lambda r: [one(2), one(1), one(7)],
    "logistic_regression/propagate": lambda r: [logistic(r, 2, 3), logistic(r, 4, 6), logistic(r, 3, 1)],
    "logistic_regression/optimize": lambda r: [
        (*logistic(r, 2, 3), 100, 0.009),
        (*logistic(r, 4, 6), 250, 0.1),
        (*logistic(r, 2, 5), 3, 0.5),
    ],
    "logistic_regression/predict": lambda r: [logistic(r, 2, 3)[:3], logistic(r, 3, 9)[:3], logistic(r, 2, 8)[:3]],
    "logistic_regression/model": lambda r: [
        (*examples(r, 3, 6), *examples(r, 3, 4), 50, 0.1),
        (*examples(r, 2, 9), *examples(r, 2, 3), 230, 0.05),
    ],
    "planar_data/layer_sizes": lambda r: [(r.randn(5, 3), r.randn(2, 3)), (r.randn(2, 7), r.randn(1, 7))],
    "planar_data/initialize_parameters": lambda r: [(2, 4, 1), (3, 5, 2), (6, 2, 1)],
    "planar_data/forward_propagation": lambda r: [
        (r.randn(2, 3), network([2, 4, 1], r)),
        (r.randn(3, 6), network([3, 5, 1], r)),
    ],
    "planar_data/compute_cost": lambda r: [(probabilities(r, m), labels(r, m), network([2, 4, 1], r)) for m in (3, 7)],
    "planar_data/backward_propagation": lambda r: [
        (network([n, h, 1], r), planar_cache(r, h, m), r.randn(n, m), labels(r, m))
        for n, h, m in ((2, 4, 3), (3, 5, 8))
    ],
    "planar_data/update_parameters": lambda r: [
        (p, grads(p, r), *rate) for p, rate in ((network([2, 4, 1], r), ()), (network([3, 5, 1], r), (0.3,)))
    ],
    "planar_data/nn_model": lambda r: [(*examples(r, 2, 5), 4, 30), (*examples(r, 3, 8), 3, 120)],
    "planar_data/predict": lambda r: [(network([2, 4, 1], r), r.randn(2, m)) for m in (3, 9)],
    "dnn_step_by_step/initialize_parameters": lambda r: [(3, 2, 1), (2, 2, 1), (4, 5, 2)],
    "dnn_step_by_step/initialize_parameters_deep": lambda r: [one([5, 4, 3]), one([2, 3, 4, 1])],
    "dnn_step_by_step/linear_forward": lambda r: [layer(r, 1, 3, 2), layer(r, 4, 3, 5)],
    "dnn_step_by_step/linear_activation_forward": lambda r: [
        (*layer(r, n, 3, 4), k) for n in (1, 3) for k in ("sigmoid", "relu")
    ],
    "dnn_step_by_step/L_model_forward": lambda r: [
        (r.randn(s[0], 4), network(s, r)) for s in ([5, 4, 3, 1], [4, 3, 1], [3, 4, 4, 2, 1])
    ],
    "dnn_step_by_step/compute_cost": lambda r: [(probabilities(r, m), labels(r, m)) for m in (3, 6)],
    "dnn_step_by_step/linear_backward": lambda r: [(r.randn(n, m), layer(r, n, 3, m)) for n, m in ((1, 2), (4, 5))],
    "dnn_step_by_step/linear_activation_backward": lambda r: [
        (r.randn(n, m), (layer(r, n, 3, m), r.randn(n, m)), k) for n, m in ((1, 2), (4, 5)) for k in ("sigmoid", "relu")
    ],
    "dnn_step_by_step/L_model_backward": lambda r: [
        (probabilities(r, m), labels(r, m), caches(r, s, m))
        for s, m in (([4, 3, 1], 2), ([5, 4, 3, 1], 3), ([3, 4, 2, 2, 1], 4))
    ],
    "dnn_step_by_step/update_parameters": lambda r: [
        (p, grads(p, r), 0.1) for p in (network([4, 3, 1], r), network([2, 3, 4, 1], r))
    ],
    "dnn_application/two_layer_model": lambda r: [
        (*examples(r, 4, 6), (4, 3, 1), 0.5, 20),
        (*examples(r, 3, 5), (3, 5, 1), 0.1, 130),
    ],
    "dnn_application/L_layer_model": lambda r: [
        (*examples(r, 4, 6), [4, 4, 3, 1], 0.5, 20),
        (*examples(r, 3, 5), [3, 5, 1], 0.1, 130),
    ],
}

TAIL = np.array([-40.0, -25.0, -12.0, 12.0, 25.0, 40.0])

ODD: dict[str, Callable[[np.random.RandomState], list[Arguments]]] = {
    "python_basics/basic_sigmoid": lambda r: [one(v) for v in (-40, -25.5, 30.0, 15, True, 7, -9.5)],
    "python_basics/sigmoid": lambda r: [
        one(TAIL),
        one(np.array([0, 5])),
        one(r.randn(2, 3, 2)),
        one(r.randn(1, 4)),
        one(7),
    ],
    "python_basics/sigmoid_derivative": lambda r: [
        one(TAIL),
        one(np.array([0, -5])),
        one(r.randn(2, 3, 2)),
        one(r.randn(3)),
    ],
    "python_basics/image2vector": lambda r: [
        one(r.rand(2, 3, 4)),
        one(r.randint(0, 256, (2, 2, 3))),
        one(r.rand(5, 2, 1)),
    ],
    "python_basics/normalizeRows": lambda r: [
        one(r.randint(1, 9, (3, 3))),
        one(0.01 * r.rand(2, 5)),
        one(r.rand(4, 1) + 1),
    ],
    "python_basics/softmax": lambda r: [
        one(r.randn(3, 3)),
        one(np.array([[20.0, 0.0, 1.0]])),
        one(np.array([[1, 2], [3, 4]])),
    ],
    "python_basics/L1": lambda r: [(3 * r.randn(9), r.randn(9)), (r.rand(2), np.array([1, 0]))],
    "python_basics/L2": lambda r: [(3 * r.randn(9), r.randn(9)), (r.rand(2), np.array([1, 1]))],
    "logistic_regression/sigmoid": lambda r: [one(TAIL), one(r.randn(2, 3)), one(2), one(np.array([1, 7]))],
    "logistic_regression/initialize_with_zeros": lambda r: [one(1), one(64)],
    "logistic_regression/propagate": lambda r: [
        logistic(r, 1, 4),
        logistic(r, 5, 2),
        (9 * r.randn(2, 1), 1.0, *examples(r, 2, 5)),
    ],
    "logistic_regression/optimize": lambda r: [
        (*logistic(r, 2, 6), 620, 0.3),
        (*logistic(r, 2, 6), 210, 0.01, True),
        (9 * r.randn(2, 1), 0.0, 9 * r.randn(2, 6), labels(r, 6), 120, 0.1),
    ],
    "logistic_regression/predict": lambda r: [
        logistic(r, 1, 1)[:3],
        (np.array([[0.001], [0.002]]), 0.0, r.rand(2, 6)),
        (np.array([[2.0]]), 0.3, r.randn(1, 30)),
        (np.ones((1, 1)), 0.0, np.array([[0.3, -0.2]])),
    ],
    "logistic_regression/model": lambda r: [
        (*examples(r, 3, 6), *examples(r, 3, 4), 130, 0.1, True),
        (*examples(r, 2, 5), *examples(r, 2, 9), 320, 0.02),
    ],
    "planar_data/layer_sizes": lambda r: [(r.randn(1, 3), r.randn(1, 3)), (r.randn(7, 2), r.randn(3, 2))],
    "planar_data/initialize_parameters": lambda r: [(9, 2, 3), (1, 1, 1)],
    "planar_data/forward_propagation": lambda r: [
        (9 * r.randn(2, 8), network([2, 4, 1], r, 4)),
        (r.randn(2, 3), network([2, 3, 2], r)),
    ],
    "planar_data/compute_cost": lambda r: [
        (np.array([[0.999, 0.0004, 0.6]]), np.array([[1, 0, 0]]), {}),
        (np.array([[0.002, 0.3]]), np.array([[1, 1]]), {}),
    ],
    "planar_data/backward_propagation": lambda r: [
        (network([2, h, 1], r), planar_cache(r, h, m), r.randn(2, m), labels(r, m)) for h, m in ((6, 1), (1, 4))
    ],
    "planar_data/update_parameters": lambda r: [(p, grads(p, r), 0.05) for p in (network([2, 6, 1], r),)],
    "planar_data/nn_model": lambda r: [
        (*examples(r, 2, 6), 5, 400),
        (*examples(r, 2, 6), 5, 210, True),
        (*examples(r, 2, 5), 4, 30),
    ],
    "planar_data/predict": lambda r: [
        (network([2, 4, 1], r, s), r.randn(2, m)) for m, s in ((40, 0.01), (1, 2), (40, 3))
    ],
    "dnn_step_by_step/initialize_parameters": lambda r: [(1, 1, 1), (7, 3, 4)],
    "dnn_step_by_step/initialize_parameters_deep": lambda r: [
        one([3, 2, 4, 3, 2, 2, 3, 1]),
        one([2, 3, 2]),
        one([2, 2]),
    ],
    "dnn_step_by_step/linear_forward": lambda r: [layer(r, 3, 3, 3), layer(r, 2, 4, 1), layer(r, 1, 1, 1)],
    "dnn_step_by_step/linear_activation_forward": lambda r: [
        (9 * a, w, b, k) for a, w, b in (layer(r, 4, 2, 7),) for k in ("sigmoid", "relu")
    ],
    "dnn_step_by_step/L_model_forward": lambda r: [
        (r.randn(2, 3), network([2, 3, 3, 2, 4, 3, 2, 1], r)),
        (r.randn(2, 3), network([2] * 11 + [1], r, 1)),
    ],
    "dnn_step_by_step/compute_cost": lambda r: [(np.array([[0.99999, 0.00001, 0.6, 0.98]]), np.array([[1, 0, 0, 0]]))],
    "dnn_step_by_step/linear_backward": lambda r: [
        (r.randn(2, 1), layer(r, 2, 4, 1)),
        (r.randn(3, 7), layer(r, 3, 2, 7)),
    ],
    "dnn_step_by_step/linear_activation_backward": lambda r: [
        (r.randn(2, 40), (layer(r, 2, 4, 40), 0.1 * r.randn(2, 40)), k) for k in ("sigmoid", "relu")
    ],
    "dnn_step_by_step/L_model_backward": lambda r: [
        (probabilities(r, 3), labels(r, 3), caches(r, [2, 3, 3, 2, 4, 3, 2, 1], 3)),
        (probabilities(r, 3), labels(r, 3)[0], caches(r, [2, 3, 1], 3)),
    ],
    "dnn_step_by_step/update_parameters": lambda r: [
        (p, grads(p, r), 0.7) for p in (network([2] * 8, r), network([2] * 12, r))
    ],
    "dnn_application/two_layer_model": lambda r: [
        (*examples(r, 4, 6), (4, 3, 1), 0.5, 400),
        (*examples(r, 4, 6), (4, 5, 1), 0.2, 110, True),
        (4 * r.randn(3, 9), labels(r, 9), (3, 6, 1), 0.9, 900),
    ],
    "dnn_application/L_layer_model": lambda r: [
        (*examples(r, 3, 9), [3, 4, 3, 4, 3, 2, 1], 0.3, 60),
        (*examples(r, 4, 6), [4, 5, 1], 0.2, 110, True),
        (4 * r.randn(3, 9), labels(r, 9), [3, 6, 4, 1], 0.4, 900),
    ],
}
