"""The filter at work: what it refuses is refused by this kernel too."""

import errno

import pytest

CALLS = ["io_uring_setup", "bpf", "ptrace", "keyctl", "add_key", "userfaultfd", "perf_event_open", "unshare", "setns",
         "clone3", "mount", "fsopen", "open_tree", "pivot_root", "chroot", "open_by_handle_at", "name_to_handle_at",
         "process_vm_writev", "pidfd_getfd", "personality", "syslog", "kcmp", "finit_module", "fanotify_init",
         "inotify_init1", "memfd_create", "shmget", "flock", "quotactl", "clock_settime", "reboot", "mincore", "io_setup",
         "msgctl", "shmctl"]  # fmt: skip


@pytest.mark.parametrize("call", CALLS)
def test_a_dangerous_call_is_refused(confined, call):
    source = f"""
import ctypes, os
from grader.sandbox import seccomp
column = 0 if os.uname().machine == 'x86_64' else 1
number = (seccomp._NO | seccomp._MISSING)[{call!r}][column]
libc = ctypes.CDLL(None, use_errno=True)
reply([libc.syscall(number, 0, 0, 0, 0, 0, 0), ctypes.get_errno()])"""
    assert confined.answer(source) in ([-1, errno.EPERM], [-1, errno.ENOSYS])


def test_a_new_user_namespace_is_refused_through_clone(confined):
    source = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
number = 56 if os.uname().machine == 'x86_64' else 220
child = libc.syscall(number, 0x10000000 | 17, 0, 0, 0, 0)
if child == 0: os._exit(0)
reply(child)"""
    assert confined.answer(source) == -1


def test_a_child_program_keeps_the_filter(confined):
    source = """
import subprocess
reply(subprocess.run(['unshare', '-r', 'true'], stderr=subprocess.DEVNULL).returncode)"""
    assert confined.answer(source) != 0
