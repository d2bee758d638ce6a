"""The grader is read, and imported, in one order: folder by folder, each through its face."""

from __future__ import annotations

import ast
import functools
import graphlib
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import grader

PACKAGE = Path(grader.__file__).parent
ROOT = "(root)"
GUIDE = (PACKAGE.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")

# The order of reading, with the face of each folder: what other folders may import of it. None is all of it.
FACES: dict[str, set[str] | None] = {
    ROOT: None,
    "sandbox": {"box"},
    "answers": {"answer", "call", "dropped", "origin", "outline", "placing", "plain", "readable", "wire"},
    "platforms": {
        *("canvas_grades", "grades", "gradescope", "gradescope_autograder", "moodle_grades", "naming", "sender"),
    },
    "language": {"catalogue"},
    "notebooks": {"answers", "cells", "copies", "definitions", "blanks", "marks", "mending"},
    "intake": {"find", "layout"},
    "course": {
        *("assignment", "course", "datasets", "examination", "exercise", "expected", "modules", "questions"),
        *("quiz", "settings", "stored_quiz"),
    },
    "workers": {"budget", "client", "doctor", "examinee", "execution", "helpers", "limits", "pool", "recall", "survey"},
    "judging": {"choices", "hearing", "judge", "mistakes", "spellings"},
    "grading": {"execution", "grader", "live"},
    "gradebook": {
        *("book", "changes", "class_numbers", "items", "journal", "pseudonyms", "records", "regrading", "roster"),
        *("run", "store", "teaching", "term", "terms"),
    },
    "similarity": {"evidence", "fragments", "given", "pairs"},
    "reports": {
        "card",
        "feedback",
        "files",
        "github",
        "held_out",
        "junit",
        "page_paths",
        "similar",
        "templates",
        "terminal",
        "translated",
        "verdict",
        "writing",
    },
    "selfcheck": {"checker"},
    "authoring": {"belongings", "build", "quiz_notebook", "release", "scaffold", "verify"},
    "desk": {"access", "clerk", "desk", "pages", "server"},
    "cli": {"main"},
}
# What the box loads of the grader: all that a submission could see of it.
LOADED_IN_THE_BOX = {
    "sentence",
    "errors",
    *(
        f"sandbox.{name}"
        for name in ("box", "cgroup", "inner", "landlock", "levels", "limits", "linux", "outer", "private")
    ),
    *(f"sandbox.{name}" for name in ("network", "root", "seccomp", "tree", "watch")),
    *(
        f"answers.{name}"
        for name in (
            "call",
            "decoding",
            "dropped",
            "encoding",
            "offered",
            "operation",
            "origin",
            "outline",
            "placing",
            "plain",
            "wire",
        )
    ),
    *(f"notebooks.{name}" for name in ("answers", "bindings", "blanks", "cells", "changes", "definitions", "marks")),
    *(f"notebooks.{name}" for name in ("mending", "outputs", "parsing", "work")),
    *(f"workers.{name}" for name in ("held", "modules", "standins", "worker", "zygote")),
}


@functools.cache
def modules() -> dict[str, Path]:
    found = [path for path in PACKAGE.rglob("*.py") if not path.name.startswith("__") and "_course" not in path.parts]
    return {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in found}


@functools.cache
def imports(path: Path) -> tuple[str, ...]:
    """The modules of the grader that a file imports, whether it names them or takes names from them."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    known = modules()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] == "grader":
            within = node.module.removeprefix("grader").removeprefix(".")
            inner = [f"{within}.{alias.name}".removeprefix(".") for alias in node.names]
            yield from (name if name in known else within for name in inner)
        elif isinstance(node, ast.Import):
            yield from (alias.name.removeprefix("grader.") for alias in node.names if alias.name.startswith("grader."))


def folder_of(module: str) -> str:
    return module.partition(".")[0] if "." in module else ROOT


def test_the_order_names_every_folder() -> None:
    assert set(FACES) == {folder_of(name) for name in modules()}


@pytest.mark.parametrize("module", sorted(modules()))
def test_a_module_imports_only_from_its_own_folder_and_from_the_faces_before_it(module: str) -> None:
    folders = list(FACES)
    own = folder_of(module)
    for name in imports(modules()[module]):
        other = folder_of(name)
        assert folders.index(other) <= folders.index(own), f"{module} imports {name}, which comes after it"
        face = FACES[other]
        assert other == own or face is None or name.partition(".")[2] in face, f"{name} is not in the face of {other}"


def test_a_face_holds_nothing_that_no_other_folder_asks_for() -> None:
    used = {
        name for module, path in modules().items() for name in imports(path) if folder_of(name) != folder_of(module)
    }
    # `import grader` and the command `grader` ask for these.
    used |= {"selfcheck.checker", "cli.main"}
    assert {f"{folder}.{name}" for folder, face in FACES.items() for name in face or ()} - used == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    tuple(graphlib.TopologicalSorter({name: set(imports(path)) for name, path in modules().items()}).static_order())


@pytest.mark.parametrize("folder", [folder for folder in FACES if folder != ROOT])
def test_the_face_of_a_folder_is_its_one_sentence_and_imports_nothing(folder: str) -> None:
    tree = ast.parse((PACKAGE / folder / "__init__.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) and len(tree.body) == 1


def test_the_map_for_contributors_is_this_order_with_each_sentence_and_each_face() -> None:
    rows = re.findall(r"^\| `(\w+)/` \| (.+) \| (.+) \|$", GUIDE.partition("\n## Where")[0], re.MULTILINE)[1:]
    told = [(folder, sentence, set(re.findall(r"`(\w+)`", face))) for folder, sentence, face in rows]
    sentences = {name: importlib.import_module(f"grader.{name}").__doc__ for name in FACES if name != ROOT}
    assert told == [(name, sentences[name], face) for name, face in FACES.items() if name != ROOT]


def test_what_the_guide_for_contributors_names_is_there() -> None:
    paths = re.findall(r"`((?:grader|tests|docs|benchmarks|testcases)/[\w./]+)`", GUIDE)
    assert len(paths) > 20
    assert [path for path in paths if not (PACKAGE.parent / path).exists() and not re.search("NAME|CODE", path)] == []


def test_a_worker_loads_these_modules_and_no_others() -> None:
    program = "import sys, grader.workers.zygote, grader.workers.worker; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.removeprefix("grader.") for name in done.stdout.split() if name.startswith("grader.")}
    assert loaded - set(FACES) == LOADED_IN_THE_BOX


def test_the_box_imports_the_standard_library_alone() -> None:
    for path in (PACKAGE / "sandbox").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name.partition(".")[0] in sys.stdlib_module_names or name.startswith("grader.sandbox"), path.name


def test_the_grader_knows_nothing_of_neural_networks() -> None:
    words = ("neural network", "sigmoid", "relu", "gradient", "layer_dims", "forward_propagation")
    for path in modules().values():
        text = path.read_text(encoding="utf-8").lower()
        assert not [word for word in words if word in text], path.name


def test_public_names_are_these() -> None:
    of_authors = ["Ask", "Case", "Contract", "Exercise", "Make", "Mistake", "Tolerance", "leaves_inputs_alone"]
    of_quizzes = ["Name", "Number", "OneOf", "Quiz", "Right", "SeveralOf", "Shape", "TrueFalse", "Wrong"]
    assert sorted(grader.__all__) == sorted(["Checker", *of_authors, *of_quizzes])
    assert all(getattr(grader, name).__module__.startswith("grader.") for name in grader.__all__ if name != "Make")


@pytest.mark.parametrize(
    ("names", "unneeded"),
    [
        ("Checker", ("grader.sandbox", "grader.workers", "grader.grading", "grader.intake", "rich", "jupytext")),
        ("OneOf, Quiz", ("numpy", "grader.sandbox", "grader.workers", "grader.notebooks", "grader.judging", "rich")),
        ("Case, Exercise", ("numpy", "grader.sandbox", "grader.workers", "grader.notebooks", "grader.judging", "rich")),
    ],
)
def test_a_name_brings_only_what_it_needs(names: str, unneeded: tuple[str, ...]) -> None:
    program = f"import sys, grader; assert 'numpy' not in sys.modules; from grader import {names}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not [name for name in done.stdout.split() if name.startswith(unneeded)]


def test_reading_and_writing_wait_for_no_numpy_and_no_box() -> None:
    names = ("notebooks.definitions", "intake.find", "course.course", "gradebook.roster", "reports.files")
    program = f"import sys, {', '.join('grader.' + name for name in names)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    unneeded = ("numpy", "grader.sandbox", "grader.workers", "IPython", "rich")
    assert not [name for name in done.stdout.split() if name.startswith(unneeded)]
