"""A class, graded into a gradebook that is thrown away."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

from grader.gradebook.book import Book
from grader.gradebook.run import Grades, grade_class
from grader.gradebook.store import Store
from grader.results import Gradebook
from grader.submission import Submission


def grade_all(grader: Grades, submissions: Sequence[Submission], *, seed: int) -> Gradebook:
    """The whole reports on all submissions."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as store:
        run = store.begin("grade", seed=seed)
        grade_class(store, run, submissions, lambda: contextlib.nullcontext(grader), terms="")
        return Book(store).reports()
