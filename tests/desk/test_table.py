from __future__ import annotations

import re

import pytest

from grader.desk.table import Order, Show
from grader.results import Outcome
from tests.desk.service import Service, keep, report


def names(service: Service, query: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/student/\w+">(\w+)</a>', service.visitor.get(f"/?{query}").text)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["ann", "ben", "Cleo"]),
        ("down=1", ["Cleo", "ben", "ann"]),
        ("by=doubling&down=1", ["Cleo", "ben", "ann"]),
        ("by=total", ["ann", "ben", "Cleo"]),
        ("by=nonsense&begin=-1&down=7", ["ann", "ben", "Cleo"]),
        ("find=E", ["ben", "Cleo"]),
        ("show=not+passed", ["ann"]),
        ("show=in+the+queue", []),
        ("show=not+released&begin=2", ["Cleo"]),
        ("show=late", []),
    ],
)
def test_the_class_is_sorted_and_filtered_as_the_address_says(service: Service, query: str, shown: list[str]) -> None:
    keep(service.folder, "Cleo", report(Outcome.PASSED, message=""))
    assert names(service, query) == shown


def test_whatever_the_address_says_is_an_order() -> None:
    assert Order.of({"show": "x", "begin": "9" * 99, "find": "f" * 999, "by": "<b>"}).find == "f" * 100
    assert Order.of({"show": "late"}).show is Show.LATE
