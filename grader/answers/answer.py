"""What became of a question: a value came back, or too large a one, an error was raised, or the process was lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grader.answers.call import MAX_TEXT
from grader.answers.outline import Outline, outline_from
from grader.answers.plain import Discouraged
from grader.results import Outcome
from grader.sentence import Sentence

# A worker keeps to these by itself; what a submission has put in its place need not.
MAX_NAME = 80
MAX_NUMBER = 10**6
MAX_GIVEN = 8


@dataclass(frozen=True)
class Returned:
    """The function came back with a value; `discouraged` is what of it a teacher would advise against."""

    value: object
    discouraged: tuple[Discouraged, ...] = ()


@dataclass(frozen=True)
class Raised:
    """The function raised; `message` is in the student's words, `cell` and `line` are where in the notebook.

    `operation` is what the line did there, as `grader.answers.operation` names it. `helper` is the course's function
    in which it was raised, if that line called one; `given` are its arguments, by name.
    """

    type_name: str
    message: str
    cell: int = 0
    line: int = 0
    text: str = ""
    function: str = ""
    memory: bool = False
    operation: str = ""
    helper: str = ""
    given: tuple[tuple[str, Outline], ...] = ()

    @property
    def assigned(self) -> str:
        """What the line gives a value to: "A, cache"."""
        return self.text.partition("=")[0].strip() if "=" in self.text else ""

    @property
    def outcome(self) -> Outcome:
        return Outcome.OUT_OF_MEMORY if self.memory else Outcome.CRASHED


@dataclass(frozen=True)
class Lost:
    """The process ended, or was stopped, before the function came back."""

    outcome: Outcome
    message: str


@dataclass(frozen=True)
class TooLarge:
    """The function came back with more than can cross: that much is known of it."""

    outline: Outline
    outcome = Outcome.WRONG

    @property
    def message(self) -> Sentence:
        return Sentence(
            "it returned {what}, too large to hand over with all that is in it: any right answer is far smaller",
            what=self.outline.words,
        )


Answer = Returned | Raised | Lost | TooLarge


def returned_from(value: object, discouraged: object) -> Returned:
    """A value that came back; of what a worker says beside it, only the words that are known count."""
    told = {item for item in discouraged if type(item) is str} if isinstance(discouraged, list) else set()
    return Returned(value, tuple(kind for kind in Discouraged if kind.value in told))


def raised_from(error: object) -> Raised:
    """What a worker tells of an error, believed as far as its types go."""
    fields = error if isinstance(error, dict) else {}

    def text(key: str) -> str:
        value = fields.get(key, "")
        return value[:MAX_TEXT] if isinstance(value, str) else ""

    def number(key: str) -> int:
        value = fields.get(key, 0)
        return value if isinstance(value, int) and abs(value) < MAX_NUMBER else 0

    return Raised(
        text("type")[:MAX_NAME] or "an error",
        text("message"),
        number("cell"),
        number("line"),
        text("text"),
        text("function")[:MAX_NAME],
        fields.get("memory") is True,
        text("operation")[:MAX_NAME],
        text("helper")[:MAX_NAME],
        tuple(_given_in(fields.get("given"))),
    )


def _given_in(told: object) -> Iterator[tuple[str, Outline]]:
    for item in told[:MAX_GIVEN] if isinstance(told, list) else []:
        match item:
            case [str(name), tree] if name.isidentifier() or name[:-1].isdigit():
                yield name[:MAX_NAME], outline_from(tree)
