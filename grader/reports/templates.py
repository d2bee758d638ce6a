"""Fills in the templates beside this file; whatever is filled in is text there, never markup."""

from __future__ import annotations

import functools
import re

import jinja2
import markupsafe

from grader.harmless import harmless

BETWEEN_BACKTICKS = re.compile(r"`([^`\n]{1,300})`")


def render(name: str, **values: object) -> str:
    """The HTML of a template."""
    return _environment().get_template(name).render(**values)


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("grader.reports", "templates"),
        autoescape=True,
        finalize=lambda value: harmless(value) if isinstance(value, str) and not hasattr(value, "__html__") else value,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["prose"] = prose
    return environment


def prose(text: str) -> markupsafe.Markup:
    """A sentence as HTML, with what stands between backticks set as code; nothing in it is markup."""
    escaped = str(markupsafe.escape(harmless(text)))
    return markupsafe.Markup(BETWEEN_BACKTICKS.sub(r"<code>\1</code>", escaped))  # escaped above
