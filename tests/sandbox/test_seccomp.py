"""The filter is data: a small BPF machine runs it for both processors, whichever this one is."""

import errno
import struct

import pytest

from grader.sandbox import seccomp
from grader.sandbox.linux import MACHINES

ALLOW, KILL = 0x7FFF_0000, 0x8000_0000
COLUMN = {"x86_64": 0, "aarch64": 1}
I386, X32 = 0x4000_0003, 0x4000_0000
SOCKET, SOCKETPAIR, CLONE, IOCTL = (41, 198), (53, 199), (56, 220), (16, 29)
machines = pytest.mark.parametrize("machine", MACHINES)


def verdict(machine, number, *arguments, arch=None, sockets=False):
    """What the filter says to a system call: ALLOW, KILL or the errno."""
    steps = list(struct.iter_unpack("=HBBI", seccomp.program(machine, sockets=sockets)))
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


@machines
def test_every_listed_call_is_refused(machine):
    for table, error in ((seccomp._NO, errno.EPERM), (seccomp._MISSING, errno.ENOSYS)):
        for row in table.values():
            if row[COLUMN[machine]] is not None:
                assert verdict(machine, row[COLUMN[machine]]) == error


@machines
def test_every_other_call_that_we_know_passes(machine):
    column = COLUMN[machine]
    rows = [*seccomp._NO.values(), *seccomp._MISSING.values(), *seccomp._SOCKETS.values()]
    refused = {row[column] for row in rows} | {SOCKET[column], SOCKETPAIR[column]}
    assert {verdict(machine, n) for n in range(seccomp.LAST_KNOWN + 1) if n not in refused} == {ALLOW}


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
    number = CLONE[COLUMN[machine]]
    assert verdict(machine, number, 0x003D_0F00) == ALLOW
    assert verdict(machine, number, 17 | 1 << bit) == errno.EPERM


@machines
@pytest.mark.parametrize("family", range(46))
def test_no_socket_family_passes(machine, family):
    assert verdict(machine, SOCKET[COLUMN[machine]], family, 1) == errno.EACCES


@machines
def test_only_a_stream_pair_of_unix_sockets_passes(machine):
    number = SOCKETPAIR[COLUMN[machine]]
    assert verdict(machine, number, 1, 1 | 0o2000000) == ALLOW
    assert verdict(machine, number, 1, 2) == errno.EACCES
    assert verdict(machine, number, 2, 1) == errno.EACCES


@machines
def test_a_kernel_s_box_has_unix_and_internet_sockets_but_not_raw_ones(machine):
    number = SOCKET[COLUMN[machine]]
    assert [verdict(machine, number, family, 1, sockets=True) for family in (1, 2, 10)] == [ALLOW] * 3
    assert verdict(machine, number, 2, 3, sockets=True) == errno.EACCES
    assert verdict(machine, number, 40, 1, sockets=True) == errno.EACCES
    assert verdict(machine, (42, 203)[COLUMN[machine]], sockets=True) == ALLOW


@machines
def test_terminals_can_not_be_typed_into(machine):
    number = IOCTL[COLUMN[machine]]
    assert verdict(machine, number, 0, 0x5412) == errno.EPERM
    assert verdict(machine, number, 0, 0x5401) == ALLOW


@machines
def test_high_halves_of_arguments_do_not_matter(machine):
    assert verdict(machine, IOCTL[COLUMN[machine]], 0, 0x5412 | 1 << 40) == errno.EPERM
    assert verdict(machine, SOCKET[COLUMN[machine]], 1 << 32 | 1, 1) == errno.EACCES
