"""A course is a folder: what it asks, its solutions, and the modules its notebooks import.

    testcases/NAME.py        EXERCISES, and in __all__ the published generators
    testcases/mistakes/NAME.py   MISTAKES, the classic errors of each function; a file of another name is for
                                 those that several assignments share
    testcases/editions/NAME.py   EDITIONS and CONTRACTS, what notebooks of other editions do otherwise
    testcases/oracles/NAME.py    other ways to the same answers, for `grader verify`
    testcases/expected/NAME.json    the answers to visible cases (built)
    testcases/languages/zh/NAME.json    hints and names of cases in another language;
                                        zh.json beside the folder has those of several assignments
    solutions/NAME.py        the source of the notebooks; N_NAME.ipynb beside it is built.
                             One that states a QUIZ is all of a quiz; its notebooks are called NAME.ipynb
    assignments/             the students' notebooks (built), and helpers/, a package they import from
    assignments/helpers/published/   modules under the names that notebooks from elsewhere import;
                                     those in published/NAME/ are for one assignment, and come before the others

The folder is the registry: nothing else lists the assignments.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from grader.course.assignment import Assigned, Assignment, QuizAssignment
from grader.course.exercise import Exercise
from grader.course.importing import import_file
from grader.course.modules import Modules
from grader.course.quiz import Quiz
from grader.course.settings import Settings, read_settings
from grader.errors import AssignmentNotFound, BrokenCases, BrokenSolution, CourseNotFound, NoData, StaleBuild
from grader.language.catalogue import Language, read_catalogue
from grader.notebooks.cells import read_notebook

STATES_A_QUIZ = re.compile(r"^QUIZ\b", re.MULTILINE)
INSTALLED = Path(__file__).parents[1] / "_course"


class Course:
    """A course folder, read when asked."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.modules = Modules(root)

    @property
    def solutions(self) -> Path:
        return self.root / "solutions"

    @property
    def assignments(self) -> Path:
        return self.root / "assignments"

    @property
    def testcases(self) -> Path:
        return self.root / "testcases"

    @property
    def data(self) -> Path:
        """Data sets, which notebooks may read."""
        return self.root / "data"

    @property
    def held_back(self) -> tuple[Path, ...]:
        """What no submission may read, wherever the course lies."""
        return self.solutions, self.testcases

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all assignments whose exercises are functions."""
        files = sorted(self.testcases.glob("*.py"))
        return tuple(file.stem for file in files if "EXERCISES" in file.read_text(encoding="utf-8"))

    @functools.cached_property
    def quiz_names(self) -> tuple[str, ...]:
        """The names of all quizzes."""
        files = sorted(self.solutions.glob("*.py"))
        return tuple(file.stem for file in files if STATES_A_QUIZ.search(file.read_text(encoding="utf-8")))

    @functools.cached_property
    def settings(self) -> Settings:
        """How the course counts.

        Raises
        ------
        BrokenSettings
            If `course.toml` says something that means nothing.
        """
        return replace(read_settings(self.root, self.in_order), titles=self.titles)

    @functools.cached_property
    def in_order(self) -> tuple[str, ...]:
        """The names of all assignments, of whatever kind, in the order of the course."""

        def number(name: str) -> int:
            built = self.notebook_path(self.assignments, name)
            first = re.match(r"\d+", built.name) if built and name not in self.quiz_names else None
            return int(first[0]) if first else self.quiz(name).number if name in self.quiz_names else 0

        return tuple(sorted((*self.names, *self.quiz_names), key=lambda name: (number(name), name in self.quiz_names)))

    @functools.cached_property
    def titles(self) -> Mapping[str, str]:
        """What each assignment is called at the top of its notebook; one whose notebook is not built has no title."""
        built = {name: self.notebook_path(self.solutions, name) for name in self.names}
        titles = {name: str(_heading(path.read_bytes()).get("title", name)) for name, path in built.items() if path}
        return titles | {name: self.quiz(name).title for name in self.quiz_names}

    def exercises(self, name: str) -> tuple[Exercise, ...]:
        """What an assignment asks.

        Raises
        ------
        AssignmentNotFound
            If no file of that name states exercises.
        BrokenCases
            If the file cannot be imported, or its EXERCISES are none.
        """
        if name not in self.names:
            raise AssignmentNotFound(name, self.names)
        path = self.testcases / f"{name}.py"
        exercises = getattr(import_file(self.root, path), "EXERCISES", None)
        if not isinstance(exercises, tuple) or not all(isinstance(item, Exercise) for item in exercises):
            raise BrokenCases(path, "EXERCISES should be a tuple of Exercise(...).")
        exercises = self._joined("mistakes", name, "MISTAKES", exercises)
        return self._joined("editions", name, "CONTRACTS", exercises)

    def editions(self, name: str) -> Mapping[str, str]:
        """The modules that tell another edition of an assignment, `{module: edition}`."""
        return self._beside("editions", name, "EDITIONS")

    def equivalents(self, name: str) -> Mapping[str, Mapping[str, str]]:
        """Small changes of a solution that change no answer, and why: `{function: {change: reason}}`."""
        return self._beside("equivalents", name, "EQUIVALENTS", self.exercises(name))

    def _joined(self, folder: str, name: str, what: str, exercises: tuple[Exercise, ...]) -> tuple[Exercise, ...]:
        """The exercises with the mistakes, or the contracts, that a file beside the test cases has for them."""
        field, path = what.lower(), self.testcases / folder / f"{name}.py"
        found = self._beside(folder, name, what, exercises)
        for key, items in found.items():
            if not isinstance(items, tuple):
                raise BrokenCases(path, f"{what}[{key!r}] should be a tuple, and not {items!r:.60}.")
        try:
            more: dict[str, Any] = {
                item.name: {field: (*getattr(item, field), *found.get(item.name, ()))} for item in exercises
            }
            return tuple(replace(item, **more[item.name]) for item in exercises)
        except TypeError as error:
            raise BrokenCases(path, f"{error}.") from error

    def _beside(self, folder: str, name: str, what: str, exercises: Collection[Exercise] = ()) -> Mapping[str, Any]:
        """What a file beside the test cases says of an assignment; nothing if there is none."""
        path = self.testcases / folder / f"{name}.py"
        found: Mapping[str, Any] = getattr(import_file(self.root, path), what, {}) if path.is_file() else {}
        if not isinstance(found, Mapping):
            raise BrokenCases(path, f"{what} should be a dictionary, and not {found!r:.60}.")
        if exercises and (strays := found.keys() - {item.name for item in exercises}):
            raise BrokenCases(path, f"{what} speaks of {min(strays)}, which is not an exercise.")
        return found

    def assignment(self, name: str) -> Assignment:
        """An assignment with its built solution.

        Raises
        ------
        StaleBuild
            If the solution notebook has not been built.
        """
        exercises = self.exercises(name)
        path = self.notebook_path(self.solutions, name)
        if path is None:
            raise StaleBuild(self.solutions / f"{name}.ipynb")
        data = path.read_bytes()
        heading = _heading(data)
        number, title = heading.get("number", 0), heading.get("title", name)
        return Assignment(name, number, title, exercises, read_notebook(data), self.editions(name))

    def quiz(self, name: str) -> QuizAssignment:
        """A quiz, with what is right.

        Raises
        ------
        AssignmentNotFound
            If there is none of that name.
        BrokenSolution
            If its QUIZ is none.
        BrokenCases
            If its file cannot be imported.
        """
        if name not in self.quiz_names:
            raise AssignmentNotFound(name, self.quiz_names)
        path = self.solutions / f"{name}.py"
        quiz = getattr(import_file(self.root, path), "QUIZ", None)
        if not isinstance(quiz, Quiz):
            raise BrokenSolution(path, "QUIZ should be a Quiz(...).")
        return QuizAssignment(name, quiz.number, quiz.title, quiz.named, quiz.intro)

    def oracles(self, name: str) -> dict[str, Callable[[object], None]]:
        """The independent checks of a solution, `oracle_...` in testcases/oracles/NAME.py; none if there is no file."""
        path = self.testcases / "oracles" / f"{name}.py"
        if not path.is_file():
            return {}
        members = vars(import_file(self.root, path))
        return {key: value for key, value in members.items() if key.startswith("oracle_") and callable(value)}

    def in_language(self, language: Language) -> Language:
        """A language with the sentences of every assignment besides the grader's own.

        Raises
        ------
        BrokenCases
            If a file with them cannot be read.
        """
        shared = self.sentences(language.code)
        files = sorted((self.testcases / "languages" / language.code).glob("*.json"))
        return replace(
            language,
            catalogue={**shared, **language.catalogue},
            of_assignments={path.stem: self.sentences(language.code, path.stem) for path in files},
        )

    def sentences(self, code: str, name: str = "") -> Mapping[str, str]:
        """The hints and the names of cases in another language: those of an assignment, else those of several.

        Raises
        ------
        BrokenCases
            If the file with them cannot be read.
        """
        folder = self.testcases / "languages"
        path = folder / code / f"{name}.json" if name else folder / f"{code}.json"
        try:
            return read_catalogue(path)
        except (OSError, ValueError) as error:
            raise BrokenCases(path, f"it cannot be read: {error}.") from error

    def data_module(self) -> ModuleType:
        """The module that knows the course's data sets, which a reader may replace by others.

        Raises
        ------
        NoData
            If the course has none.
        """
        path = self.assignments / "helpers" / "datasets.py"
        if not path.is_file():
            raise NoData(path)
        return import_file(self.root, path)

    def of_functions(self) -> tuple[Assignment, ...]:
        """Every assignment whose exercises are functions, in the order of the course."""
        return tuple(sorted(map(self.assignment, self.names), key=lambda item: (item.number, item.name)))

    def quizzes(self) -> tuple[QuizAssignment, ...]:
        """Every quiz, in the order of the course."""
        return tuple(sorted(map(self.quiz, self.quiz_names), key=lambda item: (item.number, item.name)))

    def all_assignments(self) -> tuple[Assigned, ...]:
        """Every assignment, of whatever kind, in the order of the course; a quiz comes after what it goes with."""
        return tuple(sorted((*self.of_functions(), *self.quizzes()), key=lambda item: item.number))

    def notebook_path(self, folder: Path, name: str) -> Path | None:
        """The built notebook of an assignment in one of the folders: `4_NAME.ipynb`, or of a quiz: `NAME.ipynb`."""
        if (plain := folder / f"{name}.ipynb").is_file():
            return plain
        found = [path for path in folder.glob(f"*_{name}.ipynb") if re.fullmatch(r"\d+", path.stem[: -len(name) - 1])]
        return min(found, default=None)

    @property
    def expected_names(self) -> tuple[str, ...]:
        """The names of all assignments with stored answers: those that `check` knows."""
        return tuple(sorted(path.stem for path in (self.testcases / "expected").glob("*.json")))

    def expected_path(self, name: str) -> Path:
        """Where the stored answers to an assignment's visible cases are."""
        if name not in self.expected_names:
            raise AssignmentNotFound(name, self.expected_names)
        return self.testcases / "expected" / f"{name}.json"


def _heading(notebook: bytes) -> dict[str, Any]:
    """What the metadata of a built notebook says of its assignment."""
    heading: dict[str, Any] = json.loads(notebook)["metadata"].get("course", {})
    return heading


def find_course(folder: Path | None, *, around: Path) -> Course:
    """The course in `folder`; else the one that `around` lies in; else the one that was installed.

    Raises
    ------
    CourseNotFound
        If `folder` is given and is not a course, or there is none at all.
    """
    if folder is not None:
        if not (folder / "testcases").is_dir():
            raise CourseNotFound(folder)
        return Course(folder.resolve())
    for candidate in (around.resolve(), *around.resolve().parents, INSTALLED):
        if (candidate / "testcases").is_dir() and (candidate / "assignments").is_dir():
            return Course(candidate)
    raise CourseNotFound(around)
