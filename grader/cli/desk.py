"""`grader desk`: the gradebook as pages in a browser, on this machine alone."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import html
import os
import signal
import tempfile
import webbrowser
from pathlib import Path

from rich.console import Console
from rich.text import Text

from grader.cli.gradebook import AS_BEFORE, course_of
from grader.cli.options import add_course, add_gradebook, add_language, add_limits
from grader.cli.setup import Setup
from grader.desk.access import Access, is_everywhere, is_loopback
from grader.desk.clerk import Clerk
from grader.desk.desk import Desk
from grader.desk.pages import Pages
from grader.desk.server import Server
from grader.errors import CannotRead, CannotServe, PathNotFound, UsageError
from grader.gradebook.journal import somebody
from grader.gradebook.roster import Roster, read_roster
from grader.gradebook.store import Store
from grader.language.catalogue import find_language
from grader.reports.files import check_folder

HOST = "127.0.0.1"


def add_desk(command: argparse.ArgumentParser) -> None:
    add_gradebook(command, ", which is made if it is not there")
    command.add_argument(
        "--submissions",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="a folder or a zip that can be graded from the page; may be said several times",
    )
    command.add_argument("--roster", type=Path, help="a CSV file with the columns id and name: adds who is missing")
    command.add_argument("--name", default="", help="who is noted with what is decided (default: the user's name)")
    command.add_argument("--port", type=_port, default=0, help="where to listen (default: a port that is free)")
    command.add_argument("--host", default=HOST, help="the address to listen at (default: %(default)s, this machine)")
    command.add_argument(
        "--i-know", action="store_true", help="listen at an address that others reach, without encryption"
    )
    command.add_argument("--no-browser", action="store_true", help="open no browser, but say the address")
    add_course(command)
    add_language(command, before=AS_BEFORE)
    add_limits(command)
    command.set_defaults(carry_out=_desk)


def _desk(options: argparse.Namespace, console: Console) -> bool:
    _check_host(options.host, known=options.i_know)
    find_language(options.language)
    folders = [_there(path) for path in options.submissions]
    roster = read_roster(options.roster) if options.roster else Roster(())
    check_folder(options.output)
    with contextlib.ExitStack() as stack:
        spool = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="grader-desk-")))
        with Store(options.output) as store:
            course = course_of(options, store)
            language = course.in_language(find_language(options.language or store.setting("language")))
            store.set("course", str(course.root))
            store.set("language", language.code)
        _ = course.settings  # what is wrong in course.toml is told now
        hidden = [spool, options.output, *folders, *filter(None, [options.roster])]
        setup = Setup.of(options, course, hidden)
        desk = Desk(options.output, setup, language, roster, folders, options.name or somebody())

        def make(access: Access) -> tuple[Clerk, Pages]:
            clerk = Clerk(desk)
            return clerk, Pages(clerk, access.form)

        def complain(text: str) -> None:
            console.print(Text(f"grader: {text}", "red"), soft_wrap=True)

        try:
            server = Server(make, spool, complain, options.host, options.port)
        except OSError as error:
            raise CannotServe(options.host, options.port, error.strerror or str(error)) from error
        page = _page_to_open(server.access.address, spool)
        asyncio.run(_serve(server, page, options, console))
    return True


def _page_to_open(address: str, folder: Path) -> Path:
    """A page that goes to an address: every user of this machine can see with which words a browser is opened."""
    page = folder / "open.html"
    page.touch(mode=0o600)
    page.write_text(f'<meta http-equiv="refresh" content="0; url={html.escape(address)}">', encoding="utf-8")
    return page


async def _serve(server: Server, page: Path, options: argparse.Namespace, console: Console) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows stops it as it does every program
            loop.add_signal_handler(number, server.stop)

    def ready() -> None:
        console.print(Text(f"desk      {server.access.address}"), soft_wrap=True)
        console.print("          Ctrl-C ends it; what is decided is kept at once.", soft_wrap=True)
        if not options.no_browser and _has_screen():
            loop.run_in_executor(None, webbrowser.open, page.as_uri())

    await server.serve(ready)


def _check_host(host: str, *, known: bool) -> None:
    """Raises UsageError for an address that nobody should listen at without knowing what it means."""
    if is_everywhere(host):
        raise UsageError(
            f"--host {host} is every address of this machine, and then no request can be held against it: name one."
        )
    if not is_loopback(host) and not known:
        raise UsageError(
            f"--host {host} can be reached by other machines. Nothing is encrypted: whoever listens on the way reads "
            "names, grades and the token, and can do what you can. Better: `ssh -L 8000:127.0.0.1:8000` to this "
            "machine, with --port 8000. If it is meant, say --i-know."
        )


def _there(path: Path) -> Path:
    if not path.exists():
        raise PathNotFound(path)
    if not os.access(path, os.R_OK):
        raise CannotRead(path, "it may not be read")
    return path


def _has_screen() -> bool:
    """Whether a browser could be seen that is opened here."""
    return os.name != "posix" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) < 2**16:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: say a number up to 65535, or 0 for one that is free")
    return int(text)
