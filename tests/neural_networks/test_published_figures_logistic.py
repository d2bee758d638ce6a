"""With the published photographs, assignment 2 gives the published figures."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from tests.neural_networks.basis import Basis

from assignments.helpers.datasets import PARTS, VARIABLE, load_dataset

PHOTOGRAPHS = Path(__file__).parents[3] / "shared" / "data"

pytestmark = pytest.mark.skipif(not PHOTOGRAPHS.is_dir(), reason=f"the published photographs are not in {PHOTOGRAPHS}")

COSTS = [
    *(0.693147, 0.584508, 0.466949, 0.376007, 0.331463, 0.303273, 0.279880, 0.260042, 0.242941, 0.228004),
    *(0.214820, 0.203078, 0.192544, 0.183033, 0.174399, 0.166521, 0.159305, 0.152667, 0.146542, 0.140872),
]
ACCURACIES = [
    (2000, 0.005, 99.04306220095694, 70.0),
    (2500, 0.005, 99.52153110047847, 68.0),
    (1500, 0.01, 99.52153110047847, 68.0),
    (1500, 0.001, 88.99521531100478, 64.0),
    (1500, 0.0001, 68.42105263157895, 36.0),
]


@pytest.fixture(scope="module")
def trained(load):
    """Train the solution's model, once for each number of turns and rate."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(PHOTOGRAPHS))
        X_train, Y_train, X_test, Y_test, _ = load_dataset()
    course = load("logistic_regression")
    # The weights begin at zero, so all that they ever are lies along the pictures.
    basis = Basis(course.flatten(X_train) / 255)
    sets = basis.examples, Y_train, basis.along(course.flatten(X_test) / 255), Y_test
    known = {}

    def train(turns, rate):
        if (turns, rate) not in known:
            known[turns, rate] = course.model(*sets, turns, rate)
        return known[turns, rate], Y_train, Y_test

    return train


def accuracy(predicted, labels):
    return 100 - np.mean(np.abs(predicted - labels)) * 100


def test_the_files_are_the_published_ones():
    for part in PARTS:
        content = (PHOTOGRAPHS / part.file).read_bytes()
        assert hashlib.sha256(content).hexdigest() == part.published_file


def test_the_twenty_costs_agree_to_six_digits(trained):
    d, _, _ = trained(2000, 0.005)
    assert [round(float(cost), 6) for cost in d["costs"]] == COSTS


@pytest.mark.parametrize("turns, rate, train, test", ACCURACIES)
def test_accuracies_are_the_published_ones(trained, turns, rate, train, test):
    d, Y_train, Y_test = trained(turns, rate)
    assert accuracy(d["Y_prediction_train"], Y_train) == pytest.approx(train, abs=1e-9)
    assert accuracy(d["Y_prediction_test"], Y_test) == pytest.approx(test, abs=1e-9)
