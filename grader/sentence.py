"""Sentences that can be said in another language: a template, and the values that stand in it."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence


class Sentence(str):
    """A sentence in English that knows how it was put together.

    It is its English text wherever a text will do. Another language looks up the template and fills in the same
    values: a value that is a sentence is translated too; any other, such as a student's words, stays as it is.

    Parameters
    ----------
    template : str
        The sentence in English, with `{name}` for each value, and `{name:case|cases}` for the word that goes with a
        number. Without values, braces in it mean nothing.
    """

    template: str
    values: dict[str, str]

    def __new__(cls, template: str, /, **values: object) -> Sentence:
        texts = {name: value if isinstance(value, Sentence) else str(value) for name, value in values.items()}
        made = super().__new__(cls, filled(template, texts))
        made.template = template
        made.values = texts
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, str]]:
        # What `copy` and `pickle` make a sentence from again.
        return (self.template,), self.values


def filled(template: str, values: Mapping[str, str]) -> str:
    """A template with its values in it."""
    if not values:
        return template
    return _NUMBERED.vformat(template, (), values) if "|" in template else template.format_map(values)


class _Numbered(string.Formatter):
    """Takes `{count:case|cases}` for one word or the other, as the number asks."""

    def format_field(self, value: object, spec: str) -> str:
        one, either, several = spec.partition("|")
        if not either:
            return format(value, spec)
        return one if str(value).lstrip("+-") == "1" else several


_NUMBERED = _Numbered()


def quoted(names: Sequence[str]) -> str:
    """Names as code, side by side."""
    return ", ".join(f"`{name}`" for name in names)
