"""However a worker ends, the zygote says how, and goes on."""

import signal

import pytest

from grader.sandbox.tree import descendants
from tests.sandbox.boxes import Zygote, gone

ENDS = {
    "import os; os._exit(7)": {7},
    "import sys; sys.exit(3)": {3},
    "raise SystemExit": {0},
    "1/0": {1},
    "import os; os._exit(125)": {124},
    "import os, signal; os.kill(os.getpid(), signal.SIGKILL)": {-signal.SIGKILL},
    "import os; os.abort()": {-signal.SIGABRT},
    "import ctypes; ctypes.string_at(0)": {-signal.SIGSEGV},
    "import os; os.execv('/bin/true', ['true'])": {0},
    "import resource, os; os.kill(os.getpid(), signal.SIGXCPU)": {1},
    "import sys; sys.setrecursionlimit(10**8)\nclass A:\n    __repr__ = lambda a: repr([a])\nrepr(A())": {
        1,
        -signal.SIGSEGV,
    },
    "import ctypes\nf = ctypes.CFUNCTYPE(None)(lambda: f())\nf()": {0, 1, -signal.SIGSEGV, -signal.SIGABRT},
    "import os; os.closerange(0, 99)": {0},
    "import os, signal; os.kill(1, signal.SIGKILL) if os.getpid() == 2 else None": {0},
}


@pytest.mark.parametrize("source", ENDS)
def test_the_end_of_a_worker_is_told(any_zygote, source):
    told = any_zygote.run(source).ended()
    assert (told.code if told.signal is None else -told.signal) in ENDS[source]
    assert any_zygote.answer("reply('the next one')") == "the next one"


def test_a_stopped_worker_can_be_killed(any_zygote):
    attack = any_zygote.run("import os, signal; reply(1); os.kill(os.getpid(), signal.SIGSTOP); reply(2)")
    assert attack.reply() == 1
    attack.kill()
    assert attack.reply() is None


def test_a_worker_deaf_to_all_signals_can_be_killed(any_zygote):
    source = """
import signal
for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, signal.SIG_IGN)
    except OSError:
        pass
reply(1)
while True:
    try:
        while True:
            pass
    except BaseException:
        continue"""
    attack = any_zygote.run(source)
    assert attack.reply() == 1
    attack.kill()


def test_the_zygote_s_end_is_the_end_of_its_workers(any_zygote):
    zygote = Zygote(any_zygote.level, science=False)
    attack = zygote.run("import time; reply(1); time.sleep(60)")
    attack.reply()
    pids = [attack.tree.pid, *descendants(attack.tree.pid)]
    zygote.process.kill()
    zygote.process.wait()
    assert len(pids) == 2
    assert all(gone(pid) for pid in pids)
    attack.forget()
    zygote.close()


def test_a_grader_that_vanishes_takes_daemons_along(any_zygote):
    zygote = Zygote(any_zygote.level, science=False)
    attack = zygote.run("""
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        reply("the daemon is there")
        time.sleep(60)
    os._exit(0)
time.sleep(60)""")
    attack.reply()
    pids = [attack.tree.pid, *descendants(attack.tree.pid)]
    zygote.hang_up()
    assert all(gone(pid) for pid in pids)
    attack.forget()
    zygote.close()
