"""Puts an error into the student's terms: one sentence for each of the common ones, by its type and its message.

Where the inputs of a case are held out, a message may carry them: then the sentence without values is used, and a name
is repeated only if it stands in the student's own text.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator

from grader.answers.answer import Raised
from grader.judging.explanations import PATTERNS, Pattern
from grader.sentence import Sentence

MAX_MESSAGE = 1000


COMPILED = tuple(
    (pattern, frozenset(pattern.kinds.split()), re.compile(pattern.message), re.compile(pattern.operation))
    for pattern in PATTERNS
)
# The values of a message that the student has chosen.
OWN_NAMES = frozenset({"name", "arguments"})
KNOWN_KINDS = frozenset(name for pattern in PATTERNS for name in pattern.kinds.split()) | {
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
}


def explain(kind: str, message: str, *, operation: str = "", source: str | None = None) -> Sentence | None:
    """One sentence on an error in the student's terms, or None for an uncommon one.

    Parameters
    ----------
    kind, message : str
        The name of the error's type, and its text.
    operation : str
        What the line did that raised it, as `grader.answers.operation` names it.
    source : str, optional
        The student's function, where the inputs are held out: of the message, only names that stand in it are repeated.
    """
    pattern, values = _found(kind, message, operation)
    if pattern is None:
        return None
    if pattern.told and (source is None or _stand_in(values, source)):
        return Sentence(pattern.told, **values)
    return Sentence(pattern.plain)


def is_same_error(left: Raised, right: Raised) -> bool:
    """Whether two errors tell of the same: the same operation failed, for the same reason, with the same values.

    Names of variables are the student's own, and make no difference. `@` tells the inner sizes of its factors and
    `np.dot` whole shapes: where the first is heard of, only a line that gives a value to the same name is the same.
    """
    if not left.operation or left.operation != right.operation:
        return False
    (one, values), (other, other_values) = (_found(e.type_name, e.message, e.operation) for e in (left, right))
    if one is None or other is None:
        return (left.type_name, left.message) == (right.type_name, right.message)
    if one is not other or "columns" in values:
        return one.plain == other.plain and left.assigned == right.assigned != ""
    return sorted(_of_the_case(values)) == sorted(_of_the_case(other_values))


def _found(kind: str, message: str, operation: str) -> tuple[Pattern | None, dict[str, str]]:
    """The pattern of an error, and the values in its message."""
    for pattern, kinds, expression, operations in COMPILED:
        if kind in kinds and operations.search(operation) and (found := expression.search(message[:MAX_MESSAGE])):
            return pattern, found.groupdict()
    return None, {}


def _of_the_case(values: dict[str, str]) -> Iterator[str]:
    return (value for name, value in values.items() if value is not None and name not in OWN_NAMES)


def known_kind(kind: str) -> str:
    """The name of a type of error if it is a common one: a name of the student's making could say anything."""
    return kind if kind in KNOWN_KINDS else Sentence("an error of its own kind")


def _stand_in(values: dict[str, str], source: str) -> bool:
    """Whether all values are names in a text, so that they tell nothing that the text does not."""
    return all(value.isidentifier() and re.search(rf"\b{value}\b", source) for value in values.values())
