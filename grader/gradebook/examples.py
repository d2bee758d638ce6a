"""Chooses the code of one student that shows a mistake to a class, and names nobody."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable

# A short example is as good as the shortest: of a large class not every answer is taken apart.
MOST_TRIED = 20
MAX_CHARACTERS = 4000
WORD = re.compile(r"[^\W\d_]{2,}")
LONG = 5
NUMBER = re.compile(r"\d{3,}")


class Examples:
    """Keeps the shortest of the codes that it is given, without what tells whose it is."""

    def __init__(self) -> None:
        self.chosen = ""
        self._tried = 0

    def add(self, source: str, names: Iterable[str]) -> None:
        """Consider a function's text; `names` are those of its author, and ids."""
        if self._tried < MOST_TRIED:
            self._tried += 1
            text = nameless(source, names)
            if text and (not self.chosen or len(text) < len(self.chosen)):
                self.chosen = text


def nameless(source: str, names: Iterable[str]) -> str:
    """A function's code without comments and docstring, laid out anew; empty where a part of these names is in it."""
    if len(source) > MAX_CHARACTERS:
        return ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(node) is not None:
                node.body = node.body[1:] or [ast.Pass()]
        text = ast.unparse(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    return "" if _names_somebody(text.casefold(), " ".join(names).casefold()) else text


def _names_somebody(code: str, names: str) -> bool:
    words = set(WORD.findall(code))
    # A long word is looked for within others, too, and so is one of a writing that sets no spaces.
    anywhere = [word for word in WORD.findall(names) if len(word) >= LONG or not word.isascii()]
    told = [*anywhere, *NUMBER.findall(names)]
    return not words.isdisjoint(WORD.findall(names)) or any(word in code for word in told)
