"""A class of strangers is graded as the truth about each answer demands; what still fails is listed, and shrinks."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.workers.pool import Zygote
from tests.specimens.strangers.judge import KINDS, KNOWN, Class, everyone, name_of, verdict_on
from tests.specimens.strangers.reading import Stranger, strangers
from tests.specimens.strangers.truth import difference

# One of each class that the others stand for.
CORNER = [
    "right/python_basics/sigmoid: a partial of a general logistic",
    "right/python_basics/sigmoid: in single precision",
    "right/logistic_regression/propagate: np.matrix for the gradient",
    "right/logistic_regression/predict: at least one half",
    "right/dnn_step_by_step/linear_backward: np.matrix products",
    "right/dnn_step_by_step/update_parameters: in place, as published",
    "wrong/python_basics/normalizeRows: divides the caller's array",
    "wrong/dnn_step_by_step/L_model_forward: keys sorted as strings",
    "wrong/logistic_regression/optimize: wrong only if it prints",
    "classic/logistic_regression/initialize_with_zeros: np.zeros with two numbers",
    "layout/python_basics/2021: as handed out",
    "layout/python_basics/v2: with logistic_regression behind it",
]


@pytest.fixture(scope="module")
def graded() -> Iterator[Class]:
    with Class(seed=7) as started:
        yield started


@pytest.mark.parametrize("name", CORNER)
def test_a_stranger_gets_what_is_fair(name: str, examinations: list[LiveExamination], zygote: Zygote) -> None:
    stranger = next(one for one in everyone(name.partition("/")[0]) if one.name == name)
    assert verdict_on(stranger, Grader(examinations, zygote)).faults == ()


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_what_fails_is_known_and_what_is_mended_is_struck_from_the_list(kind: str, graded: Class) -> None:
    found = {line for verdict in graded.verdicts(kind) for line in verdict.lines}
    known = {line for line in KNOWN.read_text("utf-8").splitlines() if name_of(line).startswith(f"{kind}/")}
    assert found - known == set(), "worse than it was"
    assert known - found == set(), "mended: `benchmarks/fairness.py --strike`"


@pytest.mark.slow
@pytest.mark.parametrize("stranger", [*strangers("right")], ids=lambda stranger: stranger.name)
def test_a_right_answer_agrees_with_the_solution(stranger: Stranger) -> None:
    if find_spec(stranger.told.get("needs", "numpy")) is None:
        pytest.skip("SciPy is not installed")
    assert difference(stranger, odd=False) == ""


@pytest.mark.slow
@pytest.mark.parametrize("stranger", [*strangers("wrong"), *strangers("classic")], ids=lambda stranger: stranger.name)
def test_a_wrong_answer_differs_from_the_solution(stranger: Stranger) -> None:
    assert difference(stranger, odd=True)


def test_the_class_is_large_and_every_stranger_has_a_name() -> None:
    names = [one.name for kind in KINDS for one in everyone(kind)]
    assert len(names) == len(set(names))
    assert [sum(name.startswith(kind) for name in names) for kind in KINDS] == [182, 270, 143, 155]
