"""The course as a static site: built, served from this machine, and looked at in a browser.

Python for the browser comes from the web when a notebook is run, so that nothing is run here;
`tests/selfcheck/test_in_a_browser.py` runs `check` without what a browser lacks.
"""

from __future__ import annotations

import functools
import http.server
import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (ROOT / "build/lite-venv/ready").exists():
        pytest.skip("JupyterLite is not installed: `make build/lite-venv/ready`")
    folder = tmp_path_factory.mktemp("lite") / "site"
    command = [sys.executable, str(ROOT / "lite/build.py"), str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_wheel_is_in_the_sites_index_and_holds_no_solution(site: Path) -> None:
    index = json.loads((site / "pypi/all.json").read_bytes())
    ((release,),) = index["course-for-students"]["releases"].values()
    with zipfile.ZipFile(site / "pypi" / release["filename"]) as wheel:
        names = wheel.namelist()
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        needed = [line for line in wheel.read(metadata).decode().splitlines() if line.startswith("Requires-Dist")]
    assert "grader/selfcheck/checker.py" in names and "grader/_course/testcases/expected/planar_data.json" in names
    assert not any("solutions" in name for name in names)
    assert not any("tornado" in line or "jupyter" in line for line in needed)


def test_notebooks_are_listed_and_shown(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport={"width": 1300, "height": 900}).new_page()
    page.set_default_timeout(180_000)
    # Nothing comes from elsewhere: not what runs a notebook; what shows it has to be here.
    page.route(lambda url: not url.startswith(address), lambda route: route.abort())
    page.goto(f"{address}/lab/index.html?path=assignments/3_planar_data.ipynb")
    for name in ("1_python_basics.ipynb", "5_dnn_application.ipynb", "quiz_4.ipynb"):
        page.locator(".jp-DirListing-item", has_text=name[:6]).wait_for()
    page.locator(".jp-Notebook .jp-CodeCell", has_text="course-for-students").wait_for()
    page.locator(".jp-RenderedMarkdown h1").first.wait_for()
    page.context.close()
