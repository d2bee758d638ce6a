"""What a sentence, or the text of a question, becomes on a page; and that nothing in it is markup."""

from __future__ import annotations

import re

import pytest

from grader.reports.prose import markdown, prose
from tests.reports.test_feedback import HOSTILE


def test_what_stands_between_backticks_is_code() -> None:
    assert prose("add `b`, not `<b>`") == "add <code>b</code>, not <code>&lt;b&gt;</code>"


def test_a_question_has_paragraphs_code_and_what_its_picture_shows() -> None:
    text = "Which `x`?\n\n![Four curves](../figures/a.svg)\n\n```python\nfor i in x:\n    i < 1\n```"
    assert markdown(text).split("\n", 2) == [
        "<p>Which <code>x</code>?</p>",
        "<p>[Four curves]</p>",
        '<pre tabindex="0">for i in x:\n    i &lt; 1</pre>',
    ]


@pytest.mark.parametrize(
    ("tex", "told"),
    [
        ("x", "x"),
        ("n_x", "n<sub>x</sub>"),
        (r"\hat{y}", "y\u0302"),
        ("A^{[1]}", "A<sup>[1]</sup>"),
        ("l = 1, …, L", "l = 1, …, L"),
        (r"w_{ij} \cdot x^2", "w<sub>ij</sub> · x<sup>2</sup>"),
    ],
)
def test_a_formula_is_set_in_letters(tex: str, told: str) -> None:
    assert markdown(f"${tex}$") == f"<p><i>{told}</i></p>"


@pytest.mark.parametrize(
    "text", [*HOSTILE, "$<b>$", "$x_{<b>}$", "```\n</pre><b>\n```", "![<b>](x)", "_{", "$^{$", "```"]
)
def test_nothing_in_a_question_is_markup(text: str) -> None:
    for made in (markdown(text), markdown(f"${text}$"), markdown(f"```\n{text}\n```")):
        tags = set(re.findall(r"<(/?\w+[^>]*)>", str(made)))
        assert tags <= {f"{end}{tag}" for end in ("", "/") for tag in ("p", "code", "i", "sub", "sup", "pre")} | {
            'pre tabindex="0"'
        }
