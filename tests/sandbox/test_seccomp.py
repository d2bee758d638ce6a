"""The filter is data: a small BPF machine runs it for both processors, whichever this one is."""

import errno
import struct

import pytest

from grader.sandbox import seccomp
from grader.sandbox.levels import Level
from grader.sandbox.linux import MACHINES

ALLOW, KILL = 0x7FFF_0000, 0x8000_0000
COLUMN = {"x86_64": 0, "aarch64": 1}
I386, X32 = 0x4000_0003, 0x4000_0000
NAMESPACES, LANDLOCK = Level.NAMESPACES, Level.LANDLOCK
machines = pytest.mark.parametrize("machine", MACHINES)
levels = pytest.mark.parametrize("level", [NAMESPACES, LANDLOCK], ids=lambda level: level.value)


def number_of(name, machine):
    tables = (seccomp._JUDGED, seccomp._SCHEDULING, seccomp._PRIORITY, seccomp._IO_PRIORITY, seccomp._SOCKETS)
    return next(table[name] for table in tables if name in table)[COLUMN[machine]]


def verdict(machine, call, *arguments, arch=None, level=NAMESPACES, sockets=False):
    """What the filter says to a system call, by name or number: ALLOW, KILL or the errno (0: as if it were done)."""
    number = number_of(call, machine) if isinstance(call, str) else call
    steps = list(struct.iter_unpack("=HBBI", seccomp.program(machine, level, sockets=sockets)))
    padded = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    data = struct.pack("=iIQ6Q", number, arch or MACHINES[machine].audit_arch, 0, *padded)
    value = at = 0
    while True:
        code, yes, no, k = steps[at]
        at += 1
        if code == 0x20:
            (value,) = struct.unpack_from("=I", data, k)
        elif code == 0x54:
            value &= k
        elif code == 0x06:
            return k & 0xFFFF if k >> 16 == 5 else k
        else:
            at += yes if {0x15: value == k, 0x25: value > k, 0x35: value >= k}[code] else no


def tables(level):
    return seccomp._EVERYWHERE if level is NAMESPACES else (*seccomp._EVERYWHERE, *seccomp._WITHOUT_NAMESPACES)


@machines
@levels
def test_every_listed_call_is_refused(machine, level):
    for table, error in tables(level):
        for number in seccomp._numbers(table, COLUMN[machine]):
            assert verdict(machine, number, level=level) == error


@machines
@levels
def test_every_other_call_that_we_know_passes(machine, level):
    refused = {number for table, _ in tables(level) for number in seccomp._numbers(table, COLUMN[machine])}
    judged = {number_of(name, machine) for name in ("fcntl", "ioctl", "socketpair", "preadv2", "pwritev2")}
    if level is LANDLOCK:
        judged |= {number_of(name, machine) for name in ("ioprio_get", "ioprio_set", "utimensat")}
    others = set(range(seccomp.LAST_KNOWN + 1)) - refused - judged
    assert {number for number in others if verdict(machine, number, level=level) != ALLOW} == set()


@machines
def test_no_number_stands_for_two_calls(machine):
    tables = (*seccomp._EVERYWHERE, *seccomp._WITHOUT_NAMESPACES)
    numbers = [number for table, _ in tables for number in seccomp._numbers(table, COLUMN[machine])]
    for table in (seccomp._JUDGED, seccomp._SCHEDULING, seccomp._PRIORITY, seccomp._IO_PRIORITY):
        numbers += seccomp._numbers(table, COLUMN[machine])
    assert len(numbers) == len(set(numbers))


@machines
def test_a_call_that_we_do_not_know_does_not_exist(machine):
    assert verdict(machine, seccomp.LAST_KNOWN + 1) == errno.ENOSYS


@machines
def test_entry_points_for_another_processor_are_the_end(machine):
    assert verdict(machine, 4, arch=I386) == KILL
    assert verdict(machine, 4, arch=0x4000_0028) == KILL


def test_x32_calls_are_the_end():
    assert verdict("x86_64", X32 | 1) == KILL


@machines
@pytest.mark.parametrize("bit", [17, 25, 26, 27, 28, 29, 30])
def test_clone_makes_processes_and_threads_but_no_namespace(machine, bit):
    assert verdict(machine, "clone", 0x003D_0F00) == ALLOW
    assert verdict(machine, "clone", 17 | 1 << bit) == errno.EPERM


@machines
def test_no_socket_can_be_made(machine):
    assert verdict(machine, "socket", 1, 1) == errno.EACCES


@machines
def test_where_sockets_may_be_had_they_are_tcp(machine):
    stream, datagram, raw = 1 | 0o2004000, 2, 3
    unix, inet, inet6, netlink, vsock = 1, 2, 10, 16, 40
    assert [verdict(machine, "socket", inet, stream, protocol, sockets=True) for protocol in (0, 6)] == [ALLOW, ALLOW]
    families = [(unix, stream), (inet6, stream), (netlink, raw), (vsock, stream)]
    assert {verdict(machine, "socket", *other, sockets=True) for other in families} == {errno.EOPNOTSUPP}
    protocols = [(inet, datagram), (inet, raw, 1), (inet, stream, 132), (inet, stream, 262)]
    assert {verdict(machine, "socket", *other, sockets=True) for other in protocols} == {errno.EACCES}
    assert {verdict(machine, call, sockets=True) for call in ("connect", "bind", "listen", "accept4")} == {ALLOW}
    assert verdict(machine, seccomp._SENDING["sendmsg"][COLUMN[machine]], sockets=True) == errno.EACCES


