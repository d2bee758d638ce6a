"""A boxed worker gets what it may use, and no more; when it is killed, nothing of it is left."""

import threading
import time

import pytest

from grader.sandbox.box import Level
from grader.sandbox.tree import descendants
from tests.sandbox.boxes import gone

GIGABYTE = 1 << 30

ALLOCATIONS = {
    "an untouched array": "numpy.empty(30 << 30, 'u1')",
    "a touched array": "numpy.ones(30 << 30, 'u1')",
    "bytes": "bytes(30 << 30)",
    "a private mapping": "mmap.mmap(-1, 30 << 30, flags=mmap.MAP_PRIVATE)",
    "a shared mapping": "mmap.mmap(-1, 30 << 30)",
    "one by one": "[bytearray(1 << 20) for _ in range(30 << 10)]",
}


@pytest.mark.parametrize("what", ALLOCATIONS)
def test_thirty_gigabytes_are_refused(any_zygote, what):
    source = f"import numpy, mmap; reply(attempt(lambda: {ALLOCATIONS[what]}))"
    assert any_zygote.answer(source) in ("MemoryError", "_ArrayMemoryError", "OSError")


def test_memory_outside_of_limits_and_watch_is_not_to_be_had(confined):
    source = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
reply([attempt(os.memfd_create, 'hoard'), libc.shmget(0, 1 << 20, 0o1600)])"""
    assert confined.answer(source) == ["OSError", -1]


@pytest.mark.slow
def test_two_gigabytes_of_arrays_are_let_through_where_the_limit_says_so(any_zygote):
    source = "import numpy; a = numpy.ones(2 << 30, 'u1'); reply(int(a[::4096].sum()))"
    assert any_zygote.answer(source, memory=3 * GIGABYTE) == (2 << 30) // 4096


def test_children_can_not_hoard_together_unseen(any_zygote):
    source = """
import os, time
for _ in range(4):
    if os.fork() == 0:
        hoard = bytearray(b'x') * (200 << 20)
        reply("full")
        time.sleep(60)
time.sleep(60)"""
    attack = any_zygote.run(source)
    for _ in range(4):
        attack.reply()
    usage = attack.tree.usage()
    attack.kill()
    assert 800 << 20 < usage.memory < 1000 << 20
    assert usage.processes == 5


def test_shared_memory_and_the_private_folder_are_seen(strongest):
    source = """
import mmap, time
shared = mmap.mmap(-1, 100 << 20); shared.write(b'x' * (100 << 20))
open('file', 'wb').write(b'x' * (10 << 20))
reply(1)
time.sleep(60)"""
    attack = strongest.run(source)
    attack.reply()
    usage = attack.tree.usage()
    attack.kill()
    assert 110 << 20 < usage.memory < 200 << 20


def test_a_fork_bomb_ends_at_the_limit_and_is_gone_when_killed(any_zygote):
    source = """
import os
reply(1)
while True:
    try:
        os.fork()
    except BaseException:
        pass"""
    attack = any_zygote.run(source)
    attack.reply()
    while (processes := attack.tree.glance().processes) < 3:
        time.sleep(0.01)
    attack.kill()
    # Without a user namespace the limit counts all processes of the user, those of other tests too.
    assert processes <= (34 if any_zygote.level is Level.NAMESPACES else 100)
    assert gone(attack.tree.pid)
    assert any_zygote.answer("reply(1)") == 1


def test_a_thread_bomb_ends_at_the_limit(any_zygote):
    source = """
import threading, time
def start():
    for n in range(1000):
        threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
        reply(n)
reply(attempt(start))"""
    attack = any_zygote.run(source)
    # Below namespaces all threads of a user count together: where others have ended meanwhile, more can be had.
    started = 0
    while isinstance(reply := attack.reply(), int):
        started += 1
    attack.kill()
    assert reply == "RuntimeError"
    assert started < 300


def test_the_number_of_files_is_limited(strongest):
    source = """
def fill():
    for n in range(1_000_000):
        open(f'f{n}', 'w').close()
reply(attempt(fill))"""
    assert strongest.answer(source) == "OSError"


def test_the_private_folder_has_a_size(strongest):
    source = """
def fill():
    for n in range(100):
        open(f'/tmp/f{n}', 'wb').write(bytes(8 << 20))
reply(attempt(fill))"""
    assert strongest.answer(source) == "OSError"


def test_a_file_has_a_size(any_zygote):
    source = "reply(attempt(lambda: open('f', 'wb').write(bytes(20 << 20))))"
    assert any_zygote.answer(source) == "OSError"


def test_a_hundred_thousand_open_files_are_refused(any_zygote):
    source = "import os; reply(attempt(lambda: [os.open(os.devnull, 0) for _ in range(100_000)]))"
    assert any_zygote.answer(source) == "OSError"


def test_limits_can_not_be_raised(any_zygote):
    source = """
import resource
kinds = (resource.RLIMIT_AS, resource.RLIMIT_NPROC, resource.RLIMIT_NOFILE, resource.RLIMIT_CPU)
reply([attempt(resource.setrlimit, kind, (1 << 40, 1 << 40)) for kind in kinds])"""
    assert any_zygote.answer(source) == ["ValueError"] * 4


def test_processor_time_has_an_end_even_without_a_watch(any_zygote):
    attack = any_zygote.run("reply(1)\nwhile True: pass", cpu=1)
    attack.reply()
    assert attack.ended().signal in (9, 24)


def test_processor_time_of_children_is_seen(any_zygote):
    source = """
import os, time
def burn():
    while time.process_time() < 0.5: pass
if os.fork() == 0:
    burn()
    os._exit(0)
os.wait()
if os.fork() == 0:
    burn()
    reply("one has ended, one is there")
    time.sleep(60)
time.sleep(60)"""
    attack = any_zygote.run(source)
    attack.reply()
    cpu = attack.tree.usage().cpu
    attack.kill()
    assert 0.95 < cpu < 2


def test_daemons_that_leave_their_session_do_not_outlive(any_zygote):
    source = """
import os, time
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.setsid()
            reply("a daemon is there")
            time.sleep(60)
        os._exit(0)
time.sleep(60)"""
    attack = any_zygote.run(source)
    for _ in range(3):
        attack.reply()
    pids = descendants(attack.tree.pid)
    assert len(pids) >= 4
    attack.kill()
    assert all(gone(pid) for pid in pids)


def test_daemons_do_not_outlive_a_worker_that_ends_by_itself(any_zygote):
    source = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        reply("the daemon is there")
        time.sleep(60)
    os._exit(0)
hear()"""
    attack = any_zygote.run(source)
    attack.reply()
    pids = descendants(attack.tree.pid)
    assert len(pids) >= 2
    attack.go_on()
    attack.ended()
    assert all(gone(pid) for pid in pids)


def test_a_gigabyte_of_output_stops_at_the_pipe(any_zygote):
    attack = any_zygote.run("import os\nreply(1)\nwhile True: os.write(1, b'x' * 65536)")
    attack.reply()
    attack.kill()


def test_measuring_a_worker_is_cheap(any_zygote):
    attack = any_zygote.run("import time; reply(1); time.sleep(60)")
    attack.reply()
    times = []
    for _ in range(50):
        start = time.thread_time()
        attack.tree.glance()
        times.append(time.thread_time() - start)
    attack.kill()
    assert sorted(times)[25] < 0.0005
    assert threading.active_count() < 50
