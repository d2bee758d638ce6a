"""What the tests of the box share: a small zygote to send attacks to, and one boxed attack."""

import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grader.sandbox import box, tree

REPOSITORY = Path(__file__).parents[2]
PATIENCE = 600
"""Seconds after which a test gives up: as long as a machine may take that is busy with everything else."""
PAUSES = (0.1, 0.5, 2, 5, 10, 20)
LIMITS = {
    "memory": 1 << 30,
    "processes": 32,
    "disk": 32 << 20,
    "file_size": 16 << 20,
    "inodes": 500,
    "cpu": 60,
}


class Attack:
    """One source that runs in a box; its replies, and how it ends."""

    def __init__(self, zygote, talk, output, pid, tree, folder):
        self.zygote, self.pid, self.tree, self._folder = zygote, pid, tree, folder
        self._talk, self._lines, self._output = talk, talk.makefile("r"), os.fdopen(output, "rb")
        self._ended = None

    def reply(self):
        """The next thing that the source gave to `reply`; None when the worker's end is closed."""
        line = self._lines.readline()
        return json.loads(line) if line else None

    def go_on(self):
        """Let it go on from where it called `hear`."""
        self._talk.sendall(b".")

    def ended(self, timeout=PATIENCE):
        """How it ended, once nothing of it runs; it is killed when `timeout` seconds are over."""
        if self._ended is None:
            if not select.select([self.tree.pidfd], [], [], timeout)[0]:
                self.tree.kill()
            self._ended = box.Ended(**self.zygote.ask({"wait": self.pid})[0])
        return self._ended

    def kill(self):
        """Kill it as the grader does, and see that its last process goes."""
        self.tree.kill()
        assert select.select([self.tree.pidfd], [], [], 30)[0]

    def output(self):
        """What it prints until it ends."""
        return self._output.read().decode()

    def tidy(self):
        """End it and leave nothing of it."""
        self.tree.kill()
        self.ended()
        self.forget()
        if self._folder:
            box.remove_private(self._folder)

    def forget(self):
        """Close our ends."""
        for thing in (self._lines, self._talk, self._output):
            thing.close()
        os.close(self.tree.pidfd)


class Zygote:
    """A confined process on one level that runs attacks."""

    def __init__(self, level, *, readable=(), hidden=(), environment=None, science=True, pass_fds=()):
        self.level, self._attacks = level, []
        self.place = box.make_private(Path(tempfile.gettempdir()))
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(PATIENCE)
        shown = [REPOSITORY / "grader", REPOSITORY / "tests/sandbox/mini_zygote.py", *readable]
        settings = {
            "readable": [str(path) for path in shown],
            "hidden": [str(path) for path in hidden],
            "private": str(self.place),
            "science": science,
        }
        script = str(REPOSITORY / "tests/sandbox/mini_zygote.py")
        self.process = subprocess.Popen(
            [sys.executable, script, str(theirs.fileno()), level.value, json.dumps(settings)],
            env=box.environment(threads=2) | {"PYTHONPATH": str(REPOSITORY)} | (environment or {}),
            pass_fds=(theirs.fileno(), *pass_fds),
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        assert self._receive()[0] == "confined"

    def _receive(self):
        text, descriptors, _, _ = socket.recv_fds(self._control, 1 << 20, 4)
        assert text, "the zygote has ended"
        return json.loads(text), descriptors

    def ask(self, request, *descriptors):
        socket.send_fds(self._control, [json.dumps(request).encode()], descriptors)
        return self._receive()

    def run(self, source, **limits):
        """Start `source` in a box.

        Below namespaces all processes of a user count together, also those of other tests, so one may come up short.
        """
        for pause in PAUSES:
            attack = self._start(source, **limits)
            if attack.reply() == "ready":
                return attack
            self._attacks.pop().tidy()
            time.sleep(pause)
        raise AssertionError("the box was not built")

    def _start(self, source, **limits):
        folder = None
        if self.level is not box.Level.NAMESPACES:
            folder = box.make_private(self.place)
        talk, theirs = socket.socketpair()
        reading, writing = os.pipe()
        request = {
            "source": source,
            "private": str(folder) if folder else None,
            "sockets": limits.pop("sockets", False),
        }
        request["limits"] = LIMITS | limits
        answer, (pidfd,) = self.ask(request, theirs.fileno(), writing)
        theirs.close()
        os.close(writing)
        inside = box.PRIVATE if self.level is box.Level.NAMESPACES else None
        held = box.Tree.from_pidfd(pidfd, private=inside)
        attack = Attack(self, talk, reading, answer["pid"], held, folder)
        self._attacks.append(attack)
        talk.settimeout(PATIENCE)
        return attack

    def answer(self, source, **limits):
        """The first reply of `source`, run to its end."""
        attack = self.run(source, **limits)
        reply = attack.reply()
        self._attacks.remove(attack)
        attack.tidy()
        return reply

    def tidy(self):
        """End all attacks."""
        while self._attacks:
            self._attacks.pop().tidy()

    def hang_up(self):
        """Close our end and let the zygote find that out."""
        self._attacks.clear()
        self._control.close()
        self.process.wait(PATIENCE)

    def close(self):
        if self.process.poll() is None:
            self.tidy()
        self._control.close()
        try:
            self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            box.remove_private(self.place)


def gone(pid, within=40.0):
    """Whether the process has ended, or does within some seconds: fewer than those sleep that are to be ended."""
    deadline = time.monotonic() + within
    while tree.is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not tree.is_running(pid)
