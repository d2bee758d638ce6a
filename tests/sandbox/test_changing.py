"""What belongs to the user for whom the box runs stays as it was: files that can't be opened, and processes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.sandbox.outer import unprivileged_owner

CHANGES = {
    "its mode": "os.chmod(path, 0o777)",
    "its mode through a descriptor": "os.fchmod(os.open(path, os.O_PATH), 0o777)",
    "its times": "os.utime(path, (7, 7))",
    "its times to now": "os.utime(path)",
    "its owner": "os.chown(path, os.getuid(), os.getgid())",
    "an attribute": "os.setxattr(path, 'user.left', b'x')",
    "an attribute of its folder": "os.setxattr(os.path.dirname(path), 'user.left', b'x')",
    "its length": "os.truncate(path, 0)",
    "its length while reading": "os.open(path, os.O_RDONLY | os.O_TRUNC)",
    "its name": "os.rename(path, path + '.left')",
    "its names": "os.link(path, path + '.left')",
    "a name in the private folder": "os.link(path, 'mine')",
    "its being there": "os.unlink(path)",
    "its text": "open(path, 'a').write('x')",
}


@pytest.fixture
def owned(tmp_path):
    """A file of the user that workers run as, in a folder that is open to it."""
    folder = tmp_path / "grades"
    folder.mkdir()
    file = folder / "grades.csv"
    file.write_text("eve,0")
    for place in (file, folder):
        if (owner := unprivileged_owner()) is not None:
            os.chown(place, *owner)
    for parent in tmp_path.parents:  # pytest closes its folders to others; the worker isn't root
        if parent.stat().st_uid == os.getuid() and str(parent) not in ("/", "/tmp"):
            parent.chmod(0o755)
    return file


def state(file):
    told = file.stat()
    attributes = [os.listxattr(place) for place in (file, file.parent)]
    return file.read_text(), told.st_mode, told.st_mtime_ns, told.st_nlink, told.st_ctime_ns, attributes


@pytest.mark.parametrize("what", CHANGES)
def test_a_file_of_the_user_keeps(confined, owned, what):
    before = state(owned)
    confined.answer(f"import os\npath = {str(owned)!r}\nreply(attempt(lambda: {CHANGES[what]}))")
    assert state(owned) == before


@pytest.mark.parametrize("what", ["its mode", "its times to now", "an attribute"])
def test_without_a_filter_a_file_of_the_user_loses(unfiltered, owned, what):
    before = state(owned)
    reply = unfiltered.answer(f"import os\npath = {str(owned)!r}\nreply(attempt(lambda: {CHANGES[what]}))")
    assert (reply, state(owned) == before) == ("done", False)


DEEDS = {
    "its processor time": "resource.prlimit(victim, resource.RLIMIT_CPU, (0, 0))",
    "its open files": "resource.prlimit(victim, resource.RLIMIT_NOFILE, (3, 3))",
    "its priority": "os.setpriority(os.PRIO_PROCESS, victim, 19)",
    "the priority of all": "os.setpriority(os.PRIO_USER, 0, 19)",
    "its processors": "os.sched_setaffinity(victim, {0})",
    "its scheduling": "os.sched_setscheduler(victim, os.SCHED_IDLE, os.sched_param(0))",
    "its life": "os.kill(victim, 9)",
    "its life through a handle": "signal.pidfd_send_signal(os.pidfd_open(victim), 9)",
}


@pytest.fixture
def victim():
    """A process of the user that workers run as, like the grader of an ordinary user."""
    owner = unprivileged_owner()
    become = {} if owner is None else {"user": owner[0], "group": owner[1], "extra_groups": []}
    with subprocess.Popen(["sleep", "60"], **become) as process:
        yield process
        process.kill()


def standing(process):
    limits = Path(f"/proc/{process.pid}/limits").read_text(encoding="ascii")
    return (
        process.poll(),
        limits,
        os.getpriority(os.PRIO_PROCESS, process.pid),
        os.sched_getaffinity(process.pid),
        os.sched_getscheduler(process.pid),
    )


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
@pytest.mark.parametrize("what", DEEDS)
def test_another_process_of_the_user_keeps(confined, victim, what):
    before = standing(victim)
    confined.answer(f"import os, resource, signal\nvictim = {victim.pid}\nreply(attempt(lambda: {DEEDS[what]}))")
    assert standing(victim) == before


@pytest.mark.parametrize("what", ["its open files", "its priority", "its scheduling"])
def test_without_a_filter_another_process_of_the_user_loses(unfiltered, victim, what):
    if what == "its priority" and os.getpriority(os.PRIO_PROCESS, victim.pid) == 19:
        pytest.skip("it has no priority to lose: the tests run at nice 19")
    before = standing(victim)
    unfiltered.answer(f"import os, resource, signal\nvictim = {victim.pid}\nreply(attempt(lambda: {DEEDS[what]}))")
    assert standing(victim) != before
