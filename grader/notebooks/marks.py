"""What in a notebook tells which quiz it is, in which order its options stand, and what was clicked.

A quiz's answers are called q1, q2, ... in every quiz, so their names do not tell it. It is told many times over, since
cells are deleted and metadata is lost; what is told most often counts. Nothing here depends on the JSON being whole:
a click is found in the bytes, also where outputs are too many to be parsed.
"""

from __future__ import annotations

import collections
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

ANSWER_TYPE = "application/vnd.neural-course.answer+json"
MAX_CLICKS = 1_000
MAX_MARKS = 1_000
# A cell that was copied from another quiz makes no quiz of its own.
A_QUIZ_OF_ITS_OWN = 3

CHECKER = re.compile(r"""\bChecker\(\s*["'](\w{1,80})["']((?:[^)\n]{0,200}?\border\s*=\s*(\d{1,9}))?)""")
ABOVE_AN_ANSWER = re.compile(r"^[ \t]*#[ \t]*(\w{1,80})( \(order (\d{1,9})\))?, q\d{1,2}:", re.MULTILINE)
# An object of texts and numbers; what is longer than any answer is none.
CLICK = re.compile(
    rb'"application/vnd\.neural-course\.answer\+json"\s*+:\s*+'
    rb'(\{(?:"(?:[^"\\]|\\.){0,1000}+"|[^"{}]){0,300}+\})',
    re.DOTALL,
)


@dataclass(frozen=True)
class Marks:
    """What a notebook tells of itself.

    `assignment` is empty where it tells nothing; `order` is 0 for the author's own; `clicked` has for each question the
    answer that was clicked, as Python. `others` are those of the other quizzes that it answers as well.
    """

    assignment: str = ""
    order: int = 0
    clicked: Mapping[str, str] = field(default_factory=dict)
    others: tuple[Marks, ...] = ()


def mark_above(assignment: str, order: int, question: str) -> str:
    """The comment that stands above an answer, up to its colon."""
    told = f" (order {order})" if order else ""
    return f"# {assignment}{told}, {question}:"


def click(assignment: str, order: int, question: str, answer: str) -> dict[str, object]:
    """What an output holds of a click, under `ANSWER_TYPE`."""
    return {"assignment": assignment, "order": order, "question": question, "answer": answer}


def marks_of(sources: Iterable[str], metadata: object, data: bytes) -> Marks:
    """What the texts of the cells, the metadata and the bytes of a notebook tell; total, whatever they are."""
    clicks = list(_clicks(data))
    told = [*_in_metadata(metadata), *_in_code(sources), *((name, order) for name, order, _, _ in clicks)]
    if not told:
        return Marks()
    found: dict[str, Marks] = {}
    for (assignment, order), count in collections.Counter(told).most_common():
        if assignment not in found and (not found or count >= A_QUIZ_OF_ITS_OWN):
            clicked = {question: answer for name, _, question, answer in clicks if name == assignment}
            found[assignment] = Marks(assignment, order, clicked)
    first, *others = found.values()
    return replace(first, others=tuple(others))


def told_in(source: str) -> list[str]:
    """The quizzes that the text of a cell names."""
    return [name for name, _ in _in_code([source])]


def _in_metadata(metadata: object) -> Iterator[tuple[str, int]]:
    course = metadata.get("course") if isinstance(metadata, dict) else None
    if isinstance(course, dict) and isinstance(name := course.get("name"), str) and re.fullmatch(r"\w{1,80}", name):
        yield name, _order(course.get("order"))


def _in_code(sources: Iterable[str]) -> Iterator[tuple[str, int]]:
    found = (
        (match[1], int(match[3] or 0))
        for source in sources
        for pattern in (CHECKER, ABOVE_AN_ANSWER)
        for match in pattern.finditer(source)
    )
    return itertools.islice(found, MAX_MARKS)


def _clicks(data: bytes) -> Iterator[tuple[str, int, str, str]]:
    for match in itertools.islice(CLICK.finditer(data), MAX_CLICKS):
        try:
            tree = json.loads(match[1])
        except (ValueError, RecursionError):
            continue
        texts = [tree.get(key) for key in ("assignment", "question", "answer")]
        if all(isinstance(text, str) for text in texts):
            assignment, question, answer = texts
            yield assignment, _order(tree.get("order")), question, answer


def _order(value: object) -> int:
    return value if type(value) is int and 0 <= value < 10**9 else 0
