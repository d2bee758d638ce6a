"""Builds the course as a static site for JupyterLite: notebooks in a browser, and nothing to install.

What students get of `grader release` is in it, once as files beside the notebooks and once as a wheel that the first
cell of each notebook installs; no solution and no held-out case is.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from grader.authoring.release import released, write_release
from grader.course.course import Course

ROOT = Path(__file__).parents[1]
# JupyterLite's own Python, which `make lite` makes.
LITE = ROOT / "build/lite-venv/bin/python"
# What `check` and the helpers import. Of all else that the grader needs, Pyodide has neither Jupyter nor Tornado.
NEEDED = ("h5py", "ipywidgets", "jinja2", "matplotlib", "numpy", "pillow", "platformdirs")
FIRST = "# This page has its own Python, which gets the course here.\n%pip install -q course-for-students"


def build(course: Course, site: Path) -> None:
    """Write the site into a folder."""
    files = released(course)
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        write_release(files | {PurePosixPath("pyproject.toml"): _lean(files)}, work / "release")
        _run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir=wheels", "./release"], work)
        (wheel,) = (work / "wheels").glob("*.whl")
        write_release(_contents(files), work / "contents")
        places = f"--contents={work / 'contents'}", f"--piplite-wheels={wheel}", f"--output-dir={site.absolute()}"
        _run([str(LITE), "-m", "jupyter", "lite", "build", *places], work)


def _lean(files: Mapping[PurePosixPath, bytes]) -> bytes:
    """The release's pyproject.toml, asking for no more than a browser has."""
    needed = "".join(f'  "{name}",\n' for name in NEEDED)
    text = files[PurePosixPath("pyproject.toml")].decode()
    return re.sub(r"^dependencies = \[.*?^\]", f"dependencies = [\n{needed}]", text, flags=re.DOTALL | re.M).encode()


def _contents(files: Mapping[PurePosixPath, bytes]) -> dict[PurePosixPath, bytes]:
    """What lies beside the notebooks, and the notebooks with their first cell."""
    return {
        path: _with_first_cell(data) if path.suffix == ".ipynb" else data
        for path, data in files.items()
        if path.parts[0] in ("assignments", "data", "testcases")
    }


def _with_first_cell(data: bytes) -> bytes:
    document = json.loads(data)
    cell = {"cell_type": "code", "execution_count": None, "id": "install", "metadata": {}, "outputs": []}
    document["cells"].insert(0, cell | {"source": FIRST})
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _run(command: Sequence[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command[1:4])} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    build(Course(ROOT), Path(sys.argv[1]))
