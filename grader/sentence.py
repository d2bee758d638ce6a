"""Sentences that can be said in another language: a template, and the values that stand in it."""

from __future__ import annotations

from collections.abc import Sequence


class Sentence(str):
    """A sentence in English that knows how it was put together.

    It is its English text wherever a text will do. Another language looks up the template and fills in the same
    values: a value that is a sentence is translated too; any other, such as a student's words, stays as it is.

    Parameters
    ----------
    template : str
        The sentence in English, with `{name}` for each value. Without values, braces in it mean nothing.
    """

    template: str
    values: dict[str, str]

    def __new__(cls, template: str, /, **values: object) -> Sentence:
        texts = {name: value if isinstance(value, Sentence) else str(value) for name, value in values.items()}
        made = super().__new__(cls, template.format(**texts) if texts else template)
        made.template = template
        made.values = texts
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, str]]:
        # What `copy` and `pickle` make a sentence from again.
        return (self.template,), self.values


def quoted(names: Sequence[str]) -> str:
    """Names as code, side by side."""
    return ", ".join(f"`{name}`" for name in names)
