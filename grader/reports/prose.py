"""Sets sentences, and the texts of questions, as HTML: nothing that stands in them is markup."""

from __future__ import annotations

import re

import markupsafe

from grader.harmless import harmless

FENCED = re.compile(r"^```\w*\n(.*?)\n?```$", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,300}\)")
FORMULA = re.compile(r"\$([^$\n]{1,200})\$")
HAT = re.compile(r"\\hat\{(\w)\}")
LOWERED = re.compile(r"_(?:\{([^{}]*)\}|(\w))")
RAISED = re.compile(r"\^(?:\{([^{}]*)\}|(\w))")
SIGNS = {r"\sigma": "σ", r"\ldots": "…", r"\cdot": "·", r"\times": "×", r"\le": "≤", r"\ge": "≥", r"\in": "∈"}
BETWEEN_BACKTICKS = re.compile(r"`([^`\n]{1,300})`")


def markdown(text: str) -> markupsafe.Markup:
    """A question's text as HTML: paragraphs, blocks of code, formulas, and of a picture what it shows."""
    parts = FENCED.split(text)
    # Every other part stood between fences.
    blocks = [_paragraphs(part) if at % 2 == 0 else _block(part) for at, part in enumerate(parts)]
    return markupsafe.Markup("\n").join(block for block in blocks if block)


def _paragraphs(text: str) -> markupsafe.Markup:
    told = (PICTURE.sub(r"[\1]", part).strip() for part in text.split("\n\n"))
    set_ = (markupsafe.Markup("<p>{}</p>").format(_with_formulas(part)) for part in told if part)
    return markupsafe.Markup("\n").join(set_)


def _block(code: str) -> markupsafe.Markup:
    return markupsafe.Markup('<pre tabindex="0">{}</pre>').format(harmless(code))


def _with_formulas(text: str) -> markupsafe.Markup:
    set_ = FORMULA.sub(lambda found: f"<i>{_formula(found[1])}</i>", str(prose(text)))
    return markupsafe.Markup(set_)  # escaped by prose


def _formula(tex: str) -> str:
    """The little of LaTeX that a question needs, in letters and raised or lowered ones."""
    for name, sign in SIGNS.items():
        tex = tex.replace(name, sign)
    hatted = HAT.sub("\\1\N{COMBINING CIRCUMFLEX ACCENT}", tex)
    return RAISED.sub(r"<sup>\1\2</sup>", LOWERED.sub(r"<sub>\1\2</sub>", hatted))


def prose(text: str) -> markupsafe.Markup:
    """A sentence as HTML, with what stands between backticks set as code; nothing in it is markup."""
    escaped = str(markupsafe.escape(harmless(text)))
    return markupsafe.Markup(BETWEEN_BACKTICKS.sub(r"<code>\1</code>", escaped))  # escaped above
