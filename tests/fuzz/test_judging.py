"""Whatever a function returns, it is judged and told: in every language, by every renderer, without a warning.

`make test` makes a hundred tries over the whole course; `make test-all` a hundred for each function and contract.
`python benchmarks/fuzz_judging.py` goes on for as long as one likes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.answers.answer import Answer
from tests.fuzz.strangers import NO_ANSWERS, answers_near
from tests.fuzz.through import Asked, Value, everything_asked, take_through

SLOW_TO_DRAW = [
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.filter_too_much,
    HealthCheck.large_base_example,
]


@st.composite
def answered(draw: Callable[[st.SearchStrategy[Any]], Any], asked: Asked) -> list[Value | Answer]:
    """Answers to all questions on one function; often the same to all."""
    same = draw(st.booleans())
    keys = asked.keys[:1] if same else asked.keys
    answers = [draw(answers_near(key.expected).map(Value) | NO_ANSWERS) for key in keys]
    return answers * len(asked.keys) if same else answers


@settings(suppress_health_check=SLOW_TO_DRAW, max_examples=100)
@given(data=st.data())
def test_any_answer_is_judged_and_told(data: st.DataObject) -> None:
    asked = data.draw(st.sampled_from(everything_asked()))
    take_through(asked, data.draw(answered(asked)))


@pytest.mark.slow
@pytest.mark.parametrize("asked", everything_asked(), ids=lambda asked: asked.name)
@settings(suppress_health_check=SLOW_TO_DRAW, max_examples=100)
@given(data=st.data())
def test_any_answer_to_each_question_is_judged_and_told(asked: Asked, data: st.DataObject) -> None:
    take_through(asked, data.draw(answered(asked)))
