"""Reads the answers to a quiz, in whatever spelling they are plainly meant; total, whatever the value is."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from grader.course.quiz import LETTERS, Asked, Choice, Name, Number, OneOf, SeveralOf, Shape, TrueFalse
from grader.sentence import Sentence

MAX_ANSWER = 200
MAX_PARTS = 32
AROUND = " \t\r\n\"'`“”‘’.,:;"
LETTER = re.compile(r"(?:(?:option|answer|choice)\s+)?[(\[{]*\s*([a-h])\s*[)\]}]*", re.IGNORECASE)
BETWEEN_LETTERS = re.compile(r"\band\b|[^\w]+|_", re.IGNORECASE)
BETWEEN_SIZES = re.compile(r"\s*(?:[,;x×*]|\bby\b|\s)\s*", re.IGNORECASE)
THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[, _']\d{3})+(?:\.\d+)?")
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?", re.IGNORECASE)
WHOLE = re.compile(r"\d{1,9}")
BETWEEN_WORDS = re.compile(r"[\s_\-‐-―]+")
TRUTHS = {"true": True, "t": True, "yes": True, "y": True, "1": True}
FALSEHOODS = {"false": False, "f": False, "no": False, "n": False, "0": False}
BLANK = {"", "?", "...", "…", "none"}

Read: TypeAlias = frozenset[int] | float | tuple[int, ...] | str
"""What an answer says: the places of the options that were chosen, or a value."""


@dataclass(frozen=True)
class Blank:
    """Nothing has been answered yet."""


@dataclass(frozen=True)
class Unclear:
    """What cannot be read; `wanted` says what would be."""

    wanted: Sentence


def read_answer(question: Asked, value: object) -> Read | Blank | Unclear:
    """What a value says as an answer to a question; of whatever type the value is.

    Parameters
    ----------
    value : object
        Plain data, as it comes from a text or from a worker.
    """
    value = _plain(value)
    if value is None or value is ... or (isinstance(value, str) and _tidied(value).casefold() in BLANK):
        return Blank()
    read = _reader(question)(question, value)
    return Unclear(wanted(question)) if read is None else read


def wanted(question: Asked) -> Sentence:
    """What an answer to a question looks like."""
    match question:
        case OneOf():
            return Sentence('one letter from a to {last}, such as `"b"`', last=_last(question))
        case SeveralOf():
            return Sentence("letters from a to {last}, such as `{example}`", last=_last(question), example='{"a", "c"}')
        case TrueFalse():
            return Sentence("`True` or `False`")
        case Number():
            return Sentence("a number, such as `42`")
        case Shape():
            return Sentence("a shape, such as `(5, 7)`")
    return Sentence('a word or two, such as `"neuron"`')


def spelled(question: Asked, read: Read) -> str:
    """What was read, as Python: the spelling that every reader understands."""
    if isinstance(question, TrueFalse) and isinstance(read, frozenset):
        return str([option.text == "True" for option in question.options][min(read)])
    if isinstance(read, frozenset):
        letters = [f'"{LETTERS[place]}"' for place in sorted(read)]
        return f"{{{', '.join(letters)}}}" if isinstance(question, SeveralOf) else letters[0]
    if isinstance(read, str):
        return '"' + read.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{read:.12g}" if isinstance(read, float) else str(read)


def _plain(value: object) -> object:
    """A value without NumPy, and without more of it than an answer can have."""
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, np.ndarray):
        return value.tolist() if value.size <= MAX_PARTS else value
    if isinstance(value, str):
        return _normal(value)
    return value


def _normal(text: str) -> str:
    """Full-width letters and signs as the usual ones; 2² stays what it is, and does not become 22."""
    if len(text) > MAX_ANSWER or any(unicodedata.decomposition(sign).startswith("<su") for sign in text):
        return text
    return unicodedata.normalize("NFKC", text).replace("、", ",").replace("，", ",")


def _tidied(text: str) -> str:
    return text.strip(AROUND)


def _parts(value: object) -> list[object] | None:
    """The parts of a collection of few."""
    if isinstance(value, list | tuple | set | frozenset | dict) and len(value) <= MAX_PARTS:
        return [_plain(item) for item in value]
    return None


def _only(value: object) -> object:
    """The value itself, or the one that a collection holds."""
    for _ in range(MAX_PARTS):
        parts = _parts(value)
        if parts is None or len(parts) != 1:
            return value
        (value,) = parts
    return value


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and len(value) <= MAX_ANSWER else None


def _option(question: Choice, value: object) -> int | None:
    """The place of the option that one letter, or an option's own text, names."""
    text = _text(value)
    if text is None:
        return None
    texts = [folded(option.text) for option in question.options]
    if found := LETTER.fullmatch(_tidied(text)):
        place = LETTERS.index(found[1].lower())
        return place if place < len(texts) else None
    return texts.index(folded(text)) if folded(text) in texts else None


