from __future__ import annotations

from grader.desk.history import MAX_LINES, changed, compared
from grader.results import Outcome
from tests.desk.service import Service, keep, report


def test_two_texts_are_told_line_by_line() -> None:
    assert [(line.sign, line.text) for line in compared("a\nb\nc", "a\nB\nc")] == [
        (" ", "a"),
        ("-", "b"),
        ("+", "B"),
        (" ", "c"),
    ]


def test_texts_without_an_end_are_cut() -> None:
    assert len(compared("x\n" * 10**6, "y\n" * 10**6)) == 2 * MAX_LINES


def test_only_what_is_another_function_is_told() -> None:
    (one,) = changed(report(), report(source="def double(x):\n    return x + x\n"))
    assert one.name == "double"
    assert changed(report(), report()) == ()


def test_the_attempt_before_stands_below_the_code(service: Service) -> None:
    keep(service.folder, "ann", report(Outcome.PASSED, source="def double(x):\n    return x + x\n"), b"2")
    text = service.visitor.get("/work/3/0").text
    assert "The attempt before" in text and 'class="added"' in text
    assert "what changed" in service.visitor.get("/work/3/since/1").text.lower()
    assert "is not the one that counts" in service.visitor.get("/work/1").text
