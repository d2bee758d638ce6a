"""`grader desk`: where it may listen, and how it ends."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli.desk import _check_host, _has_screen, _page_to_open
from grader.cli.main import main
from grader.course.course import Course
from grader.errors import UsageError
from tests.desk.service import keep, report


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])
def test_it_never_listens_everywhere(host: str) -> None:
    with pytest.raises(UsageError, match="no request can be held against it"):
        _check_host(host, known=True)


@pytest.mark.parametrize("host", ["192.168.1.5", "example.org", "fe80::1"])
def test_an_address_that_others_reach_is_only_taken_by_who_knows_what_it_means(host: str) -> None:
    with pytest.raises(UsageError, match=r"Nothing is encrypted.*--i-know"):
        _check_host(host, known=False)
    _check_host(host, known=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_this_machine_itself_needs_no_word(host: str) -> None:
    _check_host(host, known=False)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host", "0.0.0.0"], "name one"),
        (["--port", "65536"], "is no port"),
        (["--submissions", "nowhere"], "nowhere is not there"),
        (["--roster", "nowhere.csv"], "nowhere.csv is not there"),
        (["--language", "tlh"], "There is no language"),
        (["--host", "192.0.2.1", "--i-know"], "Nothing can listen at 192.0.2.1"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    arguments: list[str],
    told: str,
    tiny_course: Course,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        code = main(["desk", "grades", "--no-browser", "--course", str(tiny_course.root), *arguments])
    except SystemExit as refused:
        code = int(refused.code or 0)
    said = capsys.readouterr().err
    assert code == 2
    assert told in said and "Traceback" not in said


def test_no_other_user_sees_the_token_in_what_opens_the_browser(tmp_path: Path) -> None:
    page = _page_to_open("http://127.0.0.1:1/?token=secret", tmp_path)
    assert "secret" in page.read_text(encoding="utf-8") and "secret" not in page.as_uri()
    assert page.stat().st_mode & 0o077 == 0


def test_a_browser_is_opened_where_there_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    assert _has_screen() is (os.name != "posix")
    monkeypatch.setenv("DISPLAY", ":0")
    assert _has_screen()


def test_it_says_its_address_serves_and_ends_at_once_without_a_word(tiny_course: Course, tmp_path: Path) -> None:
    (tmp_path / "grades").mkdir()
    keep(tmp_path / "grades", "ann", report())
    command = [sys.executable, "-m", "grader", "desk", "grades", "--no-browser", "--course", str(tiny_course.root)]
    where = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        command, cwd=tmp_path, env=where, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        found = re.search(r"http://(127\.0\.0\.1:\d+)(/\?token=\S+)", line)
        assert found, line
        connection = http.client.HTTPConnection(found[1], timeout=60)
        connection.request("GET", found[2])
        answer = connection.getresponse()
        connection.close()
        assert answer.status == 200
        server.send_signal(signal.SIGINT)
        rest = server.stdout.read()
    assert server.returncode == 0
    assert "Traceback" not in rest and "grader:" not in rest
