"""Runs a notebook from top to bottom in a real kernel, as who opens it would."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

NOTEBOOK_SECONDS = 600


def run_notebook(path: Path) -> Any:
    """Run a notebook in its own folder, and return it with its outputs.

    Raises
    ------
    NotebookFailed
        If a cell raised an error or took too long, or the kernel died.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=NOTEBOOK_SECONDS,
        kernel_name="python3",
        shutdown_kernel="immediate",
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        # One thread each: two that wait for each other on a busy machine are slower than one.
        return client.execute(env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})
    except (Exception, asyncio.CancelledError) as error:
        # It ends the kernel itself on Ctrl-C, and then stumbles over its end.
        if getattr(client, "_async_cleanup_kernel_future", None) is not None:
            raise KeyboardInterrupt from None
        if isinstance(error, CellExecutionError):
            raise NotebookFailed(f"{error.ename}: {error.evalue}") from error
        if isinstance(error, CellTimeoutError | DeadKernelError):
            raise NotebookFailed(" ".join(str(error).split()) or type(error).__name__) from error
        raise


class NotebookFailed(Exception):
    """A notebook did not run to its end; the message says why, on one line."""
