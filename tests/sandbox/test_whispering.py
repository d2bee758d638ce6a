"""Two submissions that run at once, or one after another, can't tell each other anything through what they share.

Each way is tried for real: one worker says a bit and stays, another one listens. What a level leaves open is in the
table of docs/sandbox.md, which is held to these tests.
"""

import os
import re
from pathlib import Path

import pytest

from grader.sandbox.box import Level

LOCK = "lock = lambda kind: struct.pack('hhqqi4x', kind, 0, 0, 1, 0)"
DEVICES = "devices = [os.open('/dev/' + name, os.O_RDWR) for name in ('null', 'zero', 'random')]"
SHARED = "shared = os.open(os.__file__, os.O_RDONLY)"

# name: what both start with, how a bit of 1 is said, and what is heard. A bit of 0 is said by saying nothing.
WAYS = {
    "locks on devices": (f"{LOCK}; {DEVICES}", "[fcntl.fcntl(d, fcntl.F_SETLK, lock(fcntl.F_WRLCK)) for d in devices]",
                         "[fcntl.fcntl(d, fcntl.F_SETLK, lock(fcntl.F_WRLCK)) for d in devices] and 'free'"),
    "locks that are asked for": (f"{LOCK}; {SHARED}", "fcntl.fcntl(shared, fcntl.F_SETLK, lock(fcntl.F_RDLCK))",
                                 "fcntl.fcntl(shared, fcntl.F_GETLK, lock(fcntl.F_WRLCK))[0]"),
    "locks of an open file": (f"{LOCK}; {DEVICES}", "[fcntl.fcntl(d, 37, lock(fcntl.F_WRLCK)) for d in devices]",
                              "[fcntl.fcntl(d, 37, lock(fcntl.F_WRLCK)) for d in devices] and 'free'"),
    "flock": (SHARED, "fcntl.flock(shared, fcntl.LOCK_EX)", "fcntl.flock(shared, fcntl.LOCK_EX | fcntl.LOCK_NB)"),
    "hints on files": (f"{DEVICES}; {SHARED}", "[fcntl.fcntl(f, 1036, struct.pack('Q', 3)) for f in (*devices, shared)]",
                       "[list(fcntl.fcntl(f, 1035, bytes(8))) for f in (*devices, shared)]"),
    "times of devices": ("", "os.utime('/dev/full')", "os.stat('/dev/full').st_mtime_ns"),
    "which pages are in memory": (f"{SHARED}; page = libc.mmap; page.restype = ctypes.c_void_p; page = ctypes.c_void_p("
                                  "page(None, ctypes.c_size_t(4096), 1, 1, shared, ctypes.c_long(0)))",
                                  "os.posix_fadvise(shared, 0, 0, os.POSIX_FADV_DONTNEED)",
                                  "[libc.mincore(page, ctypes.c_size_t(4096), told := (ctypes.c_ubyte * 1)()), *told]"),
    "what can be read at once": (SHARED, "os.posix_fadvise(shared, 0, 0, os.POSIX_FADV_DONTNEED)",
                                 "os.preadv(shared, [bytearray(9)], 0, os.RWF_NOWAIT)"),
    "descriptors on their way": ("import array, socket; pair = socket.socketpair(); fds = array.array('i', [0] * 200)",
                                 "[pair[0].sendmsg([b'x'], [(1, 1, fds)]) for _ in range(3)]",
                                 "pair[0].sendmsg([b'x'], [(1, 1, fds)])"),
    "asynchronous reading's count": ("contexts = (ctypes.c_ulong * 1)()", "call((206, 0), 60_000, ctypes.addressof(contexts))",
                                     "call((206, 0), 30_000, ctypes.addressof(contexts))"),
    "the priority of a user": ("", "os.setpriority(os.PRIO_USER, 0, 7)", "os.getpriority(os.PRIO_PROCESS, OTHER)"),
    "the processors of another": ("", "os.sched_setaffinity(0, {0})", "sorted(os.sched_getaffinity(OTHER))"),
    "the limits of another": ("import resource", "resource.setrlimit(resource.RLIMIT_NOFILE, (77, 77))",
                              "resource.prlimit(OTHER, resource.RLIMIT_NOFILE)"),
    "the clock of another": ("", "sum(range(3 * 10**7))", "time.clock_gettime((~OTHER << 3) | 2) > 0.2"),
    "a queue of messages": ("", "call((68, 186), 77, 0o1666)", "call((68, 186), 77, 0)"),
    "shared segments": ("", "call((29, 194), 77, 4096, 0o1666)", "call((29, 194), 77, 4096, 0)"),
    "a socket with a name": ("import socket; kept = []", "kept.append(socket.socket(socket.AF_UNIX)) or"
                             " kept[0].bind(chr(0) + 'whisper') or kept[0].listen(1)",
                             "socket.socket(socket.AF_UNIX).connect(chr(0) + 'whisper')"),
    "a file of shared memory": ("", "open('/dev/shm/whisper', 'w').close()", "os.unlink('/dev/shm/whisper')"),
}  # fmt: skip
START = """
import ctypes, fcntl, os, struct, time
libc = ctypes.CDLL(None, use_errno=True)
def call(numbers, *arguments):
    number = numbers[0 if os.uname().machine == 'x86_64' else 1]
    if libc.syscall(*map(ctypes.c_long, (number, *arguments))) < 0: raise OSError(ctypes.get_errno(), '')
def heard(listen):
    try: return listen()
    except OSError as error: return error.strerror
"""
# Shared memory is in one place for all where each worker has no file system of its own.
OPEN = {(Level.LANDLOCK, "a file of shared memory")}
# What would outlive the test, what the rest of the machine disturbs, and what every level refuses to one who doesn't
# own Python's files.
NOT_WITHOUT_A_FILTER = {
    "times of devices", "a queue of messages", "shared segments", "hints on files", "which pages are in memory",
    "the priority of a user",
    "what can be read at once", "asynchronous reading's count",
}  # fmt: skip


def heard(zygote, way, bit):
    """What one worker hears while another one, started before, says `bit`."""
    Path(os.__file__).read_bytes()
    begin, say, hear = WAYS[way]
    first = zygote.run(f"{START}{begin}\nreply([attempt(lambda: {say if bit else None}), os.getpid()]); time.sleep(60)")
    _, other = first.reply()
    reply = zygote.answer(f"{START}{begin}\nreply(heard(lambda: {hear.replace('OTHER', str(other))}))")
    first.kill()
    first.ended()
    return reply


@pytest.mark.parametrize("way", WAYS)
def test_what_one_says_the_other_does_not_hear(confined, way):
    assert (heard(confined, way, 0) != heard(confined, way, 1)) == ((confined.level, way) in OPEN)


@pytest.mark.parametrize("way", sorted(WAYS.keys() - NOT_WITHOUT_A_FILTER))
def test_without_a_filter_it_is_heard(unfiltered, way):
    assert heard(unfiltered, way, 0) != heard(unfiltered, way, 1)


def test_what_a_level_leaves_open_is_in_the_docs():
    page = Path(__file__).parents[2].joinpath("docs/sandbox.md").read_text(encoding="utf-8")
    rows = {
        row[0]: row[1:]
        for row in (re.split(r" *\| *", line.strip("| ")) for line in page.splitlines() if line[:1] == "|")
    }
    for way in WAYS:
        for level, cell in zip(Level, rows[way], strict=False):
            is_open = level is Level.LIMITS or (level, way) in OPEN
            assert cell.startswith("**open**" if is_open else "closed"), f"{way}, {level.value}"
