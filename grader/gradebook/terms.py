"""On which terms a file is graded: a digest of all that decides what comes of it, besides its own bytes."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import platform
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.course.course import Course
from grader.course.settings import NAME as SETTINGS
from grader.faults import PACKAGE
from grader.workers.limits import Limits

# What a notebook computes with. Another version may answer otherwise.
PACKAGES = ("numpy", "h5py", "ipython", "matplotlib")
# Of a course's test cases, what only says things in other words, or proves them to the author.
NOT_ASKED = frozenset({"expected", "languages", "oracles", "equivalents", "__pycache__"})
# What tells one assignment's notebooks from another's: names of exercises, and what solutions define, import and are
# called. Where one of these changes, any file may answer another assignment than before.
TELLING = re.compile(r'"[A-Za-z_]\w*"|^\s*"(?:def |import |from |# ).*|"title": ".*', re.MULTILINE)
# Whoever has had notebooks run as a whole has them graded, too, so the digest without this at its end still holds.
EXECUTED = "+executed"
# Of the grader, what only shows results, or is not there when a class is graded.
NOT_GRADING = frozenset({"authoring", "cli", "desk", "gradebook", "language", "reports", "selfcheck"})


@dataclass(frozen=True)
class Terms:
    """What is the same for every file, as a digest, and one for each assignment: its cases, mistakes and solution.

    `more` is what was done besides grading.
    """

    shared: str
    own: Mapping[str, str]
    more: str = ""

    def of(self, assignments: Iterable[str]) -> str:
        """The digest for a file that answers these; for one that answers none of the course any change may count."""
        names = set(assignments)
        known = sorted(names if names and names <= self.own.keys() else self.own)
        digest = digest_of_texts(self.shared, *(text for name in known for text in (name, self.own[name])))
        return digest + self.more


def terms_of(
    course: Course, limits: Limits, *, seed: int, level: str, follow_through: bool, execute: bool = False
) -> Terms:
    """The digests of a course's questions and solutions, the grader, its packages, and the options of a run.

    The grader is told by its own bytes: of two versions under development a number would tell nothing.
    """
    own = {name: _of_assignment(course, name) for name in (*course.names, *course.quiz_names)}
    texts = {name: "".join(path.read_text("utf-8", "replace") for path in paths) for name, paths in own.items()}
    other = [path for path in _of_course(course) if not any(path in paths for paths in own.values())]
    telling = sorted(f"{name} {word}" for name, text in texts.items() for word in {*TELLING.findall(text)})
    options = (repr(limits), seed, level, follow_through)
    shared = digest_of_texts(*map(str, (*options, _machinery(), digest_of_files(other), *telling)))
    digests = {name: digest_of_files(paths) for name, paths in own.items()}
    uses = {
        name: sorted(other for other in own if other == name or re.search(rf"\b{other}\b", text))
        for name, text in texts.items()
    }
    return Terms(
        shared,
        {name: digest_of_texts(name, *(digests[other] for other in uses[name])) for name in own},
        EXECUTED * execute,
    )


def _of_assignment(course: Course, name: str) -> list[Path]:
    """The files that are an assignment's alone."""
    built = course.notebook_path(course.solutions, name)
    found = [path for path in _of_course(course) if path.stem == name and path.suffix == ".py"]
    return [*found, *([built] if built else [])]


def looks_of(course: Course, language: str) -> str:
    """The digest of what decides how results look: the language, the course's words, and what renders them."""
    own = [path for folder in ("reports", "language") for path in _files(PACKAGE / folder)]
    words = [*_files(course.testcases / "languages"), *filter(Path.is_file, [course.root / SETTINGS])]
    return digest_of_texts(language, *course.titles.values(), digest_of_files([*own, PACKAGE / "results.py", *words]))


def digest_of_texts(*texts: str) -> str:
    """A digest of texts that no others have, however they are joined."""
    return hashlib.sha256(
        "".join(f"{len(text)}:{text}" for text in texts).encode(errors="backslashreplace")
    ).hexdigest()


def digest_of_files(paths: list[Path]) -> str:
    """A digest of names and bytes, in this order."""
    found = hashlib.sha256()
    for path in paths:
        data = path.read_bytes()
        found.update(f"{path.name}:{len(data)}:".encode(errors="surrogateescape") + data)
    return found.hexdigest()


def _of_course(course: Course) -> list[Path]:
    asked = [
        path for path in _files(course.testcases) if NOT_ASKED.isdisjoint(path.relative_to(course.testcases).parts[:-1])
    ]
    solutions = sorted(course.solutions.glob("*.ipynb"))
    quizzes = [course.solutions / f"{name}.py" for name in course.quiz_names]
    return [*asked, *solutions, *quizzes, *_files(course.assignments / "helpers"), *_files(course.data)]


@functools.cache
def _machinery() -> str:
    own = [path for path in _files(PACKAGE) if path.relative_to(PACKAGE).parts[0] not in NOT_GRADING]
    installed = [f"{name} {_version(name)}" for name in PACKAGES]
    return digest_of_texts(platform.python_version(), *installed, digest_of_files(own))


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _files(folder: Path) -> list[Path]:
    return sorted(_below(folder))


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != ".pyc" and "_course" not in path.parts:
            yield path
