"""How a course counts: `course.toml` beside `testcases/`, which an instructor writes and nobody has to.

    title = "The first course"
    passing = 70                    # percent
    timezone = "Europe/Berlin"      # of the dates below that do not say theirs
    counts = "newest"               # or "best", or "last before the deadline": which attempt
    missing = "zero"                # or "empty": what a row that is not there adds to the total
    appeal = "Write to the course's forum within a week."

    [feedback]
    held_out = "all"                # or "message", or only "name": what a page tells of a held-out case
    practice = false                # whether `check` tells right from wrong in quizzes

    [late]
    times = "platform"              # or "files": where the platform tells none, the time of the file counts
    grace = "15 minutes"
    percent_a_day = 10              # of what was earned, for each day begun
    days = 5                        # later than that, nothing is earned

    [deadlines]
    python_basics = 2026-10-12      # to the end of that day; or a time: 2026-10-12T18:00:00

    [extensions."Ada Lovelace"]     # a student, by name or id
    python_basics = "2 days"        # or a date

    [weights]
    python_basics = 2               # each assignment and quiz: 1

    [release]
    address = "https://example.org/course.zip"      # where students get what `grader release` makes

Whatever is not said keeps its default. A key or a value that means nothing is an error, with its line: a deadline that
is passed over in silence costs somebody points.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
import tomllib
import zoneinfo
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from grader.course.toml_table import TomlTable
from grader.errors import BrokenSettings
from grader.results import PASS_PERCENT

NAME = "course.toml"
UNITS = {"minute": dt.timedelta(minutes=1), "hour": dt.timedelta(hours=1), "day": dt.timedelta(days=1)}
DURATION = re.compile(r"(\d{1,4}) (minute|hour|day)s?")
# It stands in a line of code between backticks.
ADDRESS = re.compile(r"(?:git\+)?https?://[^\s`'\"\\]{1,500}")
END_OF_DAY = dt.time(23, 59, 59)

T = TypeVar("T")
E = TypeVar("E", bound=enum.Enum)


class Counts(enum.Enum):
    """Which of several attempts is the one that counts."""

    NEWEST = "newest"
    BEST = "best"
    LAST_IN_TIME = "last before the deadline"


class Missing(enum.Enum):
    """What somebody who handed in nothing has earned."""

    ZERO = "zero"
    EMPTY = "empty"


class HeldOut(enum.Enum):
    """What feedback tells of a held-out case that failed."""

    NAME = "name"
    MESSAGE = "message"
    ALL = "all"


class Times(enum.Enum):
    """Which timestamps tell when something was handed in; that of a file is easily lost on its way."""

    PLATFORM = "platform"
    FILES = "files"


@dataclass(frozen=True)
class Late:
    """What lateness costs: `percent_a_day` of what was earned for each day begun after `grace`; all, after `days`."""

    times: Times = Times.PLATFORM
    grace: dt.timedelta = dt.timedelta(0)
    percent_a_day: float = 0.0
    days: int | None = None


@dataclass(frozen=True)
class Settings:
    """What `course.toml` says. `extensions` are by student, as the file spells the name or the id, and assignment.

    `assignments` are all that the course has, in its order, and `titles` what stands at the top of their notebooks.
    """

    assignments: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    passing: float = PASS_PERCENT
    appeal: str = ""
    counts: Counts = Counts.NEWEST
    missing: Missing = Missing.ZERO
    held_out: HeldOut = HeldOut.ALL
    practice: bool = False
    late: Late = Late()
    deadlines: Mapping[str, dt.datetime] = field(default_factory=dict)
    extensions: Mapping[str, Mapping[str, dt.datetime]] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    address: str = ""

    def title_of(self, assignment: str) -> str:
        """What a reader calls an assignment; its name, if it has no title."""
        return self.titles.get(assignment, assignment)

    def weight(self, assignment: str) -> float:
        """What an assignment counts beside the others."""
        return self.weights.get(assignment, 1.0)

    def deadline(self, assignment: str, *names: str) -> dt.datetime | None:
        """When an assignment is due for the student of these names and ids; None if it may come at any time."""
        by_name = {name.casefold(): extended for name, extended in self.extensions.items()}
        extended = [by_name.get(name.casefold(), {}).get(assignment) for name in names]
        return max(filter(None, extended), default=self.deadlines.get(assignment))


def read_settings(folder: Path, assignments: Sequence[str]) -> Settings:
    """The settings of the course in `folder`, whose assignments are these in order; defaults if there is no such file.

    Raises
    ------
    BrokenSettings
        If a key or a value of it means nothing, with its line.
    """
    path = folder / NAME
    if not path.is_file():
        return Settings(tuple(assignments))
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BrokenSettings(path, f"it is not TOML: {error}.") from error
    except (OSError, ValueError) as error:
        raise BrokenSettings(path, f"it cannot be read: {error}.") from error
    return _settings(TomlTable(path, text, table), assignments)


def _settings(reader: TomlTable, assignments: Sequence[str]) -> Settings:
    tables = {"feedback", "late", "deadlines", "extensions", "weights", "release"}
    reader.keys({"title", "passing", "timezone", "counts", "missing", "appeal", *tables})
    zone = reader.get("timezone", _zone, None)
    feedback = reader.table("feedback")
    feedback.keys({"held_out", "practice"})
    release = reader.table("release")
    release.keys({"address"})
    deadlines = _by_assignment(reader.table("deadlines"), assignments, lambda value, _: _moment(value, zone))
    students = reader.table("extensions")

    def extension(value: Any, assignment: str) -> dt.datetime:
        if not isinstance(value, str):
            return _moment(value, zone)
        if assignment not in deadlines:
            raise ValueError("a date, since this assignment has no deadline")
        return deadlines[assignment] + _duration(value)

    return Settings(
        tuple(assignments),
        title=reader.get("title", _text, ""),
        passing=reader.get("passing", _percent, Settings.passing),
        appeal=reader.get("appeal", _text, ""),
        counts=reader.get("counts", _one_of(Counts), Settings.counts),
        missing=reader.get("missing", _one_of(Missing), Settings.missing),
        held_out=feedback.get("held_out", _one_of(HeldOut), Settings.held_out),
        practice=feedback.get("practice", _truth, Settings.practice),
        late=_late(reader.table("late")),
        deadlines=deadlines,
        extensions={
            student: _by_assignment(students.table(student), assignments, extension) for student in students.all_keys()
        },
        weights=_by_assignment(reader.table("weights"), assignments, lambda value, _: _weight(value)),
        address=release.get("address", _address, ""),
    )


def _late(reader: TomlTable) -> Late:
    reader.keys({"times", "grace", "percent_a_day", "days"})
    return Late(
        times=reader.get("times", _one_of(Times), Late.times),
        grace=reader.get("grace", _duration, Late.grace),
        percent_a_day=reader.get("percent_a_day", _percent, Late.percent_a_day),
        days=reader.get("days", _days, Late.days),
    )


def _by_assignment(reader: TomlTable, assignments: Collection[str], read: Callable[[Any, str], T]) -> dict[str, T]:
    found = {}
    for key in reader.keys(assignments, "assignment"):
        value: T | None = reader.get(key, lambda value, key=key: read(value, key), None)  # type: ignore[misc]
        assert value is not None
        found[key] = value
    return found


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError('a text, in "quotes"')
    return value


def _address(value: Any) -> str:
    if not isinstance(value, str) or not ADDRESS.fullmatch(value):
        raise ValueError('an address that pip understands: "https://example.org/course.zip"')
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def _percent(value: Any) -> float:
    return _number(value, 100, "a number from 0 to 100")


def _weight(value: Any) -> float:
    return _number(value, 1e6, "a number that is not negative")


def _number(value: Any, most: float, wanted: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= most:
        raise ValueError(wanted)
    return float(value)


def _days(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10_000:
        raise ValueError("a whole number of days")
    return value


def _duration(value: Any) -> dt.timedelta:
    match = DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError('a duration: "15 minutes", "2 hours" or "1 day"')
    return int(match[1]) * UNITS[match[2]]


def _zone(value: Any) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(_text(value))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError('the name of a time zone: "Europe/Berlin", "America/New_York", "UTC"') from None


def _moment(value: Any, zone: zoneinfo.ZoneInfo | None) -> dt.datetime:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, END_OF_DAY)
    if not isinstance(value, dt.datetime):
        raise ValueError("a date or a time without quotes: 2026-10-12, or 2026-10-12T18:00:00+02:00")
    if not 1970 <= value.year < 9000:
        raise ValueError("a date of this age")
    if value.tzinfo is not None:
        return value
    if zone is None:
        raise ValueError('a time with its zone, or the file says which: timezone = "Europe/Berlin"')
    return value.replace(tzinfo=zone)


def _one_of(kind: type[E]) -> Callable[[Any], E]:
    def read(value: Any) -> E:
        try:
            return kind(value)
        except ValueError:
            raise ValueError(" or ".join(f'"{item.value}"' for item in kind)) from None

    return read
