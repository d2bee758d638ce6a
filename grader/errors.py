"""What can go wrong that is nobody's wrong answer.

A student's mistake is a value (see `grader.results`); an exception means that a command, a course or a
file is broken. Each says what, where, and what to do next, and none is shown with a traceback.

    GraderError
    ├── UsageError              the command cannot be carried out as it was given
    │   ├── PathNotFound
    │   ├── CannotRead
    │   ├── NoNotebooks
    │   ├── UnreadableRoster
    │   ├── UnreadableExport
    │   ├── CannotServe
    │   ├── CannotWrite
    │   ├── WouldOverwrite
    │   ├── DamagedGradebook
    │   ├── NewerGradebook
    │   ├── GradebookBusy
    │   ├── NoGradebook
    │   ├── UnknownName
    │   ├── UnknownLanguage
    │   ├── BadName
    │   └── BadData
    ├── CourseError             an author has to mend the course
    │   ├── CourseNotFound
    │   ├── AssignmentNotFound
    │   ├── BrokenCases
    │   ├── BrokenSettings
    │   ├── BrokenSolution
    │   ├── NoData
    │   └── StaleBuild
    ├── SandboxError            this machine cannot run student code as asked
    └── Ungradable              one submission cannot be graded; the others can
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.sentence import Sentence


class GraderError(Exception):
    """Anything the grader reports in one sentence instead of a traceback."""


class UsageError(GraderError):
    """The command cannot be carried out as it was given."""


class PathNotFound(UsageError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not there: check the spelling, or give the folder that holds the notebooks.")


class CannotRead(UsageError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} cannot be read ({reason}): change its permissions.")


class NoNotebooks(UsageError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} holds no notebook: expected FOLDER/<student>/<notebook>.ipynb, a platform's download, or one file."
        )


class UnreadableRoster(UsageError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} is no roster ({reason}): expected a CSV file with the columns id and name.")


class UnreadableExport(UsageError):
    def __init__(self, platform: str, reason: str) -> None:
        super().__init__(f"This is no file to fill in of {platform} ({reason}).")


class CannotWrite(UsageError):
    def __init__(self, path: Path, reason: str, remedy: str = "choose another folder with --output") -> None:
        super().__init__(f"{path} cannot be written ({reason}): {remedy}.")


class CannotServe(UsageError):
    def __init__(self, host: str, port: int, reason: str) -> None:
        where = f"port {port} of {host}" if port else host
        super().__init__(f"Nothing can listen at {where} ({reason}): name another one with --port or --host.")


class WouldOverwrite(UsageError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} would be overwritten, and it is not known what would be lost ({reason}): "
            "choose another folder with --output, or move it away."
        )


class DamagedGradebook(UsageError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} is damaged ({reason}), and was left as it is: put back a copy of it, save what can be saved with "
            f"`sqlite3 {path.name} .recover`, or say --begin-anew with `grader grade`, which moves it aside."
        )


class NewerGradebook(UsageError):
    def __init__(self, path: Path, version: int, known: int) -> None:
        super().__init__(
            f"{path} was written by a newer grader (form {version}; this one knows {known}), and was left as it is: "
            "update the grader, or choose another folder with --output."
        )


class GradebookBusy(UsageError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another grader has been writing to {path} for minutes: wait for its end, and give the command again."
        )


class NoGradebook(UsageError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not there: name the folder that `grader grade` wrote to.")


class UnknownName(UsageError):
    """A name that a command was given and nobody has; `hint` tells the nearest ones that there are."""

    def __init__(self, what: str, name: str, hint: str) -> None:
        super().__init__(f"There is no {what} '{name}' in this gradebook; {hint}")


class BadData(UsageError):
    """The course's own words on data that it cannot use."""


class BadName(UsageError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"An assignment cannot be called {name!r}: take up to 40 small letters, digits and underscores, "
            "a letter first, such as week_6."
        )


class UnknownLanguage(UsageError):
    def __init__(self, code: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no language {code!r} (from --language or GRADER_LANGUAGE); try {', '.join(known)}.")


class CourseError(GraderError):
    """The course itself is broken; its author has to act."""


class CourseNotFound(CourseError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is not a course: a course is a folder with testcases/ and solutions/; name one with --course DIR."
        )


class AssignmentNotFound(CourseError):
    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no assignment {name!r} in this course; it has {', '.join(known) or 'none yet'}.")


class BrokenCases(CourseError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")


class BrokenSettings(CourseError):
    def __init__(self, path: Path, reason: str, line: int = 0) -> None:
        super().__init__(f"{path}{f', line {line}' if line else ''}: {reason}")


class BrokenSolution(CourseError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")


class NoData(CourseError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is not there, so this course has no data to choose: "
            "a course that has some defines import_data(folder) and data_status() in this file."
        )


class StaleBuild(CourseError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is missing or older than its source: run `grader build`.")


class SandboxError(GraderError):
    """Student code cannot be run on this machine in the way that was asked for."""


class Ungradable(GraderError):
    """One submission cannot be graded; its row in the gradebook says why, in the reader's language."""

    def __init__(self, template: str, /, **values: object) -> None:
        self.sentence = template if isinstance(template, Sentence) else Sentence(template, **values)
        super().__init__(self.sentence)
