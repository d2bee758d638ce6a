"""Chooses what is graded of all that one sender sent, and says what became of the rest."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from grader.intake.entries import HandedIn
from grader.intake.names import is_notebook, is_script, stem_of, suffix_of
from grader.intake.packets import Sent
from grader.intake.students import shown
from grader.sentence import Sentence

MAX_FILES = 20
MAX_NAMED = 3
NOT_A_COPY = Sentence("ask for the .ipynb instead of a printed copy")
NOT_A_PAGE = Sentence("ask for the .ipynb instead of a web page: File > Download > Notebook (.ipynb)")
NOT_A_TEXT = Sentence("ask for the .ipynb")
NOT_PACKED = Sentence("unpack it by hand")
SUGGESTIONS = {
    ".pdf": NOT_A_COPY,
    **dict.fromkeys((".html", ".htm"), NOT_A_PAGE),
    **dict.fromkeys((".doc", ".docx", ".txt", ".md", ".json"), NOT_A_TEXT),
    **dict.fromkeys((".rar", ".7z", ".tar", ".gz", ".tgz"), NOT_PACKED),
}


def chosen(sent: Sequence[Sent], helpers: Collection[str]) -> Iterator[Sent]:
    """The files of one sender that are graded or refused one by one; there is always at least one."""
    gradable = list(_gradable(sent, helpers))
    if not gradable:
        yield _excuse(sent)
        return
    gradable.sort(key=_age)
    dropped, kept = gradable[:-MAX_FILES], gradable[-MAX_FILES:]
    yield from kept
    if dropped:
        entry, sender = dropped[-1]
        reason = Sentence(
            "Of one student the newest {count} files are graded; {left} more are not: {names}.",
            count=MAX_FILES,
            left=len(dropped),
            names=_names([entry for entry, _ in reversed(dropped)]),
        )
        yield replace(entry, refusal=reason), sender


def _gradable(sent: Sequence[Sent], helpers: Collection[str]) -> Iterator[Sent]:
    """Notebooks and scripts, without a notebook's twin and modules of the course; and what could not be opened."""
    notebooks = {(*entry.parts[:-1], stem_of(entry.name)) for entry, _ in sent if is_notebook(entry.name)}
    for entry, sender in sent:
        stem = stem_of(entry.name)
        own = stem not in helpers and (*entry.parts[:-1], stem) not in notebooks
        if is_notebook(entry.name) or (is_script(entry.name) and own) or entry.unreadable:
            yield entry, sender


def _excuse(sent: Sequence[Sent]) -> Sent:
    """A file of a sender of whom nothing can be graded, with what was there instead."""
    files = [item for item in sent if item[0].name]
    told = [item for item in files if suffix_of(item[0].name) in SUGGESTIONS] or files
    refused = [item for item in sent if item[0].refusal]
    if not told or (refused and len(refused) == len(sent)):
        return refused[0] if refused else sent[0]
    entry, sender = told[0]
    what = SUGGESTIONS.get(suffix_of(entry.name), NOT_A_TEXT)
    names = _names([entry for entry, _ in files])
    return replace(entry, refusal=Sentence("No notebook, but {names}: {advice}.", names=names, advice=what)), sender


def _names(entries: Sequence[HandedIn]) -> str:
    return ", ".join(shown(entry.name) for entry in entries[:MAX_NAMED]) + (", …" if len(entries) > MAX_NAMED else "")


def _age(item: Sent) -> tuple[int, float, list[tuple[int, str]]]:
    """Sorts older files first, as `grader.gradebook.attempts` does."""
    entry, sender = item
    pieces = re.findall(r"\d{1,20}|\D", shown(entry.name))
    return sender.attempt, entry.modified, [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in pieces]
