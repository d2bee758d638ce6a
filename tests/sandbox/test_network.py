"""A boxed worker reaches nobody, and is told so at once."""

import socket
import time

import pytest

from grader.sandbox.box import BoxError, Level, Rlimits, fork_worker

KINDS = ["AF_INET, socket.SOCK_STREAM", "AF_INET, socket.SOCK_DGRAM", "AF_INET6, socket.SOCK_STREAM",
         "AF_INET, socket.SOCK_RAW, 1", "AF_PACKET, socket.SOCK_RAW", "AF_NETLINK, socket.SOCK_RAW",
         "AF_VSOCK, socket.SOCK_STREAM", "AF_UNIX, socket.SOCK_STREAM", "AF_UNIX, socket.SOCK_DGRAM",
         "AF_ALG, socket.SOCK_SEQPACKET", "AF_CAN, socket.SOCK_RAW", "AF_TIPC, socket.SOCK_DGRAM"]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_no_socket_is_to_be_had(confined, kind):
    source = f"import socket; reply(attempt(socket.socket, socket.{kind}))"
    assert confined.answer(source) == "PermissionError"


def test_a_datagram_pair_that_could_write_to_any_address_is_refused(confined):
    source = "import socket; reply(attempt(socket.socketpair, socket.AF_UNIX, socket.SOCK_DGRAM))"
    assert confined.answer(source) == "PermissionError"


def test_a_stream_pair_can_not_be_turned_to_an_address(confined, tmp_path):
    path = tmp_path / "service"
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    server.listen()
    abstract = socket.socket(socket.AF_UNIX)
    abstract.bind(b"\0grader-test")
    abstract.listen()
    source = f"""
import socket
a, b = socket.socketpair()
reply([attempt(a.connect, {str(path)!r}), attempt(a.connect, chr(0) + 'grader-test'), attempt(a.bind, 'mine'),
       attempt(a.listen), attempt(a.accept)])"""
    assert confined.answer(source) == ["PermissionError"] * 5
    server.close()
    abstract.close()


def test_names_are_refused(confined):
    source = "import socket; reply(attempt(socket.getaddrinfo, 'example.org', 80))"
    assert confined.answer(source) in ("gaierror", "PermissionError")


def test_a_download_is_not_waited_for(confined):
    start = time.monotonic()
    source = "import urllib.request; reply(attempt(urllib.request.urlopen, 'http://192.0.2.1/'))"
    assert confined.answer(source) == "URLError"
    assert time.monotonic() - start < 60  # who does not answer is waited for twice as long


def test_the_network_namespace_has_no_interface_but_a_loopback_that_is_down(strongest):
    source = "reply([open(f'/proc/self/net/{n}').read() for n in ('dev', 'route', 'fib_trie')])"
    devices, routes, addresses = strongest.answer(source)
    assert [line.split(":")[0].strip() for line in devices.splitlines()[2:]] == ["lo"]
    assert "127.0.0.1" not in routes + addresses


LISTEN = """
import socket
def listening():
    ours = socket.socket()
    ours.bind(('127.0.0.1', 0))
    ours.listen()
    return ours
def call(port):
    socket.create_connection(('127.0.0.1', port), 5).close()
"""


def test_a_box_with_sockets_reaches_itself_and_nobody_else(strongest):
    """Neither the machine's own loopback nor that of another box that has one."""
    with socket.create_server(("127.0.0.1", 0)) as of_the_machine:
        other = strongest.run(f"{LISTEN}\nours = listening(); reply(ours.getsockname()[1]); hear()", sockets=True)
        ports = [of_the_machine.getsockname()[1], other.reply()]
        source = f"{LISTEN}\nown = listening().getsockname()[1]\n"
        source = (
            f"{LISTEN}\nours = listening()\nreply([attempt(call, port) for port in (ours.getsockname()[1], *{ports})])"
        )
        assert strongest.answer(source, sockets=True) == ["done", "ConnectionRefusedError", "ConnectionRefusedError"]
        far = f"{LISTEN}\nreply(attempt(socket.create_connection, ('192.0.2.1', 80), 5))"
        assert strongest.answer(far, sockets=True) == "OSError"


@pytest.mark.parametrize("kind", KINDS[1:])
def test_a_box_with_sockets_has_no_others_than_tcp(strongest, kind):
    source = f"import socket; reply(attempt(socket.socket, socket.{kind}))"
    assert strongest.answer(source, sockets=True) in ("PermissionError", "OSError")


def test_what_a_connection_holds_unread_is_little(strongest):
    source = f"""{LISTEN}
ours = listening()
there = socket.create_connection(ours.getsockname())
here, _ = ours.accept()
there.setblocking(False)
sent = 0
try:
    while sent < 2 ** 24: sent += there.send(bytes(4096))
except BlockingIOError: pass
reply(sent)"""
    assert strongest.answer(source, sockets=True) < 2**19


@pytest.mark.parametrize("level", [Level.LANDLOCK, Level.LIMITS])
def test_a_weaker_box_has_no_sockets_to_give(level, tmp_path):
    with pytest.raises(BoxError, match="no loopback"):
        fork_worker(level, Rlimits(), keep_fds=(), main=print, private=tmp_path, sockets=True)
