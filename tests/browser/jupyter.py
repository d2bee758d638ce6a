"""JupyterLab as a student starts it, and a notebook in it as a student works in it: by keys and clicks.

What happens is read off the page; nothing waits for a number of seconds, and a machine may be as busy as it likes.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parents[2]
TOKEN = "a-token-of-the-tests"
PATIENCE = 180


@dataclass(frozen=True)
class Lab:
    """A server of JupyterLab, and the folder that it shows."""

    address: str
    folder: Path


@contextlib.contextmanager
def jupyter_lab(folder: Path, home: Path) -> Iterator[Lab]:
    """A server as `make lab` starts it, on a port and with settings of its own."""
    runtime = home / "runtime"
    log = home / "log.txt"
    settings = home / "settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    # It would ask whether to fetch news from the web, and its question would lie on what is to be seen.
    settings.write_text('{"fetchNews": "false", "checkForUpdates": false}')
    kept = {
        "HOME": home,
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": runtime,
        "JUPYTERLAB_SETTINGS_DIR": home / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces",
        "IPYTHONDIR": home / "ipython",
        "PYTHONPATH": ROOT,
    }
    command = [*as_make_lab(), "--no-browser", "--allow-root", "--port=0", f"--IdentityProvider.token={TOKEN}"]
    around = os.environ | {name: str(value) for name, value in kept.items()} | {"JUPYTER_PREFER_ENV_PATH": "1"}
    with log.open("wb") as out, subprocess.Popen(command, cwd=folder, env=around, stdout=out, stderr=out) as server:
        try:
            told = _told(runtime / f"jpserver-{server.pid}.json", server, log)
            yield Lab(f"http://127.0.0.1:{told['port']}", folder)
        finally:
            server.terminate()


def as_make_lab() -> list[str]:
    """The command line of `make lab`, for this Python."""
    recipe = re.search(r"^lab:.*\n\t(.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert recipe is not None
    words = shlex.split(recipe[1])
    start = next(place for place, word in enumerate(words) if word.endswith("/jupyter"))
    return [sys.executable, "-m", "jupyter", *words[start + 1 :]]


def _told(path: Path, server: subprocess.Popen[bytes], log: Path) -> dict[str, Any]:
    """What a server writes of itself as soon as it listens."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError, ValueError):
            return dict(json.loads(path.read_bytes()))
        time.sleep(0.1)
    raise AssertionError(f"JupyterLab did not start: {log.read_text(errors='replace')[-2000:]}")


class OpenNotebook:
    """One notebook in JupyterLab, with its kernel ready."""

    def __init__(self, page: Page, lab: Lab, name: str) -> None:
        self.page = page
        self.path = lab.folder / "assignments" / name
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(f"{lab.address}/lab/tree/assignments/{name}?token={TOKEN}&reset")
        self._kernel_is_idle()
        self.cells = page.locator(".jp-Notebook .jp-Cell")
        self.cells.nth(len(self.sources()) - 1).wait_for(state="attached")

    def sources(self) -> list[str]:
        """The text of each cell, as it was saved."""
        return ["".join(cell["source"]) for cell in json.loads(self.path.read_bytes())["cells"]]

    def cell(self, start: str) -> Locator:
        """The first cell with a line that begins so, in what was saved."""
        found = re.compile(rf"^{re.escape(start)}", re.MULTILINE)
        return self.cells.nth(next(place for place, text in enumerate(self.sources()) if found.search(text)))

    def write(self, cell: Locator, text: str) -> None:
        """Put a text in the place of all that stands in a cell."""
        cell.scroll_into_view_if_needed()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def run(self, cell: Locator) -> Locator:
        """Run a cell to its end, by Ctrl+Enter; what it has put out."""
        cell.scroll_into_view_if_needed()
        cell.locator(".cm-content").click()
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.text_content()
        self.page.keyboard.press("Control+Enter")
        self._until("([prompt, before]) => prompt.textContent !== before", [prompt.element_handle(), before])
        self._until(r"(prompt) => /\[\d+\]/.test(prompt.textContent)", prompt.element_handle())
        self._kernel_is_idle()
        return cell.locator(".jp-Cell-outputArea")

    def run_to(self, cell: Locator) -> None:
        """Run all cells above this one, and this one."""
        wanted = cell.element_handle()
        for one in self.page.locator(".jp-Notebook .jp-CodeCell").all():
            self.run(one)
            if one.evaluate("(one, wanted) => one === wanted", wanted):
                return

    def choose(self, *items: str) -> None:
        """Choose from the menus."""
        for item in items:
            self.page.get_by_role("menuitem", name=item).first.click()

    def restart_and_run_all(self) -> None:
        """As in the menu; until all cells of code have run once, one after the other."""
        self.choose("Kernel", "Restart Kernel and Run All Cells")
        self.page.get_by_role("button", name="Confirm Kernel Restart").click()
        self._all_have_run()

    def run_all(self) -> None:
        """As in the menu, with a kernel that has run nothing yet."""
        self.choose("Run", "Run All Cells")
        self._all_have_run()

    def theme(self, name: str) -> None:
        """Choose a theme in the palette of commands, and wait for its colours."""
        self.page.keyboard.press("Control+Shift+c")
        self.page.locator(".lm-CommandPalette-input").fill(f"Use Theme: {name}")
        self.page.locator(".lm-CommandPalette-item", has_text=f"Use Theme: {name}").first.click()
        self._until("(name) => document.body.dataset.jpThemeName === name", name)

    def save(self) -> None:
        """Save by Ctrl+S, until the page says that nothing is left to save."""
        self.page.keyboard.press("Control+s")
        self._until("() => !document.querySelector('.lm-TabBar-tab.jp-mod-dirty')")

    def _all_have_run(self) -> None:
        # What is out of sight has no innerText.
        self._until(
            "() => [...document.querySelectorAll('.jp-Notebook .jp-CodeCell .jp-InputPrompt')]"
            ".every((one, place) => one.textContent.includes(`[${place + 1}]`))"
        )
        self._kernel_is_idle()

    def _until(self, holds: str, argument: object = None) -> None:
        self.page.wait_for_function(holds, arg=argument)

    def _kernel_is_idle(self) -> None:
        self.page.get_by_text("| Idle").wait_for()
