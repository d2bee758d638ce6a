"""Puts an error into the student's terms: one sentence for each of the common ones, by its type and its message.

Where the inputs of a case are held out, a message may carry them: then the sentence without values is used, and a name
is repeated only if it stands in the student's own text.
"""

from __future__ import annotations

import builtins
import re

from grader.judging.explanations import PATTERNS
from grader.sentence import Sentence

MAX_MESSAGE = 1000


COMPILED = tuple((pattern, frozenset(pattern.kinds.split()), re.compile(pattern.message)) for pattern in PATTERNS)
KNOWN_KINDS = frozenset(name for pattern in PATTERNS for name in pattern.kinds.split()) | {
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
}


def explain(kind: str, message: str, *, source: str | None = None) -> Sentence | None:
    """One sentence on an error in the student's terms, or None for an uncommon one.

    Parameters
    ----------
    kind, message : str
        The name of the error's type, and its text.
    source : str, optional
        The student's function, where the inputs are held out: of the message, only names that stand in it are repeated.
    """
    for pattern, kinds, expression in COMPILED:
        found = expression.search(message[:MAX_MESSAGE]) if kind in kinds else None
        if found is None:
            continue
        values = found.groupdict()
        if pattern.told and (source is None or _stand_in(values, source)):
            return Sentence(pattern.told, **values)
        return Sentence(pattern.plain)
    return None


def known_kind(kind: str) -> str:
    """The name of a type of error if it is a common one: a name of the student's making could say anything."""
    return kind if kind in KNOWN_KINDS else Sentence("an error of its own kind")


def _stand_in(values: dict[str, str], source: str) -> bool:
    """Whether all values are names in a text, so that they tell nothing that the text does not."""
    return all(value.isidentifier() and re.search(rf"\b{value}\b", source) for value in values.values())
