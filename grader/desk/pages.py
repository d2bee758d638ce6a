"""The pages as HTML: the frame around each, with what it shows, its forms, and what came of the last one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import markupsafe

from grader.desk.clerk import PAGE, Clerk, Refused, page_of
from grader.desk.numbers import whole
from grader.desk.snapshot import Snapshot
from grader.desk.told import at
from grader.desk.views import Asked, Views
from grader.reports.templates import TEMPLATES, render
from grader.results import Outcome
from grader.sentence import Sentence

OWN = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"


class Pages:
    """Makes the pages of one desk.

    Parameters
    ----------
    secret : str
        What each form carries.
    """

    def __init__(self, clerk: Clerk, secret: str) -> None:
        self._clerk, self._secret = clerk, secret
        self._language = clerk.desk.language
        self._views = Views(clerk)
        styles = [path.read_text(encoding="utf-8") for path in (TEMPLATES / "page.css", STATIC / "desk.css")]
        self.static = {
            "desk.css": ("text/css; charset=UTF-8", "\n".join(styles)),
            "desk.js": ("text/javascript; charset=UTF-8", (STATIC / "desk.js").read_text(encoding="utf-8")),
            "desk.svg": ("image/svg+xml", (STATIC / "desk.svg").read_text(encoding="utf-8")),
        }

    def show(self, asked: Asked) -> Future[str]:
        """The page as HTML; the future has NotThere if there is none."""
        return self._clerk.read(lambda snapshot: self._page(snapshot, asked))

    def again(self, refused: Refused, fields: Mapping[str, str]) -> Future[str]:
        """The page that a form was on, with why it was not done, and with what was written into it."""
        found = PAGE.fullmatch(fields.get("page", "")) if fields.get("page", "") != "/" else None
        name, numbers = _address(fields["page"]) if found else ("class", ())
        notice = self._language.say(refused.sentence)
        return self.show(Asked(name, numbers, notice=notice, filled=fields))

    def error(self, status: int, sentence: str) -> str:
        """A page that says why there is none; nothing of the gradebook is in it."""
        return self._render("error.html", signed_in=False, status=status, text=self._language.say(sentence))

    def entrance(self) -> str:
        """A page that goes on to the first one by itself."""
        return self._render("entrance.html")

    def progress(self) -> list[dict[str, object]]:
        """How far what is done in the background is."""
        return [
            {"number": job.number, "done": job.done, "of": job.of, "over": job.state.over}
            for job in self._clerk.jobs.all()
        ]

    def _page(self, snapshot: Snapshot, asked: Asked) -> str:
        path, values = self._views.of(snapshot, asked)
        made = snapshot.decisions.get(whole(asked.arguments.get("done", "")) or 0)
        done = self._views.told([made], snapshot)[0] if made else None
        return self._render(
            f"{asked.name}.html",
            signed_in=True,
            here=asked.name,
            to_look_at=len(snapshot.open_items),
            pending=sum(snapshot.pending.values()),
            pending_rows=snapshot.pending,
            running=any(not job.state.over for job in self._clerk.jobs.all()),
            notice=asked.notice,
            done=done,
            hidden=lambda deed, place=(): self._hidden(deed, path, place),
            filled=lambda deed, name: asked.filled.get(name, "") if asked.filled.get("deed") == deed else "",
            **values,
        )

    def _render(self, template: str, **values: Any) -> str:
        def say(text: str, **parts: object) -> str:
            return self._language.say(Sentence(text, **parts) if parts else text)

        usual = {"here": "", "notice": "", "done": None, "pending": 0, "to_look_at": 0, "running": False}
        return render(
            template,
            folder=OWN,
            **{
                **usual,
                "lang": self._language.code,
                "say": say,
                "repeat": self._language.repeat,
                "secret": self._secret,
                "passing": self._clerk.desk.machinery.course.settings.passing,
                "title_of": self._views.title,
                "page_of": page_of,
                "at": at,
                "Outcome": Outcome,
                **values,
            },
        )

    def _hidden(self, deed: str, path: str, place: Sequence[tuple[str, str]]) -> markupsafe.Markup:
        fields = [("form", self._secret), ("deed", deed), ("page", path), *place]
        line = markupsafe.Markup('<input type="hidden" name="{}" value="{}">')
        return markupsafe.Markup("").join(line.format(name, value) for name, value in fields)


def _address(page: str) -> tuple[str, tuple[str, ...]]:
    """The name and the numbers of a page by its address, which is one of ours."""
    parts = page.strip("/").split("/")
    if parts[0] == "work" and len(parts) == 4:
        return "since", (parts[1], parts[3])
    if parts[0] == "work" and len(parts) == 3:
        return "function", tuple(parts[1:])
    return parts[0] or "class", tuple(parts[1:])
