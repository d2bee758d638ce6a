"""A desk that is served, and a visitor who asks it by HTTP as any program of this machine can."""

from __future__ import annotations

import asyncio
import contextlib
import html.parser
import http.client
import io
import threading
import time
import urllib.parse
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader.course.course import Course
from grader.desk.access import Access
from grader.desk.clerk import Clerk
from grader.desk.desk import Desk
from grader.desk.pages import Pages
from grader.desk.server import Server
from grader.gradebook.records import Content
from grader.gradebook.roster import Roster
from grader.gradebook.store import Store
from grader.gradebook.terms import Terms
from grader.language.catalogue import ENGLISH, Language
from grader.results import CaseResult, ExerciseReport, Outcome, SubmissionReport, made_harmless
from grader.submission import Submission

SOURCE = "def double(x):\n    y = x * x\n    return y\n"
Answers = Callable[[bytes], tuple[SubmissionReport, ...]]


def report(
    outcome: Outcome = Outcome.WRONG, *, source: str = SOURCE, message: str = "is the square"
) -> SubmissionReport:
    """A report on the course's one assignment, of two functions."""
    case = CaseResult("published", outcome, message, expected="[2. 4.]", got="[1. 4.]", part="y")
    own = ExerciseReport("double", 60, outcome, (case,), message, "Add x to itself.", source=source, cell=2)
    right = ExerciseReport("double_and_add", 40, Outcome.PASSED, (), source="def double_and_add(x, n): ...\n")
    return SubmissionReport(assignment="doubling", exercises=(own, right))


def keep(folder: Path, student: str, made: SubmissionReport, data: bytes = b"", place: str = "") -> None:
    """Hand something in, and have it graded so."""
    with Store(folder) as store:
        submission = Submission(student, Path(place or f"in/{student}/x.ipynb"), sender=student)
        store.keep(
            store.begin("grade", seed=1),
            submission,
            Content.of(data or student.encode()),
            [made_harmless(made)],
            "terms",
        )


@dataclass
class Machine:
    """Grades by what `answers` says, once `gate` is open; `graded` tells how many files it was given."""

    course: Course
    answers: Answers = lambda data: (report(Outcome.PASSED),)
    gate: threading.Event = field(default_factory=threading.Event)
    graded: int = 0

    @contextlib.contextmanager
    def grader(self, seed: int) -> Iterator[Machine]:
        try:
            yield self
        finally:
            self.gate.set()

    def grade(self, data: bytes, name: str) -> tuple[SubmissionReport, ...]:
        self.gate.wait(30)
        self.graded += 1
        return self.answers(data)

    def terms(self, seed: int) -> Terms:
        return Terms("terms", {})


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")


class Visitor:
    """A browser, as far as it matters: it keeps the cookie, and says where its forms come from."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self.host = access.origin.removeprefix("http://")
        self.cookie = f"{access.cookie}={access.session}"

    def ask(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Answer:
        """Send one request; a header that is empty is left out."""
        name, _, port = self.host.rpartition(":")
        connection = http.client.HTTPConnection(name, int(port), timeout=30)
        sent = {"Host": self.host, "Cookie": self.cookie}
        if method == "POST":
            sent |= {"Origin": self.access.origin, "Content-Type": "application/x-www-form-urlencoded"}
        sent |= {name.replace("_", "-"): text for name, text in headers.items()}
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            data = body.encode() if isinstance(body, str) else body
            for name, text in sent.items():
                if text:
                    connection.putheader(name, text)
            if data is not None and "Transfer-Encoding" not in sent:
                connection.putheader("Content-Length", str(len(data)))
            connection.endheaders(data)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, fields: Mapping[str, str], **headers: str) -> Answer:
        """Send a form, with what every form of ours has."""
        return self.ask("POST", "/deeds", urllib.parse.urlencode({"form": self.access.form, **fields}), **headers)

    def upload(self, data: bytes, name: str = "class.zip", *, form: str | None = None, **headers: str) -> Answer:
        """Send a file as browsers do."""
        secret = self.access.form if form is None else form
        parts = [
            f'--XX\r\nContent-Disposition: form-data; name="form"\r\n\r\n{secret}\r\n'.encode(),
            f'--XX\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + data,
            b"\r\n--XX--\r\n",
        ]
        kind = "multipart/form-data; boundary=XX"
        return self.ask("POST", "/upload", b"".join(parts), **{"Content-Type": kind, **headers})

    def form(self, path: str, deed: str) -> dict[str, str]:
        """The fields of the first form on a page that does this."""
        found = [form for form in Forms.of(self.get(path).text) if form.get("deed") == deed]
        return found[0]


class Forms(html.parser.HTMLParser):
    """The fields of each form of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []

    @classmethod
    def of(cls, text: str) -> list[dict[str, str]]:
        parser = cls()
        parser.feed(text)
        return parser.forms

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        fields = dict(attributes)
        if tag == "form":
            self.forms.append({})
        elif tag in ("input", "textarea") and fields.get("name") and self.forms:
            self.forms[-1][fields["name"] or ""] = fields.get("value") or ""


@dataclass
class Service:
    """A desk that is served at an address."""

    folder: Path
    spool: Path
    machine: Machine
    server: Server
    visitor: Visitor
    complaints: list[str]

    @property
    def clerk(self) -> Clerk:
        return self.server.clerk

    def settled(self) -> list[str]:
        """What came of all jobs, the last one first, when all are over."""
        end = time.monotonic() + 60
        while not all(job.state.over for job in self.clerk.jobs.all()):
            assert time.monotonic() < end
            time.sleep(0.01)
        return [f"{job.state.value}: {job.said}" for job in self.clerk.jobs.all()]


@contextlib.contextmanager
def served(
    folder: Path, spool: Path, machine: Machine, *, language: Language = ENGLISH, roster: Roster | None = None
) -> Iterator[Service]:
    """Serve a desk in a thread, and end it."""
    complaints: list[str] = []
    spool.mkdir(exist_ok=True)
    desk = Desk(folder, machine, language, roster or Roster(()), (folder.parent / "in",), "bo")

    def make(access: Access) -> tuple[Clerk, Pages]:
        clerk = Clerk(desk)
        return clerk, Pages(clerk, access.form)

    server = Server(make, spool, complaints.append, "127.0.0.1", 0)
    ready = threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(ready.set)))
    thread.start()
    assert ready.wait(30)
    try:
        yield Service(folder, spool, machine, server, Visitor(server.access), complaints)
    finally:
        machine.gate.set()
        server.stop()
        thread.join(30)
        assert not thread.is_alive()


def zipped(*files: tuple[str, bytes]) -> bytes:
    """A zip of these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()
