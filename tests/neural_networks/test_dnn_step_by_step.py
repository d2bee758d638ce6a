"""Assignment 4 is right by oracles that share nothing with it, and asks enough."""

import numpy as np
import pytest

from assignments.helpers.activations import relu, relu_backward, sigmoid, sigmoid_backward
from testcases.dnn_step_by_step import EXERCISES
from testcases.mistakes.dnn_step_by_step import MISTAKES
from testcases.oracles import dnn_step_by_step as oracles

ORACLES = [oracle for name, oracle in vars(oracles).items() if name.startswith("oracle_")]


@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: oracle.__name__)
def test_solution_agrees_with(oracle, load):
    oracle(load("dnn_step_by_step"))


@pytest.mark.parametrize("forward, backward", [(sigmoid, sigmoid_backward), (relu, relu_backward)])
def test_activation_backward_is_the_measured_slope(forward, backward):
    rng = np.random.RandomState(4)
    Z, dA = rng.randn(3, 4), rng.randn(3, 4)
    oracles.agree(backward(dA, Z), oracles.slope(lambda: np.sum(dA * forward(Z)[0]), Z))


def test_relu_passes_no_gradient_at_zero():
    assert relu_backward(np.array([[5.0, 5.0, 5.0]]), np.array([[-1.0, 0.0, 1.0]])).tolist() == [[0, 0, 5]]


def test_sigmoid_of_large_numbers_is_quiet():
    A, cache = sigmoid(np.array([[-1000.0, 0.0, 1000.0]]))
    assert A.tolist() == [[0, 0.5, 1]]
    assert cache.tolist() == [[-1000, 0, 1000]]


def test_points_add_up_to_one_hundred():
    assert sum(exercise.points for exercise in EXERCISES) == 100


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_every_function_is_asked_in_the_open_and_behind_the_curtain(exercise):
    assert sum(case.visible for case in exercise.cases) >= 1
    assert sum(not case.visible for case in exercise.cases) >= 3
    assert len(MISTAKES[exercise.name]) >= 6
