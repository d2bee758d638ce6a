"""Attacks by HTTP, as any page of the web and any program of this machine could try them."""

from __future__ import annotations

import contextlib
import errno
import socket
import threading
import time
from pathlib import Path

import pytest

from grader.course.course import Course
from grader.desk import handlers, server
from grader.gradebook.store import Store
from tests.desk.service import Machine, Service, Visitor, keep, report, served, zipped

PAGES = ("/", "/queue", "/journal", "/grading", "/progress", "/work/1", "/work/1/0", "/static/desk.css", "/nowhere")


@pytest.fixture(scope="module")
def service(plain_course: Course, tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """One desk for all attacks: none of them changes anything."""
    root = tmp_path_factory.mktemp("desk")
    (root / "grades").mkdir()
    keep(root / "grades", "ann", report())
    with served(root / "grades", root / "spool", Machine(plain_course)) as running:
        yield running
        with Store(running.folder) as store:
            assert store.journal.decisions() == ()
        assert list(running.spool.iterdir()) == []
        assert running.complaints == []


@pytest.fixture
def visitor(service: Service) -> Visitor:
    return Visitor(service.server.access)


def test_the_token_gives_a_cookie_that_no_script_reads_and_goes_out_of_the_address(visitor: Visitor) -> None:
    answer = visitor.get(f"/?token={visitor.access.token}", Cookie="")
    assert answer.status == 200
    assert '<meta http-equiv="refresh" content="0; url=/">' in answer.text
    assert answer.headers["Set-Cookie"] == f"{visitor.cookie}; HttpOnly; SameSite=Strict; Path=/"
    assert visitor.access.token not in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_without_the_cookie_there_is_nothing_but_a_sentence(visitor: Visitor, path: str) -> None:
    for cookie in ("", "x=y", f"{visitor.access.cookie}=", f"{visitor.access.cookie}={'x' * 43}", '"', "é" * 9):
        answer = visitor.get(path, Cookie=cookie.encode().decode("latin-1"))
        assert answer.status == 403
        assert "ann" not in answer.text.lower().replace("scanned", "")


@pytest.mark.parametrize("token", ["x", "", "%00", "%ff", "x" * 43])
def test_another_token_opens_nothing(visitor: Visitor, token: str) -> None:
    answer = visitor.get(f"/?token={token}", Cookie="")
    assert answer.status in (400, 403)
    assert "Set-Cookie" not in answer.headers


def test_a_token_counts_at_the_entrance_alone_and_is_no_cookie(visitor: Visitor) -> None:
    token = visitor.access.token
    assert visitor.get(f"/queue?token={token}", Cookie="").status == 403
    assert visitor.get("/", Cookie=f"{visitor.access.cookie}={token}").status == 403
    assert visitor.ask("POST", f"/?token={token}", "", Cookie="").status == 403


def test_the_secrets_are_others_each_time() -> None:
    one, other = (server.Access("127.0.0.1", 1) for _ in range(2))
    assert len({one.token, one.session, one.form, other.token, other.session, other.form}) == 6


@pytest.mark.parametrize("host", ["evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "0.0.0.0:{port}", "a b"])
def test_a_name_that_was_made_to_point_here_is_refused(visitor: Visitor, host: str) -> None:
    port = visitor.host.rpartition(":")[2]
    for path in ("/", f"/?token={visitor.access.token}"):
        answer = visitor.get(path, Host=host.format(port=port))
        assert answer.status in (400, 421)
        assert "Set-Cookie" not in answer.headers and "ann" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ""},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://{host}"},
        {"Origin": "http://{host}.evil.example"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Cookie": ""},
    ],
)
def test_a_form_of_another_page_does_nothing(visitor: Visitor, headers: dict[str, str]) -> None:
    said = {name: text.format(host=visitor.host) for name, text in headers.items()}
    assert visitor.post(visitor.form("/work/1", "comment") | {"text": "evil"}, **said).status == 403
    assert visitor.upload(b"PK", **said).status == 403


@pytest.mark.parametrize("secret", ["", "x", "x" * 43])
def test_a_form_without_our_secret_does_nothing(visitor: Visitor, secret: str) -> None:
    assert visitor.post(visitor.form("/work/1", "comment") | {"text": "evil", "form": secret}).status == 403
    assert visitor.upload(zipped(("ann/x.ipynb", b"1")), form=secret).status == 403


def test_nothing_is_changed_by_looking(visitor: Visitor) -> None:
    fields = visitor.form("/work/1", "comment")
    query = "&".join(f"{name}={text}" for name, text in (fields | {"text": "evil"}).items())
    assert visitor.get(f"/deeds?{query}").status == 405
    assert visitor.get("/upload").status == 405
    assert visitor.ask("HEAD", "/").status == 405


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "FOO"])
def test_other_methods_are_not_understood(visitor: Visitor, method: str) -> None:
    for path in ("/", "/deeds", "/static/desk.css"):
        answer = visitor.ask(method, path)
        assert answer.status == 405
        assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("path", [*PAGES, "/?token=x", "/work/999999", "/work/999999999999999"])
