"""On which terms a file is graded: a digest of all that decides what comes of it, besides its own bytes."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import platform
from collections.abc import Iterator
from pathlib import Path

from grader.course.course import Course
from grader.course.settings import NAME as SETTINGS
from grader.faults import PACKAGE
from grader.workers.limits import Limits

# What a notebook computes with. Another version may answer otherwise.
PACKAGES = ("numpy", "h5py", "ipython", "matplotlib")
# Of a course's test cases, what only says things in other words, or proves them to the author.
NOT_ASKED = frozenset({"expected", "languages", "oracles", "equivalents", "__pycache__"})
# Of the grader, what only shows results, or is not there when a class is graded.
NOT_GRADING = frozenset({"authoring", "cli", "gradebook", "language", "reports", "selfcheck"})


def terms_of(course: Course, limits: Limits, *, seed: int, level: str, follow_through: bool) -> str:
    """The digest of a course's questions and solutions, the grader, its packages, and the options of a run.

    The grader is told by its own bytes: of two versions under development a number would tell nothing.
    """
    options = (repr(limits), seed, level, follow_through)
    return digest_of_texts(*map(str, (*options, _machinery(), digest_of_files(_of_course(course)))))


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
