"""Fills in the templates beside this file; whatever is filled in is text there, never markup."""

from __future__ import annotations

import base64
import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

import jinja2
import markupsafe

from grader.harmless import harmless
from grader.reports.prose import markdown, prose

TEMPLATES = Path(__file__).parent / "templates"


def render(name: str, *, folder: Path = TEMPLATES, **values: object) -> str:
    """The HTML of a template beside this file, or of one in another folder, which may include those."""
    return _environment(folder).get_template(name).render(**values)


@dataclass(frozen=True)
class Script:
    """A script as a page holds it; `digest` is how the page's policy names it, which lets no other run."""

    text: markupsafe.Markup
    digest: str


def script(name: str) -> Script:
    """The script of a file beside the templates."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Script(markupsafe.Markup(text), f"'sha256-{digest}'")  # ours


@functools.cache
def _environment(folder: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder, TEMPLATES]),
        autoescape=True,
        finalize=lambda value: harmless(value) if isinstance(value, str) and not hasattr(value, "__html__") else value,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters |= {"prose": prose, "markdown": markdown}
    return environment
