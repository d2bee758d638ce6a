"""The helpers of assignment 3."""

import matplotlib
import numpy as np
import pytest

from assignments.helpers.planar import load_extra_datasets, load_planar_dataset, plot_decision_boundary, sigmoid

matplotlib.use("Agg")
import matplotlib.pyplot as plt


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


def test_sigmoid_takes_numbers_and_arrays_however_large():
    assert sigmoid(0) == 0.5
    assert sigmoid(np.array([[-1000.0, 0.0, 1000.0]])).tolist() == [[0, 0.5, 1]]


def test_data_sets_leave_the_random_stream_alone():
    np.random.seed(7)
    expected = np.random.RandomState(7).rand()
    load_planar_dataset()
    load_extra_datasets()
    assert np.random.rand() == expected


def test_extra_data_sets_hold_200_points_in_rows():
    for X, y in load_extra_datasets()[:4]:
        assert (X.shape, y.shape) == ((200, 2), (200,))
        assert 90 <= np.sum(y % 2) <= 110
    X, y = load_extra_datasets()[4]
    assert X.shape == y.shape == (200, 2)


def test_extra_data_sets_are_the_same_in_every_call():
    for (X, y), (X_again, y_again) in zip(load_extra_datasets(), load_extra_datasets(), strict=True):
        assert np.array_equal(X, X_again)
        assert np.array_equal(y, y_again)


def test_inner_classes_lie_further_in():
    circles, _, _, quantiles, _ = load_extra_datasets()
    for (X, y), inner in ((circles, 1), (quantiles, 0)):
        distance = np.hypot(*X.T)
        assert distance[y == inner].mean() < distance[y != inner].mean()


def test_boundary_is_asked_in_rows_and_drawn_the_right_way_up():
    asked = []

    def model(points):
        asked.append(points.shape)
        return points[:, 1] > 0

    X = np.array([[-1.0, 1.0, 0.0], [2.0, -2.0, 0.5]])
    plot_decision_boundary(model, X, np.array([[1, 0, 1]], dtype=np.uint8))
    assert asked == [(300 * 300, 2)]
    (image,) = plt.gca().get_images()
    assert image.get_extent() == [-2, 2, -3, 3]
    assert (image.get_array()[0, 0], image.get_array()[-1, 0]) == (0, 1)
    assert image.origin == "lower"
