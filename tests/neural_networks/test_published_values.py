"""The stored answers reproduce every published value."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from grader.course import expected
from grader.course.course import Course

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT.parent / "shared" / "course" / "expected.json"


@pytest.mark.skipif(not PUBLISHED.is_file(), reason="the published values are not beside the repository")
@pytest.mark.parametrize("name", ["python_basics", "logistic_regression", "dnn_step_by_step"])
def test_every_published_value_is_reproduced_to_all_printed_digits(name: str) -> None:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))[name]
    visible = expected.load(Course(ROOT), name).keys()
    missing = []
    for function, values in published.items():
        answers = [np.atleast_1d(leaf) for key in visible[function] for leaf in leaves(key.expected)]
        for label, value in values.items():
            wanted = np.atleast_1d(np.array(value["value"]))
            found = any(a.shape == wanted.shape and np.allclose(a, wanted, rtol=1e-12, atol=1e-15) for a in answers)
            if not found:
                missing.append(f"{function}: {label}")
    assert missing == []


def leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves(item)]
    if isinstance(value, list | tuple):
        return [leaf for item in value for leaf in leaves(item)]
    return [value]
