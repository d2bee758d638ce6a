"""What is dear is worked out once, whoever asks first."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from grader.grading.once import Once


def test_many_who_ask_at_once_get_the_one_value() -> None:
    worked: list[str] = []
    begun = threading.Barrier(8)

    def work(name: str) -> object:
        worked.append(name)
        return object()

    once = Once(work)

    def ask(_: int) -> object:
        begun.wait(60)
        return once["a"]

    with ThreadPoolExecutor(8) as pool:
        assert len({id(value) for value in pool.map(ask, range(8))}) == 1
    assert worked == ["a"]


def test_nobody_waits_for_another_value_than_the_one_asked_for() -> None:
    asked_for_quick = threading.Event()

    def work(name: str) -> str:
        if name == "slow":
            assert asked_for_quick.wait(60)
        return name

    once = Once(work)
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(once.__getitem__, "slow")
        assert once["quick"] == "quick"
        asked_for_quick.set()
        assert slow.result(60) == "slow"


def test_one_value_may_need_another() -> None:
    once: Once[int, int] = Once(lambda n: 1 if n == 0 else n * once[n - 1])
    assert once[5] == 120


def test_what_could_not_be_worked_out_is_tried_again() -> None:
    results = iter([ValueError("no"), "yes"])

    def work(_: str) -> str:
        result = next(results)
        if isinstance(result, Exception):
            raise result
        return result

    once = Once(work)
    with pytest.raises(ValueError, match="no"):
        once["a"]
    assert once["a"] == "yes"
