"""The reference functions, as a solution's source defines them."""

import ast
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import jupytext
import pytest

ROOT = Path(__file__).parents[2]
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef)


def reference(assignment: str) -> SimpleNamespace:
    """Run the imports and the functions of a solution, and nothing else of it."""
    notebook = jupytext.read(ROOT / "solutions" / f"{assignment}.py")
    namespace: dict[str, object] = {"__name__": assignment}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            tree = ast.parse(cell.source)
            tree.body = [node for node in tree.body if isinstance(node, DEFINITIONS)]
            exec(compile(tree, assignment, "exec"), namespace)
    return SimpleNamespace(**namespace)


@pytest.fixture(scope="session")
def load() -> Callable[[str], SimpleNamespace]:
    """The reference functions of an assignment, by its name."""
    return reference
