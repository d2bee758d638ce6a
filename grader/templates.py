"""Fills in the templates beside this file; whatever is filled in is text there, never markup."""

from __future__ import annotations

import functools

import jinja2

from grader.harmless import harmless


def render(name: str, **values: object) -> str:
    """The HTML of a template."""
    return _environment().get_template(name).render(**values)


@functools.cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("grader", "templates"),
        autoescape=True,
        finalize=lambda value: harmless(value) if isinstance(value, str) and not hasattr(value, "__html__") else value,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
