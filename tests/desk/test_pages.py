"""Every page, of a class in which everything that a student can name or write is hostile."""

from __future__ import annotations

import html.parser
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.course.course import Course
from grader.gradebook.journal import Decision, Kind
from grader.gradebook.store import Store
from grader.language.catalogue import find_language
from grader.results import CaseResult, ExerciseReport, Outcome, Status, SubmissionReport
from tests.desk.service import Machine, Service, keep, report, served, zipped

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "</textarea></select></title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% for x in y %}",
    "javascript:alert(1)",
    "\u202eevil\x1b[31m\x00",
    "<!-- ",
    "../../../etc/passwd",
    "\\\r\nSet-Cookie: x=y",
    "é" * 300,
    "=cmd|' /C calc'!A0",
)
TAGS = {
    *(
        "a",
        "aside",
        "b",
        "body",
        "button",
        "code",
        "details",
        "div",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "head",
        "html",
    ),
    *("input", "kbd", "label", "li", "link", "main", "meta", "nav", "noscript", "ol", "option", "p", "pre", "progress"),
    *("script", "section", "select", "span", "strong", "summary", "table", "tbody", "td", "textarea", "th", "thead"),
    *("time", "title", "tr", "ul", "mark", "caption"),
}


class Markup(html.parser.HTMLParser):
    """What of a page is markup."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))


def hostile_class(folder: Path) -> None:
    with Store(folder) as store:
        for number, text in enumerate(HOSTILE):
            for version in (0, 1):
                case = CaseResult(text, Outcome.WRONG, text, number % 2 == 0, text, text, text, text, 1, 1)
                exercise = ExerciseReport(
                    text, 60, Outcome.TIMED_OUT, (case, case), text, text, text, text, source=text
                )
                exercise = replace(exercise, source=f"{text}\n{version}", advice=(text,), contract=text)
                made = SubmissionReport(assignment=text, problems=(text,), exercises=(exercise, report().exercises[0]))
                keep(folder, f"{number} {text}", made, b"%d" % version, f"in/{text}/{version}.ipynb")
            refused = SubmissionReport(status=Status.UNGRADABLE, problems=(text,))
            keep(folder, f"{number} {text}", refused, b"x", f"in/{text}/bad.ipynb")
        for row in list(store.attempts()):
            student, assignment = row.submission.student, row.report.assignment
            for kind in (Kind.COMMENT, Kind.HOLD, Kind.CONTEST, Kind.ADJUST):
                store.journal.decide(
                    Decision(kind, student, assignment, "", HOSTILE[row.number % 12], 1, True, who="<b>")
                )
        store.expect([(f"missing {text}", [text], (text,)) for text in HOSTILE])


@pytest.fixture(scope="module")
def service(plain_course: Course, tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    root = tmp_path_factory.mktemp("hostile")
    (root / "grades").mkdir()
    hostile_class(root / "grades")
    with served(root / "grades", root / "spool", Machine(plain_course)) as running:
        yield running
        assert running.complaints == []


def links(text: str) -> set[str]:
    return {link for link in re.findall(r'(?:href|data-up)="(/[^"]*)"', text.replace("&amp;", "&")) if link}


def every_page(service: Service) -> Iterator[tuple[str, str]]:
    """Each page that can be reached by links, one of each shape at the most twenty times."""
    waiting, seen, shapes = ["/"], {"/"}, dict[str, int]()
    while waiting:
        path = waiting.pop()
        shape = re.sub(r"[0-9a-f]{16,}|[0-9]+", "#", path.partition("&")[0])
        shapes[shape] = shapes.get(shape, 0) + 1
        if shapes[shape] > 20:
            continue
        answer = service.visitor.get(path)
        assert answer.status == 200, path
        yield path, answer.text
        new = {link for link in links(answer.text) if not link.startswith("/static")} - seen
        seen |= new
        waiting += sorted(new)


def test_whatever_a_student_wrote_is_text_on_every_page(service: Service) -> None:
    pages = dict(every_page(service))
    assert {"/queue", "/journal", "/grading"} <= pages.keys()
    assert any("/since/" in path for path in pages) and any(re.fullmatch(r"/work/\d+/\d+", path) for path in pages)
    for path, text in pages.items():
        markup = Markup()
        markup.feed(text)
        assert {tag for tag, _ in markup.tags} <= TAGS, path
        for tag, attributes in markup.tags:
            assert not [name for name in attributes if name.startswith("on") or name == "style"], path
            assert tag != "script" or attributes == {"src": "/static/desk.js", "defer": None}, path
            for name in ("href", "action", "src", "data-up"):
                assert (attributes.get(name) or "/").startswith(("/", "#main")), path
                assert not (attributes.get(name) or "/").startswith("//"), path
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", text), path


def test_what_was_written_is_there_to_be_read(service: Service) -> None:
    text = service.visitor.get("/work/1/0").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_a_refused_form_gives_back_what_was_written_as_text(service: Service) -> None:
    for written in HOSTILE:
        form = service.visitor.form("/work/2", "adjust") | {"points": written, "reason": written, "seen": written}
        answer = service.visitor.post(form)
        markup = Markup()
        markup.feed(answer.text)
        assert answer.status == 422
        assert {tag for tag, _ in markup.tags} <= TAGS


def test_what_an_upload_is_called_is_shown_and_never_opened(service: Service) -> None:
    for name in ("../../../tmp/evil.zip", "<script>x</script>.zip", "C:\\\\x\\\\y.zip", "%2e%2e%2fx.zip", "\u202ezip"):
        assert service.visitor.upload(zipped(("a/x.ipynb", b"1")), name).status == 303
    service.machine.gate.set()
    service.settled()
    markup = Markup()
    markup.feed(service.visitor.get("/grading").text)
    assert {tag for tag, _ in markup.tags} <= TAGS
    assert list(service.spool.iterdir()) == []


def test_pages_speak_the_language_that_was_asked_for(plain_course: Course, tmp_path: Path) -> None:
    (tmp_path / "grades").mkdir()
    keep(tmp_path / "grades", "ann", report(Outcome.TIMED_OUT))
    machine = Machine(plain_course)
    with served(tmp_path / "grades", tmp_path / "spool", machine, language=find_language("zh")) as running:
        visitor = running.visitor
        visitor.post(visitor.form("/work/1/0", "adjust") | {"points": "+2", "reason": "Nice."})
        for path, word in {
            "/": "班级",
            "/queue": "超时或内存不足",
            "/journal": "撤回",
            "/work/1/0": "重新评分",
        }.items():
            text = visitor.get(path).text
            assert '<html lang="zh">' in text and word in text
        assert "请写明理由" in visitor.post(visitor.form("/work/1/0", "adjust") | {"points": "1"}).text
        assert "没有 " in visitor.get("/", Cookie="").text
