"""Assignments 1 and 2 ask enough, say enough, and give the published figures that stand in their notebooks."""

import itertools

import numpy as np
import pytest

from grader.course.course import Course

from testcases.logistic_regression import model_test_case, undecided

NAMES = ("python_basics", "logistic_regression")


@pytest.fixture(scope="module", params=NAMES)
def exercises(request, real_course: Course):
    return real_course.exercises(request.param)


def test_points_add_up_to_one_hundred(exercises):
    assert sum(exercise.points for exercise in exercises) == 100


def test_every_function_is_asked_in_the_open_and_behind_the_curtain(exercises):
    for exercise in exercises:
        assert exercise.hint
        assert sum(case.visible for case in exercise.cases) >= 1
        assert sum(not case.visible for case in exercise.cases) >= 3


def test_every_function_has_five_known_mistakes_with_names_of_their_own(exercises):
    for exercise in exercises:
        names = [mistake.name for mistake in exercise.mistakes]
        assert len(names) >= 5
        assert len(set(names)) == len(names)


def test_every_hint_is_a_sentence(exercises):
    for exercise in exercises:
        for mistake in exercise.mistakes:
            assert mistake.hint[-1] in ".?", mistake.name
            assert "\n" not in mistake.hint


def test_a_list_is_more_than_the_basic_sigmoid_can_take(load):
    with pytest.raises(TypeError):
        load("python_basics").basic_sigmoid([1, 2, 3])


def test_loops_and_numpy_agree(load):
    course, rng = load("python_basics"), np.random.RandomState(1)
    a, b, W = rng.rand(4), rng.rand(4), rng.rand(3, 4)
    np.testing.assert_allclose(course.loop_dot(a, b), a @ b)
    np.testing.assert_allclose(course.loop_outer(a, b), np.outer(a, b))
    np.testing.assert_allclose(course.loop_multiply(a, b), a * b)
    np.testing.assert_allclose(course.loop_matrix_times_vector(W, a), W @ a)


def test_flatten_keeps_every_picture_together(load):
    pictures = np.arange(2 * 4 * 4 * 3).reshape(2, 4, 4, 3)
    X = load("logistic_regression").flatten(pictures)
    assert X.shape == (48, 2)
    np.testing.assert_array_equal(X[:, 1], pictures[1].ravel())


def test_the_undecided_case_is_exactly_one_half(load):
    course = load("logistic_regression")
    for seed in range(20):
        w, b, X = undecided(np.random.RandomState(seed))
        A = course.sigmoid(w.T @ X + b)
        assert (A == 0.5).sum() == 4
        assert (course.predict(w, b, X) == (A > 0.5)).all()


def test_the_small_model_is_the_one_in_the_notebook(load):
    d = load("logistic_regression").model(*model_test_case())
    np.testing.assert_allclose(d["w"].ravel(), [-0.04280323, -0.05183353, 0.23935412], atol=5e-9)
    assert (d["Y_prediction_train"].tolist(), d["Y_prediction_test"].tolist()) == ([[0, 0, 1, 0, 0, 1]], [[0, 0, 0, 1]])
    assert list(itertools.islice(d, 3)) == ["costs", "Y_prediction_test", "Y_prediction_train"]
