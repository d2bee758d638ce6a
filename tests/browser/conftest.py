"""Pages in a real browser: Debian's Chromium, driven by Playwright, without a network.

The browser is started once and goes with the last test of this folder: while Playwright is there, nothing else in this
process can run an event loop of its own, and other folders' tests do.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.pictures import PICTURES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

OpenPage = Callable[..., "Page"]

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Root has no sandbox of Chromium's; and no part of the browser asks for anything that no test asked for.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AT_HAND = ("http://127.0.0.1:", "http://localhost:", "file://", "data:", "about:", "blob:")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs a browser is slow."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium; a test that asks for it is skipped, with the reason, where it is not installed."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: `make .venv/ready`")
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        pytest.skip("Chromium is not installed: `apt-get install chromium`")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens an empty page of a profile of its own: so wide, light or dark, with or without JavaScript.

    Whatever a page asks of another machine fails, and what the page complains of to its console fails the test.
    """
    contexts = []
    complaints: list[str] = []

    def opened(
        width: int = 1280, scheme: Literal["light", "dark"] = "light", *, scripts: bool = True, language: str = "en"
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            device_scale_factor=2 if PICTURES else 1,
            color_scheme=scheme,
            java_script_enabled=scripts,
            locale=language,
        )
        contexts.append(context)
        context.route("**/*", _at_hand_alone)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page as on a laptop."""
    return open_page()


def _at_hand_alone(route: Route) -> None:
    if route.request.url.startswith(AT_HAND):
        route.continue_()
    else:
        route.abort()
