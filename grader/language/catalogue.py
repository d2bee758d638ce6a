"""Says in another language what the grader, or a course, says in English.

English sentences are the keys: `zh.json` beside this file has the grader's own, and
`testcases/languages/zh/NAME.json` of a course has the hints and the names of cases of one assignment, and `zh.json`
beside that folder those of several. What no catalogue holds stays English.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.errors import UnknownLanguage
from grader.sentence import Sentence, filled

FOLDER = Path(__file__).parent
VARIABLE = "GRADER_LANGUAGE"


@dataclass(frozen=True)
class Language:
    """A language and its catalogue, `{English: other}`; `code` is as in HTML: "zh".

    `of_assignments` has besides, for each assignment of a course, the catalogue of what that one says.
    """

    code: str = "en"
    catalogue: Mapping[str, str] = field(default_factory=dict)
    of_assignments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def about(self, assignment: str) -> Language:
        """The language with the sentences of one assignment besides the grader's own."""
        return replace(self, catalogue={**self.of_assignments.get(assignment, {}), **self.catalogue})

    def say(self, text: str) -> str:
        """A sentence in this language; the values in it that are sentences are translated, too."""
        if not isinstance(text, Sentence):
            return self.catalogue.get(text, text)
        template = self.catalogue.get(text.template, text.template)
        values = {name: self.repeat(value) for name, value in text.values.items()}
        return filled(template, values)

    def repeat(self, text: str) -> str:
        """A sentence in this language; a text that is none may be a stranger's, and stays as it is."""
        return self.say(text) if isinstance(text, Sentence) else text


ENGLISH = Language()


def known_languages() -> tuple[str, ...]:
    """The codes of all languages that the grader speaks."""
    return (ENGLISH.code, *sorted(path.stem for path in FOLDER.glob("*.json")))


def find_language(code: str | None = None) -> Language:
    """The language of a code, else of the environment's GRADER_LANGUAGE, else English; "zh-CN" finds "zh".

    Raises
    ------
    UnknownLanguage
        If the grader does not speak it.
    """
    asked = code or os.environ.get(VARIABLE) or ENGLISH.code
    base = asked.replace("_", "-").partition("-")[0].lower()
    if base not in known_languages():
        raise UnknownLanguage(asked, known_languages())
    return _read(base)


@functools.cache
def _read(code: str) -> Language:
    return ENGLISH if code == ENGLISH.code else Language(code, read_catalogue(FOLDER / f"{code}.json"))


def read_catalogue(path: Path) -> dict[str, str]:
    """The sentences of a file; none if there is no such file.

    Raises
    ------
    ValueError
        If it is not a JSON object of texts.
    """
    if not path.is_file():
        return {}
    catalogue = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(catalogue, dict) or not all(isinstance(text, str) for text in catalogue.values()):
        raise ValueError("it should hold one object of texts")
    return catalogue
