"""A quiz as students have it, kept in testcases/expected/NAME.json: what its questions are, and not what is right.

Where the course lets students practise (`practice = true` in course.toml) the file holds what is right, too.
"""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from grader.course.assignment import QuizAssignment
from grader.course.quiz import KINDS, Asked, Right, Unsaid, Wrong

VERSION = 1
OPTIONS = {kind.__name__: kind for kind in (Right, Wrong, Unsaid)}
OF_A_NAME = {kind.__name__: kind for kind in KINDS}


def dump_quiz(quiz: QuizAssignment) -> bytes:
    """The file for a quiz; what it should not tell has been withheld before."""
    document = {
        "version": VERSION,
        "assignment": quiz.name,
        "number": quiz.number,
        "title": quiz.title,
        "questions": [_tree(question) for question in quiz.exercises],
    }
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def quiz_from(document: dict[str, Any]) -> QuizAssignment:
    """The quiz that a document was made of.

    Raises
    ------
    ValueError, KeyError, TypeError
        If it was made of none.
    """
    if document["version"] != VERSION:
        raise ValueError(f"it is of version {document['version']}")
    questions = tuple(_question(tree) for tree in document["questions"])
    return QuizAssignment(document["assignment"], document["number"], document["title"], questions)


def _tree(record: Any) -> dict[str, Any]:
    """A question or an option, with its kind; without what has its usual value."""
    fields = ((field, getattr(record, field.name)) for field in dataclasses.fields(record))
    told = {field.name: _written(value) for field, value in fields if value != field.default}
    return {"kind": type(record).__name__, **told}


def _written(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    return _tree(value) if dataclasses.is_dataclass(value) else value


def _question(tree: dict[str, Any]) -> Asked:
    values = {name: _read(value) for name, value in tree.items() if name != "kind"}
    return OF_A_NAME[tree["kind"]](**values)


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_read(item) for item in value)
    if isinstance(value, dict):
        return OPTIONS[value["kind"]](**{name: item for name, item in value.items() if name != "kind"})
    return value
