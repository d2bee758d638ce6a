"""A notebook is run in a real kernel, and what stops it is told in one line."""

from __future__ import annotations

import signal
from pathlib import Path

import nbformat
import pytest

from grader.authoring.kernel import NotebookFailed, run_notebook

pytestmark = pytest.mark.slow


def test_it_runs_in_its_own_folder_and_tells_what_stopped_it(tmp_path: Path) -> None:
    cells = [nbformat.v4.new_code_cell(text) for text in ("open('x.ipynb').close()", "1 / 0")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "x.ipynb")
    with pytest.raises(NotebookFailed, match=r"^ZeroDivisionError: division by zero$"):
        run_notebook(tmp_path / "x.ipynb")


def test_ctrl_c_is_nobodys_mistake(tmp_path: Path) -> None:
    code = "import os, signal, time\nos.kill(os.getppid(), signal.SIGINT)\ntime.sleep(100)"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)]), tmp_path / "x.ipynb")
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            run_notebook(tmp_path / "x.ipynb")
    finally:
        signal.signal(signal.SIGINT, before)
