"""A course is a folder: what it asks, its solutions, and the modules its notebooks import.

    testcases/NAME.py        EXERCISES, and in __all__ the published generators
    testcases/mistakes/NAME.py   MISTAKES, the classic errors of each function
    testcases/editions/NAME.py   EDITIONS and CONTRACTS, what notebooks of other editions do otherwise
    testcases/oracles/NAME.py    other ways to the same answers, for `grader verify`
    testcases/expected/NAME.json    the answers to visible cases (built)
    testcases/languages/zh/NAME.json    hints and names of cases in another language
    solutions/NAME.py        the source of the notebooks; N_NAME.ipynb beside it is built
    assignments/             the students' notebooks (built), and helpers/, a package they import from
    assignments/helpers/published/   modules under the names that notebooks from elsewhere import;
                                     those in published/NAME/ are for one assignment, and come before the others

The folder is the registry: nothing else lists the assignments.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from grader.course.exercise import Contract, Exercise
from grader.errors import AssignmentNotFound, BrokenCases, CourseNotFound, NoData, StaleBuild
from grader.language.catalogue import Language, read_catalogue
from grader.notebooks.cells import Cell, Notebook, read_notebook
from grader.notebooks.definitions import find_definitions

INSTALLED = Path(__file__).parents[1] / "_course"
OWN_EDITION = "this course"
OWN_PACKAGES = frozenset({"grader", "assignments", "testcases"})


@dataclass(frozen=True)
class Assignment:
    """One assignment of a course: its place in the order, and what it asks.

    `editions` are the modules that tell another edition from this one, `{module: edition}`.
    """

    name: str
    number: int
    title: str
    exercises: tuple[Exercise, ...]
    solution: Notebook
    editions: Mapping[str, str] = field(default_factory=dict)

    @property
    def functions(self) -> tuple[str, ...]:
        return tuple(exercise.function for exercise in self.exercises)

    def exercise(self, function: str) -> Exercise:
        return next(exercise for exercise in self.exercises if exercise.function == function)

    def edition_of(self, imports: Collection[str]) -> str:
        """The edition that a notebook tells by what it imports; empty where it tells none.

        Of several that are told the one named last in `editions` counts.
        """
        if any(module.partition(".")[0] in OWN_PACKAGES for module in imports):
            return OWN_EDITION
        told = [edition for module, edition in self.editions.items() if module in imports]
        return told[-1] if told else ""

    def contracts(self, function: str, edition: str) -> tuple[Contract, ...]:
        """The contracts, besides the exercise's own, that a function may fulfil in a notebook of an edition."""
        return tuple(
            contract
            for contract in self.exercise(function).contracts
            if not edition or edition in contract.editions or (edition != OWN_EDITION and not contract.editions)
        )


