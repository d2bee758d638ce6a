"""A report as a document of JSON, and back: what comes back is equal, with every sentence as it was put together.

A record is an object without the fields that have their usual value, a sentence is {"say": template, "with": values},
an outcome is its word. Reading believes nothing: what is not exactly of its type is an error, never a wrong report.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import types
import typing
from typing import Any

from grader.results import SubmissionReport
from grader.sentence import Sentence


class BadDocument(ValueError):
    """A document that no report has been made into."""


def document_of(report: SubmissionReport) -> dict[str, Any]:
    """A report as plain dicts, lists, texts and numbers."""
    document: dict[str, Any] = _written(report)
    return document


def document_of_sentences(sentences: tuple[str, ...]) -> list[Any]:
    """Sentences, and texts that are none, as a list of plain values."""
    document: list[Any] = _written(sentences)
    return document


def report_from(document: object) -> SubmissionReport:
    """The report that a document was made of.

    Raises
    ------
    BadDocument
        If it was made of none.
    """
    report: SubmissionReport = _made(SubmissionReport, document)
    return report


def sentences_from(document: object) -> tuple[str, ...]:
    """The sentences that a document was made of.

    Raises
    ------
    BadDocument
        If it was made of none.
    """
    sentences: tuple[str, ...] = _made(tuple[str, ...], document)
    return sentences


def _made(kind: Any, document: object) -> Any:
    try:
        return _read(kind, document)
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise BadDocument(f"{type(error).__name__}: {error}") from error


def _written(value: Any) -> Any:
    match value:
        case Sentence():
            values = {name: _written(text) for name, text in value.values.items()}
            return {"say": value.template, "with": values} if values else {"say": value.template}
        case enum.Enum():
            return value.value
        case tuple():
            return [_written(item) for item in value]
        case _ if dataclasses.is_dataclass(value):
            fields = ((field, getattr(value, field.name)) for field in dataclasses.fields(value))
            return {field.name: _written(item) for field, item in fields if item != field.default}
    return value


def _read(kind: Any, value: Any) -> Any:
    """What `_written` made the value of, which was of this kind."""
    if kind is str and isinstance(value, dict):
        return _sentence(value)
    if isinstance(kind, enum.EnumType):
        return kind(value)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        kinds = _kinds(kind)
        return kind(**{name: _read(kinds[name], item) for name, item in _exactly(dict, value).items()})
    if typing.get_origin(kind) is tuple:
        items, several = _exactly(list, value), typing.get_args(kind)
        kinds_of_items = several[:1] * len(items) if several[-1] is ... else several
        return tuple(_read(one, item) for one, item in zip(kinds_of_items, items, strict=True))
    if isinstance(kind, types.UnionType):
        (some,) = (one for one in typing.get_args(kind) if one is not type(None))
        return None if value is None else _read(some, value)
    return _exactly(kind, value)


def _sentence(document: dict[str, Any]) -> Sentence:
    if strays := document.keys() - {"say", "with"}:
        raise ValueError(f"no sentence has {min(strays)!r}")
    values = {name: _read(str, text) for name, text in _exactly(dict, document.get("with", {})).items()}
    return Sentence(_exactly(str, document["say"]), **values)


def _exactly(kind: Any, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} was expected, not {type(value).__name__}")
    return value


@functools.cache
def _kinds(record: type) -> dict[str, Any]:
    return typing.get_type_hints(record)