def test_every_answer_says_what_a_browser_may_do_with_it(visitor: Visitor, path: str) -> None:
    for answer in (visitor.get(path), visitor.get(path, Cookie=""), visitor.get(path, Host="evil.example")):
        headers = answer.headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Server" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/../desk.py",
        "/static/%2e%2e/server.py",
        "/static/..%2f..%2ferrors.py",
        "//etc/passwd",
        "/static//etc/passwd",
        "/static/access.py",
        "/work/1/../../etc/passwd",
        "/student/../../../etc/passwd",
        "/grades/gradebook.sqlite",
        "/work/-1",
        "/work/1/9999",
        "/work/1/since/77",
        "/student/0000000000000000",
        "/journal/x",
    ],
)
def test_no_path_of_a_request_reaches_the_disk(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status == 404
    assert "root:" not in answer.text and "import" not in answer.text


@pytest.mark.parametrize("folder", ["1", "-1", "/etc", "../in", "", "0x0", "٠", "9" * 4000])
def test_a_folder_is_a_number_that_the_command_gave(visitor: Visitor, folder: str) -> None:
    assert visitor.post({"deed": "grade", "folder": folder}).status == 404


@pytest.mark.parametrize("page", ["//evil.example", "http://evil.example/", "/\\evil.example", "/x", "/work/1\r\nX: y"])
def test_nobody_is_sent_elsewhere_by_a_form(visitor: Visitor, page: str) -> None:
    assert visitor.post({"deed": "halt", "job": "7", "page": page}).location == "/grading"
    answer = visitor.post({"deed": "undo", "decision": "9", "page": page})
    assert answer.status == 409 and "evil" not in answer.text


def test_a_request_that_is_too_large_is_cut_off(visitor: Visitor) -> None:
    for body in (b"text=" + b"x" * 2**20, b"a=1&" * 2**17):
        with pytest.raises((ConnectionError, AssertionError)):
            assert visitor.ask("POST", "/deeds", body).status == 303
    assert visitor.get("/" + "x" * 10_000).status == 404
    with pytest.raises((ConnectionError, AssertionError)):
        assert visitor.get("/", X="y" * 2**17).status == 200
    assert visitor.get("/").status == 200


def test_an_upload_that_is_too_large_is_cut_off(
    service: Service, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "MAX_UPLOAD", 2**19)
    with pytest.raises((ConnectionError, AssertionError)):
        assert visitor.upload(bytes(2**20)).status == 303
    assert visitor.get("/").status == 200


def test_an_upload_for_which_there_is_no_room_is_a_sentence_and_leaves_nothing(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(upload: handlers.Upload, data: bytes) -> None:
        upload.path.write_bytes(data[:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(handlers.Upload, "feed", full)
    answer = visitor.upload(bytes(2**17))
    assert (answer.status, "no room" in answer.text) == (507, True)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--XX--\r\n",
        b"--XX\r\n\r\n",
        b'--XX\r\nContent-Disposition: form-data; name="form"\r\n\r\n' + b"x" * 10_000 + b"\r\n--XX--\r\n",
        b'--XX\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\nPK',
        b'--XX\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n1\r\n' * 2 + b"--XX--\r\n",
        b'--XX\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 99 + b"--XX--\r\n",
        b"\xff" * 999,
    ],
)
def test_what_is_no_form_with_one_file_leaves_nothing_behind(visitor: Visitor, body: bytes) -> None:
    for kind in (
        "multipart/form-data; boundary=XX",
        "multipart/form-data",
        "text/plain",
    ):
        answer = visitor.ask("POST", "/upload", body, Content_Type=kind)
        assert answer.status in (400, 403)


def _end(one: socket.socket) -> bytes:
    try:
        return one.recv(100)
    except ConnectionError:
        return b""


def test_who_sends_nothing_is_cut_off_and_keeps_nobody_out(
    plain_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "HEADER_SECONDS", 1.0)
    monkeypatch.setattr(server, "MAX_CONNECTIONS", 5)
    (tmp_path / "grades").mkdir()
    with served(tmp_path / "grades", tmp_path / "spool", Machine(plain_course)) as running:
        name, _, port = running.visitor.host.rpartition(":")
        with contextlib.ExitStack() as stack:
            opened = (socket.create_connection((name, int(port)), timeout=30) for _ in range(9))
            slow = [stack.enter_context(one) for one in opened]
            for one in slow:
                one.sendall(b"GET / HTTP/1.1\r\nHost:")
            assert [_end(one) for one in slow] == [b""] * 9
            assert running.visitor.get("/").status == 200


def test_what_nobody_foresaw_is_told_on_the_terminal_and_shows_nothing_of_ours(
    plain_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "grades").mkdir()
    with served(tmp_path / "grades", tmp_path / "spool", Machine(plain_course)) as running:
        monkeypatch.setattr("grader.desk.views.table_of", lambda *values: 1 / 0)
        answer = running.visitor.get("/")
        assert answer.status == 500
        assert "Traceback" not in answer.text and "ZeroDivision" not in answer.text
        assert "ZeroDivisionError in grader/desk/views.py" in running.complaints[0]


def test_one_who_sends_slowly_holds_up_nobody_else(service: Service, visitor: Visitor) -> None:
    name, _, port = visitor.host.rpartition(":")
    with socket.create_connection((name, int(port))) as slow:
        slow.sendall(f"POST /deeds HTTP/1.1\r\nHost: {visitor.host}\r\nContent-Length: 100\r\n\r\n".encode())
        start = time.monotonic()
        threads = [threading.Thread(target=visitor.get, args=("/",)) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert time.monotonic() - start < server.FORM_SECONDS
