"""What became of a question: a value came back, an error was raised, or the process was lost."""

from __future__ import annotations

from dataclasses import dataclass

from grader.answers.call import MAX_TEXT
from grader.answers.plain import Discouraged
from grader.results import Outcome

# A worker keeps to these by itself; what a submission has put in its place need not.
MAX_NAME = 80
MAX_NUMBER = 10**6


@dataclass(frozen=True)
class Returned:
    """The function came back with a value; `discouraged` is what of it a teacher would advise against."""

    value: object
    discouraged: tuple[Discouraged, ...] = ()


@dataclass(frozen=True)
class Raised:
    """The function raised; `message` is in the student's words, `cell` and `line` are where in the notebook.

    `operation` is what the line did there, as `grader.answers.operation` names it.
    """

    type_name: str
    message: str
    cell: int = 0
    line: int = 0
    text: str = ""
    function: str = ""
    memory: bool = False
    operation: str = ""

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


Answer = Returned | Raised | Lost


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
    )
