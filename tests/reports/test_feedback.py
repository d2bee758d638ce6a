"""The page of feedback: harmless whatever is in it, legible in both schemes, and readable without eyes or a mouse."""

from __future__ import annotations

import html.parser
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import grader
from grader.course.exercise import Case, Exercise
from grader.course.settings import Settings
from grader.judging.judge import judge_absent, judge_blank
from grader.judging.tables import side_by_side
from grader.language.catalogue import find_language
from grader.notebooks.cells import Cell
from grader.notebooks.definitions import find_definitions
from grader.reports.feedback import assigns, code_lines, feedback_page
from grader.results import CaseResult, Comment, ExerciseReport, Outcome, SubmissionReport

HOSTILE = [
    "<script>alert(1)</script>",
    "</pre></main><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "</style><style>*{display:none}",
    "`<svg onload=alert(1)>`",
    "{{ 7 * 7 }}{% for x in y %}",
    "javascript:alert(1)",
    "\u202eevil\x1b[31m",
    "<!-- ",
    "]]>",
]
LANDMARKS = ("header", "nav", "main", "footer")
INLINE = ("a", "b", "code", "div", "i", "li", "mark", "ol", "p", "pre", "span", "strong", "summary", "ul")
TABLE = ("caption", "table", "tbody", "td", "th", "thead", "tr")
TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "h1",
    "h2",
    "h3",
    "details",
    "section",
    *LANDMARKS,
    *INLINE,
    *TABLE,
}
EXERCISE = Exercise("double", 10, "Twice.", (Case("published", lambda rng: [1], visible=True),))
COLOURS = ("good", "bad", "idle", "ink", "soft", "link")
GROUNDS = ("page", "card", "code")


def page(text: str = "words", **changes: object) -> str:
    pair = side_by_side(np.eye(2), np.ones((2, 2)), np.zeros((2, 2), dtype=bool))
    cases = (
        CaseResult(text, Outcome.WRONG, text, True, text, text, part="y", tables=pair),
        CaseResult(text, Outcome.CRASHED, text, False, text, explanation=text, cell=2, line=2),
        CaseResult(text, Outcome.PASSED, text, False),
    )
    source = f"def f(x):\n    # {text}\n    y = 1\n    return y"
    exercises = tuple(
        ExerciseReport(text, 10, outcome, cases, text, text, text, text, carried, source, 2, 1, advice=(text,))
        for outcome in Outcome
        for carried in (False, True)
    )
    report = SubmissionReport(text, text, text, problems=(text,), exercises=exercises)
    return feedback_page(replace(report, **changes))  # type: ignore[arg-type]