@machines
def test_where_sockets_may_be_had_their_options_are_few(machine):
    socket_level, ip, tcp = 1, 0, 6
    assert {verdict(machine, "setsockopt", 3, socket_level, name, sockets=True) for name in (2, 9, 13)} == {ALLOW}
    assert verdict(machine, "setsockopt", 3, tcp, 1, sockets=True) == ALLOW
    refused = [(tcp, 31), (tcp, 13), (ip, 32), (socket_level, 26), (socket_level, 50)]
    assert {verdict(machine, "setsockopt", 3, *option, sockets=True) for option in refused} == {errno.EPERM}


@machines
def test_only_a_stream_pair_of_unix_sockets_passes(machine):
    assert verdict(machine, "socketpair", 1, 1 | 0o2000000) == ALLOW
    assert verdict(machine, "socketpair", 1, 2) == errno.EACCES
    assert verdict(machine, "socketpair", 2, 1) == errno.EACCES


@machines
def test_terminals_can_not_be_typed_into_and_files_get_no_flags(machine):
    for request in (0x5412, 0x4008_6602, 0x401C_5820, 0x8901):
        assert verdict(machine, "ioctl", 0, request) == errno.ENOTTY
    assert verdict(machine, "ioctl", 0, 0x5401) == ALLOW


@machines
def test_locks_are_said_to_be_had_and_are_not(machine):
    assert [verdict(machine, "fcntl", 3, command) for command in (6, 7)] == [0, 0]
    shown_by = (5, 8, 10, 15, 36, 37, 38, 1024, 1025, 1026, 1031, 1035, 1036, 1037, 1038)
    assert {verdict(machine, "fcntl", 3, command) for command in shown_by} == {errno.EINVAL}
    assert {verdict(machine, "fcntl", 3, command) for command in (0, 1, 2, 3, 4, 1030, 1032)} == {ALLOW}


@machines
def test_what_is_in_memory_is_neither_told_nor_dropped(machine):
    assert verdict(machine, "preadv2", 3, 0, 1, 0, 0, 8) == errno.EOPNOTSUPP
    assert verdict(machine, "preadv2", 3, 0, 1, 0, 0, 0) == ALLOW
    assert [verdict(machine, "fadvise64", 3, 0, 0, advice) for advice in (2, 4)] == [ALLOW, 0]
    assert [verdict(machine, "madvise", 0, 0, advice) for advice in (4, 14, 21)] == [ALLOW, ALLOW, errno.EINVAL]


@machines
@levels
def test_limits_are_set_on_oneself_only(machine, level):
    assert verdict(machine, "prlimit64", 0, 7, level=level) == ALLOW
    assert verdict(machine, "prlimit64", 4711, 0, level=level) == errno.EPERM


@machines
@pytest.mark.parametrize("call", seccomp._SCHEDULING)
def test_scheduling_is_for_oneself_only_where_others_can_be_named(machine, call):
    assert verdict(machine, call, 0, level=LANDLOCK) == ALLOW
    assert verdict(machine, call, 4711, level=LANDLOCK) == errno.ENOSYS
    assert verdict(machine, call, 4711, level=NAMESPACES) == ALLOW


@machines
def test_priorities_are_for_oneself_only_where_others_can_be_named(machine):
    for call, kind in (("setpriority", 0), ("getpriority", 0), ("ioprio_set", 1), ("ioprio_get", 1)):
        assert verdict(machine, call, kind, 0, level=LANDLOCK) == ALLOW
        assert verdict(machine, call, kind, 4711, level=LANDLOCK) == errno.EPERM
        assert verdict(machine, call, 2, 0, level=LANDLOCK) == errno.EPERM


@machines
def test_the_clock_of_another_process_is_not_read(machine):
    assert verdict(machine, "clock_gettime", 3, level=LANDLOCK) == ALLOW
    assert verdict(machine, "clock_gettime", (~4711 << 3 | 2) & 0xFFFF_FFFF, level=LANDLOCK) == errno.EINVAL


@machines
def test_times_are_said_to_be_set_but_for_a_touch_by_name(machine):
    by_name, by_descriptor, times = 0x7000, 0, 0x8000
    assert verdict(machine, "utimensat", -100 & 0xFFFF_FFFF, by_name, times, level=LANDLOCK) == 0
    assert verdict(machine, "utimensat", 3, by_descriptor, 0, level=LANDLOCK) == 0
    assert verdict(machine, "utimensat", -100 & 0xFFFF_FFFF, by_name, 0, level=LANDLOCK) == errno.EPERM
    assert verdict(machine, "utimensat", 3, by_descriptor, 0, level=NAMESPACES) == ALLOW


@machines
def test_a_file_is_emptied_by_whoever_may_write_it(machine):
    flags = {0o0: ALLOW, 0o2: ALLOW, 0o1000: errno.EINVAL, 0o1001: ALLOW, 0o1002: ALLOW, 0o1100 | 1 << 19: errno.EINVAL}
    for flag, expected in flags.items():
        assert verdict(machine, "openat", 3, 0x7000, flag, level=LANDLOCK) == expected
        if machine == "x86_64":
            assert verdict(machine, "open", 0x7000, flag, level=LANDLOCK) == expected


@machines
def test_high_halves_of_arguments_do_not_matter(machine):
    assert verdict(machine, "ioctl", 0, 0x5412 | 1 << 40) == errno.ENOTTY
    assert verdict(machine, "socketpair", 1 << 32 | 2, 1) == errno.EACCES