def folded(text: str) -> str:
    """The text of an option as it is compared."""
    return " ".join(_normal(text).replace("`", "").strip(AROUND).casefold().split())


def _read_one(question: Choice, value: object) -> Read | None:
    place = _option(question, _only(value))
    return None if place is None else frozenset({place})


def _read_several(question: Choice, value: object) -> Read | None:
    parts = _parts(value)
    if parts is None or len(parts) == 1:
        text = _text(_only(value))
        if text is None:
            return None
        if (place := _option(question, text)) is not None:
            return frozenset({place})
        words = [word for word in BETWEEN_LETTERS.split(text) if word]
        # "ad" is two letters, and "cab" three: a word of letters that each stand for an option.
        parts = list(words[0]) if len(words) == 1 else list(words)
    places = [_option(question, part) for part in parts]
    if not places or None in places:
        return None
    return frozenset(place for place in places if place is not None)


def _read_truth(question: Choice, value: object) -> Read | None:
    value = _only(value)
    text = str(value) if isinstance(value, bool) or (isinstance(value, int) and value in (0, 1)) else _text(value)
    if text is None:
        return None
    truth = {**TRUTHS, **FALSEHOODS}.get(_tidied(text).casefold())
    texts = [option.text for option in question.options]
    return frozenset({texts.index(str(truth))}) if truth is not None and str(truth) in texts else None


def _read_number(question: Asked, value: object) -> Read | None:
    value = _only(value)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        try:
            number = float(value)
        except OverflowError:
            return None
        return number if math.isfinite(number) else None
    text = _tidied(_text(value) or "").removeprefix("=").replace("−", "-").strip()
    if THOUSANDS.fullmatch(text):
        text = re.sub(r"[, _']", "", text)
    elif re.fullmatch(r"[+-]?\d+,\d{1,2}", text):
        text = text.replace(",", ".")
    number = float(text) if NUMBER.fullmatch(text) else math.nan
    return number if math.isfinite(number) else None


def _read_shape(question: Asked, value: object) -> Read | None:
    if isinstance(value, int) and not isinstance(value, bool):
        value = [value]
    parts = _parts(value) if not isinstance(value, set | frozenset | dict) else None
    if parts is not None and len(parts) == 1 and isinstance(parts[0], str | list | tuple):
        return _read_shape(question, parts[0]) if parts[0] else None
    if parts is None:
        text = _text(value)
        if text is None:
            return None
        inner = text.strip(AROUND + "()[]{}")
        parts = [part for part in BETWEEN_SIZES.split(inner) if part] if inner else []
        if not inner and not re.search(r"[(\[]", text):
            return None
    sizes = [_size(part) for part in parts]
    return None if None in sizes else tuple(size for size in sizes if size is not None)


def _size(value: object) -> int | None:
    if isinstance(value, str) and WHOLE.fullmatch(value.strip()):
        return int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else None


def _read_name(question: Asked, value: object) -> Read | None:
    return name_of(_text(_only(value)) or "") or None


def name_of(text: str) -> str:
    """A name as it is compared: without what makes no difference."""
    text = _normal(text).strip(AROUND + "()[]{}").casefold()
    words = BETWEEN_WORDS.sub(" ", text).strip()
    return re.sub(r"^(?:the|an?) (?=\w)", "", words)


_READERS: dict[type[Asked], Callable[..., Read | None]] = {
    OneOf: _read_one,
    SeveralOf: _read_several,
    TrueFalse: _read_truth,
    Number: _read_number,
    Shape: _read_shape,
    Name: _read_name,
}


def _reader(question: Asked) -> Callable[..., Read | None]:
    return _READERS[type(question)]


def _last(question: Choice) -> str:
    return LETTERS[min(len(question.options), len(LETTERS)) - 1]


def same_texts(question: Choice) -> list[str]:
    """The options of a question that have the text of another one, as texts are compared."""
    texts = [folded(option.text) for option in question.options]
    return [option.text for option, text in zip(question.options, texts, strict=True) if texts.count(text) > 1]
