"""Makes text of strangers safe to show: what could move a cursor or turn a line around becomes visible."""

from __future__ import annotations

import re

# C0 and C1 controls but for tab and newline; bidirectional marks, embeddings, overrides and isolates; line separators.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# What begins a formula: signs, also those that spreadsheets set to Japanese or a looser reader take for them.
SIGNS = "=+\\-@|＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−"
# Where a cell may begin, whichever of commas and semicolons a reader splits at, quoted or not. Tabs are spaces here.
CELL_START = re.compile(rf"""(^|[,;，；])([\s"]*)(?=[{SIGNS}])""")


def harmless(text: str) -> str:
    """The text with control and bidirectional characters written out, as in `\\x1b`."""
    return CONTROLS.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def harmless_line(text: str) -> str:
    """The text on one line."""
    return " ".join(harmless(text).split())


def harmless_cell(text: str) -> str:
    """The text as a cell of a table, in which nothing is a formula: before a sign stands the apostrophe they know."""
    return CELL_START.sub(r"\1\2'", harmless_line(text))
