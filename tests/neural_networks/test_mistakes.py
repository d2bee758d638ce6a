"""The known mistakes of the course: what two assignments share stands in one place."""

from __future__ import annotations

import ast
import collections
from pathlib import Path

FILES = sorted((Path(__file__).parents[2] / "testcases" / "mistakes").glob("*.py"))


def written_in(path: Path) -> set[str]:
    """Each `Mistake(...)` of a file, as it is written."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return {ast.unparse(call) for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Mistake"}


def test_no_mistake_is_written_in_two_files() -> None:
    count = collections.Counter(text for path in FILES for text in written_in(path))
    assert count
    assert [text for text, times in count.items() if times > 1] == []
