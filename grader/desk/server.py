"""The server: listens at one address, bounds what is slow or large, and knows which handler is for which path."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.web import Application

from grader.desk.access import Access
from grader.desk.clerk import Clerk
from grader.desk.handlers import Deeds, Entrance, House, Nowhere, Page, Progress, Static, Uploads
from grader.desk.pages import Pages

MAX_HEADERS = 16 * 2**10
MAX_FORM = 2**18
HEADER_SECONDS = 15.0
FORM_SECONDS = 30.0
MAX_CONNECTIONS = 100


class Server:
    """Serves the pages at one address, until it is stopped.

    Raises
    ------
    OSError
        If nothing can listen there.
    """

    def __init__(
        self,
        make: Callable[[Access], tuple[Clerk, Pages]],
        spool: Path,
        complain: Callable[[str], None],
        host: str,
        port: int,
    ) -> None:
        for name in ("tornado.access", "tornado.application", "tornado.general"):
            logging.getLogger(name).addHandler(logging.NullHandler())
            logging.getLogger(name).propagate = False
        self._socket = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        self._socket.setblocking(False)
        self.access = Access(host, self._socket.getsockname()[1])
        self.clerk, pages = make(self.access)
        self._house = House(self.access, self.clerk, pages, spool, complain)
        self._end: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def serve(self, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until `stop`, and then end whatever is being graded."""
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        server = _Limited(
            _application(self._house),
            max_header_size=MAX_HEADERS,
            idle_connection_timeout=HEADER_SECONDS,
            body_timeout=FORM_SECONDS,
            max_body_size=MAX_FORM,
        )
        server.add_socket(self._socket)
        try:
            ready()
            await self._end.wait()
        finally:
            server.stop()
            await server.close_all_connections()
            self.clerk.stop()

    def stop(self) -> None:
        """End it, from whichever thread."""
        if self._loop is not None and self._end is not None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._end.set)


class _Limited(HTTPServer):
    """Takes so many connections and no more: each may wait for seconds."""

    def handle_stream(self, stream: IOStream, address: Any) -> None:
        if len(self._connections) >= MAX_CONNECTIONS:
            stream.close()
            return
        super().handle_stream(stream, address)


def _application(house: House) -> Application:
    shared = {"house": house}

    def page(pattern: str, name: str) -> tuple[str, type[Page], dict[str, Any]]:
        return pattern, Page, {**shared, "name": name}

    return Application(
        [
            ("/", Entrance, shared),
            page(r"/student/([0-9a-f]{16})", "student"),
            page(r"/work/([0-9]{1,12})", "work"),
            page(r"/work/([0-9]{1,12})/([0-9]{1,4})", "function"),
            page(r"/work/([0-9]{1,12})/since/([0-9]{1,12})", "since"),
            page("/queue", "queue"),
            page("/functions", "functions"),
            page("/journal", "journal"),
            page("/grading", "grading"),
            ("/progress", Progress, shared),
            ("/deeds", Deeds, shared),
            ("/upload", Uploads, shared),
            (r"/static/([a-z.]{1,20})", Static, shared),
        ],
        default_handler_class=Nowhere,
        default_handler_args=shared,
        log_function=lambda handler: None,
        autoreload=False,
    )
