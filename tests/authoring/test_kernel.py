"""A notebook is run in a real kernel, and what stops it is told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring.kernel import NotebookFailed, run_notebook
from tests.tiny import notebook_bytes

pytestmark = pytest.mark.slow


def test_the_last_line_says_what_stopped_it(tmp_path: Path) -> None:
    (tmp_path / "x.ipynb").write_bytes(
        notebook_bytes("from pathlib import Path", "print(Path('x.ipynb').stat() and 1 / 0)")
    )
    with pytest.raises(NotebookFailed, match=r"^ZeroDivisionError: division by zero$"):
        run_notebook(tmp_path / "x.ipynb")
