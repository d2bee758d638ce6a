"""Assignment 3 reproduces its published values: the stored answers do, and the functions where a case is too long."""

import json
from pathlib import Path

import numpy as np
import pytest

from grader.course import expected
from grader.course.course import Course

import assignments.helpers.published.planar_data.testCases as first_edition  # noqa: N813
from testcases.planar_data import nn_model_test_case

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT.parent / "shared" / "course" / "expected.json"

pytestmark = pytest.mark.skipif(not PUBLISHED.is_file(), reason="the published values are not beside the repository")


@pytest.fixture(scope="module")
def course(load):
    return load("planar_data")


@pytest.fixture(scope="module")
def published():
    everything = json.loads(PUBLISHED.read_text(encoding="utf-8"))["planar_data"]
    return {function: {case: value["value"] for case, value in cases.items()} for function, cases in everything.items()}


@pytest.fixture(scope="module")
def stored():
    """The stored answers to the visible cases, by function."""
    keys = expected.load(Course(ROOT), "planar_data").keys()
    return {function: [key.expected for key in found] for function, found in keys.items()}


def agree(got, wanted):
    np.testing.assert_allclose(got, wanted, rtol=1e-11, atol=1e-15)


def test_sizes(stored, published):
    assert list(stored["layer_sizes"][0]) == published["layer_sizes"]["(n_x,n_h,n_y)"]


@pytest.mark.parametrize("function", ["initialize_parameters", "update_parameters"])
def test_parameters(function, stored, published):
    for name, value in published[function].items():
        agree(stored[function][0][name], value)


def test_means_of_the_way_forward(stored, published):
    for (_, cache), edition in zip(stored["forward_propagation"], ("v2", "v1"), strict=False):
        means = [cache[name].mean() for name in ("Z1", "A1", "Z2", "A2")]
        agree(means, published["forward_propagation"][f"means of Z1,A1,Z2,A2 ({edition})"])


def test_cost(stored, published):
    agree(stored["compute_cost"][0], published["compute_cost"]["v2"])


def test_gradients(stored, published):
    for name in ("dW1", "db1", "dW2", "db2"):
        agree(stored["backward_propagation"][0][name], published["backward_propagation"][f"v2 {name}"])


def test_mean_of_the_predictions(stored, published):
    agree(np.mean(stored["predict"][0]), published["predict"]["mean of predictions"])


def test_first_edition_with_its_real_valued_labels(course, published):
    agree(course.compute_cost(*first_edition.compute_cost_test_case()), published["compute_cost"]["v1 (real-valued Y)"])
    grads = course.backward_propagation(*first_edition.backward_propagation_test_case())
    for name in ("dW1", "db1", "dW2", "db2"):
        agree(grads[name], published["backward_propagation"][f"v1 {name}"])


def test_ten_thousand_turns(course, published, capsys):
    parameters = course.nn_model(*nn_model_test_case(), 4, num_iterations=10000, print_cost=True)
    for name in ("W1", "b1", "W2", "b2"):
        wanted = published["nn_model"][f"v2, 10000 iterations, learning rate 1.2 {name}"]
        np.testing.assert_allclose(parameters[name], wanted, rtol=1e-8)
    costs = [float(line.rpartition(" ")[2]) for line in capsys.readouterr().out.splitlines()]
    np.testing.assert_allclose(costs, published["nn_model"]["costs every 1000 (v2 case, lr 1.2)"], rtol=0, atol=6e-7)


def test_ten_thousand_turns_at_the_other_published_learning_rate(course, published):
    X, Y = nn_model_test_case()
    parameters = course.initialize_parameters(2, 4, 1)
    for _ in range(10000):
        _, cache = course.forward_propagation(X, parameters)
        grads = course.backward_propagation(parameters, cache, X, Y)
        parameters = course.update_parameters(parameters, grads, 1.02)
    for name, value in parameters.items():
        wanted = published["nn_model"][f"v2, 10000 iterations, learning rate 1.02 {name}"]
        np.testing.assert_allclose(value, wanted, rtol=1e-8)