class Reader(html.parser.HTMLParser):
    """Notes the tags, the attributes and the headings of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_a_student_wrote_is_markup(text: str) -> None:
    reader, tame = Reader(page(text)), Reader(page())
    assert set(reader.tags) <= TAGS
    assert [tag for tag in reader.tags if tag != "code"] == [tag for tag in tame.tags if tag != "code"]
    assert not [name for name, _ in reader.attributes if name.startswith("on") or name in ("src", "autofocus")]
    assert {value for name, value in reader.attributes if name == "href"} == {
        value for name, value in tame.attributes if name == "href"
    }
    assert "\x1b" not in page(text)
    assert "\u202e" not in page(text)


def test_the_page_stands_by_itself_and_may_load_nothing() -> None:
    assert "default-src 'none'" in page()
    assert not re.findall(r"https?://|@import|url\(", page())


def test_a_reader_without_eyes_finds_their_way() -> None:
    reader = Reader(page())
    for landmark in LANDMARKS:
        assert reader.tags.count(landmark) == 1
    assert reader.tags.count("h1") == 1
    attributes = reader.attributes
    ids = [value for name, value in attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert {value[1:] for name, value in attributes if name == "href" and value} <= set(ids)
    assert {value for name, value in attributes if name == "aria-labelledby"} <= set(ids)
    levels = [int(tag[1]) for tag in reader.tags if re.fullmatch(r"h\d", tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def schemes() -> Iterator[tuple[str, dict[str, str]]]:
    css = (Path(grader.__file__).parent / "reports" / "templates" / "page.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    for name, block in zip(("light", "dark", "print"), blocks, strict=True):
        yield name, dict(re.findall(r"--(\w+): (#\w+)", block))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("name", "scheme"), list(schemes()), ids=lambda item: item if isinstance(item, str) else "")
def test_text_stands_out_from_its_ground(name: str, scheme: dict[str, str]) -> None:
    pairs = [(text, ground) for text in COLOURS for ground in GROUNDS]
    pairs += [("ink", "mark"), ("ink", "spot"), ("soft", "spot"), ("ink", "hint")]
    weak = {pair: contrast(scheme[pair[0]], scheme[pair[1]]) for pair in pairs}
    assert {pair: value for pair, value in weak.items() if value < 4.5} == {}
    assert contrast(scheme["good"], scheme["bar"]) >= 3


def test_the_line_that_raised_is_marked() -> None:
    case = CaseResult("published", Outcome.CRASHED, cell=4, line=12)
    report = ExerciseReport("f", 1, Outcome.CRASHED, (case,), source="def f(x):\n    return X\n", cell=4, line=11)
    assert [(line.number, line.marked) for line in code_lines(report)] == [(11, False), (12, True)]


def test_the_line_that_gives_the_wrong_value_is_marked() -> None:
    case = CaseResult("published", Outcome.WRONG, part="Z")
    source = "@note\ndef f(x):\n    Z = x\n    A = Z == 1\n    return Z"
    report = ExerciseReport("f", 1, Outcome.WRONG, (case,), source=source, cell=4, line=2)
    assert [(line.number, line.marked) for line in code_lines(report)] == [
        (1, False),
        (2, False),
        (3, True),
        (4, False),
        (5, False),
    ]


@pytest.mark.parametrize("line", ["Z = 1", "  Z += 1", "A, Z = f(x)", "Z, cache = x", 'Z["W" + str(l)] = 2', "(Z) = 1"])
def test_an_assignment_is_known(line: str) -> None:
    assert assigns(line, "Z")


@pytest.mark.parametrize("line", ["f(Z=1)", "if Z == 1:", "A = Z", "return Z", "ZZ = 1", "x <= Z", "# Z"])
def test_other_lines_are_no_assignment(line: str) -> None:
    assert not assigns(line, "Z")


def test_a_page_in_chinese_says_so() -> None:
    report = SubmissionReport("ann", "x.ipynb", "double", exercises=())
    text = feedback_page(report, find_language("zh"))
    assert '<html lang="zh">' in text
    assert "不一致的数字带下划线" in text


def test_a_question_shows_what_was_chosen_and_what_that_tells() -> None:
    chosen = CaseResult("`two`", Outcome.WRONG, "It is <b>odd</b>.", got="b")
    wrong = ExerciseReport("q1", 10, Outcome.WRONG, (chosen,), message='"b" is not right', question="Which is even?")
    wrong = replace(wrong, asked="Which of $n_x$ is?", code="n = 1 < 2")
    unread = ExerciseReport("q2", 10, Outcome.NOT_UNDERSTOOD, (), source="q2 = <maybe>", question="Which is odd?")
    page = feedback_page(SubmissionReport("ada", "quiz.ipynb", "quiz_1", exercises=(wrong, unread)))
    assert "<p>Which of <i>n<sub>x</sub></i> is?</p>" in page and "n = 1 &lt; 2</pre>" in page
    assert "Which is even?" in page and "b) <code>two</code></b> It is &lt;b&gt;odd&lt;/b&gt;." in page
    assert "q2 = &lt;maybe&gt;" in page


def test_the_page_is_headed_by_what_a_student_knows_and_not_by_a_place_on_a_server() -> None:
    report = SubmissionReport("Ada Lovelace", "/srv/upload/17/hw.ipynb", "basics", edition="v4")
    text = feedback_page(report, settings=Settings(titles={"basics": "The basics"}))
    assert "<h1>The basics</h1>" in text and "<title>The basics · Ada Lovelace</title>" in text
    assert '<p class="who"><strong>Ada Lovelace</strong> · hw.ipynb · edition v4</p>' in text
    assert "/srv" not in text


def test_what_is_no_python_is_shown_with_the_line_that_is_none() -> None:
    cell = Cell(3, "# GRADED FUNCTION: double\n\ndef double(x):\n    y = (2 * x\n    return y\n")
    (error,) = find_definitions([cell], str).read.errors
    page = feedback_page(SubmissionReport(exercises=(judge_absent(EXERCISE, error),)))
    assert re.search(r'class="spot"><span class="n" aria-hidden="true">4</span>.*    y = \(2 \* x$', page, re.MULTILINE)
    assert "GRADED FUNCTION" not in page


def test_what_a_teacher_says_stands_where_it_is_meant_line_by_line() -> None:
    exercise = ExerciseReport("double", 10, Outcome.PASSED, ())
    comments = Comment("", "Come to\nmy <office>."), Comment("double", "Nice: `2 * x`.")
    page = feedback_page(SubmissionReport("ann", "x", "doubling", exercises=(exercise,), comments=comments))
    whole, _, function = page.partition('<section id="f1"')
    assert "Come to\nmy &lt;office&gt;." in whole
    assert "Nice: <code>2 * x</code>." in function


def test_the_hint_of_what_nobody_attempted_is_folded() -> None:
    page = feedback_page(SubmissionReport(exercises=(judge_blank(EXERCISE),)))
    assert '<details><summary>hint</summary><p class="hint">Twice.</p></details>' in page


def test_an_explanation_that_asks_ends_with_its_question_mark() -> None:
    assert "<p>is a line missing?</p>" in page("is a line missing?")
    assert "<p>a line is missing.</p>" in page("a line is missing")
