"""The words of the box."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.sandbox import box, limits, outer, root
from grader.sandbox.box import BoxError, Ended, Level, Rlimits


def test_levels_are_ordered_from_the_strongest():
    assert Level.NAMESPACES.is_at_least(Level.LANDLOCK)
    assert Level.LIMITS.is_at_least(Level.LIMITS)
    assert not Level.LIMITS.is_at_least(Level.LANDLOCK)


def test_a_machine_without_python_processes_gives_no_level_and_no_exception(monkeypatch):
    monkeypatch.setattr(box.sys, "executable", "/no/such/python")
    box.why_not.cache_clear()
    reasons = [box.why_not(level) for level in Level]
    monkeypatch.undo()
    box.why_not.cache_clear()
    assert all("No such file" in reason for reason in reasons)


def test_asking_for_the_levels_leaves_this_process_as_it_was():
    before = (os.geteuid(), Path.cwd(), sorted(os.listdir("/")))
    box.why_not.cache_clear()
    assert Level.LIMITS in box.available_levels()
    assert (os.geteuid(), Path.cwd(), sorted(os.listdir("/"))) == before


@pytest.mark.parametrize(
    ("status", "ended"),
    [
        (0, Ended(code=0)),
        (7 << 8, Ended(code=7)),
        (137 << 8, Ended(signal=9)),
        (9, Ended(signal=9)),
        (125 << 8, Ended()),
    ],
)
def test_a_guard_s_status_is_read_as_its_worker_s_end(status, ended):
    assert Ended.from_status(status) == ended


def test_the_lower_levels_ask_for_a_private_folder():
    with pytest.raises(BoxError, match="private=") as error:
        box.fork_worker(Level.LANDLOCK, Rlimits(), keep_fds=(), main=int)
    assert "landlock" in str(error.value)


def test_a_folder_inside_another_is_shown_once(tmp_path):
    assert root.outermost([tmp_path / "a/b", tmp_path / "a", tmp_path / "c"]) == [
        tmp_path / "a",
        tmp_path / "c",
    ]


def test_our_own_tasks_are_counted():
    assert limits.tasks_of_this_user() >= 1
    assert limits.mapped() > 1 << 20


def test_only_root_has_someone_else_to_be():
    assert (outer.unprivileged_owner() is None) == (os.geteuid() != 0)


LIKE_DOCKER = """
import os, struct, sys
from grader.sandbox import box, linux
refused = (272, 165) if os.uname().machine == "x86_64" else (97, 40)  # unshare, mount
steps = [(0x20, 0, 0, 0), (0x15, 1, 0, refused[0]), (0x15, 0, 1, refused[1]), (6, 0, 0, 0x50001), (6, 0, 0, 0x7FFF0000)]
linux.no_new_privileges()
linux.install_filter(b"".join(struct.pack("=HBBI", *step) for step in steps))
print([level.value for level in box.available_levels()], box.why_not(box.Level.NAMESPACES))
"""


def test_where_namespaces_are_refused_landlock_is_what_remains():
    done = subprocess.run(
        [sys.executable, "-c", LIKE_DOCKER], capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )
    expected = [level.value for level in box.available_levels() if level is not Level.NAMESPACES]
    assert done.stdout.startswith(str(expected))
    assert "no namespaces box on this machine: [Errno 1] unshare" in done.stdout
