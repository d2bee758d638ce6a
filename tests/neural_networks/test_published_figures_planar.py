"""Assignment 3 on the flower meets what was published: the points, the costs and the accuracies."""

import numpy as np
import pytest

from assignments.helpers.planar import load_planar_dataset


@pytest.fixture(scope="module")
def course(load):
    return load("planar_data")


@pytest.fixture(scope="module")
def flower():
    return load_planar_dataset()


def accuracy(course, flower, n_h, num_iterations):
    X, Y = flower
    parameters = course.nn_model(X, Y, n_h, num_iterations=num_iterations)
    return 100 * np.mean(course.predict(parameters, X) == Y)


def test_the_flower_is_the_published_one(flower):
    X, Y = flower
    assert (X.shape, Y.shape, Y.dtype, Y.sum()) == ((2, 400), (1, 400), np.uint8, 200)
    first = [
        [1.204442292254319, 0.15870990398255372, 0.09524719604502052],
        [3.5761141481288448, -1.4821709003683443, -1.2799553276531797],
    ]
    np.testing.assert_allclose(X[:, :3], first, rtol=1e-12)
    np.testing.assert_allclose([X.mean(), X.std()], [0.012609979096802082, 1.986409002475054], rtol=1e-12)


def test_a_straight_line_gets_47_percent(course, flower):
    X, Y = flower
    w, b = course.logistic_regression(X, Y)
    assert 100 * np.mean((w.T @ X + b > 0) == Y) == pytest.approx(47)


@pytest.mark.slow
def test_costs_of_four_hidden_units(course, flower, capsys):
    course.nn_model(*flower, 4, num_iterations=8000, print_cost=True)
    costs = [float(line.rpartition(" ")[2]) for line in capsys.readouterr().out.splitlines()]
    # From 8000 on, what differs in the last digit of a computer decides the third digit of the cost.
    published = [0.693048, 0.288083, 0.254385, 0.233864, 0.226792, 0.222644, 0.219731, 0.217504]
    np.testing.assert_allclose(costs, published, rtol=0, atol=2e-6)


@pytest.mark.slow
def test_four_hidden_units_get_90_percent(course, flower):
    assert accuracy(course, flower, 4, 10000) == pytest.approx(90.75, abs=0.25)


@pytest.mark.slow
@pytest.mark.parametrize("n_h, published", [(1, 67.5), (2, 67.25), (3, 90.75), (4, 90.5), (5, 91.25)])
def test_few_hidden_units(course, flower, n_h, published):
    assert accuracy(course, flower, n_h, 5000) == pytest.approx(published)


@pytest.mark.slow
@pytest.mark.parametrize("n_h, published", [(20, 90.0), (50, 90.25)])
def test_many_hidden_units(course, flower, n_h, published):
    # At this learning rate wide networks never settle: roundings decide about one or two of the 400 points.
    assert accuracy(course, flower, n_h, 5000) == pytest.approx(published, abs=0.5)
