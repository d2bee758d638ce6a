"""The grader is read, and imported, in one order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import grader

PACKAGE = Path(grader.__file__).parent

WORDS = ("harmless", "sentence", "errors", "model", "exercise")
READING = ("plain", "wire", "outputs", "notebook", "mending", "blanks", "bindings", "definitions")
JUDGING = ("describe", "tables", "observe", "compare", "questions", "explanations", "explain", "judge")
TELLING = ("language", "verdict", "templates", "feedback", "card")
SKILLS = (*READING, *JUDGING, "release", *TELLING, "platforms", "latest")
BOX = ("linux", "limits", "seccomp", "landlock", "levels", "tree", "private", "root", "outer", "inner", "box")
SANDBOX = tuple(f"sandbox.{name}" for name in (*BOX, "modules", "worker", "zygote", "watch", "client", "pool"))
HANDED_IN = ("archives", "entries", "intake", "roster")
WORLD = ("course", *HANDED_IN, *SANDBOX, "gradebook", "examinee", "remarks", "examination", "expected")
DEEDS = ("doctor", "sitting", "grade", "build", "bundle", "translations", "verify", "trial", "check", "data")
MOUTH = ("terminal", "cli")
READING_ORDER = (*WORDS, *SKILLS, *WORLD, *DEEDS, *MOUTH)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module in ("grader", "grader.sandbox"):
                within = node.module.removeprefix("grader").removeprefix(".")
                yield from (f"{within}.{alias.name}".removeprefix(".") for alias in node.names)
            elif node.module.startswith("grader."):
                yield node.module.removeprefix("grader.")
        elif isinstance(node, ast.Import):
            yield from (alias.name.removeprefix("grader.") for alias in node.names if alias.name.startswith("grader."))


def modules() -> dict[str, Path]:
    found = [path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" and "_course" not in path.parts]
    return {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in found}


def test_the_reading_order_names_every_module() -> None:
    assert sorted(READING_ORDER) == sorted(modules())


def test_a_module_imports_only_from_those_before_it() -> None:
    for name, path in modules().items():
        before = READING_ORDER[: READING_ORDER.index(name)]
        assert set(imports(path)) <= set(before), name


def test_the_grader_knows_nothing_of_neural_networks() -> None:
    words = ("neural network", "sigmoid", "relu", "gradient", "layer_dims", "forward_propagation")
    for path in modules().values():
        text = path.read_text(encoding="utf-8").lower()
        assert not [word for word in words if word in text], path.name


def test_public_names_are_these() -> None:
    assert grader.__all__ == ["Checker"]