class Course:
    """A course folder, read when asked."""

    def __init__(self, root: Path) -> None:
        self.root = root

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
        """The names of all assignments that state exercises."""
        files = sorted(self.testcases.glob("*.py"))
        return tuple(file.stem for file in files if "EXERCISES" in file.read_text(encoding="utf-8"))

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
        exercises = getattr(_import_file(path), "EXERCISES", None)
        if not isinstance(exercises, tuple) or not all(isinstance(item, Exercise) for item in exercises):
            raise BrokenCases(path, "EXERCISES should be a tuple of Exercise(...).")
        mistakes = self._beside("mistakes", name, "MISTAKES", exercises)
        contracts = self._beside("editions", name, "CONTRACTS", exercises)
        return tuple(
            replace(
                item,
                mistakes=(*item.mistakes, *mistakes.get(item.function, ())),
                contracts=(*item.contracts, *contracts.get(item.function, ())),
            )
            for item in exercises
        )

    def editions(self, name: str) -> Mapping[str, str]:
        """The modules that tell another edition of an assignment, `{module: edition}`."""
        return self._beside("editions", name, "EDITIONS")

    def _beside(self, folder: str, name: str, what: str, exercises: Collection[Exercise] = ()) -> Mapping[str, Any]:
        """What a file beside the test cases says of an assignment; nothing if there is none."""
        path = self.testcases / folder / f"{name}.py"
        found: Mapping[str, Any] = getattr(_import_file(path), what, {}) if path.is_file() else {}
        if exercises and (strays := found.keys() - {item.function for item in exercises}):
            raise BrokenCases(path, f"{what} speaks of {min(strays)}, which is not an exercise.")
        return found

    @functools.cache  # noqa: B019 - a course lives as long as the run
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
        heading = json.loads(data)["metadata"].get("course", {})
        number, title = heading.get("number", 0), heading.get("title", name)
        return Assignment(name, number, title, exercises, read_notebook(data), self.editions(name))

    def oracles(self, name: str) -> dict[str, Callable[[object], None]]:
        """The independent checks of a solution, `oracle_...` in testcases/oracles/NAME.py; none if there is no file."""
        path = self.testcases / "oracles" / f"{name}.py"
        if not path.is_file():
            return {}
        members = vars(_import_file(path))
        return {key: value for key, value in members.items() if key.startswith("oracle_") and callable(value)}

    def in_language(self, language: Language) -> Language:
        """A language with the sentences of every assignment besides the grader's own.

        Raises
        ------
        BrokenCases
            If a file with them cannot be read.
        """
        catalogues = {}
        for path in sorted(self.sentences_path(language.code, "*").parent.glob("*.json")):
            try:
                catalogues[path.stem] = read_catalogue(path)
            except (OSError, ValueError) as error:
                raise BrokenCases(path, f"it cannot be read: {error}.") from error
        return replace(language, of_assignments=catalogues)

    def sentences_path(self, code: str, name: str) -> Path:
        """Where the hints and the names of cases of an assignment are in another language."""
        return self.testcases / "languages" / code / f"{name}.json"

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
        return _import_file(path)

    def all_assignments(self) -> tuple[Assignment, ...]:
        """Every assignment, in the order of the course."""
        return tuple(sorted(map(self.assignment, self.names), key=lambda item: (item.number, item.name)))

    def notebook_path(self, folder: Path, name: str) -> Path | None:
        """The built notebook of an assignment in one of the folders: `4_NAME.ipynb`."""
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

    def modules_for(self, name: str, functions: Collection[str]) -> dict[str, str]:
        """The modules that a notebook of an assignment may import while these functions are graded.

        A helper that defines one of them is withheld: calling it would be an answer.
        """
        graded = frozenset(functions)
        modules = self._modules | self._published(name)
        return {module: source for module, source in modules.items() if graded.isdisjoint(_defined_in(source))}

    @property
    def published_names(self) -> tuple[str, ...]:
        """The bare names under which notebooks from elsewhere import helpers."""
        return tuple(sorted(path.stem for path in (self.assignments / "helpers" / "published").rglob("*.py")))

    @functools.cached_property
    def _modules(self) -> dict[str, str]:
        """All modules that notebooks of this course import, `{"package.module": source}`; nothing held out."""
        found = dict(self._helper_modules())
        for path in sorted(self.testcases.glob("*.py")):
            found[f"testcases.{path.stem}"] = published_part(path)
        return found

    def _helper_modules(self) -> Iterator[tuple[str, str]]:
        for path in sorted((self.assignments / "helpers").rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            parts = path.relative_to(self.root).with_suffix("").parts
            yield ".".join(parts).removesuffix(".__init__"), source

    def _published(self, name: str) -> dict[str, str]:
        """The modules with bare names: those for all assignments, then those for this one."""
        folder = self.assignments / "helpers" / "published"
        paths = (*sorted(folder.glob("*.py")), *sorted((folder / name).glob("*.py")))
        return {path.stem: path.read_text(encoding="utf-8") for path in paths if path.stem != "__init__"}


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


def published_part(path: Path) -> str:
    """The part of a test-case file that students may have: what `__all__` names, and what that needs."""
    text = path.read_text(encoding="utf-8")
    try:
        definitions = find_definitions([Cell(1, text)], transform=str)
        names = getattr(_import_file(path), "__all__", ())
    except SyntaxError as error:
        raise BrokenCases(path, f"line {error.lineno}: {error.msg}.") from error
    if not names:
        return ""
    kept = [statement.text.rstrip() for statement in definitions.needed_for(names) if "__all__" not in statement.binds]
    return "\n".join(kept) + "\n"


@functools.cache
def _defined_in(source: str) -> frozenset[str]:
    """The functions that a module defines at its top level."""
    return frozenset(re.findall(r"^def (\w+)", source, re.MULTILINE))


@functools.cache
def _import_file(path: Path) -> ModuleType:
    """Import a file of the course, which is trusted, under a name that no other course can take."""
    name = f"grader_course_{abs(hash(path))}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise BrokenCases(path, "it cannot be imported.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise BrokenCases(path, f"importing it raised {type(error).__name__}: {error}") from error
    return module
