"""Imports the files of a course, which is trusted, so that two courses of the same names never meet."""

from __future__ import annotations

import hashlib
import importlib
import sys
from pathlib import Path
from types import ModuleType

from grader.errors import BrokenCases


def import_file(root: Path, path: Path) -> ModuleType:
    """A file of the course in `root`, as a module; a file beside it is reached by `from .beside import name`.

    Raises
    ------
    BrokenCases
        If it cannot be imported.
    """
    root, path = root.resolve(), path.resolve()
    package = f"grader_course_{hashlib.sha256(str(root).encode()).hexdigest()[:12]}"
    if package not in sys.modules:
        sys.modules[package] = ModuleType(package)
        sys.modules[package].__path__ = [str(root)]
    # A file that was written a moment ago may not be in the import system's memory of its folder.
    importlib.invalidate_caches()
    try:
        return importlib.import_module(".".join((package, *path.relative_to(root).with_suffix("").parts)))
    except Exception as error:
        raise BrokenCases(path, f"importing it raised {type(error).__name__}: {error}") from error
