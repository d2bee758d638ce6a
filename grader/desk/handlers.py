"""What every request has to show before anything is done, and what every answer says to the browser.

Handlers do nothing themselves: pages and deeds are the clerk's, who works in threads, so that whoever waits for the
disk holds up nobody else.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from tornado.http1connection import HTTP1Connection
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, RequestHandler, stream_request_body

from grader.desk.access import Access
from grader.desk.clerk import Clerk, Done, NotThere, Refused
from grader.desk.pages import Pages
from grader.desk.uploads import BadForm, Upload
from grader.desk.views import Asked
from grader.errors import GraderError
from grader.faults import place_of
from grader.sentence import Sentence

MAX_UPLOAD = 2**30
UPLOAD_SECONDS = 1800.0
# A style or a script of ours alone, no frame, no base, no form that goes elsewhere, and no text that becomes markup.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # To nobody else is it told where a link was; `no-referrer` would make browsers hide from us, too, whose form it is.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True)
class House:
    """What all handlers share."""

    access: Access
    clerk: Clerk
    pages: Pages
    spool: Path
    complain: Callable[[str], None]


class Guarded(RequestHandler):
    """What every request has to show, and every answer says."""

    house: House
    uncookied = False

    def initialize(self, house: House) -> None:
        self.house = house

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        access, headers = self.house.access, self.request.headers
        if not access.knows_host(headers.get("Host", "")):
            raise HTTPError(HTTPStatus.MISDIRECTED_REQUEST)
        if self.request.method not in ("GET", "HEAD", "POST"):
            raise HTTPError(HTTPStatus.METHOD_NOT_ALLOWED)
        if self.uncookied:
            return
        if not access.has_cookie(headers.get("Cookie", "")):
            raise HTTPError(HTTPStatus.FORBIDDEN)
        if self.request.method == "POST" and not access.knows_origin(
            headers.get("Origin", ""), headers.get("Sec-Fetch-Site", "")
        ):
            raise HTTPError(HTTPStatus.FORBIDDEN)

    def write_error(self, status_code: int, **settings: Any) -> None:
        """A sentence, and nothing of ours or of the request in it."""
        error = settings.get("exc_info", (None, None, None))[1]
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(self.house.pages.error(status_code, _told(status_code, error)))

    def log_exception(self, kind: Any, error: Any, trace: Any) -> None:
        if not isinstance(error, (HTTPError, GraderError, StreamClosedError)):
            self.house.complain(f"this is a fault of the grader: {place_of(error)}. Please report it with this line.")

    def go(self, path: str) -> None:
        """Show another page instead, which can be loaded again without doing anything twice."""
        self.redirect(path, status=HTTPStatus.SEE_OTHER)


class Entrance(Guarded):
    """The first address: for the token there is a cookie, and an address without the token."""

    async def get(self) -> None:
        await _show(self, "class")

    def prepare(self) -> None:
        token = self.get_query_argument("token", "")
        self.uncookied = bool(token)
        super().prepare()
        if token:
            if self.request.method != "GET" or not self.house.access.has_token(token):
                raise HTTPError(HTTPStatus.FORBIDDEN)
            self.set_header("Set-Cookie", self.house.access.set_cookie)
            # A redirect would still be the way of whatever page led here, and on that the cookie is not sent.
            self.finish(self.house.pages.entrance())


class Page(Guarded):
    """A page, by its name and the numbers in its address."""

    def initialize(self, house: House, name: str = "") -> None:
        super().initialize(house)
        self.name = name

    async def get(self, *numbers: str) -> None:
        await _show(self, self.name, *numbers)


async def _show(handler: Guarded, name: str, *numbers: str) -> None:
    arguments = {key: handler.get_query_argument(key) for key in handler.request.query_arguments}
    try:
        text = await asyncio.wrap_future(handler.house.pages.show(Asked(name, numbers, arguments)))
    except NotThere as error:
        raise HTTPError(HTTPStatus.NOT_FOUND) from error
    handler.finish(text)


class Static(Guarded):
    """The style, the script and the sign of the pages: a name of these, and no path."""

    def get(self, name: str) -> None:
        found = self.house.pages.static.get(name)
        if found is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        kind, data = found
        self.set_header("Content-Type", kind)
        self.finish(data)


class Progress(Guarded):
    """How far grading is, for the script of the page."""

    def get(self) -> None:
        self.set_header("Content-Type", "application/json; charset=UTF-8")
        self.finish(json.dumps(self.house.pages.progress()))


class Deeds(Guarded):
    """What changes something: a form of ours, which names what was seen when it was filled in."""

    async def post(self) -> None:
        if not self.house.access.has_form(self.get_body_argument("form", "")):
            raise HTTPError(HTTPStatus.FORBIDDEN)
        fields = {name: self.get_body_argument(name, strip=False) for name in self.request.body_arguments}
        try:
            done = await asyncio.wrap_future(self.house.clerk.do(fields))
        except NotThere as error:
            raise HTTPError(HTTPStatus.NOT_FOUND) from error
        except Refused as refused:
            self.set_status(HTTPStatus.CONFLICT if refused.stale else HTTPStatus.UNPROCESSABLE_ENTITY)
            text = await asyncio.wrap_future(self.house.pages.again(refused, fields))
            self.finish(text)
            return
        self.go(_after(done))


@stream_request_body
class Uploads(Guarded):
    """A form with a zip, which goes onto the disk as it comes."""

    upload: Upload | None = None
    bad: BadForm | OSError | None = None

    def prepare(self) -> None:
        super().prepare()
        if self.request.method == "POST":
            connection = self.request.connection
            if isinstance(connection, HTTP1Connection):
                connection.set_max_body_size(MAX_UPLOAD)
                connection.set_body_timeout(UPLOAD_SECONDS)
            path = self.house.spool / f"{self.house.clerk.next_upload()}.zip"
            try:
                self.upload = Upload(self.request.headers.get("Content-Type", ""), path)
            except BadForm as error:
                self.bad = error

    def data_received(self, chunk: bytes) -> None:
        if self.upload is None or self.bad:
            return
        try:
            self.upload.feed(chunk)
        except (BadForm, OSError) as error:
            self.bad = error

    async def post(self) -> None:
        try:
            if self.upload is None or self.bad:
                raise self.bad or BadForm()
            self.upload.finish()
        except BadForm as error:
            self._forget()
            raise HTTPError(HTTPStatus.BAD_REQUEST) from error
        except OSError as error:
            self._forget()
            raise HTTPError(HTTPStatus.INSUFFICIENT_STORAGE) from error
        if not self.house.access.has_form(self.upload.fields.get("form", "")):
            self._forget()
            raise HTTPError(HTTPStatus.FORBIDDEN)
        self.house.clerk.grade_upload(self.upload.path, self.upload.name)
        self.upload = None
        self.go("/grading")

    def on_connection_close(self) -> None:
        self._forget()

    def on_finish(self) -> None:
        self._forget()

    def _forget(self) -> None:
        if self.upload is not None:
            self.upload.close()
            self.upload.path.unlink(missing_ok=True)
            self.upload = None


class Nowhere(Guarded):
    """Whatever else is asked for."""

    def prepare(self) -> None:
        super().prepare()
        raise HTTPError(HTTPStatus.NOT_FOUND)


def _after(done: Done) -> str:
    if not done.decision:
        return done.page
    return f"{done.page}{'&' if '?' in done.page else '?'}done={done.decision}"


def _told(status: int, error: BaseException | None) -> str:
    if isinstance(error, GraderError):
        return str(error)
    return {
        HTTPStatus.FORBIDDEN: Sentence(
            "Nobody is let in without the address that `grader desk` printed: open that one, with its token."
        ),
        HTTPStatus.NOT_FOUND: Sentence("There is no such page here."),
        HTTPStatus.MISDIRECTED_REQUEST: Sentence("This server is not called so: open the address that was printed."),
        HTTPStatus.BAD_REQUEST: Sentence("That could not be understood: choose one zip file, and send it again."),
        HTTPStatus.INSUFFICIENT_STORAGE: Sentence(
            "There is no room for the file on the disk: make some where temporary files lie, and send it again."
        ),
        HTTPStatus.INTERNAL_SERVER_ERROR: Sentence(
            "This is a fault of the grader, and nothing was changed; the terminal says what to report."
        ),
    }.get(HTTPStatus(status), Sentence("That is not done here."))
