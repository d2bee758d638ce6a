"""A boxed worker reaches nobody, and is told so at once."""

import socket
import time

import pytest

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
